"""A graph out of its own export: the same again, or nothing and a word about the line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from diplograph.errors import SourceError, StoreError
from diplograph.graph import open_graph
from tests.store.servers import oxigraph
from tests.tellings import Did, Said, tell

ARTICLES = (
    tell("a", Did(("KOR",), ("PRK",), place="Panmunjom"), Said("KOR", "We met", ("PRK",))),
    tell("b", Did(("KOR", "PRK"), date=None), published="2018-04-29"),
)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    with open_graph() as kg:
        kg.add(ARTICLES)
        kg.export(tmp_path / "kg.nq")
    return tmp_path / "kg.nq"


def test_the_same_graph_on_disk_in_memory_and_at_an_endpoint(tmp_path: Path, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    (tmp_path / "db").mkdir()
    with oxigraph(tmp_path / "db") as server:
        for place in (tmp_path / "kg", None, server.url):
            with open_graph(place) as kg:
                kg.load(exported)
                assert kg.serialize() == text
                kg.remove(["b"])  # and it goes on as if it had been built there
                kg.add(ARTICLES)
                assert kg.serialize() == text


def test_files_in_parts(tmp_path: Path, exported: Path) -> None:
    lines = exported.read_bytes().splitlines(keepends=True)
    (tmp_path / "1.nq").write_bytes(b"".join(lines[:50]).rstrip())  # the last line without its end
    (tmp_path / "2.nq.gz").write_bytes(gzip.compress(b"".join(lines[50:])))
    with open_graph(tmp_path / "kg") as kg:
        kg.load(tmp_path / "1.nq", tmp_path / "2.nq.gz")
        assert kg.serialize() == exported.read_text(encoding="utf-8")
        with pytest.raises(StoreError, match="empty graph only"):
            kg.load(exported)


def test_a_bad_line_loads_nothing(tmp_path: Path, exported: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_bytes(exported.read_bytes() + b"<a b> oops\n")
    for place in (tmp_path / "kg", None):
        with open_graph(place) as kg:
            for path, line in ((bad, len(exported.read_bytes().splitlines()) + 1), (tmp_path / "missing", None)):
                with pytest.raises(SourceError) as error:
                    kg.load(exported, path) if line is None else kg.load(path)
                assert (error.value.path, error.value.line) == (str(path), line)
                assert kg.serialize() == ""

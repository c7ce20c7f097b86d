"""The store on disk: what it writes is whole, and what it complains about is unharmed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import XSD, Literal, URIRef

from diplograph.errors import QueryError, StoreError
from diplograph.results import rows
from diplograph.store import MARKER, Changes, EmbeddedStore, Triple

A, B, P, G, H = (URIRef(f"https://example.org/{name}") for name in ("a", "b", "p", "g", "h"))
NASTY = ['"} ; DROP ALL #', "a\\u0041", "tab\t line\n return\r \\", "'''\"\"\"", "\\U0001F600 😀 \u2028"]


def triple(value: str) -> Triple:
    return (A, P, Literal(value))


def test_a_commit_changes_graphs_and_the_default_graph_at_once() -> None:
    store = EmbeddedStore.in_memory()
    store.commit(Changes({G: frozenset({triple("g")})}, insert=frozenset({triple("merged")})))
    store.commit(
        Changes(
            {H: frozenset({triple("h")})}, frozenset({G}), frozenset({triple("new")}), frozenset({triple("merged")})
        )
    )
    assert set(store.quads()) == {(*triple("h"), H), (*triple("new"), None)}
    assert list(store.graphs()) == [H]
    assert sorted(store.lines()) == [b'<https://example.org/a> <https://example.org/p> "h" <https://example.org/h> .',
                                     b'<https://example.org/a> <https://example.org/p> "new" .']  # fmt: skip
    assert list(store.lines(merged=True)) == [b'<https://example.org/a> <https://example.org/p> "new" .']


def test_terms_come_back_as_they_went_in() -> None:
    terms = [Literal(text) for text in NASTY]
    terms += [Literal("a", lang="en"), Literal("2018-02", datatype=XSD.gYearMonth)]
    store = EmbeddedStore.in_memory()
    store.commit(Changes({G: frozenset((A, P, term) for term in terms)}))
    assert store.graph(G) == frozenset((A, P, term) for term in terms)
    assert list(store.quads()) != []


def test_lookups() -> None:
    store = EmbeddedStore.in_memory()
    store.commit(
        Changes({G: frozenset({(A, P, B), triple("x")}), H: frozenset({triple("x")})}, insert=frozenset({(A, P, B)}))
    )
    assert store.values([A, B], [P]) == {(A, P, B)}
    assert store.described([B])[B].graph == G
    assert store.described([B])[B].triples == {(A, P, B)}
    assert store.supported([triple("x"), (A, P, B)], without={G}) == {triple("x")}
    assert store.supported([triple("x")], without={G, H}) == frozenset()


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
def test_queries_see_the_merged_graph_and_each_articles_own() -> None:
    store = EmbeddedStore.in_memory()
    store.commit(Changes({G: frozenset({triple("g")})}, insert=frozenset({triple("merged")})))
    assert rows(store.query("SELECT ?o WHERE { ?s ?p ?o }")) == (("o",), [(Literal("merged"),)])
    assert rows(store.query("SELECT ?g ?o WHERE { GRAPH ?g { ?s ?p ?o } }"))[1] == [(G, Literal("g"))]
    assert rows(store.query("ASK { ?s ?p 'g' }")) == (("answer",), [(Literal(False),)])
    assert len(store.dataset) == 2
    answer = rows(store.dataset.query("SELECT ?o WHERE { ?s ?p ?o }"))[1]
    assert [str(value) for row in answer for value in row] == ["merged"]
    with pytest.raises(QueryError, match="cannot be answered"):
        store.query("SELECT WHERE")


def test_a_folder_is_made_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "kg"
    store = EmbeddedStore.open(path)
    store.commit(Changes({G: frozenset({triple("g")})}))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graph(G)
    assert json.loads((path / MARKER).read_text()) == {"format": 1}
    again = EmbeddedStore.open(path)
    assert again.graph(G) == {triple("g")}
    again.close()


def test_one_writes_and_others_read_beside(tmp_path: Path) -> None:
    writer = EmbeddedStore.open(tmp_path / "kg")
    writer.commit(Changes({G: frozenset({triple("g")})}))
    with pytest.raises(StoreError, match="being written"):
        EmbeddedStore.open(tmp_path / "kg")
    reader = EmbeddedStore.open(tmp_path / "kg", read_only=True)
    writer.commit(Changes({H: frozenset({triple("h")})}))
    assert list(reader.graphs()) == [G]  # as it was when it was opened
    with pytest.raises(StoreError, match="reading only"):
        reader.commit(Changes({H: frozenset({triple("h")})}))
    reader.close()
    writer.close()


def test_a_file_that_a_writer_removed_meanwhile_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = EmbeddedStore.open(tmp_path / "kg")
    writer.commit(Changes({G: frozenset({triple("g")})}))
    opened = ox.Store.read_only
    tries = iter([True, True])

    class Busy:
        @staticmethod
        def read_only(path: str) -> ox.Store:
            if next(tries, False):
                raise OSError("Corruption: IO error: No such file or directory: 000029.sst")
            return opened(path)

    monkeypatch.setattr(ox, "Store", Busy)
    reader = EmbeddedStore.open(tmp_path / "kg", read_only=True)
    assert list(reader.graphs()) == [G]
    reader.close()
    writer.close()


def test_places_that_are_no_graph(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.doc").write_text("mine")
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / MARKER).write_text('{"format": 99}')
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / MARKER).write_text("{")
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    for path, message in (
        (file, "is a file"),
        (folder, "something else"),
        (newer, "format 99"),
        (damaged, "is damaged"),
    ):
        for read_only in (False, True):
            with pytest.raises(StoreError, match=message):
                EmbeddedStore.open(path, read_only=read_only)
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(StoreError, match=r"no knowledge graph|something else"):
            EmbeddedStore.open(path, create=False)
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_an_unfinished_marker_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / (MARKER + ".part")).write_text("{")
    EmbeddedStore.open(tmp_path).close()
    assert (tmp_path / MARKER).is_file()


_FILL = """
import resource, signal, sys
from pathlib import Path
from rdflib import Literal, URIRef
from diplograph.errors import StoreError
from diplograph.store import Changes, EmbeddedStore
path = Path(sys.argv[1])
store = EmbeddedStore.open(path)
if sys.argv[2] == "file size":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
a = URIRef("https://example.org/a")
done = 0
try:
    for done in range(400):
        text = Literal("x" * 100_000 + str(done))
        store.commit(Changes({URIRef(f"https://example.org/{done}"): frozenset({(a, a, text)})}, insert=frozenset({(a, a, text)})))
except StoreError as error:
    print(error)
del store
again = EmbeddedStore.open(path, read_only=True)
print(done, len(list(again.graphs())), len(list(again.quads())))
"""
_ON_A_SMALL_DISK = 'mount -t tmpfs -o size=30m tmpfs "$1" && exec "$2" -c "$3" "$1/kg" disk'


def _fills_up(run: subprocess.CompletedProcess[str]) -> None:
    assert "check that the disk has space" in run.stdout, run.stdout + run.stderr
    done, graphs, quads = map(int, run.stdout.splitlines()[-1].split())
    assert 0 < done < 400
    assert (graphs, quads) == (done, 2 * done)


def test_a_full_disk_is_a_clear_error_and_whole_commits_stay(tmp_path: Path) -> None:
    """As far as anybody may go without a disk to fill: no file may grow beyond some size."""
    command = [sys.executable, "-c", _FILL, str(tmp_path / "kg"), "file size"]
    _fills_up(subprocess.run(command, capture_output=True, text=True, check=False, timeout=120))
    store = EmbeddedStore.open(tmp_path / "kg")  # with room again it goes on
    store.commit(Changes({G: frozenset({triple("g")})}))
    assert store.graph(G) == {triple("g")}
    store.close()


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """The same on a small file system that is mounted where only this process sees it; where that may not be done, the
    test before this one stands for it."""
    space = ["unshare", "--user", "--map-root-user", "--mount"]
    allowed = shutil.which("unshare") and subprocess.run([*space, "true"], capture_output=True, check=False)
    if not allowed or allowed.returncode:
        pytest.skip("this machine does not let us mount a file system of our own")
    command = [*space, "sh", "-c", _ON_A_SMALL_DISK, "sh", str(tmp_path), sys.executable, _FILL]
    _fills_up(subprocess.run(command, capture_output=True, text=True, check=False, timeout=120))

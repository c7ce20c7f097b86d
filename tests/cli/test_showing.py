"""`export` and `view`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "name", ["kg.ttl", "kg.trig", "kg.nq", "kg.nt", "kg.jsonld", "kg.graphml", "kg.gexf", "tables.csv"]
)
def test_every_form_of_the_contract_is_written(diplograph: Run, kg: Path, tmp_path: Path, name: str) -> None:
    done = diplograph("export", kg, "-o", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    path = tmp_path / name
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    assert "Angela Merkel" in "".join(file.read_text(encoding="utf-8") for file in files)


def test_an_ending_that_is_none_is_refused(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    done = diplograph("export", kg, "-o", tmp_path / "kg.docx")
    assert done.returncode == 3
    assert ".ttl" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_view_writes_one_page(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    done = diplograph("view", kg, "-o", tmp_path / "network.html", "--actor", "Angela Merkel", "--from", "2018-01-01")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]
    page = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert "Angela Merkel" in page
    assert "Shinzo Abe" not in page


def test_view_of_nobody_is_an_error(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    done = diplograph("view", kg, "-o", tmp_path / "network.html", "--actor", "Nobody At All")
    assert done.returncode == 3
    assert "Nobody At All" in done.stderr
    assert list(tmp_path.iterdir()) == []

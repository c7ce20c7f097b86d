"""CSV files of the authority: what is wrong is named with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.actors.tables import read_table, values
from diplograph.errors import KnowledgeError


def _file(folder: Path, text: str) -> Path:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_know_their_line(tmp_path: Path) -> None:
    rows = list(read_table(_file(tmp_path, "# why\n# source\nname,sex\nAnn,f\n\nBob,m\n"), ("name", "sex")))
    assert [(r["name"], r.line) for r in rows] == [("Ann", 4), ("Bob", 6)]


def test_optional_column_reads_as_empty(tmp_path: Path) -> None:
    (row,) = read_table(_file(tmp_path, "name\nAnn\n"), ("name",), ("sex",))
    assert row["sex"] == ""


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("name\nAnn\n", 1, "lacks the column 'sex'; expected name, sex"),
        ("#c\nname,sex\nAnn\n", 3, "has 1 cells; expected 2: name, sex"),
        ('name,sex\n"Ann,f\n', 2, "is not well-formed CSV (unexpected end of data); check the quotation marks"),
    ],
)
def test_malformed(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        list(read_table(path, ("name", "sex")))
    assert str(caught.value) == f"{path}:{line}: {problem}"


def test_missing_and_binary_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        list(read_table(tmp_path / "none.csv", ("name",)))
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        list(read_table(tmp_path / "x.csv", ("name",)))


def test_cells_are_checked(tmp_path: Path) -> None:
    (row,) = read_table(_file(tmp_path, "wikidata,from,sex\nX1,2018-13,x\n"), ("wikidata", "from", "sex"))
    with pytest.raises(KnowledgeError, match=r":2: column 'wikidata' holds 'X1'; expected a Wikidata item"):
        row.wikidata()
    with pytest.raises(KnowledgeError, match=r"column 'from' holds '2018-13'; expected a date such as"):
        row.date("from")
    with pytest.raises(KnowledgeError, match=r"column 'sex' holds 'x'; expected one of '', 'f', 'm'"):
        row.one_of("sex", {"", "f", "m"})


def test_values() -> None:
    assert values("a; b, c; d") == ("a", "b, c", "d")
    assert values("") == ()

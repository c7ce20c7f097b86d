"""Reading the CSV files of the authority, each row checked and each complaint located.

The files are for people: lines that begin with ``#`` before the header are comments, a cell with several values
separates them by ``; ``. Everything is text here; meaning is given in :mod:`diplograph.actors.authority`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import KnowledgeError

__all__ = ["Row", "read_table", "values"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,5})?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands."""

    cells: dict[str, str]
    path: Path
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, column: str, expected: str) -> KnowledgeError:
        """The error for a cell that holds something else than ``expected``."""
        problem = f"column {column!r} holds {self.cells[column]!r}; expected {expected}"
        return KnowledgeError(problem, path=self.path, line=self.line)

    def required(self, column: str) -> str:
        """The cell, which must not be empty. Raises :class:`KnowledgeError`."""
        if not self.cells[column]:
            raise self.wrong(column, "some text")
        return self.cells[column]

    def one_of(self, column: str, allowed: Sequence[str] | set[str] | frozenset[str]) -> str:
        """The cell, which must be one of ``allowed``. Raises :class:`KnowledgeError`."""
        if self.cells[column] not in allowed:
            raise self.wrong(column, "one of " + ", ".join(sorted(repr(a) for a in allowed)[:40]))
        return self.cells[column]

    def wikidata(self) -> str | None:
        """The cell ``wikidata``: an item id, or nothing. Raises :class:`KnowledgeError`."""
        value = self.cells["wikidata"]
        if value and not _WIKIDATA.fullmatch(value):
            raise self.wrong("wikidata", "a Wikidata item such as Q884, or nothing")
        return value or None

    def degrees(self, column: str, limit: int) -> float:
        """The cell as degrees of latitude or longitude, at most ``limit`` either way. Raises :class:`KnowledgeError`."""
        value = self.cells[column]
        if not _DEGREES.fullmatch(value) or abs(float(value)) > limit:
            raise self.wrong(column, f"degrees such as 37.5660, from -{limit} to {limit}")
        return float(value)

    def date(self, column: str) -> str:
        """The cell as an ISO 8601 date of any precision, or ``""``. Raises :class:`KnowledgeError`."""
        value = self.cells[column]
        if value and not _DATE.fullmatch(value):
            raise self.wrong(column, "a date such as 2018-02-13, 2018-02 or 2018, or nothing")
        return value


def values(cell: str) -> tuple[str, ...]:
    """The several values of one cell."""
    return tuple(part for part in cell.split("; ") if part) if cell else ()


def read_table(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a CSV file with (at least) these columns; a missing ``optional`` column reads as empty.

    Raises :class:`KnowledgeError` where the file cannot be read, is not UTF-8, lacks a column or has a row of another
    length; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"cannot be read ({error.strerror})", path=path) from None
    except UnicodeDecodeError:
        raise KnowledgeError("is not UTF-8 text; save it as UTF-8", path=path) from None
    lines = text.splitlines()
    comments = 0
    while comments < len(lines) and lines[comments].startswith("#"):
        comments += 1
    reader = csv.reader(lines[comments:], strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise KnowledgeError(f"has no header line; expected the columns {', '.join(columns)}", path=path)
        missing = [column for column in columns if column not in header]
        if missing:
            problem = f"lacks the column {missing[0]!r}; expected {', '.join(columns)}"
            raise KnowledgeError(problem, path=path, line=comments + 1)
        blank = dict.fromkeys(optional, "")
        width = len(header)
        for cells in reader:
            if not cells:
                continue
            line = comments + reader.line_num
            if len(cells) != width:
                problem = f"has {len(cells)} cells; expected {width}: {', '.join(header)}"
                raise KnowledgeError(problem, path=path, line=line)
            yield Row({**blank, **dict(zip(header, cells, strict=True))}, path, line)
    except csv.Error as error:
        problem = f"is not well-formed CSV ({error}); check the quotation marks"
        raise KnowledgeError(problem, path=path, line=comments + reader.line_num) from None

"""Files of coded events: opened, told apart, and read row by row, with a complaint for each row that is no event."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

from diplograph.errors import SourceError

__all__ = ["Columns", "Complain", "Row", "columns_of", "day", "digest", "first_line", "lines_of", "table"]

Complain = Callable[[int, str], None]
"""Takes the number of a line and what is wrong with it."""

Row = Sequence[str]
_EMPTY = frozenset({"", "NULL", "None", "NA", "\\N", "nan"})
_LONGEST = 1_000_000  # characters of a line: a file without line ends is no table


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a text file, or of the one in a .gz or .zip, without their ends and never all in memory.

    What is not UTF-8 is read as Latin-1, line by line: several releases of POLECAT and ICEWS mix the two. Raises
    :class:`SourceError` where the file cannot be read.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                members = [name for name in archive.namelist() if not name.endswith("/")]
                if len(members) != 1:
                    raise SourceError(f"holds {len(members)} files; unpack it and name the one to import", path=path)
                with archive.open(members[0]) as file:
                    yield _decoded(file, path)
        elif path.suffix == ".gz":
            with gzip.open(path) as unpacked:
                yield _decoded(cast(IO[bytes], unpacked), path)
        else:
            with path.open("rb") as plain:
                yield _decoded(plain, path)
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise SourceError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=path) from None


def _decoded(file: IO[bytes], path: Path) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            raise SourceError("has a line of over a million bytes; it is no table of events", path=path, line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text = line.decode("latin-1")
        yield text.rstrip("\r\n")


def first_line(path: Path) -> str:
    """The first line that is not empty; empty where there is none."""
    with lines_of(path) as lines:
        return next((line for line in lines if line.strip()), "")


def digest(path: Path) -> str:
    """The SHA-256 of the file as it lies there. Raises :class:`SourceError`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=path) from None


class Columns:
    """Where the columns of a table are, by name."""

    def __init__(self, names: Sequence[str]) -> None:
        self._places = {name: place for place, name in enumerate(names)}

    def place(self, name: str) -> int:
        """The place of a column; -1 where the table does not have it."""
        return self._places.get(name, -1)


def columns_of(header: str, needed: Sequence[str], path: Path) -> tuple[Columns, int]:
    """The columns that a header line names, and how many they are. Raises :class:`SourceError` where a needed one is missing."""
    names = [_unquoted(cell).strip() for cell in header.rstrip("\t").split("\t")]
    missing = [name for name in needed if name not in names]
    if missing:
        raise SourceError(
            f"lacks the column {missing[0]!r}; expected a header with {', '.join(needed)}, separated by tabs",
            path=path,
            line=1,
        )
    return Columns(names), len(names)


def table(lines: Iterator[str], width: int, complain: Complain, *, start: int) -> Iterator[tuple[int, Row]]:
    """The rows of a table with their line numbers: cells between tabs, empty ones and those that say so as ``""``."""
    for number, line in enumerate(lines, start):
        cells = line.split("\t")
        if len(cells) != width:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if len(cells) != width:
                if line.strip():
                    complain(number, f"has {len(cells)} columns; expected {width}, separated by tabs")
                continue
        yield number, ["" if cell in _EMPTY else _unquoted(cell) for cell in cells]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == '"' == cell[-1]:
        return cell[1:-1].replace('""', '"')
    return cell


@lru_cache(maxsize=20_000)
def day(text: str) -> str | None:
    """A day of the calendar as ISO 8601, from ``2018-02-12``, ``20180212`` or the beginning of a date-time; else ``None``."""
    try:
        return datetime.date.fromisoformat(text[:8] if text[:8].isdecimal() else text[:10]).isoformat()
    except ValueError:
        return None

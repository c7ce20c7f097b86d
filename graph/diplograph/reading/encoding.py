"""Bytes to text: UTF-8 and nothing else, with the place named where they are not."""

from __future__ import annotations

import codecs
from pathlib import Path

from diplograph.errors import SourceError

__all__ = ["decode"]

_OTHER_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


def decode(data: bytes, *, path: str | Path, line: int | None = None) -> str:
    """``data`` as text. A byte order mark at its beginning is a mark of the encoding and no part of the text.

    Raises :class:`SourceError` that names the first line which is not UTF-8 (counted from ``line``, or from 1).
    """
    for mark, name in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise SourceError(
                f"the file is in {name}, not UTF-8; convert it: iconv -f {name} -t UTF-8", path=path, line=line
            )
    if b"\0" in data:
        at = data.index(b"\0")
        raise SourceError(
            "the file holds NUL bytes, so it is no text; extract its text first", path=path, line=_line(data, at, line)
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte 0x{data[error.start]:02x} is not UTF-8, so the file is in another encoding or no text at all; "
            "convert it, for instance: iconv -f WINDOWS-1252 -t UTF-8",
            path=path,
            line=_line(data, error.start, line),
        ) from None


def _line(data: bytes, at: int, first: int | None) -> int:
    return (first or 1) + data.count(b"\n", 0, at)

"""Bytes to text: UTF-8 and nothing else, with the place named where they are not."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from diplograph.errors import SourceError

__all__ = ["decode", "decode_page"]

_PAGE_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_OF_THE_WEB = re.compile(r"utf-?(8|16)|(iso8859|cp125|koi8|mac|shift|euc|iso2022|gb|big5|cp874|ascii|latin)")
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


def decode_page(data: bytes, charset: str | None = None) -> str:
    """A web page or feed as text: by its byte order mark, what the server said (``charset``), what it declares, as UTF-8,
    or else as Windows-1252, as browsers do. What is no text in that encoding becomes U+FFFD.
    """
    for mark, name in _PAGE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = _DECLARED_XML.match(data[:200]) or _DECLARED.search(data[:4096])
    for label in (charset, declared and declared[1].decode("ascii")):
        codec = _codec(label)
        if codec is not None and codec != "utf-8":
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8" if _codec(charset) or declared else "cp1252", "replace")


def _codec(label: str | None) -> str | None:
    """The codec of that name, if it is one that web pages are written in. (Python has others, such as UTF-7 and unicode_escape.)"""
    try:
        name = codecs.lookup((label or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if _OF_THE_WEB.match(name) and name != "utf-16" else None


def _line(data: bytes, at: int, first: int | None) -> int:
    return (first or 1) + data.count(b"\n", 0, at)

"""Answers as tab-separated values (SPARQL 1.1 Query Results CSV and TSV Formats, section 4), read as plain text: the form that
is written and read fastest.
"""

from __future__ import annotations

import re

__all__ = ["tsv_rows"]

_ESCAPE = re.compile(r"\\(.)")
_UNBOUND = ("\t\t", "\t\n", "\n\t", "\n\n")  # nothing between two ends of cells
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def tsv_rows(content: bytes) -> list[tuple[str | None, ...]]:
    """The rows without the names of the columns: IRIs and literals as their text alone, ``None`` where unbound."""
    text = content.decode("utf-8")
    if '"' not in text:  # IRIs and numbers alone, which is most of what is asked in bulk
        _, *lines = text.removesuffix("\n").replace("<", "").replace(">", "").split("\n")
        if any(unbound in text for unbound in _UNBOUND):
            return [tuple([cell or None for cell in line.split("\t")]) for line in lines]
        return [tuple(line.split("\t")) for line in lines]
    _, *lines = text.removesuffix("\n").split("\n")
    return [
        tuple([cell[1:-1] if cell[:1] == "<" else _text(cell) for cell in line.split("\t")])  # most are IRIs
        for line in lines
    ]


def _text(cell: str) -> str | None:
    if cell.startswith('"'):
        text = cell[1 : cell.rindex('"')]
        return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text) if "\\" in text else text
    return cell or None

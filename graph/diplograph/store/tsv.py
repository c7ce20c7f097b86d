"""Answers as tab-separated values (SPARQL 1.1 Query Results CSV and TSV Formats, section 4), read as plain text: the form that
is written and read fastest.
"""

from __future__ import annotations

import re

__all__ = ["tsv_rows"]

_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def tsv_rows(content: bytes) -> list[tuple[str | None, ...]]:
    """The rows without the names of the columns: IRIs and literals as their text alone, ``None`` where unbound."""
    text = content.decode("utf-8").removesuffix("\n")
    if '"' not in text:  # IRIs and numbers alone, which is most of what is asked in bulk
        text = text.replace("<", "").replace(">", "")
        _, *lines = text.split("\n")
        if any(pair in text for pair in ("\t\t", "\t\n", "\n\t", "\n\n")) or text[-1:] in (
            "\t",
            "\n",
        ):  # some are unbound
            return [tuple([cell or None for cell in line.split("\t")]) for line in lines]
        return [tuple(line.split("\t")) for line in lines]
    _, *lines = text.split("\n")
    return [
        tuple([cell[1:-1] if cell[:1] == "<" else _text(cell) for cell in line.split("\t")])  # most are IRIs
        for line in lines
    ]


def _text(cell: str) -> str | None:
    if cell.startswith('"'):
        text = cell[1 : cell.rindex('"')]
        return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text) if "\\" in text else text
    return cell or None

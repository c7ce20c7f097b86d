"""The treebanks, as sentences of words with tags, lemmas, heads, labels and names.

UD English EWT and GUM are read from CoNLL-U. Names come from GUM's `Entity` annotation: a person, organisation or place
whose head is a proper noun, cut down to its proper nouns. EWT carries no names; its sentences leave them open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
PROPER = frozenset({"NNP", "NNPS"})  # UPOS would miss the adjective in "New York"
_MENTION = re.compile(r"\(([^()\s]+)\)?|([^()\s]+)\)")


@dataclass(frozen=True)
class Sentence:
    """One sentence; `heads` count words from 1 and say 0 for the root. What a corpus does not annotate is None."""

    words: tuple[str, ...]
    tags: tuple[str, ...] | None = None
    upos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    labels: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None


@dataclass(frozen=True)
class _Open:
    start: int
    kind: str
    least: tuple[int, ...]


def read_conllu(path: Path, *, names: bool) -> Iterator[list[Sentence]]:
    """The documents of a CoNLL-U file, each a list of sentences; with GUM's names if `names`."""
    document: list[Sentence] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id") and document:
                yield document
                document = []
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif not line and rows:
                document.append(_sentence(rows, names))
                rows = []
    if rows:
        document.append(_sentence(rows, names))
    if document:
        yield document


def _sentence(rows: list[list[str]], names: bool) -> Sentence:
    columns = list(zip(*rows, strict=True))
    return Sentence(
        words=columns[1],
        lemmas=columns[2],
        upos=columns[3],
        tags=columns[4],
        heads=tuple(int(head) for head in columns[6]),
        labels=columns[7],
        names=_gum_names(rows) if names else None,
    )


def _gum_names(rows: list[list[str]]) -> tuple[str, ...]:
    found = ["O"] * len(rows)
    for start, end, kind, least in sorted(_mentions(rows), key=lambda m: m[1] - m[0]):
        heads = [start + i - 1 for i in least if start + i - 1 < end]
        if not heads or any(rows[head][4] not in PROPER for head in heads):
            continue
        first, last = min(heads), max(heads)
        while first > start and rows[first - 1][4] in PROPER:
            first -= 1
        while last + 1 < end and rows[last + 1][4] in PROPER:
            last += 1
        if all(tag == "O" for tag in found[first : last + 1]):
            found[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
    return tuple(found)


def _mentions(rows: list[list[str]]) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
    """GUM's mentions as (start, end, type, head words counted from 1 within the mention)."""
    stack: dict[str, list[_Open]] = {}
    for at, row in enumerate(rows):
        value = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
        for match in _MENTION.finditer(value):
            if match.group(1):
                parts = match.group(1).split("-")
                opened = _Open(at, parts[1] if len(parts) > 1 else "", _least(match.group(1)))
                if match.group(0).endswith(")"):
                    if opened.kind in GUM_TYPES:
                        yield at, at + 1, GUM_TYPES[opened.kind], opened.least
                else:
                    stack.setdefault(parts[0], []).append(opened)
            elif stack.get(match.group(2)):
                opened = stack[match.group(2)].pop()
                if opened.kind in GUM_TYPES:
                    yield opened.start, at + 1, GUM_TYPES[opened.kind], opened.least


def _least(entity: str) -> tuple[int, ...]:
    """The head words of `group-type-infstat-salience-centering-head-link…`: the first field that is a list of numbers."""
    for field in entity.split("-")[3:]:
        if re.fullmatch(r"\d+(,\d+)*", field):
            return tuple(int(number) for number in field.split(","))
    return ()

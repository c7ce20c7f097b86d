"""A text cut where marks begin and end, so that marks that overlap can be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Mark", "Segment", "segments"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text, in code points: what it is (``kind``), of which thing (``iri``), called ``label``."""

    start: int
    end: int
    kind: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text with the marks that lie on all of it, the shortest first; ``begins`` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The text in pieces that no mark begins or ends within. Marks that do not lie in the text are left out."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(set(marks)):
        if 0 <= mark.start < mark.end <= len(text):
            begins[mark.start].append(mark)
            ends[mark.end].append(mark)
    active: set[Mark] = set()
    cuts = sorted({0, len(text), *begins, *ends})
    for start, end in pairwise(cuts):
        active.difference_update(ends.get(start, ()))
        active.update(begins.get(start, ()))
        yield Segment(
            text[start:end],
            tuple(sorted(active, key=lambda mark: (mark.end - mark.start, mark))),
            tuple(begins.get(start, ())),
        )

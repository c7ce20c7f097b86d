"""Where an event took place: the location that its clause names after "in" or "at"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.syntax import children, obliques, preposition
from diplograph.record import Place

__all__ = ["place_of"]

_IN = ("in", "at", "outside", "near", "inside", "on", "across", "around")


def place_of(tokens: Iterable[Any], resolution: Resolution) -> Place | None:
    """The first location that stands beside one of these tokens, the closest reading first; ``None`` where there is none.

    A place inside a place ("at the palace in Cairo") counts where the outer one is not known.
    """
    for token in tokens:
        for head in obliques(token, *_IN):
            if preposition(head) == "on" and not _lies(head, resolution):
                continue  # "called on Armenia", "imposed sanctions on Iran"
            found = _location(head, resolution, 0)
            if found is not None:
                return found
    return None


def _lies(head: Any, resolution: Resolution) -> bool:
    mention = resolution.headed_by(head.i)
    return mention is None or mention.is_place


def _location(head: Any, resolution: Resolution, depth: int) -> Place | None:
    mention = resolution.headed_by(head.i)
    if mention is not None and mention.place is not None:
        return mention.place
    if depth == 2:
        return None
    for inner in (*obliques(head, "in", "of", "at"), *children(head, "appos", "compound", "nmod:poss", "amod")):
        found = _location(inner, resolution, depth + 1)
        if found is not None:
            return found
    return None

"""An event as somebody else coded it: one row of a data set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CodedEvent", "Named", "Placed"]


@dataclass(frozen=True, slots=True)
class Named:
    """A party as the data set names it, with its country as a code or a name, empty where none is given.

    ``sector`` is the word that says what it is, for a party that has no name of its own.
    """

    name: str
    country: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place as the data set names it, with its country as a code or a name, empty where none is given."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event: ``key`` names it within its data set, ``day`` is an ISO 8601 date.

    ``type``, ``mode`` and ``contexts`` are PLOVER's; ``cameo`` is the code that they follow from, if it is coded in CAMEO.
    ``intensity`` is the data set's own figure (Goldstein's scale, -10 to 10), ``publisher`` and ``url`` are what it says of
    its source; empty where it says nothing.
    """

    key: str
    day: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    place: Placed | None
    intensity: str = ""
    publisher: str = ""
    url: str = ""

"""Words of a text that may refer to actors, before it is known to whom: what :mod:`diplograph.actors.mentions` finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplograph.actors.authority import Name
from diplograph.actors.mention import MentionKind
from diplograph.actors.roles import GroupNoun, OfficeNoun

__all__ = ["Candidate", "Match", "is_person"]


@dataclass(slots=True)
class Match:
    """A name of the authority, or one that the reader recognised, at the tokens ``first`` to ``last``."""

    first: int
    last: int
    key: tuple[str, ...]
    names: tuple[Name, ...]
    label: str = ""

    def of_kind(self, *kinds: str) -> tuple[Name, ...]:
        """The names among the readings that are of one of these kinds."""
        return tuple(name for name in self.names if name.kind in kinds)


@dataclass(slots=True)
class Candidate:
    """A noun phrase or pronoun that may refer to actors, with what its words say about them.

    ``owners`` are the IRIs of the countries or organisations that the phrase names as the actor's own ("South Korean officials",
    "Israel's Cabinet"), several in "Hungarian and Romanian officials". ``name`` is the name in it, if any.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    name: Match | None = None
    offices: tuple[OfficeNoun, ...] = ()
    group: GroupNoun | None = None
    noun: str = ""
    owners: tuple[str, ...] = ()
    plural: bool = False
    definite: bool = False
    former: bool = False
    ethnic: bool = False
    sex: str = ""
    number: int = 0
    possessor: int = -1
    same_as: int = -1
    location: bool = False
    actors: tuple[str, ...] = ()
    score: float = 1.0
    reason: str = ""
    place: tuple[str, str] | None = None
    titles: tuple[str, ...] = field(default=())

    def take(self, actors: tuple[str, ...], score: float, reason: str) -> None:
        """Refer to these actors from now on; ``reason`` says how they were found."""
        self.actors, self.score, self.reason = actors, score, reason


def is_person(candidate: Candidate) -> bool:
    """Whether a candidate is a person by name, as the authority or the reader has it."""
    match = candidate.name
    return match is not None and (
        (bool(match.of_kind("person")) and candidate.kind in ("name", "title"))
        or (not match.names and match.label == "person")
    )

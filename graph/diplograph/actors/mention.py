"""Mentions of actors in a parsed article, and the whole of them after resolution.

This is what the actors stage hands to events and statements: they ask which mention a token heads and never look at
names themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from diplograph.record import Actor, Place, Relationship, Role

__all__ = ["Mention", "MentionKind", "Resolution"]

MentionKind = Literal["name", "title", "role", "demonym", "metonym", "pronoun", "noun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to one or more actors: the whole noun phrase, without a trailing possessive marker.

    ``head`` is the index of its head token in the Doc. ``actors`` holds IRIs: one, several for a plural reference ("the two
    leaders", "both countries"), none where it could not be resolved. ``place`` is set where the mention can be a location
    (a country, a city); ``is_place`` where its syntactic role says that it is one here ("in Seoul") and no government.
    ``score`` (0 to 1) and ``reason`` say how the actors were found.
    """

    start: int
    end: int
    text: str
    head: int
    actors: tuple[str, ...]
    kind: MentionKind
    score: float = 1.0
    reason: str = ""
    place: Place | None = None
    is_place: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The mention as parties of an event: one role an actor, a single unresolved role where there is none."""
        return tuple(Role(iri, self.start, self.end, self.text) for iri in self.actors or (None,))


@dataclass(frozen=True)
class Resolution:
    """All actors of an article with their mentions, sorted by offset; nested mentions come after the one around them.

    ``relationships`` are those between two of the actors that the article states; ``types`` says of some what they are more
    exactly, as the authority has it: ``igo``, ``armed_group``, ``news_agency``, ``company`` …
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    relationships: tuple[Relationship, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    _by_head: dict[int, Mention] = field(init=False, repr=False, compare=False)
    _by_iri: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_head", {m.head: m for m in reversed(self.mentions)})
        object.__setattr__(self, "_by_iri", {actor.id: actor for actor in self.actors})
        object.__setattr__(self, "_starts", [m.start for m in self.mentions])

    def headed_by(self, token: int) -> Mention | None:
        """The mention whose head is the token with this index; the outermost one where several are."""
        return self._by_head.get(token)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly between two offsets, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[first:last] if m.end <= end)

    def actor(self, iri: str) -> Actor:
        """The actor with this IRI. Raises :class:`KeyError` where the article has no such actor."""
        return self._by_iri[iri]

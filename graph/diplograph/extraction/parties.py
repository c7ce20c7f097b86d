"""From heads of phrases to parties: whom an argument names, or stands for, as the resolution of the article has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diplograph.actors.mention import Mention, Resolution
from diplograph.extraction.syntax import antecedent, children, obliques, phrase
from diplograph.record import Role

__all__ = ["Party", "find_parties", "roles_of"]

Token = Any

_INSIDE = (("appos", "flat"), ("nmod:poss",), ("compound", "amod", "nmod:unmarked", "nmod:desc"))
_OF_FIRST = (
    "of",
    "by",
    "against",
    "from",
    "with",
    "between",
    "to",
    "for",
    "on",
    "toward",
    "towards",
    "among",
    "over",
    "about",
)
_PLACED = ("in", "at", "near", "across", "into", "inside", "around", "along")
_DEPTH = 3


@dataclass(frozen=True)
class Party:
    """One party of an event: its roles, how far from the argument's head it was found, and whether it is a place there.

    A thing is no actor: what an act is done to ("boycotted the vote"), by its words alone.
    """

    roles: tuple[Role, ...]
    depth: int
    mention: Mention | None
    is_place: bool = False
    is_thing: bool = False


def roles_of(parties: Iterable[Party]) -> tuple[Role, ...]:
    """The roles of several parties, in order, none twice."""
    return tuple(dict.fromkeys(role for party in parties for role in party.roles))


def find_parties(
    heads: Iterable[Token], resolution: Resolution, *, places: bool = False, inside: bool = True
) -> tuple[Party, ...]:
    """The parties that these heads name, in order, none twice.

    A head that is no mention stands for the actor inside its phrase: "a U.S. decision" for the USA, "the arrest of the
    envoys" for the envoys. ``places`` lets a mention count that is a location here ("lifted the curfew in Darfur").
    """
    found: dict[tuple[int, int], Party] = {}
    for head in heads:
        for party in _parties(antecedent(head), resolution, places, inside, 0):
            found.setdefault((party.roles[0].start, party.roles[0].end), party)
    return tuple(found.values())


def _parties(head: Token, resolution: Resolution, places: bool, inside: bool, depth: int) -> tuple[Party, ...]:
    mention = resolution.headed_by(head.i) or _around(head, resolution)
    if mention is not None and (places or not mention.is_place):
        named = _named_beside(head, mention, resolution)
        if named is not None:
            return (Party(named.roles, depth, named),)
        if mention.actors:
            shown = _spelled_out(mention, head, resolution)
            return (
                Party(shown.roles if shown.actors == mention.actors else mention.roles, depth, shown, mention.is_place),
            )
        if mention.kind != "pronoun":
            deeper = _within(head, resolution, places, depth) if inside else ()
            return deeper or (Party(mention.roles, depth + 1, mention),)
        return ()
    if depth >= _DEPTH or not inside:
        return ()
    return _within(head, resolution, places, depth) or _proper(head, depth)


def _around(head: Token, resolution: Resolution) -> Mention | None:
    """The name that a token is the last part of, where the parser and the names disagree about its head."""
    if head.pos_ != "PROPN":
        return None
    for child in children(head, "flat", "compound", "nmod:desc", "nmod:unmarked", "amod"):
        mention = resolution.headed_by(child.i)
        if mention is not None and mention.start <= head.idx < mention.end:
            return mention
    return None


def _spelled_out(mention: Mention, head: Token, resolution: Resolution) -> Mention:
    """For a pronoun, the noun phrase of the same sentence that it stands for, where there is one before it."""
    if mention.kind != "pronoun":
        return mention
    sentence = head.sent
    for other in resolution.within(sentence.start_char, sentence.end_char):
        if other.actors == mention.actors and other.kind != "pronoun" and other.start < mention.start:
            return other
    return mention


def _named_beside(head: Token, mention: Mention, resolution: Resolution) -> Mention | None:
    """The name in apposition to a noun: "the watchdog Amnesty International" is Amnesty, if the noun is not it already."""
    if mention.kind not in {"role", "noun"}:
        return None
    for child in children(head, "appos", "flat"):
        beside = resolution.headed_by(child.i)
        if beside is not None and beside.kind in {"name", "title"} and beside.actors and not beside.is_place:
            return beside
    return None


def _within(head: Token, resolution: Resolution, places: bool, depth: int) -> tuple[Party, ...]:
    for labels in _INSIDE:
        found: list[Party] = []
        for child in children(head, *labels):
            if _is_currency(child):
                continue
            found += _parties(child, resolution, places, True, depth + 1)
        if found:
            return tuple(found)
    for prepositions in ((*_OF_FIRST,), _PLACED):
        for prep in prepositions:
            found = []
            for child in obliques(head, prep):
                found += _parties(child, resolution, places or prepositions is _PLACED, True, depth + 1)
            if found:
                return tuple(found)
    return ()


def _is_currency(word: Token) -> bool:
    """Whether a country only says which money it is: "a one million US dollar reward"."""
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in {"dollar", "dollars"}


def _proper(head: Token, depth: int) -> tuple[Party, ...]:
    """A name that no mention covers: a party that is not resolved."""
    if head.pos_ != "PROPN" or head.ent_type_ not in {"PERSON", "ORG", "NORP", "LOC", "GPE"}:
        return ()
    start, end = phrase(head)
    return (Party((Role(None, start, end, head.doc.text[start:end]),), depth + 1, None),)

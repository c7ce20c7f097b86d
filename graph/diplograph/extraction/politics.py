"""How far a party is one of politics: a state or whoever speaks for it, another actor of politics, or somebody private."""

from __future__ import annotations

from itertools import pairwise

from diplograph.actors.mention import Resolution
from diplograph.extraction.lexicon import Lexicon
from diplograph.record import Actor, Role

__all__ = ["POLITICAL", "PRESS", "PRIVATE", "STATE", "is_called", "standing"]

PRESS, PRIVATE, POLITICAL, STATE = range(4)
"""What a party can be: a news outlet, somebody of no politics, an actor of politics, one that speaks for a state."""

_PRESS = frozenset({"news_agency", "outlet"})
_PLACING = frozenset({"in", "at", "from", "of", "near", "on"})


def standing(role: Role, resolution: Resolution, lexicon: Lexicon) -> int:
    """:data:`STATE` for a country, an organisation of one, an international one or the holder of an office,
    :data:`POLITICAL` for a known statesman, whoever is titled or called so, and groups of a country that are,
    :data:`PRESS` for an outlet or agency, else :data:`PRIVATE`."""
    if role.actor is None:
        return POLITICAL if is_called(role.text, lexicon.parties.get("state", frozenset())) else PRIVATE
    actor = resolution.actor(role.actor)
    kind = resolution.types.get(actor.id, "")
    if kind in _PRESS:
        return PRESS
    if kind == "company":
        return PRIVATE
    if actor.kind == "country" or actor.office is not None:
        return STATE
    if actor.kind == "person":
        titled = is_called(role.text, lexicon.parties.get("title", frozenset()))
        return POLITICAL if actor.wikidata is not None or titled else PRIVATE
    if actor.country is not None and _is_public(role, actor, lexicon):
        body = actor.kind == "organisation" and kind != "ngo"
        known = (
            actor.wikidata is not None or bool(kind) or is_called(role.text, lexicon.parties.get("state", frozenset()))
        )
        return STATE if body and known else POLITICAL
    return POLITICAL if is_called(role.text, lexicon.parties.get("state", frozenset())) else PRIVATE


def _is_public(role: Role, actor: Actor, lexicon: Lexicon) -> bool:
    """Whether a party is called what actors of politics are: "rebels", "Egyptian students", not "investors in London"."""
    if actor.wikidata is not None or is_called(role.text, lexicon.parties.get("politics", frozenset())):
        return True
    words = [word.strip(",.\"'") for word in role.text.split()]
    named = words[0][:1].isupper() and len(words) == 1
    return named or any(b[:1].isupper() and a.lower() not in _PLACING for a, b in pairwise(words))


def is_called(text: str, nouns: frozenset[str]) -> bool:
    """Whether a party is called by one of these nouns."""
    words = [word.strip(",.") for word in text.lower().split()]
    return any(
        word in nouns or word.removesuffix("s") in nouns or word.removesuffix("ies") + "y" in nouns for word in words
    )

"""Which direct predicates an event gives, and between whom: ``dg:met`` and its like.

The knowledge is in the ontology, as annotations of the predicates; see dg:DirectPredicate there for how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import permutations, product

from diplograph.predicates import DIRECT_PREDICATES, DirectPredicate
from diplograph.record import ActorKind, Event

__all__ = ["links_between", "relations_of"]

_WORD = re.compile(r"[^\W\d_]+")
_OF_TYPE: dict[str, tuple[DirectPredicate, ...]] = {
    name: tuple(predicate for predicate in DIRECT_PREDICATES if predicate.type == name)
    for name in {predicate.type for predicate in DIRECT_PREDICATES}
}
_BY_NAME = {predicate.name: predicate for predicate in DIRECT_PREDICATES}


def relations_of(event: Event, kinds: Mapping[str, ActorKind]) -> tuple[DirectPredicate, ...]:
    """The direct predicates of an event, whether or not it took place: the most telling first, then those that it implies.

    ``kinds`` tells what the actors are, by IRI. Most telling is the one with most conditions. An event always has at least one,
    but for a visit to nobody known, and a type that PLOVER does not have.
    """
    candidates = _OF_TYPE.get(event.type, ())
    words = {word.casefold() for word in _WORD.findall(event.trigger.text)}
    given = [
        p for p in candidates if not p.default and _meets(event, words, p) and _is_personal_enough(event, kinds, p)
    ]
    defaults = [p for p in candidates if p.default_between_equals and not event.recipient] or [
        p for p in candidates if p.default
    ]
    chosen = sorted(given, key=lambda p: (not _is_special(p), p.name)) or defaults
    implied = [_BY_NAME[name] for predicate in chosen for name in predicate.implies]
    return tuple(dict.fromkeys([*chosen, *implied]))


def links_between(
    event: Event, relations: Iterable[DirectPredicate], kinds: Mapping[str, ActorKind]
) -> frozenset[tuple[str, str, str]]:
    """The direct links of an event that took place: subject, local name of the predicate, object. Nobody has one to itself."""
    actors = sorted({role.actor for role in event.actor if role.actor})
    recipients = sorted({role.actor for role in event.recipient if role.actor})
    persons = [iri for iri in recipients if kinds.get(iri) == "person"]
    links: set[tuple[str, str, str]] = set()
    for predicate in relations:
        if event.recipient:
            pairs = set(product(actors, persons if event.mode in predicate.to_person_modes else recipients))
        else:
            pairs = set(permutations(actors, 2)) if predicate.symmetric or predicate.between_equals else set()
        for a, b in pairs:
            if a == b:
                continue
            links.add((a, predicate.name, b))
            if predicate.symmetric:
                links.add((b, predicate.name, a))
            if predicate.inverse:
                links.add((b, predicate.inverse, a))
    return frozenset(links)


def _is_special(predicate: DirectPredicate) -> bool:
    return bool(predicate.modes or predicate.cameo or predicate.triggers)


def _meets(event: Event, words: set[str], predicate: DirectPredicate) -> bool:
    if _has_any(event, words, predicate.except_modes, predicate.except_cameo, predicate.except_triggers):
        return False
    return not _is_special(predicate) or _has_any(event, words, predicate.modes, predicate.cameo, predicate.triggers)


def _has_any(
    event: Event, words: set[str], modes: tuple[str, ...], cameo: tuple[str, ...], starts: tuple[str, ...]
) -> bool:
    return (
        event.mode in modes
        or (event.cameo is not None and event.cameo.startswith(cameo))
        or any(word.startswith(starts) for word in words)
    )


def _is_personal_enough(event: Event, kinds: Mapping[str, ActorKind], predicate: DirectPredicate) -> bool:
    if event.mode not in predicate.to_person_modes:
        return True
    return any(role.actor is not None and kinds.get(role.actor) == "person" for role in event.recipient)

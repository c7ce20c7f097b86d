"""Direct triples against the events that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import product
from typing import NamedTuple

from diplograph.predicates import DIRECT_PREDICATES
from diplograph.vocab import DG

__all__ = ["DIRECT", "Link", "Telling", "unsupported"]

_INVERSE = {str(DG[predicate.name]): str(DG[predicate.inverse]) for predicate in DIRECT_PREDICATES if predicate.inverse}
_SYMMETRIC = frozenset(str(DG[predicate.name]) for predicate in DIRECT_PREDICATES if predicate.symmetric)

DIRECT = (
    DG.said,
    *sorted({DG[name] for predicate in DIRECT_PREDICATES for name in (predicate.name, predicate.inverse) if name}),
)
"""All direct predicates: dg:said, those that events give, and their inverses."""


class Link(NamedTuple):
    """A direct triple, as IRIs."""

    subject: str
    predicate: str
    object: str


class Telling(NamedTuple):
    """An event that took place: its direct predicates and its parties, as IRIs."""

    relations: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def unsupported(links: Set[Link], tellings: Iterable[Telling]) -> tuple[Link, ...]:
    """The links that no event bears out, sorted."""
    left = set(links)
    for relations, actors, recipients in tellings:
        pairs = list(product(actors, recipients or actors))
        for relation in relations:
            for a, b in pairs:
                left.discard(Link(a, relation, b))
                if relation in _SYMMETRIC:
                    left.discard(Link(b, relation, a))
                if relation in _INVERSE:
                    left.discard(Link(b, _INVERSE[relation], a))
    return tuple(sorted(left))

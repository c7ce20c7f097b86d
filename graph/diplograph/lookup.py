"""What people call a thing, and the IRI that it has in the graph."""

from __future__ import annotations

import re
from functools import cache

from rdflib import Literal, URIRef

from diplograph.errors import QueryError
from diplograph.iris import web_address
from diplograph.near import near_matches
from diplograph.predicates import DIRECT_PREDICATES
from diplograph.results import rows
from diplograph.store import PREFIXES, Store
from diplograph.vocab import DG

__all__ = ["direct_relations", "find_actor", "find_relation", "find_thing"]

_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+")
_SHORT = re.compile(r"(actor|article|event|statement):([\w.%~-]+)")
_CODE = re.compile(r"[A-Za-z]{3}")
_ACTOR = (
    "VALUES ?kind { dg:Person dg:Country dg:Organisation dg:Group } ?actor a ?kind ; rdfs:label|skos:altLabel ?name ."
)
_NAMES = f"SELECT DISTINCT ?name ?actor WHERE {{ {_ACTOR} }} ORDER BY ?name ?actor"
_SHOWN = 8


def find_thing(name: str) -> URIRef:
    """The IRI that is given in full, or short as in ``event:3f0c``. Raises :class:`QueryError` for anything else."""
    if short := _SHORT.fullmatch(name):
        return URIRef(PREFIXES[short[1]] + short[2])
    if not isinstance(web_address(name), URIRef):
        raise QueryError(
            f"{name!r} is no IRI; give one in full, such as {PREFIXES['event']}…, or short, such as event:…"
        )
    return URIRef(name)


def find_actor(store: Store, name: str) -> URIRef:
    """The actor of the graph with this label, ISO 3166-1 alpha-3 code of a country, or IRI; or whose label alone has these words.

    Case does not matter.
    Raises :class:`QueryError` where there is none, with the names that resemble it, or several, with the IRI of each.
    """
    name = " ".join(name.split())
    if _IRI.fullmatch(name) or _SHORT.fullmatch(name):
        return find_thing(name)
    found = _actors(store, f"{_ACTOR} FILTER(LCASE(STR(?name)) = LCASE({Literal(name).n3()}))")
    if not found and _CODE.fullmatch(name):
        found = _actors(store, f"?actor a dg:Country ; dg:country {Literal(name.upper()).n3()}")
    if len(found) == 1:
        return found[0]
    named = [(str(label), URIRef(str(actor))) for label, actor in rows(store.query(_NAMES))[1]]
    if not found:
        words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        found = sorted({actor for label, actor in named if words.search(label)})
        if len(found) == 1:
            return found[0]
    if found:
        labels = {actor: label for label, actor in reversed(named)}
        several = "; ".join(f"{labels[actor]} <{actor}>" for actor in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise QueryError(
            f"{name!r} may be any of several actors; give the whole name or the IRI of one: {several}{more}"
        )
    near = near_matches(name, (label for label, _ in named))
    raise QueryError(
        f"no actor of this graph is called {name!r}; "
        + (f"near it are: {', '.join(near)}" if near else "the query actors lists them all")
    )


def _actors(store: Store, pattern: str) -> list[URIRef]:
    answer = store.query(f"SELECT DISTINCT ?actor WHERE {{ {pattern} }} ORDER BY ?actor")
    return [URIRef(str(actor)) for (actor,) in rows(answer)[1]]


def find_relation(name: str) -> URIRef:
    """The direct predicate with this name, such as ``met``. Raises :class:`QueryError` that lists the names there are."""
    known = {str(relation).removeprefix(PREFIXES["dg"]): relation for relation in direct_relations()}
    if name not in known:
        raise QueryError(f"no relation between actors is called {name!r}; there are: {', '.join(known)}")
    return known[name]


@cache
def direct_relations() -> tuple[URIRef, ...]:
    """The direct predicates between actors, by name."""
    names = {name for predicate in DIRECT_PREDICATES for name in (predicate.name, predicate.inverse) if name}
    return tuple(DG[name] for name in sorted(names))

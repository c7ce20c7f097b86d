"""What the merged graph holds between actors, read by SPARQL and narrowed to an actor, a relation or a time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from rdflib.query import Result

from diplograph.codebook import DIRECT_PREDICATES, QUAD_CLASSES
from diplograph.errors import QueryError, UnknownThingError
from diplograph.near import near_matches

__all__ = ["PREFIXES", "SAID", "Party", "Queryable", "Selection", "Thing", "local_name", "rows", "select", "span_of"]

PREFIXES = """PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX plover: <https://w3id.org/diplograph/plover#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

SAID = "said"
"""The direct predicate of statements."""

_BETWEEN_EQUALS = frozenset(p.name for p in DIRECT_PREDICATES if p.symmetric or p.between_equals)
_SPECIAL = frozenset(p.name for p in DIRECT_PREDICATES if p.modes or p.cameo or p.triggers)

_KINDS = {"Person": "person", "Country": "country", "Organisation": "organisation", "Group": "group"}


class Queryable(Protocol):
    """Anything that answers SPARQL over the merged graph: a knowledge graph, an rdflib Dataset."""

    def query(self, text: str, /) -> Result:
        """The answer to a SELECT query."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the merged graph has it. ``country`` and ``office`` are empty where unknown, ``names`` are all its labels."""

    iri: str
    label: str
    kind: str
    country: str
    office: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A merged event, or a merged statement: who (``by``) did something to, or said something about, whom (``to``).

    ``to`` is empty for an event between equals, and ``mutual`` says that these did it to each other: they met, where others have
    together condemned a third. ``relations`` are the local names of the direct predicates, the most special first; the others
    are sorted. Text fields are empty where nothing is known.
    """

    iri: str
    is_statement: bool
    label: str
    type: str
    mode: str
    quad_class: str
    relations: tuple[str, ...]
    date: str
    modality: tuple[str, ...]
    sources: int
    by: tuple[str, ...]
    to: tuple[str, ...]
    mutual: bool = False


@dataclass(frozen=True)
class Selection:
    """Events and statements, by date and then IRI, with all actors of the graph; ``focus`` are the actors asked for, if any."""

    actors: Mapping[str, Party]
    things: tuple[Thing, ...]
    focus: frozenset[str] | None = None

    def joins(self, a: str, b: str) -> bool:
        """Whether a tie between the two is part of the selection."""
        return self.focus is None or a in self.focus or b in self.focus

    def events_of(self, iri: str) -> int:
        """The number of selected events that the actor is a party of."""
        return self._counts[False][iri]

    def statements_of(self, iri: str) -> int:
        """The number of selected statements that the actor made."""
        return self._counts[True][iri]

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        events: Counter[str] = Counter()
        statements: Counter[str] = Counter()
        for thing in self.things:
            if thing.is_statement:
                statements.update(thing.by)
            else:
                events.update({*thing.by, *thing.to})
        return events, statements


def select(
    graph: Queryable,
    *,
    relation: str | None = None,
    actors: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Selection:
    """The events and statements of the merged graph; see :func:`diplograph.network.network` for the arguments and errors."""
    parties = _actors(graph)
    focus = None if actors is None else frozenset(_find(name, parties) for name in actors)
    low = None if since is None else _bound("since", since)[0]
    high = None if until is None else _bound("until", until)[1]
    known: set[str] = set()
    things = []
    for thing in (*_events(graph, parties), *_statements(graph, parties)):
        known.update(thing.relations)
        if relation is not None and relation not in thing.relations:
            continue
        if focus is not None and not focus.intersection(thing.by) and not focus.intersection(thing.to):
            continue
        if (low is not None or high is not None) and not _between(thing.date, low, high):
            continue
        things.append(thing)
    if relation is not None and relation not in known:
        raise QueryError(f"no relation {relation!r} in this graph; there are: {', '.join(sorted(known)) or 'none'}")
    return Selection(parties, tuple(sorted(things, key=lambda thing: (thing.date or "9", thing.iri))), focus)


def rows(graph: Queryable, pattern: str) -> Iterator[tuple[str | None, ...]]:
    """The solutions of ``SELECT … { … }`` as strings, ``None`` where unbound, in the graph's own order."""
    result: Iterable[Any] = graph.query(PREFIXES + pattern)
    for row in result:
        yield tuple(None if value is None else str(value) for value in row)


def local_name(iri: str) -> str:
    """What follows the namespace in an IRI."""
    return re.split(r"[#/]", iri)[-1]


def span_of(date: str) -> tuple[str, str]:
    """The first and last day that a date of any precision may mean: ``2018-02`` is 2018-02-01 to 2018-02-31 (as text)."""
    day = date[:10]
    return (day + "-01-01"[len(day) - 4 :])[:10], (day + "-12-31"[len(day) - 4 :])[:10]


def _between(date: str, low: str | None, high: str | None) -> bool:
    if not date:
        return False
    first, last = span_of(date)
    return (low is None or last >= low) and (high is None or first <= high)


def _bound(name: str, value: str) -> tuple[str, str]:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise QueryError(f"{name} is {value!r}; write a day, month or year: 2018-02-12, 2018-02 or 2018")
    return span_of(value)


def _find(name: str, parties: Mapping[str, Party]) -> str:
    """The IRI of the actor that a user means: by IRI, by name, by the code of a country, or by part of one name only."""
    if name in parties:
        return name
    wanted = name.casefold().strip()
    tests = (
        lambda party: wanted == party.label.casefold(),
        lambda party: wanted in {other.casefold() for other in party.names},
        lambda party: party.kind == "country" and wanted == party.country.casefold(),
        lambda party: any(wanted in other.casefold() for other in party.names),
    )
    for test in tests:
        found = sorted(iri for iri, party in parties.items() if test(party))
        if len(found) == 1:
            return found[0]
        if found:
            which = "; ".join(f"{parties[iri].label} <{iri}>" for iri in found[:5])
            raise UnknownThingError(
                f"{name!r} may be any of {len(found)} actors: {which}; give the full label or the IRI"
            )
    near = near_matches(name, (party.label for party in parties.values()))
    hint = f"near it are: {', '.join(near)}" if near else "the query actors lists them all"
    raise UnknownThingError(f"no actor of this graph is called {name!r}; {hint}")


def _gather(graph: Queryable, pattern: str) -> dict[str, list[str]]:
    """The sorted values of a two-column SELECT by its first column."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in rows(graph, pattern):
        if subject is not None and value is not None:
            found[subject].add(value)
    return {subject: sorted(values) for subject, values in found.items()}


def _actors(graph: Queryable) -> dict[str, Party]:
    actors = "VALUES ?k { dg:Person dg:Country dg:Organisation dg:Group } ?a a ?k"
    kinds = _gather(graph, f"SELECT ?a ?k {{ {actors} }}")
    labels = _gather(graph, f"SELECT ?a ?l {{ {actors} ; rdfs:label ?l }}")
    others = _gather(graph, f"SELECT ?a ?l {{ {actors} ; skos:altLabel ?l }}")
    countries = _gather(graph, "SELECT ?a ?c { ?a dg:country ?c }")
    offices = _gather(
        graph, "SELECT ?a ?l { ?a dg:office ?o OPTIONAL { ?o rdfs:label ?n } BIND(COALESCE(?n, ?o) AS ?l) }"
    )
    result = {}
    for iri in sorted(kinds):
        names = [*labels.get(iri, []), *others.get(iri, [])]
        result[iri] = Party(
            iri=iri,
            label=names[0] if names else iri,
            kind=_KINDS[local_name(kinds[iri][0])],
            country=countries.get(iri, [""])[0],
            office="; ".join(offices.get(iri, [])),
            names=tuple(names),
        )
    return result


def _events(graph: Queryable, parties: Mapping[str, Party]) -> Iterator[Thing]:
    by = _gather(graph, "SELECT ?e ?a { ?e a dg:Event ; dg:actor ?a }")
    to = _gather(graph, "SELECT ?e ?a { ?e a dg:Event ; dg:recipient ?a }")
    modality = _gather(graph, "SELECT ?e ?m { ?e a dg:Event ; dg:modality ?m }")
    relations = _gather(graph, "SELECT ?e ?r { ?e a dg:Event ; dg:relation ?r }")
    seen = set()
    for iri, type, label, mode, date, sources in _ordered(
        graph,
        "SELECT ?e ?type ?label ?mode ?date ?sources { ?e a dg:Event ; dg:eventType ?type OPTIONAL { ?e rdfs:label ?label }"
        " OPTIONAL { ?e dg:mode ?mode } OPTIONAL { ?e dg:date ?date } OPTIONAL { ?e dg:sourceCount ?sources } }",
    ):
        if iri in seen:  # two labels or dates: the first of the sorted rows stands
            continue
        seen.add(iri)
        type = local_name(type)
        named = sorted(map(local_name, relations.get(iri, [])), key=lambda name: (name not in _SPECIAL, name))
        recipients = tuple(a for a in to.get(iri, []) if a in parties)
        yield Thing(
            iri=iri,
            is_statement=False,
            label=label,
            type=type,
            mode=local_name(mode),
            quad_class=QUAD_CLASSES.get(type, ""),
            relations=tuple(named) or (type.lower(),),
            date=date,
            modality=tuple(map(local_name, modality.get(iri, []))),
            sources=int(sources or 1),
            by=tuple(a for a in by.get(iri, []) if a in parties),
            to=recipients,
            mutual=not recipients and not _BETWEEN_EQUALS.isdisjoint(named),
        )


def _statements(graph: Queryable, parties: Mapping[str, Party]) -> Iterator[Thing]:
    by = _gather(graph, "SELECT ?s ?a { ?s a dg:Statement ; dg:speaker ?a }")
    to = _gather(graph, "SELECT ?s ?a { ?s a dg:Statement ; dg:about ?a }")
    modality = _gather(graph, "SELECT ?s ?m { ?s a dg:Statement ; dg:modality ?m }")
    seen = set()
    for iri, label, date, sources in _ordered(
        graph,
        "SELECT ?s ?label ?date ?sources { ?s a dg:Statement OPTIONAL { ?s rdfs:label ?label } OPTIONAL { ?s dg:date ?date }"
        " OPTIONAL { ?s dg:sourceCount ?sources } }",
    ):
        speakers = tuple(a for a in by.get(iri, []) if a in parties)
        if iri in seen or not speakers:
            continue
        seen.add(iri)
        yield Thing(
            iri=iri,
            is_statement=True,
            label=label,
            type="STATEMENT",
            mode="",
            quad_class="statement",
            relations=(SAID,),
            date=date,
            modality=tuple(map(local_name, modality.get(iri, []))),
            sources=int(sources or 1),
            by=speakers,
            to=tuple(a for a in to.get(iri, []) if a in parties),
        )


def _ordered(graph: Queryable, pattern: str) -> list[list[str]]:
    return sorted([value or "" for value in row] for row in rows(graph, pattern))

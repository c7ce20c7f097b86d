"""Actors, events and statements of the merged graph, read by plain SPARQL from anything that answers it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rdflib.query import Result

from diplograph.codebook import DIRECT_PREDICATES, QUAD_CLASSES

__all__ = ["SAID", "Party", "Queryable", "Thing", "local_name", "read_actors", "read_things", "rows"]

_PREFIXES = """PREFIX dg: <https://w3id.org/diplograph/ontology#>
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
    are sorted. ``reported`` is the day of the first article that has it. Text fields are empty where nothing is known.
    """

    iri: str
    is_statement: bool
    label: str
    type: str
    mode: str
    quad_class: str
    relations: tuple[str, ...]
    date: str
    reported: str
    modality: tuple[str, ...]
    sources: int
    by: tuple[str, ...]
    to: tuple[str, ...]
    mutual: bool = False


def rows(graph: Queryable, pattern: str) -> Iterator[tuple[str | None, ...]]:
    """The solutions of ``SELECT … { … }`` as strings, ``None`` where unbound, in the graph's own order."""
    result: Iterable[Any] = graph.query(_PREFIXES + pattern)
    for row in result:
        yield tuple(None if value is None else str(value) for value in row)


def local_name(iri: str) -> str:
    """What follows the namespace in an IRI."""
    return re.split(r"[#/]", iri)[-1]


def read_things(graph: Queryable, parties: Mapping[str, Party]) -> Iterator[Thing]:
    """All merged events and all merged statements that have a speaker, each in the order of their IRIs."""
    reported = _gather(graph, "SELECT ?x ?d { ?x dg:source ?a . ?a schema:datePublished ?d }")
    yield from _events(graph, parties, reported)
    yield from _statements(graph, parties, reported)


def _gather(graph: Queryable, pattern: str) -> dict[str, list[str]]:
    """The sorted values of a two-column SELECT by its first column."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in rows(graph, pattern):
        if subject is not None and value is not None:
            found[subject].add(value)
    return {subject: sorted(values) for subject, values in found.items()}


def read_actors(graph: Queryable) -> dict[str, Party]:
    """All actors by their IRI."""
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


def _events(graph: Queryable, parties: Mapping[str, Party], reported: Mapping[str, list[str]]) -> Iterator[Thing]:
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
            reported=reported.get(iri, [""])[0][:10],
            modality=tuple(map(local_name, modality.get(iri, []))),
            sources=int(sources or 1),
            by=tuple(a for a in by.get(iri, []) if a in parties),
            to=recipients,
            mutual=not recipients and not _BETWEEN_EQUALS.isdisjoint(named),
        )


def _statements(graph: Queryable, parties: Mapping[str, Party], reported: Mapping[str, list[str]]) -> Iterator[Thing]:
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
            reported=reported.get(iri, [""])[0][:10],
            modality=tuple(map(local_name, modality.get(iri, []))),
            sources=int(sources or 1),
            by=speakers,
            to=tuple(a for a in to.get(iri, []) if a in parties),
        )


def _ordered(graph: Queryable, pattern: str) -> list[list[str]]:
    return sorted([value or "" for value in row] for row in rows(graph, pattern))

"""Actors, events and statements of the merged graph, read by plain SPARQL from anything that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, cast, runtime_checkable

from rdflib.query import Result

from diplograph.codebook import QUAD_CLASSES
from diplograph.predicates import DIRECT_PREDICATES

__all__ = ["SAID", "Party", "Queryable", "Thing", "local_name", "read_actors", "read_labels", "read_things", "tables"]

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

_IS_ACTOR = "VALUES ?kind { dg:Person dg:Country dg:Organisation dg:Group } ?x a ?kind ."
_KINDS = {"Person": "person", "Country": "country", "Organisation": "organisation", "Group": "group"}


class Queryable(Protocol):
    """Anything that answers SPARQL over the merged graph: a knowledge graph, an rdflib Dataset."""

    def query(self, text: str, /) -> Result:
        """The answer to a SELECT query."""


@runtime_checkable
class _Tabular(Protocol):
    """What answers several questions at once with plain text; making rdflib's terms of it takes most of the time."""

    def tables(self, queries: Sequence[tuple[str, str]], /) -> list[list[tuple[str | None, ...]]]:
        """The rows of SELECT queries, each given with the names of the columns that no two rows have alike."""


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
    are sorted. ``sources`` are how many articles have it, and ``origins`` from how many independent origins they come.
    ``reported`` is the day of the first of them. ``against`` are the things that contradict it. Text fields are
    empty where nothing is known.
    """

    iri: str
    is_statement: bool
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
    origins: int = 1
    against: tuple[str, ...] = ()


def tables(graph: Queryable, patterns: Sequence[str], order: str = "?x ?v") -> list[list[tuple[str | None, ...]]]:
    """The solutions of each ``SELECT … { … }`` as strings, ``None`` where unbound, in the graph's own order.

    ``order`` names the columns that no two solutions have alike: an endpoint that cuts long answers off is asked in portions.
    """
    if isinstance(graph, _Tabular):
        return graph.tables([(_PREFIXES + pattern, order) for pattern in patterns])
    return [_table(graph.query(_PREFIXES + pattern)) for pattern in patterns]


def _table(rows: Iterable[Any]) -> list[tuple[str | None, ...]]:
    return [tuple(None if value is None else str(value) for value in row) for row in rows]


@lru_cache(maxsize=1024)  # of types, modes and relations there are few
def local_name(iri: str) -> str:
    """What follows the namespace in an IRI."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def read_actors(graph: Queryable) -> dict[str, Party]:
    """All actors by their IRI."""
    kinds, labels, others, countries, offices = _gather(
        graph,
        f"{_IS_ACTOR} BIND(?kind AS ?v)",
        f"{_IS_ACTOR} ?x rdfs:label ?v",
        "?x skos:altLabel ?v",
        "?x dg:country ?v",
        "?x dg:office ?o OPTIONAL { ?o rdfs:label ?n } BIND(COALESCE(?n, ?o) AS ?v)",
    )
    result = {}
    for iri in sorted(kinds):
        names = (*labels.get(iri, ()), *others.get(iri, ()))
        result[iri] = Party(
            iri=iri,
            label=names[0] if names else iri,
            kind=_KINDS[local_name(kinds[iri][0])],
            country=countries.get(iri, _NONE)[0],
            office="; ".join(offices.get(iri, ())),
            names=names,
        )
    return result


def read_labels(graph: Queryable) -> dict[str, str]:
    """What everything of the merged graph that has a label is called, by IRI."""
    (labels,) = _gather(graph, "?x rdfs:label ?v")
    return {iri: values[0] for iri, values in labels.items()}


def read_things(graph: Queryable, parties: Mapping[str, Party]) -> Iterator[Thing]:
    """All merged events and all merged statements that have a speaker, each in the order of their IRIs.

    Each property is read by one plain query over the whole graph, and joined here: a query a thing, or one with many optional
    parts, takes ten times as long over a large graph.
    """
    printed, first, dates, modality, sources, origins, against, *of_events, speakers, about = _gather(
        graph,
        "?x schema:datePublished ?v",
        "?x dg:firstSource ?v",
        "?x dg:date ?v",
        "?x dg:modality ?v",
        "?x dg:sourceCount ?v FILTER(?v != 1)",  # most things have one source, and so one origin
        "?x dg:originCount ?v FILTER(?v != 1)",
        "?x dg:disagreesWith ?v",
        "?x dg:eventType ?v",
        "?x dg:actor ?v",
        "?x dg:recipient ?v",
        "?x dg:mode ?v",
        "?x dg:relation ?v",
        "?x dg:speaker ?v",
        "?x dg:about ?v",
    )
    reported = {iri: printed[articles[0]][0][:10] for iri, articles in first.items() if articles[0] in printed}
    shared = _Shared(reported, dates, modality, sources, origins, against)
    yield from _events(parties, shared, *of_events)
    yield from _statements(parties, shared, speakers, about)


_Values = Mapping[str, tuple[str, ...]]
_NONE = ("",)
_ONE = ("1",)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What events and statements have alike: the sorted values by the thing's IRI."""

    reported: Mapping[str, str]
    dates: _Values
    modality: _Values
    sources: _Values
    origins: _Values
    against: _Values

    def of(self, iri: str) -> dict[str, Any]:
        """The fields of :class:`Thing` that these are."""
        sources = int(self.sources.get(iri, _ONE)[0])  # none in event data, which has no origins either
        modality = self.modality.get(iri, ())
        return {
            "date": self.dates.get(iri, _NONE)[0],
            "reported": self.reported.get(iri, ""),
            "modality": tuple(map(local_name, modality)) if modality else modality,
            "sources": sources,
            "origins": min(sources, int(self.origins.get(iri, _ONE)[0])),
            "against": self.against.get(iri, ()),
        }


def _gather(graph: Queryable, *patterns: str) -> list[dict[str, tuple[str, ...]]]:
    """For each pattern the sorted values of ?v by ?x."""
    return list(map(_by_subject, tables(graph, [f"SELECT ?x ?v {{ {pattern} }}" for pattern in patterns])))


def _by_subject(rows: Sequence[tuple[str | None, ...]]) -> dict[str, tuple[str, ...]]:
    pairs = cast("Sequence[tuple[str, str]]", rows)  # both columns of these patterns are bound
    alone = dict(pairs)
    if len(alone) == len(pairs):
        return {subject: (value,) for subject, value in alone.items()}
    found: dict[str, list[str]] = {}
    for subject, value in pairs:
        found.setdefault(subject, []).append(value)
    return {subject: tuple(sorted(set(values)) if len(values) > 1 else values) for subject, values in found.items()}


def _events(
    parties: Mapping[str, Party],
    shared: _Shared,
    kinds: _Values,
    by: _Values,
    to: _Values,
    modes: _Values,
    relations: _Values,
) -> Iterator[Thing]:
    for iri in sorted(kinds):
        type = local_name(kinds[iri][0])
        named = [local_name(relation) for relation in relations.get(iri, ())]
        if len(named) > 1:
            named.sort(key=lambda name: (name not in _SPECIAL, name))
        recipients = _among(parties, to.get(iri, ()))
        yield Thing(
            iri=iri,
            is_statement=False,
            type=type,
            mode=local_name(modes.get(iri, _NONE)[0]),
            quad_class=QUAD_CLASSES.get(type, ""),
            relations=tuple(named) or (type.lower(),),
            by=_among(parties, by.get(iri, ())),
            to=recipients,
            mutual=not recipients and not _BETWEEN_EQUALS.isdisjoint(named),
            **shared.of(iri),
        )


def _statements(parties: Mapping[str, Party], shared: _Shared, by: _Values, to: _Values) -> Iterator[Thing]:
    for iri in sorted(by):
        speakers = _among(parties, by[iri])
        if speakers:
            yield Thing(
                iri=iri,
                is_statement=True,
                type="STATEMENT",
                mode="",
                quad_class="statement",
                relations=(SAID,),
                by=speakers,
                to=_among(parties, to.get(iri, ())),
                **shared.of(iri),
            )


def _among(parties: Mapping[str, Party], iris: Iterable[str]) -> tuple[str, ...]:
    return tuple([iri for iri in iris if iri in parties])

"""Coded events as N-Quads: each in the graph of its data set, and in the merged graph with it.

Written as text, a data set being half a million rows: no term is ever an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rdflib import URIRef

from diplograph.direct import links_between, relations_of
from diplograph.importers.coded import CodedEvent
from diplograph.importers.parties import Parties, Party, Spot
from diplograph.iris import plain, web_address
from diplograph.predicates import DIRECT_PREDICATES
from diplograph.record import ActorKind, Event, Role, Span, content_iri
from diplograph.store import PREFIXES
from diplograph.store.terms import n3
from diplograph.vocab import DG, PLOVER

__all__ = ["Writer"]

_RDF_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_SAME_AS = f"<{PREFIXES['owl']}sameAs>"
_SCHEMA = PREFIXES["schema"]
_XSD = PREFIXES["xsd"]
_KINDS = {"person": DG.Person, "country": DG.Country, "organisation": DG.Organisation, "group": DG.Group}
_VERBS = {predicate.name: predicate.label for predicate in DIRECT_PREDICATES}
_NUMBER = re.compile(r"(-?)0*(\d+)(?:\.(\d+))?")
_WITHOUT = {"CONSULT": "consulted"}  # the type whose events need not give a direct predicate
_IN_PERSON = frozenset({"visit", "third-party", "multilateral"})


class Writer:
    """Writes the events of one data set, whose graph has the name ``graph``.

    ``labels`` are the names that it gives to actors and places, by IRI: which of them is the label in the merged graph
    depends on what else is there.
    """

    def __init__(self, form: str, graph: URIRef, parties: Parties) -> None:
        self._form = form
        self._in_graph = f" <{graph}> .\n"
        self._head = f"<{DG.importedFrom}> <{graph}>"
        self._parties = parties
        self.labels: dict[str, str] = {}

    def lines(self, event: CodedEvent) -> Iterator[str]:
        """The quads of an event, and of the actors and places in it that have not come before."""
        iri = f"<{content_iri('event', self._form, event.key)}>"
        actors = [party for named in event.actors if (party := self._parties.party(named)) is not None]
        recipients = [party for named in event.recipients if (party := self._parties.party(named)) is not None]
        spot = self._parties.spot(event.place) if event.place is not None else None
        for party in (*actors, *recipients):
            if party.iri not in self.labels:
                yield from self._both(_party_facts(party))
                yield from self._name(party.iri, party.label)
        if spot is not None and spot.iri not in self.labels:
            yield from self._both(_spot_facts(spot))
            yield from self._name(spot.iri, spot.label)
        relations, links = _direct(
            event.type,
            event.mode,
            event.cameo,
            tuple(dict.fromkeys((party.iri, party.kind) for party in actors)),
            tuple(dict.fromkeys((party.iri, party.kind) for party in recipients)),
        )
        label = _label_of(event, relations, actors, recipients)
        facts = [
            f"{iri} {_RDF_TYPE} <{DG.Event}>",
            f"{iri} {_LABEL} {label}",
            f"{iri} <{DG.eventType}> <{PLOVER[event.type]}>",
            f'{iri} <{DG.date}> "{event.day}"^^<{_XSD}date>',
            f'{iri} <{DG.sourceCount}> "0"^^<{_XSD}integer>',
            f"{iri} {self._head}",
            *(f"{iri} <{DG.actor}> <{party.iri}>" for party in actors),
            *(f"{iri} <{DG.recipient}> <{party.iri}>" for party in recipients),
            *(f"{iri} <{DG.relation}> <{DG[relation]}>" for relation in relations),
            *(f"{iri} <{DG.context}> <{PLOVER[context]}>" for context in event.contexts),
            *links,
        ]
        if event.mode is not None:
            facts.append(f"{iri} <{DG.mode}> <{PLOVER[event.mode]}>")
        if event.cameo is not None:
            facts.append(f'{iri} <{DG.cameo}> "{event.cameo}"')
        if spot is not None:
            facts.append(f"{iri} <{DG.place}> <{spot.iri}>")
        if number := _decimal(event.intensity):
            facts.append(f"{iri} <{DG.intensity}> {number}")
        yield from self._both(facts)
        if event.url:
            yield f"{iri} <{_SCHEMA}url> {n3(web_address(event.url))}{self._in_graph}"
        if event.publisher:
            yield f"{iri} <{_SCHEMA}publisher> {n3(plain(event.publisher))}{self._in_graph}"

    def _both(self, facts: list[str]) -> Iterator[str]:
        for fact in facts:
            yield f"{fact}{self._in_graph}{fact} .\n"

    def _name(self, iri: str, label: str) -> Iterator[str]:
        self.labels[iri] = label
        yield f"<{iri}> {_LABEL} {n3(plain(label, 'en'))}{self._in_graph}"


def _party_facts(party: Party) -> list[str]:
    facts = [f"<{party.iri}> {_RDF_TYPE} <{_KINDS[party.kind]}>"]
    if party.country is not None:
        facts.append(f'<{party.iri}> <{DG.country}> "{party.country}"')
    if party.wikidata is not None:
        facts.append(f"<{party.iri}> {_SAME_AS} <{PREFIXES['wd']}{party.wikidata}>")
    return facts


def _spot_facts(spot: Spot) -> list[str]:
    facts = [f"<{spot.iri}> {_RDF_TYPE} <{DG.Place}>"]
    if spot.country is not None:
        facts.append(f'<{spot.iri}> <{DG.country}> "{spot.country}"')
    return facts


def _direct(
    type: str,
    mode: str | None,
    cameo: str | None,
    actors: tuple[tuple[str, ActorKind], ...],
    recipients: tuple[tuple[str, ActorKind], ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The local names of the direct predicates, and the direct triples, as lines without their end."""
    kinds = (tuple(kind for _, kind in actors), tuple(kind for _, kind in recipients))
    relations, shapes = _shapes(type, mode, cameo, *kinds)
    parties = [iri for iri, _ in (*actors, *recipients)]
    return relations, tuple(
        f"<{parties[a]}> <{predicate}> <{parties[b]}>" for a, predicate, b in shapes if parties[a] != parties[b]
    )


@cache
def _shapes(
    type: str, mode: str | None, cameo: str | None, actors: tuple[ActorKind, ...], recipients: tuple[ActorKind, ...]
) -> tuple[tuple[str, ...], tuple[tuple[int, str, int], ...]]:
    """The same by the places of the parties, for events that are alike in all but who the parties are."""
    names = [str(number) for number in range(len(actors) + len(recipients))]
    kinds = dict(zip(names, (*actors, *recipients), strict=True))
    roles = [Role(name, 0, 1, name) for name in names]
    span = Span(0, 1, "-")
    event = Event(
        id="",
        type=type,
        mode=mode,
        context=(),
        actor=tuple(roles[: len(actors)]),
        recipient=tuple(roles[len(actors) :]),
        trigger=span,
        evidence=span,
        date=None,
        place=None,
        modality=(),
        attribution=(),
        cameo=cameo,
        rule="",
        confidence=1.0,
    )
    relations = tuple(
        relation
        for relation in relations_of(event, kinds)
        if relation.name != "met" or mode in _IN_PERSON  # a data set does not say whether who consulted met in person
    )
    links = links_between(event, relations, kinds)
    return tuple(relation.name for relation in relations), tuple(
        sorted((int(a), str(DG[name]), int(b)) for a, name, b in links)
    )


def _label_of(event: CodedEvent, relations: tuple[str, ...], actors: list[Party], recipients: list[Party]) -> str:
    verb = _VERBS[relations[0]] if relations else "visited" if event.mode == "visit" else _WITHOUT[event.type]
    one = ", ".join(party.label for party in actors) or "Somebody"
    other = ", ".join(party.label for party in recipients)
    return n3(plain(f"{' '.join(filter(None, (one, verb, other)))}, {event.day}", "en"))


def _decimal(text: str) -> str:
    """A number as stores write an xsd:decimal; empty for what is none."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return ""
    fraction = (found[3] or "").rstrip("0")
    value = f"{found[2]}.{fraction}" if fraction else found[2]
    sign = found[1] if value.strip("0.") else ""
    return f'"{sign}{value}"^^<{_XSD}decimal>'

"""An extraction as the triples of the article's named graph, and what the authority knows of an actor as triples.

No other module makes triples from extractions.

The graph model is that of ontology/diplograph.ttl. There are no blank nodes: a mention is ``<article#char=12,80>``, its
selectors are the same with ``&position`` and ``&quote``. So an extraction always gives the same triples, and sorted N-Quads
are canonical.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from rdflib import ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Literal, Namespace, URIRef
from rdflib.term import Node

from diplograph.article import Article
from diplograph.direct import links_between, relations_of
from diplograph.iris import moment, number, partial_date, plain, safe_iri, safe_text, web_address
from diplograph.predicates import DirectPredicate
from diplograph.record import (
    INVERSE_RELATIONS,
    Actor,
    ActorFacts,
    ActorKind,
    Event,
    Extraction,
    Membership,
    Office,
    Place,
    Relationship,
    Role,
    Span,
    Statement,
    content_iri,
)
from diplograph.vocab import DG, PLOVER

__all__ = ["NOT_SAID", "Triple", "article_triples", "authority_triples", "mention_iri"]

Triple: TypeAlias = tuple[Node, Node, Node]

NOT_SAID = frozenset({"negation", "hypothetical", "future"})
"""With one of these modalities a statement was not said, so there is no dg:said."""

_WD = Namespace("http://www.wikidata.org/entity/")
_GEONAMES = Namespace("https://sws.geonames.org/")
_GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
_OA = Namespace("http://www.w3.org/ns/oa#")
_SPECIFIC_RESOURCE, _HAS_SOURCE, _HAS_SELECTOR = _OA.SpecificResource, _OA.hasSource, _OA.hasSelector
_POSITION_SELECTOR, _START, _END = _OA.TextPositionSelector, _OA.start, _OA.end
_QUOTE_SELECTOR, _EXACT = _OA.TextQuoteSelector, _OA.exact
_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*")
_KINDS = {"person": DG.Person, "country": DG.Country, "organisation": DG.Organisation, "group": DG.Group}
_TYPE = RDF.type  # looked up once: rdflib works it out anew at each mention
_SHORT = 100  # characters of a statement in its label


def article_triples(extraction: Extraction) -> frozenset[Triple]:
    """The triples of the article's graph, whose name is the article's IRI.

    Text goes in as :func:`diplograph.iris.safe_text` leaves it, the article's own and quotes alike, so that every quote
    equals the text at its offsets.
    """
    return frozenset(_all(extraction))


def authority_triples(facts: ActorFacts) -> tuple[Triple, ...]:
    """What the authority knows of an actor, sorted: kind, names, country, Wikidata item, and its memberships with their terms.

    The countries and organisations that these are in are described as well, without memberships of their own. A membership
    is a node, so that a query asks for the one that covers a day: dg:since and dg:until.
    """
    return tuple(sorted(set(_facts(facts)), key=_order))


def mention_iri(article: URIRef, start: int, end: int) -> URIRef:
    """The IRI of a stretch of an article's text, by offsets in Unicode code points (RFC 5147)."""
    return URIRef(f"{article}#char={start},{end}")


def _order(triple: Triple) -> tuple[str, ...]:
    subject, predicate, value = triple
    if isinstance(value, Literal):
        return str(subject), str(predicate), "literal", str(value), str(value.datatype), str(value.language)
    return str(subject), str(predicate), "iri", str(value)


def _all(extraction: Extraction) -> Iterator[Triple]:
    article = extraction.article
    name = URIRef(article.iri)
    kinds = {actor.id: actor.kind for actor in extraction.actors}
    labels = {actor.id: actor.label for actor in extraction.actors}
    yield from _article(name, article)
    for actor in extraction.actors:
        yield from _actor(name, actor)
    for event in extraction.events:
        yield from _event(name, event, kinds, labels)
    for statement in extraction.statements:
        yield from _statement(name, statement, labels)
    for relationship in extraction.relationships:
        yield from _relationship(name, relationship, labels)


def _article(name: URIRef, article: Article) -> Iterator[Triple]:
    yield name, _TYPE, DG.Article
    yield name, RDFS.label, plain(article.label, "en")
    yield name, SDO.articleBody, plain(article.text)
    if article.title is not None:
        yield name, SDO.headline, plain(article.title)
    if article.published is not None:
        yield name, SDO.datePublished, moment(article.published)
    if article.publisher is not None:
        yield name, SDO.publisher, plain(article.publisher)
    if article.author is not None:
        yield name, SDO.author, plain(article.author)
    if article.url is not None:
        yield name, SDO.url, web_address(article.url)


def _actor(article: URIRef, actor: Actor) -> Iterator[Triple]:
    iri = safe_iri(actor.id)
    yield iri, _TYPE, _KINDS[actor.kind]
    yield iri, RDFS.label, plain(actor.label, "en")
    if actor.country is not None:
        yield iri, DG.country, plain(actor.country)
    if actor.wikidata is not None and _WIKIDATA_ID.fullmatch(actor.wikidata):
        yield iri, OWL.sameAs, _WD[actor.wikidata]
    if actor.office is not None:
        yield iri, DG.office, _office_iri(actor.office)
        yield from _office(actor.office)
    for span in actor.mentions:
        yield from _mentioned(article, iri, DG.mention, span)


def _office_iri(office: Office) -> URIRef:
    return URIRef(content_iri("office", office.label, office.country))


def _office(office: Office) -> Iterator[Triple]:
    iri = _office_iri(office)
    yield iri, _TYPE, DG.Office
    yield iri, RDFS.label, plain(office.label, "en")
    if office.country is not None:
        yield iri, DG.country, plain(office.country)


def _facts(facts: ActorFacts) -> Iterator[Triple]:
    labels: dict[str, str] = {}
    for actor in (facts, *facts.others):
        iri = safe_iri(actor.id)
        labels[actor.id] = actor.label
        yield iri, _TYPE, _KINDS[actor.kind]
        yield iri, RDFS.label, plain(actor.label, "en")
        for name in actor.names:
            yield iri, SKOS.altLabel, plain(name, "en")
        if actor.country is not None:
            yield iri, DG.country, plain(actor.country)
        if actor.wikidata is not None:
            yield iri, OWL.sameAs, _WD[actor.wikidata]
    for membership in facts.memberships:
        yield from _membership(membership, labels)


def _membership(membership: Membership, labels: Mapping[str, str]) -> Iterator[Triple]:
    office, organisation = membership.office, membership.organisation
    post = (office.label, office.country) if office is not None else None
    iri = URIRef(content_iri("membership", membership.member, post, organisation, membership.since, membership.until))
    held = office.label if office is not None else f"member of {labels.get(organisation or '', organisation)}"
    term = (
        ""
        if not (membership.since or membership.until)
        else f", {membership.since or '…'} to {membership.until or '…'}"
    )
    yield iri, _TYPE, DG.Membership
    yield iri, RDFS.label, plain(f"{labels[membership.member]}: {held}{term}", "en")
    yield iri, DG.member, safe_iri(membership.member)
    if office is not None:
        yield iri, DG.post, _office_iri(office)
        yield from _office(office)
    if organisation is not None:
        yield iri, DG.organisation, safe_iri(organisation)
        if office is not None:
            yield _office_iri(office), ORG.postIn, safe_iri(organisation)
    if membership.since is not None:
        yield iri, DG.since, partial_date(membership.since)
    if membership.until is not None:
        yield iri, DG.until, partial_date(membership.until)


def _relationship(article: URIRef, relationship: Relationship, labels: Mapping[str, str]) -> Iterator[Triple]:
    subject, value = relationship.subject.actor, relationship.object.actor
    if subject is None or value is None:
        return
    iri, relation = safe_iri(relationship.id), relationship.relation
    told = relation.removesuffix("Of") + " of"
    yield iri, _TYPE, DG.Relationship
    yield iri, RDFS.label, plain(f"{labels.get(subject, subject)}: {told} {labels.get(value, value)}", "en")
    yield iri, RDF.subject, safe_iri(subject)
    yield iri, RDF.predicate, DG[relation]
    yield iri, RDF.object, safe_iri(value)
    yield iri, DG.rule, plain(relationship.rule)
    yield from _mentioned(article, iri, DG.evidence, relationship.evidence)
    for name in (relation, "relativeOf") if relation in INVERSE_RELATIONS else (relation,):
        yield safe_iri(subject), DG[name], safe_iri(value)
        if name in INVERSE_RELATIONS:
            yield safe_iri(value), DG[INVERSE_RELATIONS[name]], safe_iri(subject)


def _event(
    article: URIRef, event: Event, kinds: Mapping[str, ActorKind], labels: Mapping[str, str]
) -> Iterator[Triple]:
    iri = safe_iri(event.id)
    relations = relations_of(event, kinds)
    yield iri, _TYPE, DG.Event
    yield iri, RDFS.label, plain(_event_label(event, relations, labels), "en")
    yield iri, DG.eventType, PLOVER[event.type]
    if event.mode is not None:
        yield iri, DG.mode, PLOVER[event.mode]
    for context in event.context:
        yield iri, DG.context, PLOVER[context]
    for role in event.actor:
        yield from _party(article, iri, role, DG.actor, DG.actorMention)
    for role in event.recipient:
        yield from _party(article, iri, role, DG.recipient, DG.recipientMention)
    if event.place is not None:
        yield from _place(iri, event.place)
    if event.cameo is not None:
        yield iri, DG.cameo, plain(event.cameo)
    yield from _mentioned(article, iri, DG.trigger, event.trigger)
    yield from _mentioned(article, iri, DG.evidence, event.evidence)
    yield from _circumstances(article, iri, event)
    if not (event.modality or event.attribution or event.within):
        yield iri, DG.assertedBy, article
    for relation in relations:
        yield iri, DG.relation, DG[relation.name]
    if not event.modality:
        for subject, predicate, value in links_between(event, relations, kinds):
            yield safe_iri(subject), DG[predicate], safe_iri(value)


def _statement(article: URIRef, statement: Statement, labels: Mapping[str, str]) -> Iterator[Triple]:
    iri = safe_iri(statement.id)
    yield iri, _TYPE, DG.Statement
    yield iri, RDFS.label, plain(_statement_label(statement, labels), "en")
    yield iri, DG.text, plain(statement.text)
    yield iri, DG.kind, plain(statement.kind)
    for role in (*(() if statement.speaker is None else (statement.speaker,)), *statement.co_speakers):
        yield from _party(article, iri, role, DG.speaker, DG.speakerMention)
        if role.actor is not None and NOT_SAID.isdisjoint(statement.modality):
            yield safe_iri(role.actor), DG.said, iri
    for role in statement.addressee:
        yield from _party(article, iri, role, DG.addressee, DG.addresseeMention)
    for actor in statement.about:
        yield iri, DG.about, safe_iri(actor)
    if statement.cue is not None:
        yield from _mentioned(article, iri, DG.cue, statement.cue)
    for span in statement.content:
        yield from _mentioned(article, iri, DG.evidence, span)
    yield from _circumstances(article, iri, statement)


def _circumstances(article: URIRef, iri: URIRef, thing: Event | Statement) -> Iterator[Triple]:
    """What events and statements have in common."""
    if thing.date is not None:
        yield iri, DG.date, partial_date(thing.date)
    for modality in thing.modality:
        yield iri, DG.modality, PLOVER[modality]
    if thing.within is not None:
        yield iri, DG.within, safe_iri(thing.within)
    for depth, role in enumerate(thing.attribution, 1):
        step = URIRef(f"{iri}#attribution={depth}")
        yield iri, DG.qualifiedAttribution, step
        yield step, _TYPE, DG.Attribution
        yield step, DG.depth, number(depth)
        yield from _mentioned(article, step, DG.mention, role)
        if role.actor is not None:
            yield iri, DG.attribution, safe_iri(role.actor)
            yield step, PROV.agent, safe_iri(role.actor)
    yield iri, DG.rule, plain(thing.rule)
    yield iri, DG.confidence, number(float(thing.confidence))


def _party(article: URIRef, iri: URIRef, role: Role, predicate: URIRef, words: URIRef) -> Iterator[Triple]:
    if role.actor is not None:
        yield iri, predicate, safe_iri(role.actor)
    yield from _mentioned(article, iri, words, role)


def _place(event: URIRef, place: Place) -> Iterator[Triple]:
    known = place.wikidata is not None and _WIKIDATA_ID.fullmatch(place.wikidata)
    iri = URIRef(content_iri("place", place.wikidata) if known else content_iri("place", place.label, place.country))
    yield event, DG.place, iri
    yield iri, _TYPE, DG.Place
    yield iri, RDFS.label, plain(place.label, "en")
    if place.country is not None:
        yield iri, DG.country, plain(place.country)
    if known:
        yield iri, SDO.sameAs, _WD[str(place.wikidata)]
    if place.geonames is not None:
        yield iri, SDO.sameAs, _GEONAMES[f"{place.geonames}/"]
    if place.latitude is not None and place.longitude is not None:
        yield iri, _GEO.lat, number(float(place.latitude))
        yield iri, _GEO.long, number(float(place.longitude))


def _mentioned(article: URIRef, subject: URIRef, predicate: URIRef, where: Span | Role) -> Iterator[Triple]:
    """The link from a thing to a stretch of the text, and that stretch by offsets and by words."""
    mention = mention_iri(article, where.start, where.end)
    position, quotation = URIRef(f"{mention}&position"), URIRef(f"{mention}&quote")
    yield subject, predicate, mention
    yield mention, _TYPE, DG.Mention
    yield mention, _TYPE, _SPECIFIC_RESOURCE
    yield mention, _HAS_SOURCE, article
    yield mention, _HAS_SELECTOR, position
    yield mention, _HAS_SELECTOR, quotation
    yield position, _TYPE, _POSITION_SELECTOR
    yield position, _START, number(where.start)
    yield position, _END, number(where.end)
    yield quotation, _TYPE, _QUOTE_SELECTOR
    yield quotation, _EXACT, plain(where.text)


def _event_label(event: Event, relations: Sequence[DirectPredicate], labels: Mapping[str, str]) -> str:
    """Such as "Kim Yo Jong met Moon Jae-in, 2018-02-10" or, in the article's words, "Moon Jae-in agreed (future)"."""
    actors, recipients = _names(event.actor, labels), _names(event.recipient, labels)
    mutual = bool(relations) and (relations[0].symmetric or relations[0].between_equals)
    if relations and actors and recipients:
        told = f"{_listed(actors)} {relations[0].label} {_listed(recipients)}"
    elif mutual and len(actors) > 1 and not recipients:
        told = f"{actors[0]} {relations[0].label} {_listed(actors[1:])}"
    else:
        words = " ".join(event.trigger.text.split())
        told = f"{_listed(actors)} {words}" if actors else f"{_listed(recipients)}: {words}"
    day = f", {event.date}" if event.date else ""
    modality = f" ({', '.join(event.modality)})" if event.modality else ""
    return told + day + modality


def _statement_label(statement: Statement, labels: Mapping[str, str]) -> str:
    text = " ".join(safe_text(statement.text).split())
    short = text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
    speaker = _names(() if statement.speaker is None else (statement.speaker,), labels)
    return f"{speaker[0]}: {short}" if speaker else short


def _names(roles: tuple[Role, ...], labels: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(labels.get(role.actor or "", " ".join(role.text.split())) for role in roles))


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)

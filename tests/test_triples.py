"""The triples of an article's graph, one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, PROV, RDF, RDFS, SDO, XSD, Graph, Literal, Namespace, URIRef

from diplograph.article import Article
from diplograph.record import Event, Extraction, Place, Relationship, Role, Span, content_iri
from diplograph.triples import Triple, article_triples, mention_iri
from diplograph.vocab import DG, PLOVER
from tests.samples import ARTICLE, ID, KCNA, KIM, KOREA, MOON, TEXT, event, extraction, role, span, statement

OA = Namespace("http://www.w3.org/ns/oa#")
WD = Namespace("http://www.wikidata.org/entity/")
NAME = URIRef("https://w3id.org/diplograph/id/article/wire%201")
EVENT, STATEMENT = URIRef(f"{ID}event/e1"), URIRef(f"{ID}statement/s1")


def about(subject: str, found: Extraction) -> set[tuple[object, object]]:
    return {(p, o) for s, p, o in article_triples(found) if s == URIRef(subject)}


def at(words: str) -> URIRef:
    where = span(words)
    return mention_iri(NAME, where.start, where.end)


def test_the_article() -> None:
    assert about(NAME, extraction()) == {
        (RDF.type, DG.Article),
        (RDFS.label, Literal("Kim meets Moon", lang="en")),
        (SDO.headline, Literal("Kim meets Moon")),
        (SDO.datePublished, Literal("2018-02-11T09:30:00+09:00", datatype=XSD.dateTime)),
        (SDO.publisher, Literal("The Wire")),
        (SDO.url, URIRef("https://example.org/1")),
        (SDO.articleBody, Literal(TEXT)),
    }


def test_an_article_of_which_nothing_is_known() -> None:
    bare = Article.make("Nothing.", id="x")
    assert about(bare.iri, Extraction(bare, (), (), ())) == {
        (RDF.type, DG.Article),
        (RDFS.label, Literal("Nothing.", lang="en")),
        (SDO.articleBody, Literal("Nothing.")),
    }


def test_an_address_that_is_none_becomes_no_iri() -> None:
    odd = dataclasses.replace(ARTICLE, url="javascript:alert(1)")
    assert (SDO.url, Literal("javascript:alert(1)")) in about(NAME, extraction(article=odd))


def test_a_person_with_an_office() -> None:
    office = URIRef(content_iri("office", "President of South Korea", "KOR"))
    assert about(MOON, extraction()) == {
        (RDF.type, DG.Person),
        (RDFS.label, Literal("Moon Jae-in", lang="en")),
        (DG.country, Literal("KOR")),
        (OWL.sameAs, WD.Q21001),
        (DG.office, office),
        (DG.met, URIRef(KIM)),
    }
    assert about(office, extraction()) == {
        (RDF.type, DG.Office),
        (RDFS.label, Literal("President of South Korea", lang="en")),
        (DG.country, Literal("KOR")),
    }


def test_an_actor_with_mentions() -> None:
    assert about(KCNA, extraction()) == {
        (RDF.type, DG.Organisation),
        (RDFS.label, Literal("KCNA", lang="en")),
        (DG.country, Literal("PRK")),
        (DG.mention, at("KCNA")),
    }
    assert (RDF.type, DG.Country) in about(KOREA, extraction())


def test_a_wikidata_id_that_is_none_is_left_out() -> None:
    found = extraction()
    odd = dataclasses.replace(found.actors[0], wikidata="Q1> <x")
    assert not [p for p, _ in about(KIM, dataclasses.replace(found, actors=(odd,))) if p == OWL.sameAs]


def test_an_event() -> None:
    place = URIRef(content_iri("place", "Q8684"))
    assert about(EVENT, extraction()) == {
        (RDF.type, DG.Event),
        (RDFS.label, Literal("Kim Yo Jong met Moon Jae-in, 2018-02-10", lang="en")),
        (DG.eventType, PLOVER.CONSULT),
        (DG.context, PLOVER.diplomatic),
        (DG.actor, URIRef(KIM)),
        (DG.actor, URIRef(MOON)),
        (DG.actorMention, at("Kim Yo Jong")),
        (DG.actorMention, at("Moon Jae-in")),
        (DG.date, Literal("2018-02-10", datatype=XSD.date)),
        (DG.place, place),
        (DG.cameo, Literal("040")),
        (DG.trigger, at("met")),
        (DG.evidence, at("Kim Yo Jong met Moon Jae-in on Saturday.")),
        (DG.relation, DG.met),
        (DG.assertedBy, NAME),
        (DG.rule, Literal("consult.meet")),
        (DG.confidence, Literal("1", datatype=XSD.decimal, normalize=False)),
    }
    assert about(place, extraction()) == {
        (RDF.type, DG.Place),
        (RDFS.label, Literal("Seoul", lang="en")),
        (DG.country, Literal("KOR")),
        (SDO.sameAs, WD.Q8684),
    }


def test_a_place_has_its_coordinates_where_they_are_known() -> None:
    sydney = Place("Sydney", "AUS", geonames=2147714, latitude=-33.8678, longitude=151.2)
    geo = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
    assert about(URIRef(content_iri("place", "Sydney", "AUS")), extraction(event(place=sydney))) == {
        (RDF.type, DG.Place),
        (RDFS.label, Literal("Sydney", lang="en")),
        (DG.country, Literal("AUS")),
        (SDO.sameAs, URIRef("https://sws.geonames.org/2147714/")),
        (geo.lat, Literal("-33.8678", datatype=XSD.decimal, normalize=False)),
        (geo.long, Literal("151.2", datatype=XSD.decimal, normalize=False)),
    }


def test_an_event_with_a_mode_and_a_recipient_that_is_not_known() -> None:
    visit = event(mode="visit", actor=(role(KIM),), recipient=(Role(None, 16, 27, "Moon Jae-in"),))
    found = about(EVENT, extraction(visit))
    assert {o for p, o in found if p in (DG.mode, DG.recipient, DG.recipientMention)} == {
        PLOVER.visit,
        at("Moon Jae-in"),
    }
    assert (RDFS.label, Literal("Kim Yo Jong visited Moon Jae-in, 2018-02-10", lang="en")) in found


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (event(actor=(role(KIM),), date=None), "Kim Yo Jong met"),
        (event("AGREE", actor=(role(KIM),), trigger=span("thank")), "Kim Yo Jong thank, 2018-02-10"),
        (event("ACCUSE", trigger=span("said")), "Kim Yo Jong and Moon Jae-in said, 2018-02-10"),
        (event("COERCE", actor=(), recipient=(role(MOON),), mode="arrest", date="2018"), "Moon Jae-in: met, 2018"),
        (
            event("AGREE", actor=(role(KIM),), recipient=(role(KOREA),)),
            "Kim Yo Jong offered something to South Korea, 2018-02-10",
        ),
        (
            event(actor=(role(KIM), role(MOON), role(KOREA)), modality=("future",)),
            "Kim Yo Jong met Moon Jae-in and South Korea, 2018-02-10 (future)",
        ),
    ],
)
def test_labels_of_events(found: Event, label: str) -> None:
    assert (RDFS.label, Literal(label, lang="en")) in about(EVENT, extraction(found))


def test_a_mention_leads_to_offsets_and_words() -> None:
    mention = mention_iri(NAME, 12, 15)
    assert str(mention) == f"{NAME}#char=12,15"
    assert about(mention, extraction()) == {
        (RDF.type, DG.Mention),
        (RDF.type, OA.SpecificResource),
        (OA.hasSource, NAME),
        (OA.hasSelector, URIRef(f"{mention}&position")),
        (OA.hasSelector, URIRef(f"{mention}&quote")),
    }
    assert about(f"{mention}&position", extraction()) == {
        (RDF.type, OA.TextPositionSelector),
        (OA.start, Literal(12)),
        (OA.end, Literal(15)),
    }
    assert about(f"{mention}&quote", extraction()) == {(RDF.type, OA.TextQuoteSelector), (OA.exact, Literal("met"))}


def test_a_statement() -> None:
    assert about(STATEMENT, extraction()) == {
        (RDF.type, DG.Statement),
        (RDFS.label, Literal("Kim Yo Jong: We thank Seoul", lang="en")),
        (DG.text, Literal("We thank Seoul")),
        (DG.kind, Literal("direct")),
        (DG.speaker, URIRef(KIM)),
        (DG.speakerMention, at("Kim")),
        (DG.cue, at("said")),
        (DG.evidence, at("“We thank Seoul,”")),
        (DG.about, URIRef(KOREA)),
        (DG.date, Literal("2018-02", datatype=XSD.gYearMonth, normalize=False)),
        (DG.attribution, URIRef(KCNA)),
        (DG.qualifiedAttribution, URIRef(f"{STATEMENT}#attribution=1")),
        (DG.rule, Literal("say/quote")),
        (DG.confidence, Literal("0.85", datatype=XSD.decimal)),
    }
    assert (DG.said, STATEMENT) in about(KIM, extraction())


def test_attributions_keep_their_order() -> None:
    nested = statement(attribution=(role(KCNA, "KCNA"), Role(None, 0, 3, "Kim")))
    assert about(f"{STATEMENT}#attribution=1", extraction(nested)) == {
        (RDF.type, DG.Attribution),
        (DG.depth, Literal(1)),
        (DG.mention, at("KCNA")),
        (PROV.agent, URIRef(KCNA)),
    }
    assert about(f"{STATEMENT}#attribution=2", extraction(nested)) == {
        (RDF.type, DG.Attribution),
        (DG.depth, Literal(2)),
        (DG.mention, at("Kim")),
    }


def test_an_addressee() -> None:
    told = statement(addressee=(role(MOON, "Moon Jae-in"),), speaker=None, cue=None)
    found = about(STATEMENT, extraction(told))
    assert (DG.addressee, URIRef(MOON)) in found
    assert (DG.addresseeMention, at("Moon Jae-in")) in found
    assert (RDFS.label, Literal("We thank Seoul", lang="en")) in found
    assert not {p for p, _ in found} & {DG.speaker, DG.cue}


def test_a_long_statement_has_a_short_label() -> None:
    label = next(o for p, o in about(STATEMENT, extraction(statement(text="so \n" * 80))) if p == RDFS.label)
    assert str(label) == f"Kim Yo Jong: {'so ' * 33}…".replace(" …", "…")


@pytest.mark.parametrize("modality", ["historical", "future", "hypothetical", "negation"])
def test_what_did_not_take_place_gives_no_direct_triple(modality: str) -> None:
    triples = article_triples(extraction(event(modality=(modality,))))
    assert not [t for t in triples if t[1] == DG.met]
    assert (EVENT, DG.modality, PLOVER[modality]) in triples
    assert (EVENT, DG.relation, DG.met) in triples
    assert (EVENT, RDFS.label, Literal(f"Kim Yo Jong met Moon Jae-in, 2018-02-10 ({modality})", lang="en")) in triples


@pytest.mark.parametrize(
    ("modality", "said"), [("historical", True), ("future", False), ("hypothetical", False), ("negation", False)]
)
def test_what_was_not_said_gives_no_said(modality: str, said: bool) -> None:
    triples = article_triples(extraction(statement(modality=(modality,))))
    assert ((URIRef(KIM), DG.said, STATEMENT) in triples) is said


def test_an_attribution_leaves_the_direct_triple() -> None:
    triples = article_triples(extraction(event(attribution=(role(KCNA, "KCNA"),))))
    assert (URIRef(KIM), DG.met, URIRef(MOON)) in triples
    assert (EVENT, DG.attribution, URIRef(KCNA)) in triples


def test_the_triples_have_no_blank_nodes_and_are_the_same_each_time() -> None:
    triples = article_triples(extraction())
    assert {type(term) for triple in triples for term in triple} == {URIRef, Literal}
    assert article_triples(extraction()) == triples


def as_nquads(triples: Iterable[Triple]) -> str:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph.serialize(format="nt")


ANY_TEXT = st.text(st.characters(codec=None, categories=None), min_size=1)


@settings(deadline=None)
@given(ANY_TEXT, st.data())
def test_any_text_survives_n_quads_and_quotes_stay_where_they_are(text: str, data: st.DataObject) -> None:
    article = Article.make(text, id="x", title=text, publisher=text, url=text)
    start = data.draw(st.integers(0, len(text) - 1))
    where = Span.of(text, start, data.draw(st.integers(start + 1, len(text))))
    found = Extraction(article, (), (event(trigger=where, evidence=where, actor=(), rule=text),), ())
    triples = article_triples(found)
    back = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in pyoxigraph.parse(as_nquads(triples), format=pyoxigraph.RdfFormat.N_TRIPLES)
    }
    assert back == {(str(s), str(p), str(o)) for s, p, o in triples}
    (body,) = (str(o) for _, p, o in triples if p == SDO.articleBody)
    (quote,) = (str(o) for _, p, o in triples if p == OA.exact)
    assert body[where.start : where.end] == quote


def test_what_lies_in_a_statement_leads_to_it_and_is_not_asserted() -> None:
    outer = f"{STATEMENT}-outer"
    triples = article_triples(extraction(event(within=STATEMENT), statement(within=outer), statement(id=outer)))
    assert (URIRef(EVENT), DG.within, URIRef(STATEMENT)) in triples
    assert (URIRef(STATEMENT), DG.within, URIRef(outer)) in triples
    assert not [triple for triple in triples if triple[1] == DG.assertedBy]


@pytest.mark.parametrize(
    ("parts", "asserted"),
    [
        ({}, True),
        ({"modality": ("future",)}, False),
        ({"attribution": (role(None),)}, False),
        ({"within": "x:s"}, False),
    ],
)
def test_an_article_asserts_what_it_tells_on_its_own_word(parts: dict[str, Any], asserted: bool) -> None:
    triples = article_triples(extraction(event(**parts)))
    assert ((URIRef(EVENT), DG.assertedBy, URIRef(ARTICLE.iri)) in triples) is asserted


def test_all_who_speak_together_have_said_it() -> None:
    triples = article_triples(extraction(statement(co_speakers=(role(MOON, "Moon Jae-in"), Role(None, 0, 3, "Kim")))))
    for actor in (KIM, MOON):
        assert (URIRef(STATEMENT), DG.speaker, URIRef(actor)) in triples
        assert (URIRef(actor), DG.said, URIRef(STATEMENT)) in triples


def test_a_relationship() -> None:
    sister = Relationship(
        content_iri("relationship", KIM, "siblingOf", MOON),
        "siblingOf",
        role(KIM, "Kim Yo Jong"),
        role(MOON, "Moon Jae-in"),
        span("Kim Yo Jong met Moon Jae-in"),
        "siblingOf/apposition",
    )
    found = dataclasses.replace(extraction(), relationships=(sister,))
    assert about(sister.id, found) == {
        (RDF.type, DG.Relationship),
        (RDFS.label, Literal("Kim Yo Jong: sibling of Moon Jae-in", lang="en")),
        (RDF.subject, URIRef(KIM)),
        (RDF.predicate, DG.siblingOf),
        (RDF.object, URIRef(MOON)),
        (DG.evidence, at("Kim Yo Jong met Moon Jae-in")),
        (DG.rule, Literal("siblingOf/apposition")),
    }
    between = {(p, o) for one in (KIM, MOON) for p, o in about(one, found) if p in (DG.siblingOf, DG.relativeOf)}
    assert between == {(p, URIRef(o)) for p in (DG.siblingOf, DG.relativeOf) for o in (KIM, MOON)}


def test_a_relationship_that_has_a_direction() -> None:
    envoy = Relationship(
        f"{ID}relationship/r", "envoyOf", role(KIM), role(KOREA, "Seoul"), span("Kim"), "envoyOf/title"
    )
    found = dataclasses.replace(extraction(), relationships=(envoy,))
    assert (DG.envoyOf, URIRef(KOREA)) in about(KIM, found)
    assert not [p for p, _ in about(KOREA, found) if p in (DG.envoyOf, DG.relativeOf)]

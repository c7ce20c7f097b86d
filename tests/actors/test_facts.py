"""What the authority knows of an actor, as a record and as RDF."""

from __future__ import annotations

from rdflib import ORG, RDF, RDFS, XSD, Graph, Literal, URIRef

from diplograph.actors import Authority, facts_of
from diplograph.record import Membership, Office, content_iri
from diplograph.results import rows
from diplograph.triples import authority_triples
from diplograph.vocab import DG

ACTOR = "https://w3id.org/diplograph/id/actor/"
TRUMP = ACTOR + "Q22686"
OFFICE = Office("President of the United States", "USA")


def test_terms_of_office(authority: Authority) -> None:
    facts = facts_of(authority, TRUMP)
    assert facts is not None
    assert (facts.label, facts.kind, facts.country, facts.wikidata) == ("Donald Trump", "person", "USA", "Q22686")
    assert [m for m in facts.memberships if m.office == OFFICE and m.until is not None] == [
        Membership(TRUMP, OFFICE, ACTOR + "USA", "2017-01-20", "2021-01-20")
    ]


def test_nobody_knows_a_stranger(authority: Authority) -> None:
    assert facts_of(authority, ACTOR + "0f0f0f0f0f0f0f0f0f0f") is None


def test_an_office_at_the_day_of_an_event_is_rdf(authority: Authority) -> None:
    facts = facts_of(authority, TRUMP)
    assert facts is not None
    graph = Graph()
    for triple in authority_triples(facts):
        graph.add(triple)
    (held,) = [
        m
        for m in graph.subjects(RDF.type, DG.Membership)
        if (m, DG.since, Literal("2017-01-20", datatype=XSD.date)) in graph
    ]
    office = URIRef(content_iri("office", OFFICE.label, OFFICE.country))
    assert {(p, o) for p, o in graph.predicate_objects(held)} == {
        (RDF.type, DG.Membership),
        (RDFS.label, Literal("Donald Trump: President of the United States, 2017-01-20 to 2021-01-20", lang="en")),
        (DG.member, URIRef(TRUMP)),
        (DG.post, office),
        (DG.organisation, URIRef(ACTOR + "USA")),
        (DG.since, Literal("2017-01-20", datatype=XSD.date)),
        (DG.until, Literal("2021-01-20", datatype=XSD.date)),
    }
    assert (office, ORG.postIn, URIRef(ACTOR + "USA")) in graph
    answer = graph.query(
        """SELECT ?office { ?m dg:member ?who ; dg:post/rdfs:label ?office ; dg:since ?since ; dg:until ?until
        FILTER(STR(?since) <= "2018-02-12" && "2018-02-12" <= STR(?until)) }""",
        initNs={"dg": DG, "rdfs": RDFS},
        initBindings={"who": URIRef(TRUMP)},
    )
    assert rows(answer)[1] == [(Literal("President of the United States", lang="en"),)]


def test_a_country_and_what_it_is_a_member_of(authority: Authority) -> None:
    facts = facts_of(authority, ACTOR + "KOR")
    assert facts is not None
    labels = {other.id: other.label for other in facts.others}
    assert "G20" in {labels[m.organisation or ""] for m in facts.memberships}
    triples = authority_triples(facts)
    assert (URIRef(ACTOR + "KOR"), RDFS.label, Literal("South Korea", lang="en")) in triples

"""One article's graph: every kind of damage is found, with the node and the property, and pySHACL agrees about the shapes."""

from __future__ import annotations

from collections.abc import Iterator

import pyshacl
import pytest
from rdflib import OWL, RDFS, SDO, SH, XSD, Graph, Literal, Namespace, URIRef

from diplograph.record import content_iri
from diplograph.resources import ontology_path
from diplograph.triples import Triple, article_triples, mention_iri
from diplograph.validation import check_article
from diplograph.vocab import DG, PLOVER
from tests.samples import ARTICLE, ID, KIM, MOON, extraction

OA = Namespace("http://www.w3.org/ns/oa#")
NAME = URIRef(ARTICLE.iri)
EVENT, STATEMENT, ACTOR = URIRef(f"{ID}event/e1"), URIRef(f"{ID}statement/s1"), URIRef(KIM)
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
PLACE = URIRef(content_iri("place", "Q8684"))
TRIGGER = mention_iri(NAME, 12, 15)
POSITION, QUOTE = URIRef(f"{TRIGGER}&position"), URIRef(f"{TRIGGER}&quote")
SOUND = frozenset(article_triples(extraction()))
SHAPES = Graph().parse(ontology_path("shapes.ttl"))

# What is taken out (subject, property), what is put in, and where the problem is.
DAMAGE: list[tuple[str, tuple[URIRef, URIRef] | None, Triple | None, tuple[URIRef, URIRef | None]]] = [
    ("no type", (EVENT, DG.eventType), None, (EVENT, DG.eventType)),
    ("two types", None, (EVENT, DG.eventType, PLOVER.AID), (EVENT, DG.eventType)),
    ("no such type", (EVENT, DG.eventType), (EVENT, DG.eventType, PLOVER.visit), (EVENT, DG.eventType)),
    ("two modes", None, (EVENT, DG.mode, Literal("visit")), (EVENT, DG.mode)),
    ("no evidence", (EVENT, DG.evidence), None, (EVENT, DG.evidence)),
    ("evidence that is no mention", None, (EVENT, DG.evidence, NAME), (EVENT, DG.evidence)),
    ("no label", (EVENT, RDFS.label), None, (EVENT, RDFS.label)),
    ("two labels", None, (ACTOR, RDFS.label, Literal("Kim", lang="en")), (ACTOR, RDFS.label)),
    ("a label in no language", (NAME, RDFS.label), (NAME, RDFS.label, Literal("Kim")), (NAME, RDFS.label)),
    ("a date that is text", (EVENT, DG.date), (EVENT, DG.date, Literal("spring")), (EVENT, DG.date)),
    (
        "a day that is none",
        (EVENT, DG.date),
        (EVENT, DG.date, Literal("2018-02-31", datatype=XSD.date)),
        (EVENT, DG.date),
    ),
    ("a modality that is none", None, (EVENT, DG.modality, PLOVER.visit), (EVENT, DG.modality)),
    ("no rule", (EVENT, DG.rule), (EVENT, DG.rule, Literal("")), (EVENT, DG.rule)),
    (
        "too sure",
        (EVENT, DG.confidence),
        (EVENT, DG.confidence, Literal("1.5", datatype=XSD.decimal)),
        (EVENT, DG.confidence),
    ),
    ("an actor that nobody describes", None, (EVENT, DG.actor, URIRef(f"{ID}actor/x")), (EVENT, DG.actor)),
    ("an actor that is words", None, (EVENT, DG.actor, Literal("Kim")), (EVENT, DG.actor)),
    ("a code that is none", None, (EVENT, DG.cameo, Literal("42")), (EVENT, DG.cameo)),
    ("no parties", (EVENT, DG.actorMention), None, (EVENT, None)),
    ("no text", (STATEMENT, DG.text), None, (STATEMENT, DG.text)),
    ("a kind that is none", (STATEMENT, DG.kind), (STATEMENT, DG.kind, Literal("loud")), (STATEMENT, DG.kind)),
    ("within no statement", None, (STATEMENT, DG.within, URIRef(MOON)), (STATEMENT, DG.within)),
    ("asserted by no article", None, (EVENT, DG.assertedBy, URIRef(MOON)), (EVENT, DG.assertedBy)),
    ("a place beyond the pole", None, (PLACE, GEO.lat, Literal("95.0", datatype=XSD.decimal)), (PLACE, GEO.lat)),
    ("a country that is none", (ACTOR, DG.country), (ACTOR, DG.country, Literal("Korea")), (ACTOR, DG.country)),
    ("not Wikidata's", None, (ACTOR, OWL.sameAs, URIRef("https://example.org/Q1")), (ACTOR, OWL.sameAs)),
    (
        "a day of publication that is text",
        (NAME, SDO.datePublished),
        (NAME, SDO.datePublished, Literal("today")),
        (NAME, SDO.datePublished),
    ),
    ("a mention in no article", (TRIGGER, OA.hasSource), None, (TRIGGER, OA.hasSource)),
    ("a mention with one selector", None, (TRIGGER, OA.hasSelector, NAME), (TRIGGER, OA.hasSelector)),
    ("an end before the start", (POSITION, OA.end), (POSITION, OA.end, Literal(3)), (POSITION, OA.start)),
    ("a quote of nothing", (QUOTE, OA.exact), (QUOTE, OA.exact, Literal("")), (QUOTE, OA.exact)),
]


def damaged(taken: tuple[URIRef, URIRef] | None, added: Triple | None) -> Iterator[Triple]:
    yield from (triple for triple in SOUND if taken is None or triple[:2] != taken)
    if added is not None:
        yield added


def by_pyshacl(triples: Iterator[Triple]) -> set[tuple[str, str | None]]:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, inplace=True)
    return {
        (
            str(report.value(result, SH.focusNode)),
            None if (path := report.value(result, SH.resultPath)) is None else str(path),
        )
        for result in report.objects(None, SH.result)
    }


def test_a_sound_graph_conforms() -> None:
    assert check_article(NAME, SOUND) == ()
    assert by_pyshacl(iter(SOUND)) == set()


@pytest.mark.parametrize(("taken", "added", "where"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damage_is_found(
    taken: tuple[URIRef, URIRef] | None, added: Triple | None, where: tuple[URIRef, URIRef | None]
) -> None:
    problems = check_article(NAME, damaged(taken, added))
    expected = str(where[0]), None if where[1] is None else str(where[1])
    assert expected in {(problem.focus, problem.path) for problem in problems}
    assert all(problem.message and problem.graph == str(NAME) for problem in problems)
    by_shapes = by_pyshacl(damaged(taken, added))
    assert expected in by_shapes
    assert by_shapes <= {(problem.focus, problem.path) for problem in problems}


def test_the_shapes_are_shapes() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def test_a_quote_that_is_not_the_text() -> None:
    (problem,) = check_article(NAME, damaged((QUOTE, OA.exact), (QUOTE, OA.exact, Literal("saw"))))
    assert (problem.focus, problem.path, problem.value) == (str(TRIGGER), str(OA.exact), "saw")
    assert problem.message == "the quote is not the article's text at these offsets"


def test_a_graph_without_its_text() -> None:
    (problem,) = check_article(NAME, damaged((NAME, SDO.articleBody), None))
    assert (problem.focus, problem.path) == (str(NAME), str(SDO.articleBody))


def test_a_graph_under_another_name() -> None:
    other = URIRef(f"{NAME}x")
    assert [problem.message for problem in check_article(other, SOUND)] == [
        "the graph does not say that its name is an article"
    ]


def test_a_direct_triple_without_an_event() -> None:
    (problem,) = check_article(NAME, damaged(None, (URIRef(KIM), DG.thanked, URIRef(MOON))))
    assert (problem.focus, problem.path, problem.value) == (KIM, str(DG.thanked), MOON)


def test_a_direct_triple_of_an_event_that_did_not_take_place() -> None:
    problems = check_article(NAME, damaged(None, (EVENT, DG.modality, PLOVER.negation)))
    assert {(problem.focus, problem.path, problem.value) for problem in problems} == {
        (KIM, str(DG.met), MOON),
        (MOON, str(DG.met), KIM),
    }


def test_what_nobody_said() -> None:
    (problem,) = check_article(NAME, damaged(None, (URIRef(MOON), DG.said, STATEMENT)))
    assert (problem.focus, problem.path, problem.value) == (MOON, str(DG.said), str(STATEMENT))

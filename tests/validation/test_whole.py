"""A whole store: articles' graphs and the merged graph, and the report that comes of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDFS, SDO, Literal, Namespace, URIRef

from diplograph.errors import KnowledgeError
from diplograph.graph import KnowledgeGraph
from diplograph.store import EmbeddedStore
from diplograph.store.protocol import Changes, Triple
from diplograph.validation import Problem, ValidationReport, validate
from diplograph.validation.shapes import load_shapes
from diplograph.vocab import DG, PLOVER
from tests.samples import ARTICLE, KIM, MOON, extraction
from tests.tellings import Did, Said, tell

OA = Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    store = EmbeddedStore.in_memory()
    other = dataclasses.replace(ARTICLE, id="wire 2")
    found = extraction(article=other)
    events = tuple(dataclasses.replace(event, id=f"{event.id}b") for event in found.events)
    statements = tuple(dataclasses.replace(statement, id=f"{statement.id}b") for statement in found.statements)
    KnowledgeGraph(store).add([extraction(), dataclasses.replace(found, events=events, statements=statements)])
    yield store
    store.close()


def change(
    store: EmbeddedStore, *, insert: set[Triple] | None = None, delete: set[Triple] | None = None
) -> list[Problem]:
    store.commit(Changes(insert=frozenset(insert or ()), delete=frozenset(delete or ())))
    return list(validate(store).problems)


def merged(store: EmbeddedStore, predicate: URIRef) -> Triple:
    """A triple of the merged event."""
    (triple,) = (
        (s, p, o)
        for s, p, o, name in store.quads()
        if name is None and p == predicate and (s, DG.eventType, PLOVER.CONSULT, None) in set(store.quads())
    )
    return triple


def test_a_graph_of_two_articles_conforms(store: EmbeddedStore) -> None:
    report = validate(store)
    assert (report.conforms, report.articles, report.problems) == (True, 2, ())
    assert str(report) == f"The graph conforms (2 articles, {report.triples:,} triples in their graphs)."


def test_an_empty_graph_conforms() -> None:
    assert validate(EmbeddedStore.in_memory()) == ValidationReport(0, 0, ())


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (DG.eventType, "an event of the merged graph has exactly one type"),
        (
            DG.evidence,
            "every event and statement of the merged graph needs evidence with offsets and quote, in an article that the graph has",
        ),
        (DG.sourceCount, "the number of sources is not that of the articles"),
        (RDFS.label, "everything in the merged graph needs a label"),
    ],
)
def test_what_is_missing_in_the_merged_graph(store: EmbeddedStore, predicate: URIRef, message: str) -> None:
    event = merged(store, DG.eventType)[0]
    taken = {(s, p, o) for s, p, o, name in store.quads() if name is None and s == event and p == predicate}
    assert taken
    problems = change(store, delete=taken)
    assert Problem(None, str(event), None, message) in problems


def test_links_counts_and_matches_that_are_not_whole() -> None:
    store = EmbeddedStore.in_memory()
    words = "We will talk with the North about a lasting peace and nothing else"
    KnowledgeGraph(store).add(
        [
            tell("a", Did(("Moon",), ("Kim",)), Said("Moon", words)),
            tell("b", Did(("Moon", "Kim")), Said("Moon", f"Nobody should doubt that {words}")),
            tell("c", Did(("Moon",), ("Kim",), modality=("negation",))),
        ]
    )
    assert validate(store).conforms
    found = {of: {(s, p, o) for s, p, o, name in store.quads() if name is None and p == of} for of in _LINKS}
    for predicate, message in _LINKS.items():
        taken = min(found[predicate])
        assert message in {problem.message for problem in change(store, delete={taken})}, predicate
        store.commit(Changes(insert=frozenset({taken})))
    assert validate(store).conforms


_LINKS = {
    DG.originCount: "the number of origins is not that of the articles' origins",
    DG.firstSource: "one of the sources, and only one, printed it first",
    DG.score: "a match is about one of those that a thing is merged from, with a score from 0 to 1 and a reason",
    DG.matched: "a match is about one of those that a thing is merged from, with a score from 0 to 1 and a reason",
    DG.point: "a disagreement has one point at issue and is between two events, each of which disagrees with the other",
    DG.disagreesWith: "events disagree both ways, and a dg:Disagreement says on what",
    DG.speaker: "a statement shortens another statement, of the same speaker",
    DG.origin: "every article has one origin, which is an article that the graph has",
}


def test_a_second_type(store: EmbeddedStore) -> None:
    event = merged(store, DG.eventType)[0]
    (problem,) = change(store, insert={(event, DG.eventType, PLOVER.AID)})
    assert problem == Problem(None, str(event), None, "an event of the merged graph has exactly one type")


def test_a_text_outside_of_its_own_graph(store: EmbeddedStore) -> None:
    problems = change(store, insert={(merged(store, DG.eventType)[0], SDO.articleBody, Literal("x"))})
    assert [problem.message for problem in problems] == ["the text of an article stands in its own graph only"]


def test_a_quote_that_no_article_has(store: EmbeddedStore) -> None:
    selector = URIRef(f"{ARTICLE.iri}#char=12,15&quote")
    (problem,) = change(store, insert={(selector, OA.exact, Literal("saw"))})
    assert problem == Problem(None, str(selector), str(OA.exact), "no article's graph has this selector", "saw")


def test_a_part_that_no_article_has(store: EmbeddedStore) -> None:
    event, part = merged(store, DG.eventType)[0], "https://w3id.org/diplograph/id/event/none"
    (problem,) = change(store, insert={(event, DG.mergedFrom, URIRef(part))})
    assert (problem.focus, problem.path, problem.value) == (str(event), str(DG.mergedFrom), part)


def test_a_source_that_is_no_article(store: EmbeddedStore) -> None:
    source = URIRef("https://w3id.org/diplograph/id/article/none")
    problems = change(store, insert={(URIRef(KIM), DG.source, source)})
    assert Problem(None, str(source), None, "a source is an article that the graph has") in problems


def test_a_direct_triple_without_an_event(store: EmbeddedStore) -> None:
    (problem,) = change(store, insert={(URIRef(MOON), DG.thanked, URIRef(KIM))})
    assert problem == Problem(
        None, MOON, str(DG.thanked), "no event or statement of the merged graph bears this out", KIM
    )
    assert str(problem) == (
        "actor:Q21001, dg:thanked: no event or statement of the merged graph bears this out: "
        "'actor:Q15260157' (in the merged graph)"
    )


def test_a_report_names_what_is_wrong_and_shortens_long_lists() -> None:
    problems = tuple(Problem("https://x/a", f"https://x/{n}", None, "it is odd") for n in range(120))
    lines = str(ValidationReport(1, 10, problems)).splitlines()
    assert lines[0] == "The graph does not conform: 120 problems (1 article, 10 triples in their graphs)."
    assert lines[1] == "  https://x/0: it is odd (in https://x/a)"
    assert len(lines) == 102
    assert lines[-1] == "  … and 20 more"


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("[ a sh:NodeShape ; sh:closed true ]", r"shapes\.ttl: the checker of shapes does not know <.*closed> here"),
        ("[ a sh:NodeShape ; sh:nodeKind sh:BlankNode ]", "does not know the node kind"),
        ("[ a sh:NodeShape ; sh:property [ sh:minCount 1 ] ]", "lacks <.*path>"),
        ("[ a", r"shapes\.ttl:\d+: not Turtle"),
    ],
)
def test_shapes_that_the_checker_does_not_know(tmp_path: Path, shape: str, message: str) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n{shape} .", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_shapes(path)

"""Reprints count once, and who printed first is known."""

from __future__ import annotations

from rdflib import URIRef

from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Extraction
from diplograph.results import rows
from tests.tellings import Did, Said, tell

MEETING = Did(("Moon",), ("Kim",))
WIRE = " ".join(f"The agency had {n} more things to tell of it." for n in range(12))
OTHER = " ".join(f"Our own reporter counted {n} flags along that road." for n in range(12))


def graph(*articles: Extraction) -> KnowledgeGraph:
    made = open_graph()
    made.add(articles)
    return made


def origins(kg: KnowledgeGraph) -> dict[str, str]:
    found = rows(kg.query("SELECT ?a ?o { ?a dg:origin ?o }"))[1]
    return {str(a).rpartition("/")[2]: str(o).rpartition("/")[2] for a, o in found}


def counts(kg: KnowledgeGraph) -> tuple[str, str, str]:
    query = "SELECT ?n ?o ?f { ?e a dg:Event ; dg:sourceCount ?n ; dg:originCount ?o ; dg:firstSource ?f }"
    ((sources, found, first),) = rows(kg.query(query))[1]
    return str(sources), str(found), str(first).rpartition("/")[2]


def test_reprints_are_one_origin_named_by_who_printed_first() -> None:
    kg = graph(
        tell("late", MEETING, published="2018-04-29", rest=WIRE),
        tell("first", MEETING, published="2018-04-28T08:00:00+02:00", rest=WIRE),
        tell("cut", MEETING, published="2018-04-28T07:00:00Z", rest=WIRE[: len(WIRE) * 2 // 3]),
        tell("own", MEETING, published="2018-04-30", rest=OTHER),
        tell("undated", MEETING, published=None, rest=WIRE),
    )
    assert origins(kg) == {"late": "first", "first": "first", "cut": "first", "own": "own", "undated": "first"}
    assert counts(kg) == ("5", "2", "first")
    kg.remove(["first"])
    assert origins(kg) == {"late": "cut", "cut": "cut", "own": "own", "undated": "cut"}
    assert counts(kg) == ("4", "2", "cut")


def test_an_edited_reprint_is_found_and_an_article_of_its_own_is_not() -> None:
    edited = WIRE.replace("The agency had 3 more", "An agency had three more").replace("tell of it.", "tell.", 1)
    kg = graph(
        tell("a", MEETING, rest=WIRE), tell("b", MEETING, rest=edited), tell("c", MEETING, rest=OTHER + WIRE[:200])
    )
    assert origins(kg) == {"a": "a", "b": "a", "c": "c"}


def test_nothing_is_said_of_short_texts() -> None:
    assert origins(graph(tell("a", MEETING), tell("b", MEETING))) == {"a": "a", "b": "b"}


def test_quotations_nearly_alike_are_one_and_shortened_ones_are_linked() -> None:
    full = "We will talk with the North about a lasting peace and nothing else this year, whatever others say"
    kg = graph(
        tell("a", Said("Moon", full)),
        tell("b", Said("Moon", full.replace("We will", "We'll").replace("North", "north"))),
        tell("c", Said("Moon", full.replace("whatever others say", "whatever others may say"))),
        tell("d", Said("Moon", "talk with the North about a lasting peace and nothing else")),
        tell("e", Said("Moon", full.replace("will talk", "will not talk"))),
    )
    query = "SELECT ?n ?t ?of { ?s a dg:Statement ; dg:sourceCount ?n ; dg:text ?t OPTIONAL { ?s dg:shortens/dg:sourceCount ?of } }"
    found = [
        (str(n), "will not" in str(text), str(of))
        for n, text, of in rows(kg.query(query + " ORDER BY ?n STRLEN(?t)"))[1]
    ]
    assert sorted(found) == [("1", False, "1"), ("1", False, "3"), ("1", True, "None"), ("3", False, "None")]
    reasons = rows(kg.query("SELECT DISTINCT ?r { ?m a dg:Match ; dg:reason ?r } ORDER BY ?r"))[1]
    assert [str(reason) for (reason,) in reasons] == [
        "nearly the same words",
        "the same speaker",
        "the telling that says most",
    ]


def test_an_article_is_named_by_its_iri() -> None:
    kg = graph(tell("a", MEETING, rest=WIRE))
    assert kg.query("ASK { article:a dg:origin article:a }").askAnswer
    assert list(kg.store.graphs()) == [URIRef("https://w3id.org/diplograph/id/article/a")]

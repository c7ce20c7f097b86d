from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from diplograph.errors import QueryError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.results import format_result, to_frame
from tests.tellings import Did, tell

SELECT = "SELECT ?label ?n ?none WHERE { ?a a dg:Country ; rdfs:label ?label ; dg:sourceCount ?n } ORDER BY ?label"


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add([tell("a", Did(("KOR",), ("PRK",)))])
    return graph


def test_a_table(kg: KnowledgeGraph) -> None:
    assert format_result(kg.query(SELECT), "csv") == "label,n,none\nNorth Korea,1,\nSouth Korea,1,\n"
    answer = json.loads(format_result(kg.query(SELECT), "json"))
    assert answer["head"] == {"vars": ["label", "n", "none"]}
    assert answer["results"]["bindings"][0]["label"] == {"type": "literal", "value": "North Korea", "xml:lang": "en"}
    assert len(ElementTree.fromstring(format_result(kg.query(SELECT), "xml"))[1]) == 2
    assert to_frame(kg.query(SELECT)).to_dict("list") == {
        "label": ["North Korea", "South Korea"],
        "n": [1, 1],
        "none": [None, None],
    }


def test_no_rows(kg: KnowledgeGraph) -> None:
    assert format_result(kg.query("SELECT ?x WHERE { ?x a dg:Nothing }"), "csv") == "x\n"


def test_yes_or_no(kg: KnowledgeGraph) -> None:
    assert format_result(kg.query("ASK { ?x a dg:Country }"), "csv") == "true\n"
    assert json.loads(format_result(kg.query("ASK { ?x a dg:Nothing }"), "json"))["boolean"] is False


def test_a_graph(kg: KnowledgeGraph) -> None:
    text = format_result(kg.query("CONSTRUCT { ?a dg:met ?b } WHERE { ?a dg:met ?b }"), "ttl")
    assert "actor:KOR dg:met actor:PRK ." in text
    assert len(Graph().parse(data=text, format="turtle")) == 2


def test_forms_that_do_not_fit(kg: KnowledgeGraph) -> None:
    for text, form in ((SELECT, "ttl"), ("CONSTRUCT { ?a dg:met ?b } WHERE { ?a dg:met ?b }", "csv"), (SELECT, "pdf")):
        with pytest.raises(QueryError, match=r"ask for|there are"):
            format_result(kg.query(text), form)

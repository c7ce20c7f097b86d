"""Relationships that articles state, from the text to the merged graph."""

from __future__ import annotations

import pytest

from diplograph import Article, open_graph
from diplograph.graph import KnowledgeGraph
from diplograph.results import rows

ONE = Article.make("Kim's sister, Kim Yo Jong, arrived. Kim Jong Un stayed at home.", id="one", published="2018-02-09")
TWO = Article.make("Kim Yo Jong, the sister of Kim Jong Un, left on Sunday.", id="two", published="2018-02-12")
SISTER = """SELECT DISTINCT ?r ?quote { ?r rdf:predicate dg:siblingOf ; dg:evidence/oa:hasSelector/oa:exact ?quote .
  ?r rdf:subject/rdfs:label "Kim Yo Jong"@en } ORDER BY ?quote"""


@pytest.fixture
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add([ONE, TWO])
    return graph


def test_two_articles_state_one_relationship(kg: KnowledgeGraph) -> None:
    found = rows(kg.query(SISTER))[1]
    assert [str(quote) for _, quote in found] == ["Kim Yo Jong, the sister of Kim Jong Un", "Kim's sister, Kim Yo Jong"]
    assert len({iri for iri, _ in found}) == 1
    told = kg.query("""SELECT ?a ?b { ?a dg:siblingOf ?b } ORDER BY ?a""")
    assert len(rows(told)[1]) == 2


def test_it_explains_itself(kg: KnowledgeGraph) -> None:
    iri = str(rows(kg.query(SISTER))[1][0][0])
    explanation = kg.explain(iri)
    assert (explanation.kind, explanation.label) == ("relationship", "Kim Yo Jong: sibling of Kim Jong Un")
    assert [[t.quote for t in source.tellings] for source in explanation.sources] == [
        ["Kim's sister, Kim Yo Jong"],
        ["Kim Yo Jong, the sister of Kim Jong Un"],
    ]
    assert "as 2 articles tell:" in str(explanation)


def test_what_goes_leaves_nothing(kg: KnowledgeGraph) -> None:
    kg.remove(["two"])
    found = rows(kg.query(SISTER))[1]
    assert [str(quote) for _, quote in found] == ["Kim's sister, Kim Yo Jong"]
    kg.remove(["one"])
    assert rows(kg.query("SELECT ?s { ?s ?p ?o }"))[1] == []


def test_it_conforms(kg: KnowledgeGraph) -> None:
    assert kg.validate().conforms

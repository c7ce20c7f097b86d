"""What notebooks show: tables, pictures and sentences in which everything from an article is text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import networkx as nx
import pytest
from rdflib import Variable

from diplograph.graph import KnowledgeGraph
from diplograph.results import rows
from tests.view.samples import HANDLER, MOON, SCRIPT, hostile, korea

_ALLOWED = {
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "span", "p", "strong", "figure", "figcaption"),
    *("svg", "title", "path", "rect", "circle", "polygon", "text", "div", "h4", "code", "blockquote", "mark", "small"),
}


class _Reader(HTMLParser):
    """The tags and attributes of a page, its text, and what is marked in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.marked: list[str] = []
        self._mark = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._mark = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._mark = self._mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._mark:
            self.marked.append(data)


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    with korea() as graph:
        yield graph


def test_an_answer_is_a_table(graph: KnowledgeGraph) -> None:
    answer = graph.query(
        "SELECT ?who ?n { ?who dg:country 'KOR' ; a dg:Person . ?e dg:sourceCount ?n FILTER(?n > 1) } LIMIT 1"
    )
    reader = _Reader(answer._repr_html_())
    assert reader.text == "1 rowwhonQ210012"
    assert [str(binding[Variable("who")]) for binding in answer.bindings] == [MOON]  # it is rdflib's all the same


def test_a_long_answer_is_cut_and_says_so(graph: KnowledgeGraph) -> None:
    values = " ".join(f"{number}" for number in range(130))
    page = graph.query(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")._repr_html_()
    assert (page.count("<tr>"), "130 rows" in page, "… and 30 more" in page) == (101, True, True)


@pytest.mark.parametrize(("country", "answer"), [("KOR", "yes"), ("JPN", "no")])
def test_a_question_is_answered(graph: KnowledgeGraph, country: str, answer: str) -> None:
    assert _Reader(graph.query(f"ASK {{ ?a dg:country '{country}' }}")._repr_html_()).text == answer


def test_a_graph_tells_what_it_holds(graph: KnowledgeGraph) -> None:
    text = _Reader(graph._repr_html_()).text
    assert text == "Knowledge graphin the grapharticles2actors5events4statements1published2018-02-10 to 2018-02-11"


def test_a_network_is_a_picture(graph: KnowledgeGraph) -> None:
    page = graph.network()._repr_html_()
    reader = _Reader(page)
    assert "5 actors, 5 edges of 5 events and statements" in reader.text
    assert "Kim Yo Jong" in reader.text
    assert page.count("<path") == 5
    assert page.count("stroke-dasharray") == 2  # the planned visit and the denied meeting
    assert graph.network()._repr_html_() == page


def test_a_part_of_a_network_is_a_picture_too(graph: KnowledgeGraph) -> None:
    network = graph.network()
    assert "1 actors, 0 edges of 0 events and statements" in network.subgraph([MOON])._repr_html_()
    assert type(network.to_undirected()) is nx.MultiGraph
    assert "0 actors" in nx.create_empty_copy(network, with_data=False).subgraph([])._repr_html_()


def test_an_explanation_marks_the_words(graph: KnowledgeGraph) -> None:
    ((event,),) = rows(graph.query("SELECT ?e { ?e dg:eventType plover:CONSULT ; dg:sourceCount 2 }"))[1]
    reader = _Reader(graph.explain(str(event))._repr_html_())
    assert reader.marked == ["met", "held talks"]
    assert "A handshake in Seoul — The Han River Post, 2018-02-10" in reader.text


def test_an_article_with_scripts_is_text_everywhere() -> None:
    with hostile() as graph:
        ((event,),) = rows(graph.query("SELECT ?e { ?e dg:eventType ?t ; dg:sourceCount ?n }"))[1]
        pages = {
            "answer": graph.query("SELECT ?o { ?s rdfs:label|dg:text|schema:publisher ?o }")._repr_html_(),
            "graph": graph._repr_html_(),
            "network": graph.network()._repr_html_(),
            "explanation": graph.explain(str(event))._repr_html_(),
        }
        answer = graph.query("SELECT ('x' AS ?o) {}")
        answer.vars = [type(answer.vars[0])(SCRIPT)] if answer.vars else []
        pages["columns"] = answer._repr_html_()
    for name, page in pages.items():
        reader = _Reader(page)
        assert reader.tags <= _ALLOWED, name
        assert not [a for a in reader.attributes if a.startswith("on") or a in ("href", "src")], name
        assert "\u202e" not in page
    assert SCRIPT in _Reader(pages["explanation"]).text
    assert HANDLER in _Reader(pages["answer"]).text

"""Values that users, articles and programs give are data to SPARQL: whatever stands in them, they change no query and no graph."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from diplograph.article import ARTICLE_NAMESPACE, Article
from diplograph.errors import QueryError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.named_queries import bind_parameters, named_queries, named_query
from diplograph.record import Extraction
from diplograph.results import rows
from diplograph.store import IMPORTS
from tests.fuzz import fuzz
from tests.tellings import Did, Said, tell

ATTACKS = (
    'x" } } INSERT DATA { <a:a> <a:b> <a:c> } #',
    '"@en . ?s ?p ?o . #',
    "x'''); DROP ALL; --",
    '") } { (UNDEF',
    '"""',
    '\\"',
    "\\",
    "a\\u0022 ) } ?s ?p ?o #",
    "x\n} } DROP ALL #",
    "x\r} } DROP ALL #",
    "http://a.example/> } ?s ?p ?o . { <http://a.example/",
    "http://a.example/\\u003E } ?s ?p ?o . { <http://a.example/",
    "event:x> } ?s ?p ?o . #",
    "2018-02-12\n} DROP ALL #",
    "2018-02-12\n",
    "met ; <a:b> ?x",
    "\\1 \\g<0> $1 {names} %s",
    "\0",
    "\ud800",
    "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
)
VALUES = (
    st.text(st.characters(), max_size=30)
    | st.sampled_from(ATTACKS)
    | st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join)
)
WITH_PARAMETERS = [(query.name, parameter.name) for query in named_queries() for parameter in query.parameters]
ARTICLES = (tell("a", Did(("Moon",), ("Kim",), place="Panmunjom"), Said("Moon", "We will talk about peace", ("Kim",))),)


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add(ARTICLES)
    return graph


@pytest.fixture(autouse=True)
def unchanged(kg: KnowledgeGraph) -> object:
    before = kg.serialize()
    yield
    assert kg.serialize() == before


@fuzz(60)
@given(asked=st.sampled_from(WITH_PARAMETERS), value=VALUES)
def test_a_parameter_of_a_named_query(kg: KnowledgeGraph, asked: tuple[str, str], value: str) -> None:
    name, parameter = asked
    query = named_query(name)
    given = {p.name: "actor:KOR" for p in query.parameters if p.required} | {parameter: value}
    try:
        text = bind_parameters(query, given, kg.store)
        kg.ask(name, **given)
    except QueryError:
        return  # such a value it cannot have, and says so
    before, _, after = query.text.partition("  VALUES")
    assert text.startswith(before.rstrip(" "))
    assert text.endswith(after.partition("\n")[2])


@fuzz(120)
@given(value=VALUES)
@example('"""')
def test_a_literal_comes_back_as_it_was(kg: KnowledgeGraph, value: str) -> None:
    try:
        [[found]] = rows(kg.query(f"SELECT ?v WHERE {{ VALUES ?v {{ {Literal(value).n3()} }} }}"))[1]
    except QueryError:
        assert any("\ud800" <= character <= "\udfff" for character in value)
    else:
        assert found == Literal(value)


@fuzz(60)
@given(value=VALUES)
def test_names_ids_and_iris(kg: KnowledgeGraph, value: str) -> None:
    with pytest.raises(UnknownThingError):
        kg.remove([value])
    for namespace in (ARTICLE_NAMESPACE, IMPORTS):
        with pytest.raises(UnknownThingError):
            kg.remove([f"{namespace}{value}"])
    with pytest.raises(UnknownThingError):
        kg.explain(value)
    for selection in ({"actors": [value]}, {"relation": value}, {"since": value}):
        try:
            found = kg.network(**selection)
        except (QueryError, UnknownThingError, ValueError):
            continue
        assert len(found) <= 2


@fuzz(20)
@given(id=VALUES.filter(bool), title=VALUES, publisher=VALUES, url=VALUES)
def test_what_an_article_says_of_itself(id: str, title: str, publisher: str, url: str) -> None:
    article = Article(id=id, text="They met.", title=title, publisher=publisher, url=url)
    with open_graph() as kg:
        report = kg.add([Extraction(article, (), (), ())])
        assert report.added + len(report.failures) == 1
        graphs = list(kg.store.graphs())
        assert len(graphs) == report.added
        assert kg.validate().conforms
        if report.added:
            assert graphs == [URIRef(article.iri)]
            kg.remove([id])
        assert kg.serialize() == ""

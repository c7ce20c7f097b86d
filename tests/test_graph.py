from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal

from diplograph.article import Article
from diplograph.errors import QueryError, SourceError, StoreError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Extraction
from diplograph.results import rows
from tests.tellings import Did, Said, tell

ONE = tell(
    "one",
    Did(("Moon",), ("Kim",), place="Panmunjom"),
    Said("Moon", "We will talk about peace", ("Kim",)),
    title="They met",
)
TWO = tell("two", Did(("Moon", "Kim")), published="2018-04-29", title="They did meet")
THREE = tell("three", Did(("Kim",), ("Moon",), modality=("negation",)), title="They did not")


@pytest.fixture
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add([ONE, TWO, THREE])
    return graph


def test_adding_twice_is_adding_once(kg: KnowledgeGraph) -> None:
    before = kg.serialize("nq")
    report = kg.add([ONE, TWO])
    assert (report.added, report.unchanged, report.failures) == (0, 2, ())
    assert kg.serialize("nq") == before


def test_the_first_of_two_articles_with_one_id_stays(kg: KnowledgeGraph) -> None:
    before = kg.serialize("nq")
    said: list[SourceError] = []
    other = tell("one", Did(("KOR",), ("PRK",)))
    report = kg.add([other, tell("four"), tell("four", Said("KOR", "No"))], on_error=said.append)
    assert (report.added, report.unchanged) == (1, 0)
    assert [str(error).partition(",")[0] for error in report.failures] == [
        "article id 'one' is in the graph already",
        "article id 'four' is in the graph already",
    ]
    assert tuple(said) == report.failures
    kg.remove(["four"])
    assert kg.serialize("nq") == before


def test_an_id_that_no_iri_can_hold_is_a_failure_and_the_rest_lands(kg: KnowledgeGraph) -> None:
    report = kg.add([tell("\ud800"), tell("four")])
    assert report.added == 1
    assert "lone surrogate" in str(report.failures[0])


def test_what_is_removed_was_never_there(kg: KnowledgeGraph) -> None:
    kg.remove(["two", "https://w3id.org/diplograph/id/article/three", "two"])
    other = open_graph()
    other.add([ONE])
    assert kg.serialize("nq") == other.serialize("nq")
    kg.remove(["one"])
    assert kg.serialize("nq") == ""


def test_removing_an_unknown_article_removes_nothing(kg: KnowledgeGraph) -> None:
    before = kg.serialize("nq")
    with pytest.raises(UnknownThingError, match="'nine', 'ten' in this graph, so nothing was removed"):
        kg.remove(["one", "nine", "ten"])
    assert kg.serialize("nq") == before


def test_articles_come_back_with_their_text(kg: KnowledgeGraph) -> None:
    assert list(kg.articles()) == [ONE.article, THREE.article, TWO.article]


def test_a_graph_stays_in_its_folder(tmp_path: Path) -> None:
    with open_graph(tmp_path / "kg") as kg:
        kg.add([ONE])
        text = kg.serialize("nq")
    with open_graph(str(tmp_path / "kg"), read_only=True) as kg:
        assert kg.serialize("nq") == text
        with pytest.raises(StoreError, match="reading only"):
            kg.add([TWO])
    with pytest.raises(StoreError, match="make one with"):
        open_graph(tmp_path / "other", create=False)


def test_sparql(kg: KnowledgeGraph) -> None:
    answer = rows(kg.query("ASK { actor:Moon dg:met actor:Kim . actor:Kim dg:met actor:Moon }"))
    assert answer == (("answer",), [(Literal(True),)])
    for text in ("DROP ALL", "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SELECT"):
        with pytest.raises(QueryError):
            kg.query(text)


def test_frame(kg: KnowledgeGraph) -> None:
    frame = kg.frame(
        "SELECT ?label ?n ?x WHERE { ?e dg:relation dg:met ; rdfs:label ?label ; dg:sourceCount ?n } ORDER BY ?n"
    )
    assert list(frame.columns) == ["label", "n", "x"]
    assert frame["n"].tolist() == [1, 2]
    assert frame["x"].isna().all()


def test_articles_are_extracted_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def extract(articles: list[Article], **options: object) -> Iterator[Extraction]:
        assert options == {"jobs": 2, "language": None, "actors": None, "attitudes": False}
        for article in list(articles):  # as workers do, it reads ahead
            read.append(article.id)
            yield {"one": ONE, "two": TWO}[article.id]

    monkeypatch.setattr("diplograph.extraction.pipeline.extract", extract)
    kg = open_graph()
    kg.add([ONE])
    report = kg.add([ONE.article, TWO.article, TWO.article, THREE, TWO.article], jobs=2)
    assert (report.added, report.unchanged) == (2, 3)
    assert read == ["two", "two"]  # the second came before the first was in the graph

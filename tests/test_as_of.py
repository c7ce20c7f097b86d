"""A graph as of a day is the graph of the articles published by then."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from diplograph.errors import QueryError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Extraction
from diplograph.results import rows
from tests.tellings import Did, Said, tell

MEETING = Did(("Moon",), ("Kim",))
ARTICLES = (
    tell("planned", Did(("Moon",), ("Kim",), modality=("future",)), published="2018-03-08"),
    tell("held", MEETING, published="2018-04-27T23:30:00-10:00"),
    tell("recalled", MEETING, Said("Moon", "We will talk about peace"), published="2018-05-01"),
    tell("undated", MEETING, published=None),
)


def graph(*articles: Extraction) -> KnowledgeGraph:
    made = open_graph()
    made.add(articles)
    return made


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2018-03-07", ()),
        ("2018-03-08", ("planned",)),
        ("2018-03", ("planned",)),
        ("2018-04-27", ("held", "planned")),  # the day that the article gives, though it was the 28th in Greenwich
        ("2018-04", ("held", "planned")),
        ("2018", ("held", "planned", "recalled")),
        ("2999", ("held", "planned", "recalled")),
    ],
)
def test_only_what_was_published_by_then(date: str, known: tuple[str, ...]) -> None:
    found = graph(*ARTICLES).as_of(date)
    assert tuple(str(article.id) for article in found.articles()) == known
    assert found.serialize() == graph(*(a for a in ARTICLES if a.article.id in known)).serialize()


def test_questions_views_and_explanations_are_of_that_time() -> None:
    found = graph(*ARTICLES).as_of("2018-04")
    ((who, met, day, _, articles, event),) = rows(found.ask("who-met-whom"))[1]
    assert [str(cell) for cell in (who, met, day, articles)] == ["Kim Jong Un", "Moon Jae-in", "2018-04-27", "1"]
    assert [source.title for source in found.explain(str(event)).sources] == ["Article held"]
    assert {edge["sources"] for _, _, edge in found.network(relation="met").edges(data=True)} == {1}
    assert "Article recalled" not in found.view().html
    with pytest.raises(UnknownThingError):
        found.explain("https://w3id.org/diplograph/id/article/recalled")


def test_the_graph_itself_stays_as_it_is() -> None:
    whole = graph(*ARTICLES)
    before = whole.serialize()
    whole.as_of("2018-03").remove(["planned"])
    assert whole.serialize() == before


@pytest.mark.parametrize("date", ["May", "", "2018-13", "2018-02-12T10:00", "2018/02/12"])
def test_what_is_no_date(date: str) -> None:
    with pytest.raises(QueryError, match="write a day, month or year: 2018-02-12, 2018-02 or 2018"):
        graph().as_of(date)


def test_the_seeds_as_of_a_day_are_a_build_of_those_published_by_then(seeds: Sequence[Extraction]) -> None:
    whole = graph(*seeds)
    for date in ("2014", "2018-03-06", "2018-06", "2999"):
        by_then = [seed for seed in seeds if str(seed.article.published)[: len(date)] <= date]
        expected = whole if len(by_then) == len(seeds) else graph(*reversed(by_then))
        assert whole.as_of(date).serialize() == expected.serialize(), date

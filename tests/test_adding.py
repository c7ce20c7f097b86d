from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event

import pytest
from rdflib import URIRef

from diplograph.adding import Pending, Writer
from diplograph.article_graph import article_graph
from diplograph.errors import SourceError, StoreError
from diplograph.graph import open_graph
from diplograph.merge import ArticleGraph
from diplograph.record import Extraction
from diplograph.store import Changes, EmbeddedStore, Lookup
from tests.tellings import Did, Said, tell

TOLD = [
    tell(
        f"a{n}",
        Did(("KOR",), ("PRK",), date=["2018-04-27", "2018-04-28", None][n % 3]),
        Said("KOR", f"Number {n % 4} said so and nobody was there to say that it was not", ("PRK",)),
    )
    for n in range(70)
]


def _sizes(count: int) -> list[int]:
    pending, sizes = Pending(), []
    for told in (tell(f"b{n}") for n in range(count)):
        pending.put(article_graph(told))
        if pending.is_full:
            sizes.append(len(pending.taken()))
    return [*sizes, len(pending)]


def test_portions_double_up_to_64() -> None:
    assert _sizes(256) == [1, 2, 4, 8, 16, 32, 64, 64, 64, 1]


def test_many_triples_make_a_portion_full(monkeypatch: pytest.MonkeyPatch) -> None:
    pending = Pending()
    pending.taken()
    graph = article_graph(TOLD[0])
    monkeypatch.setattr("diplograph.adding._MOST_TRIPLES", len(graph.triples) + 1)
    pending.put(graph)
    assert not pending.is_full
    pending.put(article_graph(TOLD[1]))
    assert pending.is_full


def test_a_graph_that_waits_is_found_until_it_is_taken() -> None:
    pending = Pending()
    graph = article_graph(TOLD[0])
    pending.put(graph)
    assert pending.graph(graph.name) == graph.triples
    assert pending.taken() == (graph,)
    assert pending.graph(graph.name) == frozenset()


def test_together_or_one_by_one_gives_the_same_graph() -> None:
    together, one_by_one = open_graph(), open_graph()
    assert together.add(TOLD).added == len(TOLD)
    for told in reversed(TOLD):
        one_by_one.add([told])
    assert together.serialize("nq") == one_by_one.serialize("nq")


def test_one_that_comes_twice_in_a_portion_is_added_once() -> None:
    kg, plain = open_graph(), open_graph()
    other = tell("a2", Did(("USA",), ("PRK",)))
    report = kg.add([*TOLD[:3], TOLD[2], other, TOLD[3]])
    plain.add(TOLD[:4])
    assert (report.added, report.unchanged) == (4, 1)
    assert [str(failure).partition(",")[0] for failure in report.failures] == [
        "article id 'a2' is in the graph already"
    ]
    assert kg.serialize("nq") == plain.serialize("nq")


@pytest.mark.parametrize("error", [SourceError("the second file is damaged"), KeyboardInterrupt()])
def test_what_was_read_before_an_error_stays(error: BaseException) -> None:
    def broken() -> Iterator[Extraction]:
        yield from TOLD[:6]
        raise error

    kg, plain = open_graph(), open_graph()
    with pytest.raises(type(error)):
        kg.add(broken())
    plain.add(TOLD[:6])
    assert kg.serialize("nq") == plain.serialize("nq")


def _planned(now: Lookup, graphs: Sequence[ArticleGraph]) -> Changes:
    return Changes({graph.name: graph.triples for graph in graphs if not now.graph(graph.name)})


@pytest.mark.parametrize("beside", [False, True])
def test_portions_are_written_in_their_order_and_all_of_them_when_the_writer_is_left(beside: bool) -> None:
    written: list[URIRef] = []
    graphs = [article_graph(told) for told in TOLD[:5]]
    with Writer(
        EmbeddedStore.in_memory(), _planned, lambda changes: written.extend(changes.graphs), beside=beside
    ) as writer:
        for graph in graphs:
            writer.write([graph])
    assert written == [graph.name for graph in graphs]


def test_what_is_being_written_is_seen_while_the_next_is_worked_out() -> None:
    going_on = Event()
    graph, other = article_graph(TOLD[0]), article_graph(TOLD[1])
    written: list[Changes] = []

    def commit(changes: Changes) -> None:
        assert going_on.wait(60)
        written.append(changes)

    def planned(now: Lookup, graphs: Sequence[ArticleGraph]) -> Changes:
        if other in graphs:
            assert not written
            going_on.set()
        return _planned(now, graphs)

    with Writer(EmbeddedStore.in_memory(), planned, commit, beside=True) as writer:
        writer.write([graph])
        writer.write([graph, other])
    assert [set(changes.graphs) for changes in written] == [{graph.name}, {other.name}]


@pytest.mark.parametrize("last", [0, 1, 2])
def test_a_portion_that_cannot_be_written_ends_the_writing(last: int) -> None:
    """Also where that shows when the next portion comes, or at the end."""
    written: list[URIRef] = []
    graphs = [article_graph(told) for told in TOLD[:3]]

    def commit(changes: Changes) -> None:
        if graphs[last].name in changes.graphs:
            raise StoreError("the disk is full")
        written.extend(changes.graphs)

    def write() -> None:
        with Writer(EmbeddedStore.in_memory(), _planned, commit, beside=True) as writer:
            for graph in graphs:
                writer.write([graph])

    with pytest.raises(StoreError, match="the disk is full"):
        write()
    assert written == [graph.name for graph in graphs[:last]]

"""The same graph behind a URL, in real servers that the tests start."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.article_graph import article_graph
from diplograph.errors import QueryError, StoreError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.importers import import_events
from diplograph.merge import changes
from diplograph.merge.beside import completed
from diplograph.results import rows
from diplograph.store import Changes
from diplograph.store.remote import _LIMIT
from diplograph.store.terms import n3
from diplograph.store.update import update_texts
from tests.importers.rows import icews_rows
from tests.store.gate import gate
from tests.store.servers import Server
from tests.tellings import ACTOR, Did, Said, tell

WORDS = 'We said "yes" \\ \\u0041,\tand\nno 😀'
LONG = " ".join(f"The {n}th point of what we have agreed upon is that number {n} holds." for n in range(12))
ARTICLES = (
    tell("a", Did(("Moon",), ("Kim",), place="Panmunjom"), Said("Moon", WORDS, ("Kim",)), title="They met"),
    tell("b", Did(("Moon", "Kim")), Did(("USA",), ("PRK",), "SANCTION", date=None), published="2018-04-29"),
    tell("c", Did(("Kim",), ("Moon",), modality=("negation",)), labels={"Moon": "Moon"}),
    tell("d", Said("Kim", LONG, ("Moon",)), title="The wire"),
    tell("e", Said("Kim", LONG, ("Moon",)), title="A reprint", published="2018-04-30"),
)


@pytest.fixture
def local(tmp_path: Path) -> KnowledgeGraph:
    graph = open_graph(tmp_path / "kg")
    graph.add(ARTICLES)
    return graph


def test_the_same_articles_give_the_same_graph(server: Server, local: KnowledgeGraph) -> None:
    with open_graph(server.url) as kg:
        report = kg.add([*reversed(ARTICLES), ARTICLES[0], tell("a")])
        assert (report.added, report.unchanged, len(report.failures)) == (5, 1, 1)
        assert kg.serialize("nq") == local.serialize("nq")
        assert kg.serialize("ttl") == local.serialize("ttl")
        merged = "ASK { ?e dg:match ?m ; dg:disagreesWith ?other . ?reprint dg:origin ?wire FILTER(?reprint != ?wire) }"
        assert local.query(merged).askAnswer is True
        assert list(kg.articles()) == [article.article for article in ARTICLES]
        kg.remove(["b", "c"])
        local.remove(["b", "c"])
        assert kg.serialize("nq") == local.serialize("nq")
        with pytest.raises(UnknownThingError):
            kg.remove(["b"])


def test_imported_events_and_their_removal(server: Server, local: KnowledgeGraph, tmp_path: Path) -> None:
    files = tmp_path / "icews.tab", tmp_path / "more.tab"
    header, *events = icews_rows(60)
    for file, some in zip(files, (events[:40], events[20:]), strict=True):  # twenty are in both
        file.write_text("\n".join([header, *some]) + "\n", encoding="utf-8")
    with open_graph(server.url) as kg:
        kg.add(ARTICLES)
        before = kg.serialize()
        for graph in (kg, local):
            imported = import_events(graph, *files)
        assert kg.serialize() == local.serialize()
        assert len(list(kg.articles())) == len(ARTICLES)
        assert rows(kg.ask("imports")) == rows(local.ask("imports"))
        for graph in (kg, local):
            graph.remove([imported[0].iri])
        assert kg.serialize() == local.serialize()
        kg.remove([imported[1].iri])
        assert kg.serialize() == before


def test_it_answers_the_same(server: Server, local: KnowledgeGraph) -> None:
    with open_graph(server.url) as kg:
        kg.add(ARTICLES)
        for name, parameters in (
            ("who-met-whom", {"actor": "moon jae-in"}),
            ("who-said-what-about-whom", {}),
            ("timeline", {"one": "Kim Jong Un", "other": "Moon Jae-in", "since": "2018"}),
            ("articles-about", {"actor": "PRK"}),
            ("disagreements", {}),
            ("relations", {"relation": "met"}),
        ):
            assert rows(kg.ask(name, **parameters)) == rows(local.ask(name, **parameters)), name
        assert str(kg.explain(ACTOR + "Kim")) == str(local.explain(ACTOR + "Kim"))
        assert rows(kg.query("ASK { ?a dg:met ?b }")) == rows(local.query("ASK { ?a dg:met ?b }"))
        construct = "CONSTRUCT { ?a dg:met ?b } WHERE { ?a dg:met ?b }"
        assert rows(kg.query(construct)) == rows(local.query(construct))
        with pytest.raises(QueryError, match="does not accept"):
            kg.query("SELECT WHERE")


def test_what_it_complains_about(a_server: Server) -> None:
    endpoint = a_server.url
    with open_graph(endpoint, read_only=True) as kg, pytest.raises(StoreError, match="reading only"):
        kg.add(ARTICLES)
    with pytest.raises(StoreError, match="is closed"):
        kg.query("ASK {}")
    with open_graph(endpoint.replace("/query", "/nothing")) as kg, pytest.raises(StoreError, match="404"):
        kg.query("ASK {}")
    with open_graph("http://127.0.0.1:1/query") as kg, pytest.raises(StoreError, match="does not answer"):
        kg.query("ASK {}")


def test_long_answers_come_in_portions(server: Server, local: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "PREFIX x: <http://x/> SELECT ?s ?l ?p WHERE { ?s rdfs:label ?l OPTIONAL { ?s dg:place ?p } }"
    queries = [(text, "?s ?l"), ("SELECT ?v { BIND(1 AS ?v) }", "?v")]
    expected = sorted(local.store.tables(queries)[0])
    with open_graph(server.url) as kg:
        kg.add(ARTICLES)
        monkeypatch.setattr("diplograph.store.remote._PAGE", 2)
        assert len(expected) > 8
        for store in (kg.store, local.store):
            assert [sorted(table) for table in store.tables(queries)] == [expected, [("1",)]]
        assert list(kg.store.graphs()) == list(local.store.graphs())


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
def test_rdflib_sees_it(server: Server, local: KnowledgeGraph) -> None:
    with open_graph(server.url) as kg:
        kg.add(ARTICLES)
        text = "SELECT ?a ?b WHERE { ?a <https://w3id.org/diplograph/ontology#met> ?b } ORDER BY ?a ?b"
        found = rows(kg.dataset.query(text))
        assert len(found[1]) > 0
        assert found == rows(local.dataset.query(text))


def test_an_article_that_takes_many_requests(server: Server) -> None:
    long = tell("long", *(Did(("Moon",), ("Kim",), date=f"2018-04-{day:02}") for day in range(1, 29) for _ in range(3)))
    with open_graph(server.url) as kg, open_graph() as local:
        kg.add([long, ARTICLES[0]])
        local.add([long, ARTICLES[0]])
        assert len(local.serialize().splitlines()) > 3 * _LIMIT
        assert kg.serialize() == local.serialize()
        kg.remove(["long"])
        local.remove(["long"])
        assert kg.serialize() == local.serialize()


@pytest.mark.parametrize("moment", ["at once", "half noted", "all noted", "begun", "all but the end"])
def test_a_commit_that_was_broken_off_is_carried_out_or_forgotten(a_server: Server, moment: str) -> None:
    """Its writer is gone after so many update requests; whoever writes next finds a graph as before or as after."""
    long = tell("long", *(Did(("Moon",), ("Kim",), date=f"2018-04-{day:02}") for day in range(1, 29) for _ in range(2)))
    with open_graph(a_server.url) as kg, open_graph() as local:
        for graph in (kg, local):
            graph.add([ARTICLES[0]])
        before = local.serialize()
        bare = changes(kg.store, added=[article_graph(long)])
        sent = len(update_texts(completed(kg.store, bare, inference=kg.inference), n3, limit=_LIMIT))
        local.add([long])
        after = local.serialize()
    allowed = {"at once": 0, "half noted": sent // 2, "all noted": sent + 1, "begun": sent + 2}.get(
        moment, 2 * sent + 1
    )
    with gate(a_server.url) as door, open_graph(door.url) as kg:
        door.updates = allowed
        with pytest.raises(StoreError, match="410"):
            kg.add([long])
    with open_graph(a_server.url) as kg:
        kg.store.commit(Changes())
        assert kg.serialize() == (after if allowed > sent else before)
        assert kg.add([long]).failures == ()
        assert kg.serialize() == after

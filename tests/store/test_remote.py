"""The same graph behind a URL, in a real server that the test starts."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from diplograph.errors import QueryError, StoreError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.results import rows
from tests.tellings import ACTOR, Did, Said, tell

WORDS = 'We said "yes" \\ \\u0041,\tand\nno 😀'
ARTICLES = (
    tell("a", Did(("Moon",), ("Kim",), place="Panmunjom"), Said("Moon", WORDS, ("Kim",)), title="They met"),
    tell("b", Did(("Moon", "Kim")), Did(("USA",), ("PRK",), "SANCTION", date=None), published="2018-04-29"),
    tell("c", Did(("Kim",), ("Moon",), modality=("negation",)), labels={"Moon": "Moon"}),
)


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    server = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert server is not None, "the tests need the package oxigraph; run: make install"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [server, "serve", "--location", str(tmp_path / "db"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}/query"
        for _ in range(200):
            try:
                httpx.get(url, params={"query": "ASK {}"})
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield url
        process.terminate()


@pytest.fixture
def local() -> KnowledgeGraph:
    graph = open_graph()
    graph.add(ARTICLES)
    return graph


def test_the_same_articles_give_the_same_graph(endpoint: str, local: KnowledgeGraph) -> None:
    with open_graph(endpoint) as kg:
        report = kg.add([*reversed(ARTICLES), ARTICLES[0], tell("a")])
        assert (report.added, report.unchanged, len(report.failures)) == (3, 1, 1)
        assert kg.serialize("nq") == local.serialize("nq")
        assert kg.serialize("ttl") == local.serialize("ttl")
        assert list(kg.articles()) == [article.article for article in ARTICLES]
        kg.remove(["b", "c"])
        local.remove(["b", "c"])
        assert kg.serialize("nq") == local.serialize("nq")
        with pytest.raises(UnknownThingError):
            kg.remove(["b"])


def test_it_answers_the_same(endpoint: str, local: KnowledgeGraph) -> None:
    with open_graph(endpoint) as kg:
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


def test_what_it_complains_about(endpoint: str) -> None:
    with open_graph(endpoint, read_only=True) as kg, pytest.raises(StoreError, match="reading only"):
        kg.add(ARTICLES)
    with pytest.raises(StoreError, match="is closed"):
        kg.query("ASK {}")
    with open_graph(endpoint.replace("/query", "/nothing")) as kg, pytest.raises(StoreError, match="404"):
        kg.query("ASK {}")
    with open_graph("http://127.0.0.1:1/query") as kg, pytest.raises(StoreError, match="does not answer"):
        kg.query("ASK {}")

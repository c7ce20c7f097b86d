"""Connections that are slow or too much, and a graph that changes while it is served."""

from __future__ import annotations

import logging
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from diplograph import Article, open_graph
from diplograph.errors import ServeError, StoreError
from diplograph.record import Extraction
from diplograph.serve import Settings, app, make_server
from diplograph.serve import server as server_module
from diplograph.serve.cache import Cache
from diplograph.serve.pool import Pool
from diplograph.serve.reply import Delivery
from diplograph.serve.server import Server
from tests.serve.conftest import ready, saved
from tests.view.samples import korea


@pytest.fixture
def brisk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A site that waits for nobody longer than half a second."""
    for name, seconds in (("_HEAD", 0.5), ("_UNREAD", 0.5), ("_WATCH", 0.05)):
        monkeypatch.setattr(server_module, name, seconds)
    monkeypatch.setattr(app, "_READING", 0.5)
    with make_server(Settings(folder, port=0, body=1000)) as server:
        yield server


def connect(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=10)


HEAD = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: local"])
def test_a_request_that_does_not_come_is_hung_up_on(brisk: Server, sent: bytes) -> None:
    with closing(connect(brisk)) as connection:
        connection.sendall(sent)
        assert connection.recv(1) == b""


def test_a_second_request_that_does_not_come_is_hung_up_on_too(brisk: Server) -> None:
    with closing(connect(brisk)) as connection:
        connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
        connection.sendall(b"GET / HT")
        while connection.recv(1 << 16):
            pass  # the rest of the first answer, and then the end


def test_a_body_that_does_not_come_is_given_up(brisk: Server) -> None:
    with closing(connect(brisk)) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\nASK ")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_is_too_long_is_refused_before_it_is_read(brisk: Server) -> None:
    with closing(connect(brisk)) as connection:
        connection.sendall(HEAD + b"Content-Length: 100000000000\r\n\r\n")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413 ")
    with closing(connect(brisk)) as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b" " * 1024 + b"\r\n")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413 ")


def test_an_answer_that_is_not_read_is_given_up(brisk: Server) -> None:
    query = b'SELECT (STR("' + b"x" * 900 + b'") AS ?x) { ?s ?p ?o . ?a ?b ?c }'
    with closing(connect(brisk)) as connection:
        connection.sendall(HEAD + f"Content-Length: {len(query)}\r\n\r\n".encode() + query)
        head = connection.recv(1000)
        assert head.startswith(b"HTTP/1.1 200 OK")
        time.sleep(2)
        read = 0
        while part := connection.recv(1 << 20):
            read += len(part)
    found = re.search(rb"content-length: (\d+)", head)
    assert found
    assert read < int(found[1]) / 2


def test_a_head_that_is_too_long_is_refused(brisk: Server) -> None:
    with closing(connect(brisk)) as connection:
        connection.sendall(b"GET /?" + b"a" * 1_000_000)
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 400 ")


def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            ServeError, match=f"127.0.0.1 port {port} cannot be listened on .*; choose another with --port"
        ):
            make_server(Settings(folder, port=port))


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no knowledge graph"):
        make_server(Settings(tmp_path / "none", port=0))


def test_a_graph_serves_itself(folder: Path) -> None:
    with open_graph(folder, read_only=True) as graph, graph.serve(port=0, limit=1) as site:
        answer = httpx.get(site.url + "sparql", params={"query": "SELECT ?x { ?x a dg:Article }"}, timeout=60)
        assert len(answer.json()["results"]["bindings"]) == 1
        assert site.url in site._repr_html_()
    with pytest.raises(httpx.ConnectError):
        httpx.get(site.url)
    with pytest.raises(ServeError, match="this one is in memory"):
        open_graph().serve()


def test_what_is_added_while_it_is_served_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "_REST", 0.1)
    monkeypatch.setattr(app, "Cache", partial(Cache, seconds=0))
    folder = saved(korea(), tmp_path / "kg")
    with make_server(Settings(folder, port=0)) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        ready(client)
        count = {"query": "SELECT (COUNT(*) AS ?n) { ?x a dg:Article }", "format": "csv"}
        assert client.get("/sparql", params=count).text == "n\r\n2\r\n"
        with open_graph(folder) as graph:
            article = Article.make("Nothing but a xylophone.", id="third", title="A third")
            graph.add([Extraction(article, (), (), ())])
        for _ in range(100):
            searched = client.get("/search", params={"q": "xylophone"})
            assert searched.status_code == 200
            if "A third" in searched.text:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the third article was not seen in ten seconds")
        assert client.get("/sparql", params=count).text == "n\r\n3\r\n"
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_question_is_answered_from_the_cache_unless_each_answer_is_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def ask(pool: Pool, message: dict[str, Any]) -> Delivery:
        asked.append(message.get("fields", {}).get("query", ""))
        return await plain(pool, message)

    plain = Pool.ask
    monkeypatch.setattr(Pool, "ask", ask)
    monkeypatch.setattr(app, "Cache", partial(Cache, seconds=0))
    same, other = "SELECT ?x { ?x a dg:Article }", "SELECT (struuid() AS ?x) {}"
    with make_server(Settings(folder, port=0)) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        ready(client)  # from now on all have the same index
        asked.clear()
        answers = [client.post("/sparql", data={"query": query}).text for query in (same, same, other, other)]
        as_csv = client.post("/sparql", data={"query": same}, headers={"accept": "text/csv"})
    assert asked == [same, other, other, same]
    assert answers[0] == answers[1]
    assert answers[2] != answers[3]
    assert as_csv.headers["content-type"].startswith("text/csv")


WRITER = """
import sys
from diplograph import Article, open_graph
from diplograph.record import Extraction
with open_graph(sys.argv[1]) as graph:
    for number in range(400):
        graph.add([Extraction(Article.make(f"{number} " * 2000, id=f"n{number}"), (), (), ())])
"""


def test_a_build_beside_it_disturbs_no_answer(tmp_path: Path) -> None:
    folder = saved(korea(), tmp_path / "kg")
    settings = Settings(folder, port=0)
    with make_server(settings) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        ready(client)
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)]) as writer:
            seen = []
            while writer.poll() is None:
                answer = client.get(
                    "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?x a dg:Article }", "format": "csv"}
                )
                assert answer.status_code == 200, answer.text
                seen.append(int(answer.text.split()[1]))
            assert writer.returncode == 0
        time.sleep(1.1)  # a change is looked for once a second
        answer = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?x a dg:Article }", "format": "csv"})
    assert answer.text == "n\r\n402\r\n"
    assert seen[0] < 402

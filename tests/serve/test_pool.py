"""Questions that take too long, need too much, or come too many: they end, and all others are answered."""

from __future__ import annotations

import concurrent.futures
import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from diplograph.serve import Settings, make_server
from tests.serve.conftest import ready

GOOD = "SELECT ?name { ?x a dg:Country ; rdfs:label ?name } ORDER BY ?name"
# Of two hundred triples: 10^13 rows that none of the filters lets through.
HOUR = (
    "SELECT (COUNT(*) AS ?n) { "
    + "".join(f"?a{i} ?b{i} ?c{i} . " for i in range(6))
    + "FILTER(?c0 = ?c1 && ?c2 = ?a3) }"
)
MEMORY = "SELECT * { " + "".join(f"?a{i} ?b{i} ?c{i} . " for i in range(4)) + "} ORDER BY ?c0 ?c1 ?c2"


@pytest.fixture(scope="module")
def hurried(folder: Path) -> Iterator[httpx.Client]:
    """A site that gives an answer two seconds."""
    with (
        make_server(Settings(folder, port=0, timeout=2)) as server,
        httpx.Client(base_url=server.url, timeout=60) as client,
    ):
        ready(client)
        yield client


@pytest.fixture(scope="module")
def narrow(folder: Path) -> Iterator[httpx.Client]:
    """A site that gives an answer eight seconds and 400 MiB, two that take long a turn, and three more a place to wait."""
    settings = Settings(folder, port=0, timeout=8, memory=400 << 20, long=2, paused=3, processes=2)
    limits = httpx.Limits(max_connections=300)
    with make_server(settings) as server, httpx.Client(base_url=server.url, timeout=60, limits=limits) as client:
        ready(client)
        yield client


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query})


def below(process: int) -> set[int]:
    """The processes below one."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found |= {int(path.parent.name), *below(int(path.parent.name))}
    return found


def test_a_query_that_would_run_for_hours_is_given_up(hurried: httpx.Client) -> None:
    began = time.monotonic()
    response = ask(hurried, HOUR)
    assert response.status_code == 503
    assert response.text == "the answer took longer than 2 seconds, so it was given up; ask for less\n"
    assert response.headers["retry-after"] == "1"
    assert time.monotonic() - began >= 2
    assert ask(hurried, GOOD).status_code == 200


def test_a_query_that_needs_too_much_memory_is_given_up(narrow: httpx.Client) -> None:
    response = ask(narrow, MEMORY)
    assert response.status_code == 503
    assert "needed more than 400 MiB of memory" in response.text
    assert ask(narrow, GOOD).status_code == 200


def test_two_hundred_at_once_are_all_answered_alike(narrow: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(200) as threads:
        responses = list(threads.map(lambda _: ask(narrow, GOOD), range(200)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.text for response in responses}) == 1


def test_good_queries_are_answered_while_bad_ones_run(narrow: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(20) as threads:
        bad = [threads.submit(ask, narrow, HOUR) for _ in range(10)]
        time.sleep(0.3)
        good = [ask(narrow, GOOD).status_code for _ in range(20)]
        refused = {future.result().text for future in bad}
    assert good == [200] * 20
    assert refused == {
        "the answer took longer than 8 seconds, so it was given up; ask for less\n",
        "too many queries that take long are waiting; ask this one again later\n",
    }


def test_a_client_that_goes_takes_its_query_with_it(hurried: httpx.Client) -> None:
    before = below(os.getpid())
    with pytest.raises(httpx.ReadTimeout):
        hurried.post("/sparql", data={"query": HOUR}, timeout=0.5)
    for _ in range(20):
        if below(os.getpid()) <= before:
            return
        time.sleep(0.05)
    pytest.fail("the query goes on")


def test_rows_are_cut_off_and_the_answer_says_so(folder: Path) -> None:
    with (
        make_server(Settings(folder, port=0, limit=3)) as server,
        httpx.Client(base_url=server.url, timeout=60) as client,
    ):
        cut = ask(client, "SELECT * { ?s ?p ?o }")
        assert (cut.headers["x-sparql-maxrows"], len(cut.json()["results"]["bindings"])) == ("3", 3)
        assert "x-sparql-maxrows" not in ask(client, "SELECT * { ?s ?p ?o } LIMIT 3").headers
        graph = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
        assert (graph.headers["x-sparql-maxrows"], len(graph.text.splitlines())) == ("3", 3)


def test_a_process_that_was_killed_is_replaced(server_client: httpx.Client) -> None:
    for process in below(os.getpid()):
        if "nursery" in Path(f"/proc/{process}/cmdline").read_text():
            os.kill(process, 9)
    time.sleep(0.1)
    assert ask(server_client, GOOD).status_code in (200, 503)
    assert ask(server_client, GOOD).status_code == 200


@pytest.fixture
def server_client(folder: Path) -> Iterator[httpx.Client]:
    """A site of a test's own."""
    with make_server(Settings(folder, port=0)) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        ready(client)
        yield client

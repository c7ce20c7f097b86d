"""A small graph on disk, served on a free port of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from diplograph import KnowledgeGraph, open_graph
from diplograph.serve import Settings, make_server
from diplograph.serve.server import Server
from diplograph.store import EmbeddedStore
from tests.view.samples import korea

Served = Callable[..., httpx.Client]


def saved(graph: KnowledgeGraph, folder: Path) -> Path:
    """The folder, which now holds the graph."""
    with open_graph(folder) as target:
        assert isinstance(target.store, EmbeddedStore)
        target.store.driver.load(graph.serialize("nq"), format=ox.RdfFormat.N_QUADS)
    return folder


def ready(client: httpx.Client) -> None:
    """Wait until the site has its index."""
    for _ in range(600):
        if client.get("/").status_code == 200:
            return
        time.sleep(0.05)
    pytest.fail("the site was not ready in 30 seconds")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two articles about Korea; tests must not change it."""
    return saved(korea(), tmp_path_factory.mktemp("served") / "kg")


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """The site of that graph."""
    with make_server(Settings(folder, port=0, origins=("https://friend.example",))) as server:
        with httpx.Client(base_url=server.url) as client:
            ready(client)
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """A client of the site."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client

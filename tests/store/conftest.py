"""One of each kind of server for all tests of this folder, empty at the start of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.store.servers import Server, oxigraph, virtuoso

KINDS = ("oxigraph", "oxigraph-union", "virtuoso")


@pytest.fixture(scope="session")
def _servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    with ExitStack() as running:
        yield {
            "oxigraph": running.enter_context(oxigraph(tmp_path_factory.mktemp("oxigraph"))),
            "oxigraph-union": running.enter_context(oxigraph(tmp_path_factory.mktemp("union"), union=True)),
            "virtuoso": running.enter_context(virtuoso(tmp_path_factory.mktemp("virtuoso"))),
        }


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest, _servers: dict[str, Server]) -> Server:
    found = _servers[request.param]
    found.clear()
    return found


@pytest.fixture
def a_server(_servers: dict[str, Server]) -> Server:
    """Oxigraph's, for what does not depend on the server."""
    _servers["oxigraph"].clear()
    return _servers["oxigraph"]


@pytest.fixture
def a_virtuoso(_servers: dict[str, Server]) -> Server:
    _servers["virtuoso"].clear()
    return _servers["virtuoso"]

"""Who asks, what to do when the server is busy, and what stands in no message."""

from __future__ import annotations

import pytest

from diplograph.errors import StoreError
from diplograph.graph import open_graph
from diplograph.store.endpoint import Endpoint, without_credentials
from tests.store.gate import gate
from tests.store.servers import Server
from tests.tellings import Did, tell

ARTICLE = tell("a", Did(("Moon",), ("Kim",), place="Panmunjom"))


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each wait would have been."""
    waited: list[float] = []
    monkeypatch.setattr("diplograph.store.endpoint.time.sleep", waited.append)
    return waited


def as_user(url: str, password: str) -> str:
    return url.replace("http://", f"http://kim:{password}@")


def test_a_name_and_password_are_given_when_they_are_asked_for(a_server: Server) -> None:
    with gate(a_server.url, password="s3cret/@:") as door:
        with open_graph(as_user(door.url, "s3cret%2F%40%3A")) as kg:
            assert kg.add([ARTICLE]).added == 1
        with open_graph(a_server.url) as kg, open_graph() as local:
            local.add([ARTICLE])
            assert kg.serialize() == local.serialize()
        door.credentials.clear()
        door.password = None
        with open_graph(as_user(door.url, "s3cret")) as kg:
            assert [article.id for article in kg.articles()] == ["a"]
        assert door.credentials == []  # nobody asked


def test_they_may_stand_in_the_environment(a_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_USER", "kim")
    monkeypatch.setenv("DIPLOGRAPH_PASSWORD", "hidden")
    with gate(a_server.url, password="hidden") as door, open_graph(door.url) as kg:
        assert kg.add([ARTICLE]).added == 1


def test_a_wrong_password_is_named_but_not_shown(a_server: Server) -> None:
    with gate(a_server.url, password="right") as door:
        with open_graph(as_user(door.url, "wr0ng")) as kg, pytest.raises(StoreError, match="does not accept") as error:
            kg.add([ARTICLE])
        with open_graph(door.url) as kg, pytest.raises(StoreError, match="asks for a name and password"):
            kg.add([ARTICLE])
    assert "wr0ng" not in str(error.value)
    assert error.value.__cause__ is None


def test_digest_authentication(a_virtuoso: Server) -> None:
    assert a_virtuoso.guarded is not None
    with open_graph(a_virtuoso.guarded) as kg:
        kg.add([ARTICLE])
        text = kg.serialize()
    with open_graph(a_virtuoso.url) as kg, open_graph() as local:
        local.add([ARTICLE])
        assert kg.serialize() == text == local.serialize()
    with (
        open_graph(a_virtuoso.guarded.replace("dba:dba", "dba:wr0ng")) as kg,
        pytest.raises(StoreError, match="does not accept") as error,
    ):
        kg.add([ARTICLE])
    assert "wr0ng" not in str(error.value)


def test_a_busy_server_is_asked_again(a_server: Server) -> None:
    with gate(a_server.url) as door, open_graph(door.url) as kg, open_graph() as local:
        local.add([ARTICLE])
        door.troubles = [503, None, 429]
        kg.add([ARTICLE])
        assert door.troubles == []
        door.troubles = [-1, 502]  # carried out, and the answer lost: doing it again changes nothing
        kg.remove(["a"])
        kg.add([ARTICLE])
        assert kg.serialize() == local.serialize()


def test_a_server_that_stays_busy_is_an_error(a_server: Server, pauses: list[float]) -> None:
    with gate(a_server.url) as door, open_graph(door.url) as kg:
        door.troubles = [503] * 5
        with pytest.raises(StoreError, match=r"refuses the request \(503"):
            kg.query("ASK {}")
        assert len(door.requests) == 5
    assert pauses == [0.1, 0.3, 0.9, 2.7]


def test_what_is_no_url() -> None:
    for url in ("http://", "http://kim:wr0ng/w0rd@host/query", "http://kim:wr0ng@host:port/query"):
        with pytest.raises(StoreError, match="is no URL") as error:
            open_graph(url)
        assert "wr0ng" not in str(error.value)
        assert "w0rd" not in str(error.value)


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("http://host/query", "http://host/query"),
        ("http://host:7878/a@b", "http://host:7878/a@b"),
        ("https://kim:secret@host/query?x=1", "https://host/query?x=1"),
        ("https://kim:se@cret@host/query", "https://host/query"),
        ("folder/kim:x@host", "folder/kim:x@host"),
    ],
)
def test_what_may_stand_in_messages(location: str, shown: str) -> None:
    assert without_credentials(location) == shown


def test_addresses_follow_from_that_of_queries() -> None:
    def of(url: str) -> tuple[str, str | None]:
        endpoint = Endpoint(url)
        return endpoint._update, endpoint._graphs

    assert of("http://h/query") == ("http://h/update", "http://h/store")
    assert of("http://h/sparql") == ("http://h/sparql", "http://h/sparql-graph-crud")
    assert of("http://h/sparql-auth") == ("http://h/sparql-auth", "http://h/sparql-graph-crud-auth")
    assert of("http://h/repositories/x") == ("http://h/repositories/x", None)

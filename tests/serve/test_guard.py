"""Who may ask, and what a response tells the browser."""

from __future__ import annotations

import html
from pathlib import Path

import httpx
import pytest

from diplograph.serve import Settings

ASK = {"query": "ASK {}"}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]:80", "", "127.0.0.1:x"]
)
def test_another_name_is_refused(client: httpx.Client, host: str) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/static/site.css"):
        response = client.get(path, headers={"host": host})
        assert (response.status_code, response.headers["content-security-policy"][:18]) == (421, "default-src 'none'")


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:8000", "[::1]:9", "127.0.0.1:1"])
def test_names_of_this_machine_are_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/sparql", params=ASK, headers={"host": host}).status_code == 200


def test_names_are_added_by_the_settings() -> None:
    own = {"127.0.0.1", "localhost", "[::1]"}
    assert Settings(Path()).hosts == own
    assert Settings(Path(), host="192.0.2.7", names=("Graph.Example",)).hosts == own | {"192.0.2.7", "graph.example"}
    assert Settings(Path(), host="0.0.0.0").hosts == own


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://[", "https://friend.example.evil.example"]
)
def test_pages_of_other_sites_are_refused(client: httpx.Client, origin: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        response = client.request(method, "/sparql", params=ASK, headers={"origin": origin})
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


def test_its_own_pages_are_answered(client: httpx.Client) -> None:
    origin = str(client.base_url).rstrip("/")
    response = client.post("/sparql", data=ASK, headers={"origin": origin})
    assert response.status_code == 200
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_site_that_was_named_may_ask(client: httpx.Client) -> None:
    friend = {"origin": "https://friend.example"}
    before = client.options("/sparql", headers=friend | {"access-control-request-method": "POST"})
    assert (before.status_code, before.headers["access-control-allow-methods"]) == (204, "GET, HEAD, POST")
    response = client.post("/sparql", data=ASK, headers=friend)
    assert response.json()["boolean"] is True
    assert response.headers["access-control-allow-origin"] == "https://friend.example"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "Origin" in response.headers["vary"]


@pytest.mark.parametrize(
    "path", ["/", "/search?q=kim", "/id/actor/none", "/nowhere", "/sparql?query=x", "/static/nothing.css"]
)
def test_every_response_is_strict(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "server" not in headers


def test_the_editor_runs_scripts_of_this_site_only(client: httpx.Client) -> None:
    policy = client.get("/editor").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


def test_the_network_is_shut_in(client: httpx.Client) -> None:
    response = client.get("/network/picture")
    assert response.headers["content-security-policy"].startswith("sandbox allow-scripts ")
    assert "allow-same-origin" not in response.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'sha256-" in html.unescape(response.text)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/"]
)
def test_no_other_file_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404

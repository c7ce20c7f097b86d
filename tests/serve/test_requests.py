"""Requests of any kind: none is an error of the server's, and none ends it."""

from __future__ import annotations

from urllib.parse import quote, quote_from_bytes

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplograph.named_queries import named_queries
from diplograph.serve.server import Server

_WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Moon Jae-in", "2018-02-30", "met", "' OR 1 --", "..", "\x00", "<b>", "?x ?y", "PRK", "%", "-1", "٣"]
    ),
)
_TOKENS = r"""SELECT ASK CONSTRUCT DESCRIBE WHERE { } * ?s ?p ?o . ; a GRAPH FROM OPTIONAL FILTER ( ) BIND AS VALUES SERVICE UNION
    LIMIT 1 -1 99999999999999999999 <x:a> <http://x.example/\u0000> dg:Event "x"@en ''' # \u007B ^^ GROUP ORDER BY +"""
_QUERY = st.lists(st.sampled_from(_TOKENS.split()), max_size=14).map(" ".join)
_TYPES = [
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
    "text/plain",
    "",
    ";;",
]
_ACCEPTED = [
    "*/*",
    "text/html",
    "text/csv",
    "text/turtle;q=0.1, */*;q=x",
    ",,",
    "application/*",
    "image/png",
    "text/csv;q=0",
]
_KNOWN = {*(200, 303, 400, 403, 404, 405, 406, 413, 414, 415)}
_ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_ANY
@given(
    path=st.sampled_from(
        [
            *("/", "/search", "/timeline", "/network", "/network/picture", "/queries", "/editor", "/resource"),
            *(f"/queries/{query.name}" for query in named_queries()),
        ]
    ),
    fields=st.dictionaries(
        st.sampled_from(
            ["q", "kind", "page", "type", "actor", "since", "until", "relation", "iri", "show", "one", "other"]
        ),
        _WORDS,
        max_size=4,
    ),
)
def test_pages_with_any_fields(client: httpx.Client, path: str, fields: dict[str, str]) -> None:
    given = "&".join(
        f"{name}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}" for name, value in fields.items()
    )
    response = client.get(f"{path}?{given}")
    assert response.status_code in _KNOWN, (response.url, response.text)
    assert "Traceback" not in response.text


@_ANY
@given(path=st.binary(max_size=40), suffix=st.sampled_from(["", ".ttl", ".jsonld", "#x"]))
def test_pages_of_any_name(client: httpx.Client, path: bytes, suffix: str) -> None:
    for start in ("/id/actor/", "/id/", "/queries/", "/static/", "/"):
        response = client.get(start + quote_from_bytes(path) + suffix)
        assert response.status_code in _KNOWN, (response.url, response.text)


@_ANY
@given(query=_QUERY, kind=st.sampled_from(_TYPES), accept=st.sampled_from(_ACCEPTED), body=st.binary(max_size=60))
def test_any_query(client: httpx.Client, query: str, kind: str, accept: str, body: bytes) -> None:
    for response in (
        client.get("/sparql", params={"query": query}, headers={"accept": accept}),
        client.post("/sparql", content=query.encode(), headers={"content-type": kind, "accept": accept}),
        client.post("/sparql", content=b"query=" + body, headers={"content-type": kind, "accept": accept}),
    ):
        assert response.status_code in _KNOWN, (query, kind, response.text)
        assert "Traceback" not in response.text


def test_the_description_names_every_address(server: Server) -> None:
    """What programs read in ``/openapi.json`` is what there is: each path answers, with a status that stands there."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        described = client.get("/openapi.json").json()
        for path, methods in described["paths"].items():
            given = path.replace("{kind}", "actor").replace("{name}", "KOR" if "/id/" in path else "articles")
            response = client.get(given, params={"iri": "https://w3id.org/diplograph/id/actor/KOR"})
            assert str(response.status_code) in methods["get"]["responses"], path
            assert (
                response.headers["content-type"].partition(";")[0] in methods["get"]["responses"]["200"]["content"]
            ), path

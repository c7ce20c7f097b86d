"""The endpoint against the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

The cases are those of the specification that apply to a service that answers queries and takes no updates, over the graphs of two
articles instead of graphs that an update would have put there.
"""

from __future__ import annotations

import csv
import io
import json

import httpx
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.query import Result

from diplograph.results import rows
from diplograph.store import PREFIXES

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own, of JSON-LD

ARTICLE = "https://w3id.org/diplograph/id/article/"
HAN, MERIDIAN = f"{ARTICLE}han-river", f"{ARTICLE}meridian"
ASK = "ASK {}"
SELECT = "SELECT ?name WHERE { ?x a dg:Country ; rdfs:label ?name } ORDER BY ?name"
IN_DEFAULT = "ASK { <%s> schema:articleBody ?text }"
IN_NAMED = "ASK { GRAPH <%s> { ?x schema:articleBody ?text } }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def boolean(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    return bool(response.json()["boolean"])


# Section 2.1: the three ways to ask


def test_query_get(client: httpx.Client) -> None:
    assert boolean(client.get("/sparql", params={"query": ASK}))


def test_query_post_form(client: httpx.Client) -> None:
    assert boolean(client.post("/sparql", data={"query": ASK}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert boolean(client.post("/sparql", content=ASK, headers={"content-type": QUERY}))
    assert boolean(client.post("/sparql", content=ASK, headers={"content-type": f"{QUERY}; charset=UTF-8"}))


def test_head_is_get_without_the_answer(client: httpx.Client) -> None:
    got, head = (client.request(method, "/sparql", params={"query": SELECT}) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))


def test_what_is_not_ascii_is_utf_8_in_each_way(client: httpx.Client) -> None:
    query = 'SELECT ("Pyŏngyang 평양" AS ?x) {}'
    for response in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers={"content-type": QUERY}),
    ):
        assert response.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": "Pyŏngyang 평양"}}]


# Section 2.1.4: the dataset that the request names


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_dataset_of_the_protocol(client: httpx.Client, method: str) -> None:
    def ask(query: str, **dataset: list[str]) -> bool:
        fields = {name.replace("_", "-"): value for name, value in dataset.items()}
        if method == "get":
            return boolean(client.get("/sparql", params={"query": query, **fields}))
        if method == "form":
            return boolean(client.post("/sparql", data={"query": query, **fields}))
        return boolean(client.post("/sparql", params=fields, content=query, headers={"content-type": QUERY}))

    assert not ask(IN_DEFAULT % HAN)
    assert ask(IN_NAMED % HAN)
    assert ask(IN_DEFAULT % HAN, default_graph_uri=[HAN])
    assert not ask(IN_DEFAULT % MERIDIAN, default_graph_uri=[HAN])
    both = f"ASK {{ <{HAN}> schema:articleBody ?a . <{MERIDIAN}> schema:articleBody ?b }}"
    assert ask(both, default_graph_uri=[HAN, MERIDIAN])
    assert not ask(IN_NAMED % HAN, default_graph_uri=[HAN])
    assert ask(IN_NAMED % HAN, named_graph_uri=[HAN])
    assert not ask(IN_NAMED % MERIDIAN, named_graph_uri=[HAN])
    assert not ask("ASK { ?s ?p ?o }", named_graph_uri=[HAN])
    full = f"ASK {{ <{HAN}> schema:articleBody ?a . GRAPH <{MERIDIAN}> {{ ?x schema:articleBody ?b }} }}"
    assert ask(full, default_graph_uri=[HAN], named_graph_uri=[MERIDIAN])
    assert not ask(full, default_graph_uri=[MERIDIAN], named_graph_uri=[HAN])


def test_the_dataset_of_the_protocol_wins_over_from(client: httpx.Client) -> None:
    query = f"ASK FROM <{MERIDIAN}> {{ <{HAN}> schema:articleBody ?text }}"
    assert not boolean(client.get("/sparql", params={"query": query}))
    assert boolean(client.get("/sparql", params={"query": query, "default-graph-uri": HAN}))


def test_from_in_the_query_reads_graphs_of_the_store_only(client: httpx.Client) -> None:
    for iri in ("file:///etc/passwd", "http://127.0.0.1:9/graph.ttl"):
        for clause in (f"FROM <{iri}>", f"FROM NAMED <{iri}>"):
            query = f"ASK {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
            assert not boolean(client.get("/sparql", params={"query": query}))


# Section 2.1.6 and 3.1: forms of answers

TABLE_FORMS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}


@pytest.mark.parametrize("media", TABLE_FORMS)
def test_select_in_each_form(client: httpx.Client, media: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    assert response.headers["vary"] == "Accept, Origin"
    found = Result.parse(io.BytesIO(response.content), format=TABLE_FORMS[media])
    assert [str(name) for (name,) in rows(found)[1]] == ["North Korea", "South Korea"]
    same = client.get(
        "/sparql", params={"query": SELECT, "format": TABLE_FORMS[media]}, headers={"accept": "image/png"}
    )
    assert same.content == response.content


@pytest.mark.parametrize("media", TABLE_FORMS)
def test_ask_in_each_form(client: httpx.Client, media: str) -> None:
    response = client.get("/sparql", params={"query": ASK}, headers={"accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    assert "true" in response.text


GRAPH_FORMS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


@pytest.mark.parametrize("media", GRAPH_FORMS)
@pytest.mark.parametrize(
    "query", [f"DESCRIBE <{HAN}>", f"CONSTRUCT {{ <{HAN}> ?p ?o }} WHERE {{ GRAPH ?g {{ <{HAN}> ?p ?o }} }}"]
)
def test_graphs_in_each_form(client: httpx.Client, query: str, media: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    graph = Graph().parse(data=response.content, format=GRAPH_FORMS[media])
    assert (URIRef(HAN), RDF.type, URIRef("https://w3id.org/diplograph/ontology#Article")) in graph


def test_a_form_that_there_is_not_is_406(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": ASK}, headers={"accept": "image/png"}).status_code == 406
    turtle = client.get("/sparql", params={"query": SELECT}, headers={"accept": "text/turtle"})
    assert (turtle.status_code, "text/csv" in turtle.text) == (406, True)
    assert client.get("/sparql", params={"query": SELECT, "format": "ttl"}).status_code == 406
    assert client.get("/sparql", params={"query": SELECT, "format": "docx"}).status_code == 400


def test_csv_holds_what_a_spreadsheet_reads(client: httpx.Client) -> None:
    query = (
        'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("one, \\"two\\"" 3 UNDEF) ("two\\nlines" 4.5 <http://x.example/>) } }'
    )
    response = client.get("/sparql", params={"query": query, "format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(response.text, newline=""))) == [
        ["a", "b", "c"],
        ['one, "two"', "3", ""],
        ["two\nlines", "4.5", "http://x.example/"],
    ]


# Section 2.1.7 and the cases of malformed requests


def test_bad_query_method(client: httpx.Client) -> None:
    response = client.put("/sparql", params={"query": ASK})
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert client.delete("/sparql", params={"query": ASK}).status_code == 405


def test_options_names_the_methods(client: httpx.Client) -> None:
    response = client.options("/sparql")
    assert (response.status_code, response.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_bad_multiple_queries(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status_code == 400
    twice = client.post("/sparql", params={"query": ASK}, content=ASK, headers={"content-type": QUERY})
    assert twice.status_code == 400


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content=ASK, headers={"content-type": "text/plain"}).status_code == 415


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content=b"query=ASK%20%7B%7D", headers={"content-type": ""}).status_code == 415


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content=ASK).status_code == 415


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    response = client.post(
        "/sparql", content=ASK.encode("utf-16"), headers={"content-type": f"{QUERY}; charset=UTF-16"}
    )
    assert response.status_code == 415
    assert client.post("/sparql", content=b"ASK { ?x ?y '\xff' }", headers={"content-type": QUERY}).status_code == 400
    assert client.post("/sparql", content=b"query=%FF", headers={"content-type": FORM}).status_code == 400


def test_bad_query_syntax(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK { ?s ?p"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("the query cannot be answered: error at 1:")


def test_a_request_without_a_query_is_400(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"default-graph-uri": HAN}).status_code == 400
    assert client.post("/sparql", data={"default-graph-uri": HAN}).status_code == 400
    assert client.get("/sparql", params={"query": ASK, "default-graph-uri": "no iri"}).status_code == 400


# Section 2.2: updates, of which there are none

UPDATE = "INSERT DATA { <http://x.example/> <http://x.example/> 1 }"


def test_updates_are_refused(client: httpx.Client) -> None:
    before = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).json()
    direct = client.post("/sparql", content=UPDATE, headers={"content-type": "application/sparql-update"})
    assert (direct.status_code, "only answers queries" in direct.text) == (403, True)
    assert client.post("/sparql", data={"update": UPDATE}).status_code == 403
    assert client.get("/sparql", params={"update": UPDATE}).status_code == 403
    for text in (UPDATE, "CLEAR ALL", "LOAD <file:///etc/passwd>", "DROP ALL", "DELETE WHERE { ?s ?p ?o }"):
        assert client.post("/sparql", data={"query": text}).status_code == 400
    after = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).json()
    assert before == after


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "ASK { VALUES ?to { <http://127.0.0.1:9/sparql> } SERVICE ?to { ?s ?p ?o } }",
    ],
)
def test_no_other_host_is_asked(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert (response.status_code, "SERVICE would send" in response.text) == (400, True)


# SPARQL 1.1 Service Description

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("media", GRAPH_FORMS)
def test_the_service_describes_itself(client: httpx.Client, media: str) -> None:
    response = client.get("/sparql", headers={"accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    graph = Graph().parse(data=response.content, format=GRAPH_FORMS[media])
    [service] = graph.subjects(RDF.type, URIRef(f"{SD}Service"))
    assert set(graph.objects(service, URIRef(f"{SD}endpoint"))) == {URIRef(str(client.base_url) + "sparql")}
    assert set(graph.objects(service, URIRef(f"{SD}supportedLanguage"))) == {URIRef(f"{SD}SPARQL11Query")}
    assert not list(graph.triples((None, None, URIRef(f"{SD}SPARQL11Update"))))
    formats = {str(o).rpartition("/")[2] for o in graph.objects(service, URIRef(f"{SD}resultFormat"))}
    assert {
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
    } <= formats


def test_a_browser_is_led_to_the_editor(client: httpx.Client) -> None:
    page = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    response = client.get("/sparql", headers=page)
    assert (response.status_code, response.headers["location"]) == (303, "/editor")
    response = client.get("/sparql", params={"query": ASK}, headers=page)
    assert (response.status_code, response.headers["location"]) == (303, "/editor#query=ASK+%7B%7D")


# Programs that speak the protocol


def test_rdflib_asks_it(client: httpx.Client) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(str(client.base_url) + "sparql"))
    declared = f"PREFIX dg: <{PREFIXES['dg']}> PREFIX rdfs: <{PREFIXES['rdfs']}> "
    assert [str(name) for (name,) in rows(graph.query(declared + SELECT))[1]] == ["North Korea", "South Korea"]
    assert bool(graph.query(ASK))
    described = graph.query(f"DESCRIBE <{HAN}>").graph
    assert described is not None
    assert (URIRef(HAN), RDF.type, URIRef("https://w3id.org/diplograph/ontology#Article")) in described


def test_this_package_asks_it(client: httpx.Client) -> None:
    from diplograph import open_graph

    with open_graph(str(client.base_url) + "sparql", read_only=True) as graph:
        assert [str(name) for (name,) in rows(graph.query(SELECT))[1]] == ["North Korea", "South Korea"]
        assert [article.id for article in graph.articles()] == ["han-river", "meridian"]
        assert len(list(graph.ask("who-met-whom"))) == 1


def test_the_answer_is_json_that_any_program_reads(client: httpx.Client) -> None:
    text = client.get("/sparql", params={"query": SELECT}).text
    assert json.loads(text)["head"] == {"vars": ["name"]}

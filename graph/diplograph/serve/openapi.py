"""The description of the site for programs, in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from diplograph import __version__
from diplograph.serve.media import GRAPH_FORMS, GRAPH_TYPES, HTML, TABLE_FORMS, TABLE_TYPES
from diplograph.serve.settings import Settings

__all__ = ["openapi"]

_DATE = {"type": "string", "pattern": "^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"}
_TEXT = {"type": "string", "maxLength": 500}
_PAGE = {"type": "integer", "minimum": 1, "maximum": 10000}
_GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FORM = {"type": "string", "enum": sorted({*TABLE_FORMS, *GRAPH_FORMS})}
_KINDS = ["article", "event", "statement", "person", "country", "organisation", "group"]
_PAGES: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "/": ("What is in the graph", {}),
    "/search": ("Full-text search", {"q": _TEXT, "kind": {"type": "string", "enum": ["", *_KINDS]}, "page": _PAGE}),
    "/timeline": (
        "What happened, and what was said, by time",
        {
            "kind": {"type": "string", "enum": ["event", "statement"]},
            "type": _TEXT,
            "actor": _TEXT,
            "since": _DATE,
            "until": _DATE,
            "page": _PAGE,
        },
    ),
    "/network": ("The network", {"actor": _TEXT, "relation": _TEXT, "since": _DATE, "until": _DATE}),
    "/network/picture": ("The network by itself", {"actor": _TEXT, "relation": _TEXT, "since": _DATE, "until": _DATE}),
    "/queries": ("The named queries", {}),
    "/editor": ("The editor", {}),
    "/resource": ("The page of an IRI, or its RDF", {"iri": {"type": "string", "format": "iri"}}),
}


def openapi(settings: Settings) -> dict[str, Any]:
    """The description as JSON."""
    query: dict[str, dict[str, Any]] = {
        "query": {"type": "string"},
        "default-graph-uri": _GRAPHS,
        "named-graph-uri": _GRAPHS,
        "format": _FORM,
    }
    answers = _responses(*TABLE_TYPES, *GRAPH_TYPES)
    paths: dict[str, Any] = {
        path: {"get": {"summary": summary, "parameters": _parameters(fields), "responses": _responses(HTML)}}
        for path, (summary, fields) in _PAGES.items()
    }
    for path, field, summary in (
        ("/queries/{name}", "name", "A named query and its answer; its parameters are fields of the address"),
        ("/id/{kind}/{name}", "name", "The page of an actor, event, statement or article, or its RDF"),
    ):
        parameters = [{"name": field, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}]
        if "{kind}" in path:
            kinds = {"type": "string", "enum": ["actor", "event", "statement", "article"]}
            parameters.append({"name": "kind", "in": "path", "required": True, "schema": kinds})
        paths[path] = {
            "get": {"summary": summary, "parameters": parameters, "responses": _responses(HTML, *GRAPH_TYPES)}
        }
    paths["/sparql"] = {
        "get": {
            "summary": "A query by the SPARQL 1.1 Protocol; without one, the description of the service",
            "parameters": _parameters(query),
            "responses": answers,
        },
        "post": {
            "summary": "A query by the SPARQL 1.1 Protocol",
            "requestBody": {
                "required": True,
                "content": {
                    "application/sparql-query": {"schema": {"type": "string", "maxLength": settings.body}},
                    "application/x-www-form-urlencoded": {
                        "schema": {"type": "object", "properties": query, "required": ["query"]}
                    },
                },
            },
            "responses": answers,
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "A knowledge graph of diplomacy", "version": __version__},
        "paths": paths,
    }


def _parameters(fields: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()]


def _responses(*media: str) -> dict[str, Any]:
    told = {
        "303": "It is at another address",
        "400": "The request is malformed",
        "403": "Only questions are answered",
        "404": "There is no such thing",
        "406": "There is no form of it that the client accepts",
        "413": "The request is too long",
        "415": "The body is no query",
        "503": "The answer took too much time or memory, or too many others wait",
    }
    return {
        "200": {"description": "The answer", "content": {name: {} for name in media}},
        **{status: {"description": text} for status, text in told.items()},
    }

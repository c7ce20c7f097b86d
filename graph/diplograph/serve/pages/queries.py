"""The named queries: what each asks, a form for its parameters, and its answer as a table."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from rdflib import Literal, URIRef
from rdflib.term import Node

from diplograph.errors import QueryError
from diplograph.named_queries import bind_parameters, named_queries, named_query
from diplograph.results import rows
from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import Reply
from diplograph.store import PREFIXES
from diplograph.view.text import link

__all__ = ["queries", "query"]

_SHOWN = 500


def queries(site: Site, _ask: Ask) -> Reply:
    """All named queries."""
    return site.page("queries.html", queries=named_queries())


def query(site: Site, ask: Ask) -> Reply:
    """One query with its form; with its answer where what it needs is given."""
    try:
        asked = named_query(ask.name)
    except QueryError as error:
        return site.page("problem.html", status=404, code=404, told=str(error))
    given = {parameter.name: ask.text(parameter.name) for parameter in asked.parameters}
    ready = all(given[parameter.name] for parameter in asked.parameters if parameter.required)
    columns: tuple[str, ...] = ()
    table: list[list[dict[str, Any]]] = []
    problem = text = ""
    total = 0
    if ready:
        try:
            text = bind_parameters(asked, {name: value for name, value in given.items() if value}, site.store)
            columns, found = rows(site.kg.query(text))
            total = len(found)
            table = [[_cell(value) for value in row] for row in found[:_SHOWN]]
        except QueryError as error:
            problem = str(error)
    return site.page(
        "query.html",
        query=asked,
        given=given,
        ready=ready and not problem,
        problem=problem,
        columns=columns,
        table=table,
        total=total,
        csv="/sparql?" + urlencode({"format": "csv", "query": text}),
        json="/sparql?" + urlencode({"format": "json", "query": text}),
        editor="/editor#query=" + quote(text or asked.text, safe=""),
    )


def _cell(value: Node | None) -> dict[str, Any]:
    """A value as the table shows it: its text, and where it leads."""
    if value is None:
        return {"text": "", "iri": "", "number": False}
    text = str(value)
    if isinstance(value, URIRef):
        space = max((space for space in PREFIXES.values() if text.startswith(space)), key=len, default="")
        short = next((f"{prefix}:{text[len(space) :]}" for prefix, known in PREFIXES.items() if known == space), text)
        return {
            "text": short,
            "iri": text if space.startswith("https://w3id.org/diplograph/id/") or link(text) else "",
            "number": False,
        }
    return {"text": text, "iri": "", "number": isinstance(value, Literal) and isinstance(value.value, int | float)}

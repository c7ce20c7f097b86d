"""The first page: what is in the graph, a search, who is in it most; and the page of the editor."""

from __future__ import annotations

import json

from diplograph.named_queries import named_queries
from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import Reply
from diplograph.store import PREFIXES

__all__ = ["editor", "home"]

_ACTORS = """SELECT thing.iri, thing.kind, thing.label, thing.note, count(DISTINCT party.thing) AS number
    FROM party JOIN thing ON thing.id = party.actor GROUP BY actor ORDER BY number DESC, label LIMIT 12"""
_EVENTS = "SELECT iri, kind, label, day, modality, sources FROM thing WHERE kind = 'event' ORDER BY sources DESC, day, iri LIMIT 8"
_ARTICLES = "SELECT iri, label, day, note FROM thing WHERE kind = 'article' ORDER BY day DESC, label LIMIT 8"


def home(site: Site, ask: Ask) -> Reply:
    """The first page."""
    index = site.index(ask)
    [counts] = index.execute("SELECT value FROM fact WHERE name = 'counts'").fetchone()
    return site.page(
        "home.html",
        counts=json.loads(counts),
        actors=index.execute(_ACTORS).fetchall(),
        events=index.execute(_EVENTS).fetchall(),
        articles=index.execute(_ARTICLES).fetchall(),
    )


def editor(site: Site, _ask: Ask) -> Reply:
    """The editor for SPARQL, with the named queries and the prefixes that need no declaration."""
    queries = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "needs": [parameter.name for parameter in query.parameters if parameter.required],
            "text": query.text,
        }
        for query in named_queries()
    ]
    return site.page(
        "editor.html", queries=queries, prefixes=dict(PREFIXES), data={"queries": queries, "prefixes": dict(PREFIXES)}
    )

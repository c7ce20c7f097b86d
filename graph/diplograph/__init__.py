"""diplograph: news articles into a diplomatic-event knowledge graph.

    from diplograph import open_graph, read_articles

    with open_graph("kg") as kg:
        kg.add(read_articles("articles/"))
        print(kg.frame("SELECT ?a ?b WHERE { ?a dg:met ?b }"))

Articles go in at one end, triples with evidence come out at the other. The names below are all that is public; they are
imported when they are first used, so that a short command does not wait for what it does not need.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diplograph.article import Article
    from diplograph.errors import DiplographError
    from diplograph.extraction.pipeline import extract
    from diplograph.graph import KnowledgeGraph, open_graph
    from diplograph.reading import read_articles
    from diplograph.record import Actor, Event, Extraction, Statement

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "DiplographError",
    "Event",
    "Extraction",
    "KnowledgeGraph",
    "Statement",
    "__version__",
    "extract",
    "open_graph",
    "read_articles",
]

_HOMES = {
    "Actor": "diplograph.record",
    "Article": "diplograph.article",
    "DiplographError": "diplograph.errors",
    "Event": "diplograph.record",
    "Extraction": "diplograph.record",
    "KnowledgeGraph": "diplograph.graph",
    "Statement": "diplograph.record",
    "extract": "diplograph.extraction.pipeline",
    "open_graph": "diplograph.graph",
    "read_articles": "diplograph.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TypeVar

from rdflib import Graph

__all__ = ["PREFIXES", "bind_prefixes"]

PREFIXES = MappingProxyType(
    {
        "dg": "https://w3id.org/diplograph/ontology#",
        "plover": "https://w3id.org/diplograph/plover#",
        "actor": "https://w3id.org/diplograph/id/actor/",
        "article": "https://w3id.org/diplograph/id/article/",
        "event": "https://w3id.org/diplograph/id/event/",
        "statement": "https://w3id.org/diplograph/id/statement/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

GraphT = TypeVar("GraphT", bound=Graph)


def bind_prefixes(graph: GraphT) -> GraphT:
    """Bind the prefixes to an rdflib graph, in place of others that it had for the same namespaces; returns the graph."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph

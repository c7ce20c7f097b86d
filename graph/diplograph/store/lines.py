"""Triples and quads as lines of N-Triples and N-Quads, and back: how they travel between processes and into bulk loaders."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import URIRef

from diplograph.store.protocol import Triple
from diplograph.store.terms import n3, triple_of

__all__ = ["complaint", "quad_line", "triple_line", "triples_in"]


def triple_line(triple: Triple) -> str:
    """A line of N-Triples, with its end. It is also one of N-Quads: the triple stands in the default graph."""
    return f"{' '.join(map(n3, triple))} .\n"


def quad_line(triple: Triple, graph: URIRef) -> str:
    """A line of N-Quads, with its end."""
    return f"{' '.join(map(n3, triple))} <{graph}> .\n"


def triples_in(lines: str) -> Iterator[Triple]:
    """The triples of N-Triples that :func:`triple_line` has written."""
    return (triple_of(triple) for triple in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def complaint(line: bytes) -> str | None:
    """What is wrong with a line of N-Quads; ``None`` where nothing is."""
    try:
        for _ in ox.parse(line, format=ox.RdfFormat.N_QUADS):
            pass
    except SyntaxError as error:
        return str(error.msg)
    return None

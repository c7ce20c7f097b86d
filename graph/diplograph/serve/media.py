"""Which form of an answer a client asks for: the Accept header of RFC 9110 and the media types of SPARQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

__all__ = ["GRAPH_FORMS", "GRAPH_TYPES", "HTML", "TABLE_FORMS", "TABLE_TYPES", "choose"]

HTML = "text/html"

TABLE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
"""Media types of answers to SELECT and ASK; of several for one form the first is its own."""

GRAPH_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "ttl",
        "application/n-triples": "nt",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdf",
        "application/json": "jsonld",
        "application/xml": "rdf",
        "text/xml": "rdf",
        "text/plain": "nt",
    }
)
"""Media types of answers to CONSTRUCT and DESCRIBE."""

TABLE_FORMS = tuple(dict.fromkeys(TABLE_TYPES.values()))
GRAPH_FORMS = tuple(dict.fromkeys(GRAPH_TYPES.values()))

_MOST_RANGES = 100


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that the Accept header prefers, the first of several; ``None`` where it accepts none.

    An empty header accepts everything. What is malformed in it is passed over.
    """
    ranges = [found for part in accept.split(",")[:_MOST_RANGES] if (found := _range(part))]
    if not accept.strip():
        return offered[0] if offered else None
    best: tuple[float, int, str] | None = None
    for place, media in enumerate(offered):
        quality = _quality(media, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, place, media)
    return best[2] if best else None


def _range(part: str) -> tuple[str, float] | None:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    if media.count("/") != 1:
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
            if not 0 <= quality <= 1:
                return None
    return media, quality


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that has the media type."""
    for wanted in (media, media.partition("/")[0] + "/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0

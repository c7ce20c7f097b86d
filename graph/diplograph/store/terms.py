"""Terms of RDF between rdflib, Oxigraph and text, without a letter of them rewritten."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Identifier, Node

from diplograph.store.protocol import Triple

__all__ = ["from_ox", "literal", "n3", "to_ox", "triple_of"]

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
    "\x7f": "\\u007F",
} | {chr(code): f"\\u{code:04X}" for code in (*range(8), 0x0B, *range(0x0E, 0x20))}
_FRACTION = re.compile(r"(?<=\d)(\.\d*?)0+(?=Z|[+-]\d\d:\d\d|$)")


def to_ox(term: Node) -> Any:
    """The term as Oxigraph has it. Raises :class:`ValueError` for a blank node: the graph has none."""
    if isinstance(term, URIRef):
        return ox.NamedNode(term)
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(str(term))
    raise ValueError(f"{term!r} is neither an IRI nor a literal; the graph has no other nodes")


def from_ox(term: Any) -> Identifier:
    """The rdflib term of an Oxigraph one."""
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, term.language, term.datatype.value)
    return BNode(term.value)


@lru_cache(maxsize=100_000)
def _iri(text: str) -> URIRef:
    """One object an IRI, as far as possible: rdflib checks each that it makes, and comparing the same object is quick."""
    return URIRef(text)


def triple_of(quad: ox.Quad | ox.Triple) -> Triple:
    """The triple of rdflib terms."""
    return from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object)


def literal(text: str, language: str | None, datatype: str | None) -> Literal:
    """A literal as a store hands it out; a plain string comes back plain (rdflib holds it and an xsd:string to be
    different).

    Some stores write 10:00:00.500 for the 10:00:00.5 that they were given; the shorter is taken.
    """
    if language:
        return Literal(text, lang=language)
    if datatype is None or datatype == str(XSD.string):
        return Literal(text)
    if datatype == str(XSD.dateTime) and "." in text:
        text = _FRACTION.sub(lambda found: found[1].rstrip("."), text)
    return Literal(text, datatype=URIRef(datatype), normalize=False)


def n3(term: Node) -> str:
    """The term as N-Quads write it: strings on one line, numbers with their datatype."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    escaped = "".join(_ESCAPES.get(character, character) for character in term)
    if term.language:
        return f'"{escaped}"@{term.language}'
    return f'"{escaped}"^^<{term.datatype}>' if term.datatype and term.datatype != XSD.string else f'"{escaped}"'

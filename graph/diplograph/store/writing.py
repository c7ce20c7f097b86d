"""Lines of N-Quads in the other forms of RDF."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

import pyoxigraph as ox

from diplograph.store.namespaces import PREFIXES

__all__ = ["FORMS", "rewrite"]

_FORMATS = {".trig": ox.RdfFormat.TRIG, ".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
FORMS = tuple(_FORMATS)
"""The suffixes of the forms that :func:`rewrite` writes; ``.ttl`` knows no named graphs."""


def rewrite(lines: Iterable[bytes], suffix: str) -> bytes:
    """The quads of the lines, in their order, as TriG, Turtle or JSON-LD, in UTF-8."""
    quads = ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS)
    statements = (quad.triple for quad in quads) if suffix == ".ttl" else quads
    prefixes = None if suffix == ".jsonld" else dict(PREFIXES)
    written: bytes = ox.serialize(statements, format=_FORMATS[suffix], prefixes=prefixes) or b""
    head = list(takewhile(lambda line: line.startswith(b"@prefix "), written.splitlines(keepends=True)))
    return b"".join(sorted(head)) + written[sum(map(len, head)) :]  # Oxigraph writes the prefixes in any order

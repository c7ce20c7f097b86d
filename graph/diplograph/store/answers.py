"""Answers of an Oxigraph store in the forms of the W3C, cut off where they grow too long."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from diplograph.errors import QueryError
from diplograph.sparql import check_read_only
from diplograph.store.embedded import EmbeddedStore
from diplograph.store.namespaces import PREFIXES

__all__ = ["Answer", "answer", "description"]

_TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
_PREFIXES = dict(PREFIXES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives before it is written: ``is_graph`` says in which forms it can be."""

    found: Any

    @property
    def is_graph(self) -> bool:
        """Whether it is the answer to CONSTRUCT or DESCRIBE."""
        return isinstance(self.found, ox.QueryTriples)

    def write(self, form: str, *, rows: int, size: int) -> tuple[bytes, bool]:
        """The answer as json, xml, csv or tsv, a graph as ttl, nt, jsonld or rdf; and whether it was cut off.

        No more than ``rows`` solutions or triples are written, and no more once ``size`` bytes are reached. Raises
        :class:`QueryError` where the query fails while it runs.
        """
        try:
            if self.is_graph:
                triples = list(islice(self.found, rows + 1))
                return _graph(triples[:rows], form), len(triples) > rows
            if isinstance(self.found, ox.QueryBoolean):
                return bytes(self.found.serialize(format=_TABLES[form]) or b""), False
            text, cut = _json(self.found, rows, size)
            if form == "json":
                return text, cut
            parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
            return bytes(parsed.serialize(format=_TABLES[form]) or b""), cut
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error


def answer(
    store: EmbeddedStore, text: str, default_graphs: Iterable[str] = (), named_graphs: Iterable[str] = ()
) -> Answer:
    """Ask a query of the store, or of the dataset of these graphs, as the SPARQL 1.1 Protocol has it: it wins over FROM.

    Raises :class:`QueryError` where the query does not parse, would change the graph, asks another host, or names a graph by
    what is no IRI.
    """
    check_read_only(text)
    default, named = list(default_graphs), list(named_graphs)
    try:
        if not default and not named:
            return Answer(store.driver.query(text, prefixes=_PREFIXES))
        return Answer(
            store.driver.query(
                text,
                prefixes=_PREFIXES,
                default_graph=[ox.NamedNode(iri) for iri in default],
                named_graphs=[ox.NamedNode(iri) for iri in named],
            )
        )
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(
            f"the query cannot be answered: {error}; check it against https://www.w3.org/TR/sparql11-query/"
        ) from error


def description(store: EmbeddedStore, iri: str, form: str, *, rows: int) -> tuple[bytes, bool]:
    """What the graph says of a thing, as ttl, nt, jsonld or rdf, and whether it was cut off; ``b""`` where it says nothing.

    Of an article it is its own graph; of anything else what the merged graph has of it, or else the article's graph that it
    stands in, with the places in articles that it names.
    """
    node = ox.NamedNode(iri)
    quads = store.driver.quads_for_pattern
    found = list(islice(quads(None, None, None, node), rows + 1)) or list(
        islice(quads(node, None, None, ox.DefaultGraph()), rows + 1)
    )
    found = found or list(islice(quads(node, None, None), rows + 1))
    triples = dict.fromkeys(quad.triple for quad in found)
    for triple in list(triples):
        if isinstance(triple.object, ox.NamedNode) and "#char=" in triple.object.value:
            triples.update(dict.fromkeys(quad.triple for quad in quads(triple.object, None, None)))
    kept = list(islice(triples, rows))
    return (_graph(kept, form) if kept else b""), len(triples) > rows


def _graph(triples: list[ox.Triple], form: str) -> bytes:
    return bytes(
        ox.serialize(triples, format=_GRAPHS[form], prefixes=_PREFIXES if form in ("ttl", "rdf") else None) or b""
    )


def _json(solutions: Any, rows: int, size: int) -> tuple[bytes, bool]:
    """SPARQL 1.1 Query Results JSON of the first solutions."""
    names = [variable.value for variable in solutions.variables]
    parts: list[bytes] = []
    length = 0
    cut = False
    for count, solution in enumerate(solutions):
        if count == rows or length > size:
            cut = True
            break
        row = {name: _term(value) for name, value in zip(names, solution, strict=True) if value is not None}
        parts.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        length += len(parts[-1])
    head = json.dumps({"vars": names}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return b'{"head":' + head + b',"results":{"bindings":[' + b",\n".join(parts) + b"]}}\n", cut


def _term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        inner = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in inner.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        found["datatype"] = term.datatype.value
    return found

"""A store behind a URL: any endpoint that speaks SPARQL 1.1 Query and Update over HTTP.

The same few look-ups as on disk, each one query; a commit is one update request, which the endpoint must carry out as a
whole or not at all. ``https://user:password@host/…`` sends the two as HTTP Basic authentication.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import TypeVar

import httpx
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Identifier, Node

from diplograph.errors import QueryError, StoreError
from diplograph.store.namespaces import PREFIXES, bind_prefixes
from diplograph.store.protocol import Changes, Described, Quad, Triple
from diplograph.store.update import update_text

__all__ = ["RemoteStore"]

_AT_ONCE = 200  # terms in one query: below what servers accept as text
_PAGE = 10_000  # rows: many endpoints cut answers off, some above this
ItemT = TypeVar("ItemT")

_TIMEOUT = httpx.Timeout(300, connect=15)


class RemoteStore:
    """A SPARQL endpoint; see :class:`~diplograph.store.protocol.Store` for what its methods do.

    ``url`` takes queries, and updates unless ``update`` is given; a ``url`` that ends in ``/query`` has its updates at
    ``/update``. The default graph of the endpoint must be a graph of its own, not the union of the named ones.
    """

    def __init__(self, url: str, *, update: str | None = None, read_only: bool = False) -> None:
        self._url = url
        self._update = update or (url.removesuffix("/query") + "/update" if url.endswith("/query") else url)
        self._read_only = read_only
        self._name = str(httpx.URL(url).copy_with(username=None, password=None)) if "@" in url else url
        self._client = httpx.Client(timeout=_TIMEOUT, headers={"User-Agent": "diplograph"})

    @cached_property
    def dataset(self) -> Dataset:
        return bind_prefixes(Dataset(store=SPARQLStore(self._url)))

    def values(self, subjects: Iterable[URIRef], predicates: Iterable[URIRef]) -> frozenset[Triple]:
        wanted = _terms(predicates)
        found: set[Triple] = set()
        for some in _batches(subjects):
            answer = self._rows(
                f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {_terms(some)} }} VALUES ?p {{ {wanted} }} ?s ?p ?o }}"
            )
            found.update((s, p, o) for s, p, o in answer)
        return frozenset(found)

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:
        graphs: dict[URIRef, URIRef] = {}
        triples: dict[URIRef, set[Triple]] = defaultdict(set)
        for some in _batches(things):
            answer = self._rows(
                f"SELECT ?thing ?g ?s ?p ?o WHERE {{ VALUES ?thing {{ {_terms(some)} }} GRAPH ?g {{ "
                "{ ?thing ?p ?o BIND(?thing AS ?s) } UNION { ?s ?p ?thing BIND(?thing AS ?o) } } }"
            )
            for thing, graph, *triple in answer:
                graphs[URIRef(thing)] = URIRef(graph)
                triples[URIRef(thing)].add((triple[0], triple[1], triple[2]))
        return {thing: Described(graph, frozenset(triples[thing])) for thing, graph in graphs.items()}

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:
        left_out = f"FILTER(?g NOT IN ({', '.join(name.n3() for name in sorted(without))}))" if without else ""
        found: set[Triple] = set()
        for some in _batches(triples):
            of = {tuple(map(_n3, triple)): triple for triple in some}
            rows = " ".join(f"({' '.join(row)})" for row in of)
            answer = self._rows(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} {left_out} }}"
            )
            found.update(of[tuple(map(_n3, triple))] for triple in answer)
        return frozenset(found)

    def about(self, things: Iterable[URIRef]) -> frozenset[Triple]:
        found: set[Triple] = set()
        for some in _batches(things):
            answer = self._rows(
                f"SELECT ?s ?p ?o WHERE {{ VALUES ?thing {{ {_terms(some)} }} "
                "{ ?thing ?p ?o BIND(?thing AS ?s) } UNION { ?s ?p ?thing BIND(?thing AS ?o) } }"
            )
            found.update((s, p, o) for s, p, o in answer)
        return frozenset(found)

    def told(
        self, things: Iterable[tuple[URIRef, URIRef]], predicates: Iterable[URIRef]
    ) -> Mapping[tuple[URIRef, URIRef], frozenset[Triple]]:
        wanted = _terms(predicates)
        found: dict[tuple[URIRef, URIRef], set[Triple]] = {}
        for some in _batches(things):
            found.update((pair, set()) for pair in some)
            pairs = " ".join(f"({_n3(graph)} {_n3(thing)})" for graph, thing in some)
            answer = self._rows(
                f"SELECT ?g ?s ?p ?o WHERE {{ VALUES (?g ?s) {{ {pairs} }} VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            )
            for graph, *triple in answer:
                found[URIRef(graph), URIRef(triple[0])].add((triple[0], triple[1], triple[2]))
        return {pair: frozenset(triples) for pair, triples in found.items()}

    def commit(self, changes: Changes) -> None:
        if self._read_only:
            raise StoreError(f"{self._name} is open for reading only; open it without read_only to change it")
        text = update_text(changes, _n3)
        if text:
            self._post(self._update, "application/sparql-update", text, "*/*", StoreError)

    def query(self, text: str) -> Result:
        declared = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
        accept = "application/sparql-results+json, text/turtle;q=0.9"
        answer = self._post(self._url, "application/sparql-query", declared + text, accept, QueryError)
        if "json" in answer.headers.get("content-type", ""):
            result = Result.parse(io.BytesIO(answer.content), format="json")
            if result.type == "SELECT":
                result.bindings = [{name: _plain(value) for name, value in row.items()} for row in result.bindings]
            return result
        result = Result("CONSTRUCT")
        result.graph = bind_prefixes(Graph()).parse(data=answer.content, format="turtle")
        return result

    def strings(self, text: str, *, order: str) -> Iterator[tuple[str | None, ...]]:
        for row in self._pages(f"{text} ORDER BY {order}"):
            yield tuple(None if value is None else str(value) for value in row)

    def graphs(self) -> Iterator[URIRef]:
        yield from (
            URIRef(name) for (name,) in self._pages("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        )

    def graph(self, name: URIRef) -> frozenset[Triple]:
        text = f"SELECT ?s ?p ?o WHERE {{ GRAPH {name.n3()} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
        return frozenset((s, p, o) for s, p, o in self._pages(text))

    def quads(self) -> Iterator[Quad]:
        for s, p, o in self._pages("SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"):
            yield s, p, o, None
        for name in self.graphs():
            yield from ((*triple, name) for triple in self.graph(name))

    def lines(self, *, merged: bool = False) -> Iterator[bytes]:
        for *triple, name in self.quads():
            if name is None or not merged:
                terms = [*map(_n3, triple), *([] if name is None else [name.n3()])]
                yield f"{' '.join(terms)} .".encode()

    def close(self) -> None:
        self._client.close()

    def _rows(self, text: str) -> list[tuple[Identifier, ...]]:
        result = self.query(text)
        return [tuple(row[name] for name in result.vars or ()) for row in result.bindings]

    def _pages(self, text: str) -> Iterator[tuple[Identifier, ...]]:
        start = 0
        while page := self._rows(f"{text} LIMIT {_PAGE} OFFSET {start}"):
            yield from page
            if len(page) < _PAGE:
                return
            start += _PAGE

    def _post(
        self, url: str, kind: str, text: str, accept: str, complaint: type[StoreError | QueryError]
    ) -> httpx.Response:
        if self._client.is_closed:
            raise StoreError(f"{self._name} is closed; open it again with open_graph")
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": accept}
        try:
            answer = self._client.post(url, content=text.encode("utf-8"), headers=headers)
        except httpx.HTTPError as error:
            raise StoreError(
                f"{self._name} does not answer ({error}); check the URL and that the server runs"
            ) from error
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise complaint(f"{self._name} does not accept the request: {answer.text.strip()[:500]}; check the query")
        if answer.is_error:
            raise StoreError(
                f"{self._name} refuses the request ({answer.status_code} {answer.reason_phrase}): {answer.text.strip()[:200]}; "
                "check the URL, your rights there, and that it takes SPARQL updates"
            )
        return answer


def _batches(items: Iterable[ItemT]) -> Iterator[Sequence[ItemT]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


def _terms(nodes: Iterable[Node]) -> str:
    return " ".join(_n3(node) for node in nodes)


def _n3(term: Node) -> str:
    """The term as N-Quads write it: strings on one line, numbers with their datatype."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    escaped = "".join(_ESCAPES.get(character, character) for character in term)
    if term.language:
        return f'"{escaped}"@{term.language}'
    return f'"{escaped}"^^<{term.datatype}>' if term.datatype and term.datatype != XSD.string else f'"{escaped}"'


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


def _plain(value: Identifier) -> Identifier:
    """A plain string where the endpoint says xsd:string: rdflib holds the two to be different."""
    return Literal(str(value)) if isinstance(value, Literal) and value.datatype == XSD.string else value

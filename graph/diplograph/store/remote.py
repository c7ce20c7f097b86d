"""A store behind a URL: any endpoint that speaks SPARQL 1.1 over HTTP; see :mod:`diplograph.store.endpoint`.

The same few look-ups as on disk, each one query. A commit is one update request where it is small. A larger one is many,
because servers limit their length; they are written down in a graph of their own first (:mod:`diplograph.store.journal`),
so that a commit that was broken off is carried out to its end before the next.

Some endpoints have a default graph of their own, for others it is the union of all named graphs. There the merged graph
is a named one, :data:`MERGED`, and queries are put to that. Which kind it is shows when the first article is added.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox
from rdflib import RDF, BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Identifier, Node

from diplograph.errors import QueryError, StoreError
from diplograph.record import ID_NAMESPACE
from diplograph.sparql import form_of, within_graph
from diplograph.store.endpoint import Endpoint
from diplograph.store.journal import Journal
from diplograph.store.loading import portions
from diplograph.store.namespaces import PREFIXES, bind_prefixes
from diplograph.store.protocol import INFERRED, Changes, Described, Quad, Triple
from diplograph.store.terms import literal, n3, triple_of
from diplograph.store.update import update_texts

__all__ = ["MERGED", "RemoteStore"]

MERGED = URIRef(f"{ID_NAMESPACE}merged")
"""The merged graph, at an endpoint whose default graph is the union of all graphs."""

_PROBE = URIRef(f"{ID_NAMESPACE}probe")
_AT_ONCE = 200  # terms in one query: below what servers accept as text
_LIMIT = 1_000  # triples in one update: Virtuoso takes some thousands
_PORTION = 4_000_000  # bytes of N-Quads in one go
_PAGE = 10_000  # rows: many endpoints cut answers off, some above this
_PROLOGUE = re.compile(r"(?:\s*PREFIX\s+\S*:\s*<[^<>]*>)+", re.IGNORECASE)
ItemT = TypeVar("ItemT")


class RemoteStore:
    """A SPARQL endpoint; see :class:`~diplograph.store.protocol.Store` for what its methods do.

    ``url`` takes queries; ``update`` and ``graphs`` are the addresses for updates and of the Graph Store Protocol, where
    they don't follow from it (see :data:`~diplograph.store.endpoint.LAYOUTS`). One process at a time may write.
    """

    def __init__(
        self, url: str, *, update: str | None = None, graphs: str | None = None, read_only: bool = False
    ) -> None:
        self._endpoint = Endpoint(url, update=update, graphs=graphs)
        self._name = self._endpoint.name
        self._read_only = read_only
        self._place: URIRef | None = None
        self._place_known = False

    @cached_property
    def dataset(self) -> Dataset:
        return bind_prefixes(Dataset(store=_Queries(self)))

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
                f"{{ ?thing ?p ?o BIND(?thing AS ?s) }} UNION {{ ?s ?p ?thing BIND(?thing AS ?o) }} }} {_NOT_MERGED} }}"
            )
            for thing, graph, *triple in answer:
                graphs[URIRef(thing)] = URIRef(graph)
                triples[URIRef(thing)].add((triple[0], triple[1], triple[2]))
        return {thing: Described(graph, frozenset(triples[thing])) for thing, graph in graphs.items()}

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:
        left_out = ", ".join(name.n3() for name in sorted(without | {MERGED}))
        wanted = {tuple(map(n3, triple)): triple for triple in triples}
        found: set[Triple] = set()
        # by subject and predicate: servers differ in how they compare literals of VALUES with those they hold
        for some in _batches({triple[:2] for triple in wanted}):
            pairs = " ".join(f"({subject} {predicate})" for subject, predicate in some)
            answer = self._rows(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES (?s ?p) {{ {pairs} }} GRAPH ?g {{ ?s ?p ?o }} "
                f"FILTER(?g NOT IN ({left_out})) }}"
            )
            keys = (tuple(map(n3, triple)) for triple in answer)
            found.update(wanted[key] for key in keys if key in wanted)
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
            pairs = " ".join(f"({n3(graph)} {n3(thing)})" for graph, thing in some)
            answer = self._rows(
                f"SELECT ?g ?s ?p ?o WHERE {{ VALUES (?g ?s) {{ {pairs} }} VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            )
            for graph, *triple in answer:
                found[URIRef(graph), URIRef(triple[0])].add((triple[0], triple[1], triple[2]))
        return {pair: frozenset(triples) for pair, triples in found.items()}

    def commit(self, changes: Changes) -> None:
        if self._read_only:
            raise StoreError(f"{self._name} is open for reading only; open it without read_only to change it")
        self._journal  # noqa: B018  what was broken off comes first
        texts = update_texts(changes, n3, self._default_graph(writing=True), limit=_LIMIT)
        if len(texts) == 1:
            self._endpoint.update(texts[0])
        elif texts:
            self._journal.carry_out(texts)

    def bulk(self, lines: Iterable[bytes], steps: Callable[[], Iterable[Changes]]) -> None:
        if self._read_only:
            raise StoreError(f"{self._name} is open for reading only; open it without read_only to change it")
        self._journal  # noqa: B018  what was broken off comes first
        place = self._default_graph(writing=True)
        for portion in portions(lines, _PORTION):
            by_graph: dict[URIRef | None, list[Triple]] = defaultdict(list)
            for quad in ox.parse(portion, format=ox.RdfFormat.N_QUADS):
                named = isinstance(quad.graph_name, ox.NamedNode)
                by_graph[URIRef(quad.graph_name.value) if named else place].append(triple_of(quad))
            for name, triples in by_graph.items():
                self._add(name, triples)
        for changes in steps():
            self.commit(changes)

    def query(self, text: str) -> Result:
        declared = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
        return self._query(declared + text)

    def tables(self, queries: Sequence[tuple[str, str]]) -> list[list[tuple[str | None, ...]]]:
        return [list(self._rows_of(text, order)) for text, order in queries]

    def _rows_of(self, text: str, order: str) -> Iterator[tuple[str | None, ...]]:
        prologue = _PROLOGUE.match(text)
        declared, text = (prologue[0], text[prologue.end() :]) if prologue else ("", text)
        columns, start = "", 0
        while True:
            if start:  # sorted inside: Virtuoso does not sort more than 10,000 rows for an offset
                within = f"{{ {{ {text} ORDER BY {order} }} }} LIMIT {_PAGE} OFFSET {start}"
                page = self.query(f"{declared} SELECT {columns} WHERE {within}")
            else:
                page = self.query(f"{declared} {text} ORDER BY {order} LIMIT {_PAGE}")
                columns = " ".join(f"?{name}" for name in page.vars or ())
            for row in page.bindings:
                values = (row.get(name) for name in page.vars or ())
                yield tuple(None if value is None else str(value) for value in values)
            if len(page.bindings) < _PAGE:
                return
            start += _PAGE

    def graphs(self) -> Iterator[URIRef]:
        return self._graphs_of("Article")

    def _graphs_of(self, kind: str) -> Iterator[URIRef]:
        last, names = "", []
        while True:
            page = self._rows(
                f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g a <{PREFIXES['dg']}{kind}> }} {_NOT_MERGED} "
                f"FILTER(STR(?g) > {n3(Literal(last))}) }} ORDER BY ?g LIMIT {_PAGE}"
            )
            names += [URIRef(name) for (name,) in page]
            if len(page) < _PAGE:
                return iter(sorted(names))
            last = str(page[-1][0])

    def graph(self, name: URIRef) -> frozenset[Triple]:
        return frozenset(self._triples(name))

    def triples(self, name: URIRef) -> Iterator[Triple]:
        return self._triples(name)

    def quads(self) -> Iterator[Quad]:
        for triple in self._triples(self._default_graph()):
            yield (*triple, None)
        beside = (*self._graphs_of("EventData"), *self._graphs_of("AuthorityGraph"), INFERRED)
        for name in (*self.graphs(), *beside):
            for triple in self._triples(name):
                yield (*triple, name)

    def lines(self, *, merged: bool = False) -> Iterator[bytes]:
        for *triple, name in self.quads():
            if name is None or not merged:
                terms = [*map(n3, triple), *([] if name is None else [name.n3()])]
                yield f"{' '.join(terms)} .".encode()
            else:
                return

    def close(self) -> None:
        self._endpoint.close()

    @cached_property
    def _journal(self) -> Journal:
        journal = Journal(self._endpoint.update, self._rows)
        journal.recover()
        return journal

    def _default_graph(self, *, writing: bool = False) -> URIRef | None:
        """The named graph that the merged graph is at this endpoint; ``None`` where it is the default graph."""
        if not self._place_known:
            if self._is_so(f"ASK {{ GRAPH {n3(MERGED)} {{ ?s ?p ?o }} }}"):
                self._place, self._place_known = MERGED, True
            elif self._is_so(f"ASK {{ ?article a <{PREFIXES['dg']}Article> }}"):
                self._place_known = True
            elif writing:
                self._place, self._place_known = MERGED if self._is_union() else None, True
        return self._place

    def _is_union(self) -> bool:
        """Whether the default graph shows what is in a named one; it takes a triple to find out."""
        probe = f"{n3(_PROBE)} {n3(RDF.type)} {n3(_PROBE)}"
        self._endpoint.update(f"INSERT DATA {{ GRAPH {n3(_PROBE)} {{ {probe} }} }}")
        shown = self._is_so(f"ASK {{ {probe} }}")
        self._endpoint.update(f"DROP SILENT GRAPH {n3(_PROBE)}")
        return shown

    def _add(self, name: URIRef | None, triples: Sequence[Triple]) -> None:
        """Add triples to a graph, as a whole or in updates that an endpoint without whole graphs takes."""
        written = "".join(f"{' '.join(map(n3, triple))} .\n" for triple in triples)
        if not self._endpoint.add_to_graph(name, written.encode("utf-8")):
            changes = Changes(insert=frozenset(triples)) if name is None else Changes({name: frozenset(triples)})
            for text in update_texts(changes, n3, limit=_LIMIT):
                self._endpoint.update(text)

    def _is_so(self, question: str) -> bool:
        return bool(_answer(self._endpoint.ask(question, _JSON).content).askAnswer)

    def _query(self, text: str) -> Result:
        place = self._default_graph()
        asked = text if place is None else within_graph(text, place)
        if form_of(text) in ("construct", "describe"):
            result = Result("CONSTRUCT")
            result.graph = bind_prefixes(Graph())
            content = self._endpoint.ask(asked, "application/n-triples, text/turtle;q=0.9").content
            for triple in _parsed(content, ox.RdfFormat.TURTLE):  # of which N-Triples are a part
                result.graph.add(triple)
            return result
        return _answer(self._endpoint.ask(asked, _JSON).content)

    def _rows(self, text: str) -> list[tuple[Identifier, ...]]:
        result = self._query(text)
        return [tuple(row[name] for name in result.vars or ()) for row in result.bindings]

    def _triples(self, name: URIRef | None) -> Iterator[Triple]:
        """A graph as a whole, or page by page where the endpoint does not hand out graphs."""
        content = self._endpoint.read_graph(name)
        if content is not None:
            yield from _parsed(content, ox.RdfFormat.N_TRIPLES)
            return
        pattern = "?s ?p ?o" if name is None else f"GRAPH {name.n3()} {{ ?s ?p ?o }}"
        start = 0
        while True:
            # sorted inside: Virtuoso does not sort more than 10,000 rows for an offset
            text = f"SELECT ?s ?p ?o WHERE {{ {{ SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?s ?p ?o }} }}"
            page = self._rows(f"{text} LIMIT {_PAGE} OFFSET {start}")
            yield from ((s, p, o) for s, p, o in page)
            if len(page) < _PAGE:
                return
            start += _PAGE


class _Queries(SPARQLStore):
    """What rdflib needs of an endpoint, asked through the store: so names and passwords, tries and the place of the
    merged graph are the same.
    """

    def __init__(self, store: RemoteStore) -> None:
        super().__init__()
        self._store = store

    def _query(self, query: str, *_: Any, **__: Any) -> Result:
        return self._store._query(query)


_JSON = "application/sparql-results+json"
_NOT_MERGED = f"FILTER(?g != {n3(MERGED)})"


def _answer(content: bytes) -> Result:
    """The rows or the yes or no of SPARQL 1.1 Query Results JSON."""
    try:
        answer = json.loads(content)
        if "boolean" in answer:
            result = Result("ASK")
            result.askAnswer = bool(answer["boolean"])
            return result
        names = [Variable(name) for name in answer["head"]["vars"]]
        rows = [{Variable(name): _term(value) for name, value in row.items()} for row in answer["results"]["bindings"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"the endpoint answers with something else than SPARQL results in JSON ({error}); check the URL"
        ) from None
    if names == [_ASKED]:  # Virtuoso's yes or no
        result = Result("ASK")
        result.askAnswer = bool(rows) and str(rows[0][_ASKED]) == "1"
        return result
    result = Result("SELECT")
    result.vars = names
    result.bindings = list[Mapping[Variable, Identifier]](rows)
    return result


_ASKED = Variable("__ASK_RETVAL")


def _term(value: dict[str, str]) -> Identifier:
    if value["type"] == "uri":
        return URIRef(value["value"])
    if value["type"] == "bnode":
        return BNode(value["value"])
    return literal(value["value"], value.get("xml:lang"), value.get("datatype"))


def _parsed(content: bytes, form: ox.RdfFormat) -> Iterator[Triple]:
    try:
        yield from map(triple_of, ox.parse(content, format=form))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the endpoint answers with a graph that cannot be read: {error}; check the URL") from None


def _batches(items: Iterable[ItemT]) -> Iterator[Sequence[ItemT]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


def _terms(nodes: Iterable[Node]) -> str:
    return " ".join(n3(node) for node in nodes)

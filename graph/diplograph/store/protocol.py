"""What a store of quads must offer to the knowledge graph: a few bulk look-ups, one write, SPARQL and a dump.

A store keeps one named graph an article and, in the default graph, the merged one. Every look-up takes many subjects at
once, so that a store behind a network needs one request where a store on disk needs an index scan each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from rdflib import Dataset, URIRef
from rdflib.query import Result
from rdflib.term import Node

from diplograph.record import ID_NAMESPACE

__all__ = ["AUTHORITY", "IMPORTS", "INFERRED", "Changes", "Described", "Lookup", "Quad", "Store", "Triple"]

IMPORTS = f"{ID_NAMESPACE}import/"
"""How the names of graphs begin that hold the events of a data set, not what an article says."""

AUTHORITY = f"{ID_NAMESPACE}authority/"
"""How the names of graphs begin that hold what the authority knows of an actor; see :mod:`diplograph.merge.authority`."""

INFERRED = URIRef(f"{ID_NAMESPACE}inferred")
"""The graph of all that is inferred; see :mod:`diplograph.merge.inference`."""

Triple: TypeAlias = tuple[Node, Node, Node]
Quad: TypeAlias = tuple[Node, Node, Node, "URIRef | None"]
"""A triple and the name of its graph; ``None`` is the default graph."""


@dataclass(frozen=True, slots=True)
class Described:
    """A thing as one article's graph has it: the name of that graph, and the triples there that have the thing as
    subject or object.
    """

    graph: URIRef
    triples: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Changes:
    """One transaction: article graphs that come and go, and what that adds to and takes from the default graph.

    The triples of ``graphs`` are added to what a graph of that name holds; those of ``withdrawn`` are taken from graphs that stay.
    """

    graphs: Mapping[URIRef, frozenset[Triple]] = field(default_factory=dict)
    dropped: frozenset[URIRef] = frozenset()
    insert: frozenset[Triple] = frozenset()
    delete: frozenset[Triple] = frozenset()
    withdrawn: Mapping[URIRef, frozenset[Triple]] = field(default_factory=dict)


class Lookup(Protocol):
    """What merging needs to know of the graph as it is. See :mod:`diplograph.merge`."""

    def values(self, subjects: Iterable[URIRef], predicates: Iterable[URIRef]) -> frozenset[Triple]:
        """The triples of the default graph with one of the subjects and one of the predicates."""

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:
        """For each thing that occurs in exactly one article's graph (an event, a statement): what that graph says of
        it.
        """

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:
        """Those of the triples that some article's graph holds, other than the graphs in ``without``."""

    def about(self, things: Iterable[URIRef]) -> frozenset[Triple]:
        """The triples of the default graph that have one of the things as subject or object."""

    def told(
        self, things: Iterable[tuple[URIRef, URIRef]], predicates: Iterable[URIRef]
    ) -> Mapping[tuple[URIRef, URIRef], frozenset[Triple]]:
        """For each article's graph and thing in it: the triples of that graph with the thing as subject and one of the
        predicates.
        """

    def graph(self, name: URIRef) -> frozenset[Triple]:
        """The triples of one article's graph; none where there is no such graph."""


class Store(Lookup, Protocol):
    """A place where quads live. All methods raise :class:`~diplograph.errors.StoreError` where the store fails them."""

    @property
    def dataset(self) -> Dataset:
        """The store as an rdflib Dataset; its default graph is the merged graph."""

    def commit(self, changes: Changes) -> None:
        """Write all of the changes, or none of them."""

    def bulk(self, lines: Iterable[bytes], steps: Callable[[], Iterable[Changes]]) -> None:
        """Write very many quads, given as pieces of N-Quads of whole lines, and then changes that depend on them.

        ``steps`` is called when all lines are read; until it is done, look-ups show the store as it was before. On disk all of it
        is written, or nothing; at an endpoint the parts come one after the other, so the changes should hold what says that
        the rest is complete. An error that ``lines`` or ``steps`` raise is passed on.
        """

    def query(self, text: str) -> Result:
        """Run a SPARQL query; all of its solutions are read before this returns.

        Raises :class:`~diplograph.errors.QueryError` where the query does not parse or cannot be evaluated."""

    def tables(self, queries: Sequence[tuple[str, str]]) -> list[list[tuple[str | None, ...]]]:
        """The rows of several SELECT queries as plain text, ``None`` where unbound: for many rows of which only the text is wanted.

        With each query comes its order, the columns that no two rows have alike (``?x ?v``): a store that gives long answers in
        portions asks for them in that order. A store on this machine works on as many queries at once as there are processors.
        """

    def graphs(self) -> Iterator[URIRef]:
        """The names of all article graphs, sorted."""

    def triples(self, name: URIRef) -> Iterator[Triple]:
        """The triples of one named graph, one after the other, in no particular order."""

    def quads(self) -> Iterator[Quad]:
        """Every quad of the store, in no particular order."""

    def lines(self, *, merged: bool = False) -> Iterator[bytes]:
        """Every quad as a line of N-Quads without its end, in no particular order; with ``merged`` the default graph's
        only.
        """

    def close(self) -> None:
        """Give up the store and its lock. Closing twice is harmless."""

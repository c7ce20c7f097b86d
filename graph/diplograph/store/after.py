"""A graph as it will be when changes to it are made, for look-ups: what comes next is worked out while they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property

from rdflib import URIRef
from rdflib.term import Node

from diplograph.store.protocol import Changes, Described, Lookup, Triple

__all__ = ["After"]


class After:
    """See :class:`~diplograph.store.protocol.Lookup` for what the methods do.

    ``lookup`` tells how the graph is, without the changes or with them: the answers are the same, so it does not matter when
    they are made.
    """

    def __init__(self, lookup: Lookup, changes: Changes) -> None:
        self._lookup = lookup
        self._changes = changes

    def values(self, subjects: Iterable[URIRef], predicates: Iterable[URIRef]) -> frozenset[Triple]:
        things, wanted = list(subjects), frozenset(predicates)
        coming = {t for thing in things for t in self._new(thing, None) if t[0] == thing and t[1] in wanted}
        return (self._lookup.values(things, wanted) - self._changes.delete) | coming

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:
        every = list(things)
        found: dict[URIRef, Described] = {}
        for thing, now in self._lookup.described(every).items():
            if now.graph not in self._changes.dropped:
                taken = self._changes.withdrawn.get(now.graph, frozenset())
                found[thing] = Described(now.graph, now.triples - taken)
        for thing in every:
            for graph, triples in self._coming.get(thing, {}).items():
                if graph is not None:
                    now_there = found[thing].triples if thing in found else frozenset()
                    found[thing] = Described(graph, now_there.union(triples))
        return {thing: now for thing, now in found.items() if now.triples}

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:
        wanted = frozenset(triples)
        if not wanted:
            return wanted
        coming = {t for name, graph in self._changes.graphs.items() if name not in without for t in wanted & graph}
        gone = without | self._changes.dropped
        left: dict[frozenset[URIRef], set[Triple]] = defaultdict(set)  # by the graphs that it is taken from
        for triple in wanted - coming:
            left[frozenset(name for name, taken in self._changes.withdrawn.items() if triple in taken)].add(triple)
        return frozenset(coming).union(
            *(self._lookup.supported(of, without=gone | names) for names, of in left.items())
        )

    def about(self, things: Iterable[URIRef]) -> frozenset[Triple]:
        every = list(things)
        coming = {triple for thing in every for triple in self._new(thing, None)}
        return (self._lookup.about(every) - self._changes.delete) | coming

    def told(
        self, things: Iterable[tuple[URIRef, URIRef]], predicates: Iterable[URIRef]
    ) -> Mapping[tuple[URIRef, URIRef], frozenset[Triple]]:
        wanted = frozenset(predicates)
        found: dict[tuple[URIRef, URIRef], frozenset[Triple]] = {}
        for (graph, thing), triples in self._lookup.told(list(things), wanted).items():
            now = frozenset() if graph in self._changes.dropped else triples
            coming = {t for t in self._new(thing, graph) if t[0] == thing and t[1] in wanted}
            found[graph, thing] = (now - self._changes.withdrawn.get(graph, frozenset())) | coming
        return found

    def graph(self, name: URIRef) -> frozenset[Triple]:
        now = frozenset() if name in self._changes.dropped else self._lookup.graph(name)
        coming = self._changes.graphs.get(name, frozenset())
        return (now - self._changes.withdrawn.get(name, frozenset())) | coming

    @cached_property
    def _coming(self) -> Mapping[Node, Mapping[URIRef | None, Sequence[Triple]]]:
        """By thing and graph the triples that come with the thing as subject or object; ``None`` is the default graph."""
        found: dict[Node, dict[URIRef | None, list[Triple]]] = defaultdict(lambda: defaultdict(list))
        for name, triples in ((None, self._changes.insert), *self._changes.graphs.items()):
            for triple in triples:
                for thing in {node for node in triple[::2] if isinstance(node, URIRef)}:
                    found[thing][name].append(triple)
        return found

    def _new(self, thing: URIRef, graph: URIRef | None) -> Sequence[Triple]:
        return self._coming.get(thing, {}).get(graph, ())

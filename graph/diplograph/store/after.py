"""A graph as it will be when changes to it are made, for look-ups: what comes next is worked out while they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
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
        coming = {t for thing in things for t in self._by_subject.get(thing, ()) if t[1] in wanted}
        return (self._lookup.values(things, wanted) - self._changes.delete) | coming

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:
        every = list(things)
        found: dict[URIRef, Described] = {}
        for thing, now in self._lookup.described(every).items():
            if now.graph not in self._changes.dropped:
                taken = self._changes.withdrawn.get(now.graph, frozenset())
                found[thing] = Described(now.graph, now.triples - taken)
        for thing in every:
            for graph, triples in self._in_graphs.get(thing, {}).items():
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
        coming = {t for thing in every for by in (self._by_subject, self._by_object) for t in by.get(thing, ())}
        return (self._lookup.about(every) - self._changes.delete) | coming

    def told(
        self, things: Iterable[tuple[URIRef, URIRef]], predicates: Iterable[URIRef]
    ) -> Mapping[tuple[URIRef, URIRef], frozenset[Triple]]:
        wanted = frozenset(predicates)
        found: dict[tuple[URIRef, URIRef], frozenset[Triple]] = {}
        for (graph, thing), triples in self._lookup.told(list(things), wanted).items():
            now = frozenset() if graph in self._changes.dropped else triples
            coming = self._in_graphs.get(thing, {}).get(graph, ())
            found[graph, thing] = (now - self._changes.withdrawn.get(graph, frozenset())) | {
                triple for triple in coming if triple[0] == thing and triple[1] in wanted
            }
        return found

    def graph(self, name: URIRef) -> frozenset[Triple]:
        now = frozenset() if name in self._changes.dropped else self._lookup.graph(name)
        coming = self._changes.graphs.get(name, frozenset())
        return (now - self._changes.withdrawn.get(name, frozenset())) | coming

    @cached_property
    def _by_subject(self) -> Mapping[Node, list[Triple]]:
        found: dict[Node, list[Triple]] = defaultdict(list)
        for triple in self._changes.insert:
            found[triple[0]].append(triple)
        return found

    @cached_property
    def _by_object(self) -> Mapping[Node, list[Triple]]:
        found: dict[Node, list[Triple]] = defaultdict(list)
        for triple in self._changes.insert:
            if isinstance(triple[2], URIRef):
                found[triple[2]].append(triple)
        return found

    @cached_property
    def _in_graphs(self) -> Mapping[Node, Mapping[URIRef, list[Triple]]]:
        """By thing and graph the triples that come with the thing as subject or object."""
        found: dict[Node, dict[URIRef, list[Triple]]] = defaultdict(lambda: defaultdict(list))
        for name, triples in self._changes.graphs.items():
            for triple in triples:
                found[triple[0]][name].append(triple)
                if isinstance(triple[2], URIRef) and triple[2] != triple[0]:
                    found[triple[2]][name].append(triple)
        return found

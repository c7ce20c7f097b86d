"""What a merged graph becomes when articles come and go: recomputed only where they touch it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from rdflib import RDFS, SKOS, URIRef
from rdflib.term import Node

from diplograph.merge.keys import key_of, merged_iri
from diplograph.merge.nodes import merged_node, named_thing
from diplograph.merge.parts import ArticleGraph, Contribution, Parts, take_apart
from diplograph.store.protocol import Changes, Described, Lookup, Triple
from diplograph.vocab import DG

__all__ = ["changes", "merged"]


def changes(lookup: Lookup, *, added: Sequence[ArticleGraph] = (), removed: Sequence[ArticleGraph] = ()) -> Changes:
    """The one transaction that adds some article graphs to a graph and takes others out, with what that makes of the
    merged graph.

    ``lookup`` tells how the graph is now: it holds all of ``removed`` and none of ``added``. However articles are
    batched and ordered, the merged graph ends the same. The work is that of the events, statements and actors in these
    articles, not of the graph's size.
    """
    coming = [take_apart(graph) for graph in added]
    going = [take_apart(graph) for graph in removed]
    without = frozenset(parts.article for parts in going)
    before, after = _nodes(lookup, coming, without, going)
    for parts in going:
        before |= parts.own
    for parts in coming:
        after |= parts.own
    _shared(lookup, coming, going, without, before, after)
    return Changes(
        graphs={graph.name: graph.triples for graph in added},
        dropped=without,
        insert=frozenset(after - before),
        delete=frozenset(before - after),
    )


def merged(graphs: Iterable[ArticleGraph]) -> frozenset[Triple]:
    """The merged graph of a set of articles: what :func:`changes` comes to, step by step."""
    return changes(_Nothing(), added=tuple(graphs)).insert


def _nodes(
    lookup: Lookup, coming: Sequence[Parts], without: Set[URIRef], going: Sequence[Parts]
) -> tuple[set[Triple], set[Triple]]:
    """The triples of the touched events and statements as they are and as they will be."""
    arriving: dict[URIRef, list[Contribution]] = defaultdict(list)
    for parts in coming:
        for contribution in parts.contributions:
            arriving[merged_iri(key_of(contribution, parts.published))].append(contribution)
    touched = {merged_iri(key_of(c, parts.published)) for parts in going for c in parts.contributions} | arriving.keys()
    members: dict[URIRef, list[URIRef]] = defaultdict(list)
    for node, _, member in lookup.values(sorted(touched), (DG.mergedFrom,)):
        members[URIRef(str(node))].append(URIRef(str(member)))
    known = lookup.described(member for of_node in members.values() for member in of_node)
    before: set[Triple] = set()
    after: set[Triple] = set()
    for node in touched:
        present = [Contribution(member, known[member].graph, known[member].triples) for member in members[node]]
        staying = [contribution for contribution in present if contribution.article not in without]
        before |= merged_node(node, present)
        after |= merged_node(node, staying + arriving[node])
    return before, after


def _shared(
    lookup: Lookup,
    coming: Sequence[Parts],
    going: Sequence[Parts],
    without: Set[URIRef],
    before: set[Triple],
    after: set[Triple],
) -> None:
    """Add to ``before`` and ``after`` what they hold of actors, places and the direct triples between actors."""
    stated = {triple for parts in coming for triple in parts.shared | parts.labels}
    withdrawn = {triple for parts in going for triple in parts.shared | parts.labels} - stated
    withdrawn -= lookup.supported(withdrawn, without=without)
    before.update(triple for triple in withdrawn if triple[1] != RDFS.label)
    after.update(triple for triple in stated if triple[1] != RDFS.label)

    balance: Counter[URIRef] = Counter()
    for parts in going:
        balance.subtract(parts.things)
        before.update((thing, DG.source, parts.article) for thing in parts.things)
    for parts in coming:
        balance.update(parts.things)
        after.update((thing, DG.source, parts.article) for thing in parts.things)

    labels: dict[Node, set[Node]] = defaultdict(set)
    counts: dict[Node, int] = defaultdict(int)
    for thing, predicate, value in lookup.values(sorted(balance), (RDFS.label, SKOS.altLabel, DG.sourceCount)):
        if predicate == DG.sourceCount:
            counts[thing] = int(str(value))
        else:
            labels[thing].add(value)
    gained, lost = _labels(stated), _labels(withdrawn)
    for thing, difference in balance.items():
        before |= named_thing(thing, labels[thing], counts[thing])
        after |= named_thing(thing, (labels[thing] - lost[thing]) | gained[thing], counts[thing] + difference)


def _labels(triples: Iterable[Triple]) -> dict[Node, set[Node]]:
    found: dict[Node, set[Node]] = defaultdict(set)
    for thing, predicate, value in triples:
        if predicate == RDFS.label:
            found[thing].add(value)
    return found


class _Nothing:
    """The graph before the first article."""

    def values(self, subjects: Iterable[URIRef], predicates: Iterable[URIRef]) -> frozenset[Triple]:  # noqa: ARG002
        return frozenset()

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:  # noqa: ARG002
        return {}

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:  # noqa: ARG002
        return frozenset()

"""What a merged graph becomes when articles come and go: recomputed only where they touch it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from rdflib import RDFS, SKOS, URIRef
from rdflib.term import Node

from diplograph.merge.authority import authority_graphs, is_of_actor
from diplograph.merge.blocks import blocks_of
from diplograph.merge.clusters import Cluster, cluster_around
from diplograph.merge.links import link, link_triples, near
from diplograph.merge.neighbourhood import Neighbourhood
from diplograph.merge.nodes import block_triples, named_thing
from diplograph.merge.origins import origins, same_origin, text_of
from diplograph.merge.parts import ArticleGraph, Parts, take_apart
from diplograph.merge.region import region_of
from diplograph.merge.whole import cluster_triples
from diplograph.store.protocol import Changes, Lookup, Triple
from diplograph.vocab import DG

__all__ = ["changes"]


def changes(lookup: Lookup, *, added: Sequence[ArticleGraph] = (), removed: Sequence[ArticleGraph] = ()) -> Changes:
    """The one transaction that adds some article graphs to a graph and takes others out, with what that makes of the
    merged graph.

    ``lookup`` tells how the graph is now: it holds all of ``removed`` and none of ``added``. However articles are
    batched and ordered, the merged graph ends the same. The work is that of the blocks that these articles touch, not of
    the graph's size.
    """
    coming = [take_apart(graph) for graph in added]
    going = [take_apart(graph) for graph in removed]
    without = frozenset(parts.article for parts in going)
    before: set[Triple] = set()
    after: set[Triple] = set()
    nearby = Neighbourhood(lookup, coming)
    origin = _origins(lookup, nearby, coming, going, before, after)
    _nodes(lookup, nearby, coming, going, origin, before, after)
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


def _origins(
    lookup: Lookup,
    nearby: Neighbourhood,
    coming: Sequence[Parts],
    going: Sequence[Parts],
    before: set[Triple],
    after: set[Triple],
) -> dict[URIRef, URIRef]:
    """The origins of these articles and of those that print the same, as they will be; adds to ``before`` and ``after``
    what they hold of them.
    """
    without = {parts.article for parts in going}
    touched = [text_of(parts.article, parts.published, parts.text) for parts in (*coming, *going)]
    region, ahead = set(touched), set(touched)
    while ahead:
        near_texts = nearby.texts({block for text in ahead for block in text.blocks}) - region
        ahead = {text for text in near_texts if any(same_origin(text, other) for other in region)}
        region |= ahead
    old = _origins_of(lookup, (text.article for text in region))
    found = dict(origins(text for text in region if text.article not in without))
    before.update((article, DG.origin, origin) for article, origin in old.items())
    after.update((article, DG.origin, origin) for article, origin in found.items())
    for text in touched:
        (before if text.article in without else after).update(block_triples(text.article, text.blocks))
    return found


def _origins_of(lookup: Lookup, articles: Iterable[URIRef]) -> dict[URIRef, URIRef]:
    stored = lookup.values(sorted(set(articles)), (DG.origin,))
    return {URIRef(str(article)): URIRef(str(origin)) for article, _, origin in stored}


def _nodes(
    lookup: Lookup,
    nearby: Neighbourhood,
    coming: Sequence[Parts],
    going: Sequence[Parts],
    origin: Mapping[URIRef, URIRef],
    before: set[Triple],
    after: set[Triple],
) -> None:
    """Add to ``before`` and ``after`` what they hold of the events and statements that the change reaches."""
    without = frozenset(parts.article for parts in going)
    arriving = frozenset(parts.article for parts in coming)
    region = region_of(nearby, (c for parts in (*coming, *going) for c in parts.contributions), without)
    recounted = _recounted(lookup, nearby, origin, arriving)
    made = {cluster.iri: cluster for cluster in region.clusters}
    kept = {
        iri
        for iri, cluster in made.items()
        if iri in region.things and nearby.members[iri] == cluster.members and iri not in recounted
    }
    gone = (region.things | recounted) - kept
    changed = {iri: cluster for iri, cluster in made.items() if iri not in kept}
    for iri in recounted - region.things:
        changed[iri] = cluster_around(nearby.members[iri])
    elsewhere = (m.article for c in changed.values() for m in c.members if m.article not in origin)
    origin = {**_origins_of(lookup, elsewhere), **origin}
    links = sorted(node for _, p, node in lookup.values(sorted(gone), (DG.disagreement,)) if isinstance(node, URIRef))
    before |= lookup.about([*sorted(gone), *links])
    before |= lookup.about(sorted({m for _, p, m in before if p == DG.match and isinstance(m, URIRef)}))
    for cluster in changed.values():
        after |= cluster_triples(cluster, origin)
    after |= _links(nearby, changed, made, region.things)


def _recounted(
    lookup: Lookup, nearby: Neighbourhood, origin: Mapping[URIRef, URIRef], arriving: Set[URIRef]
) -> set[URIRef]:
    """The merged things of other articles whose origin changes."""
    old = _origins_of(lookup, origin)
    moved = sorted(article for article in origin if article in old and old[article] != origin[article])
    contributions = [
        contribution
        for article in moved
        if article not in arriving
        for contribution in take_apart(ArticleGraph(article, lookup.graph(article))).contributions
    ]
    nearby.load({block for contribution in contributions for block in blocks_of(contribution.traits)})
    return {nearby.merged[contribution.node] for contribution in contributions}


def _links(
    nearby: Neighbourhood, changed: Mapping[URIRef, Cluster], made: Mapping[URIRef, Cluster], before: Set[URIRef]
) -> set[Triple]:
    """The triples of all links that the changed clusters will have."""
    blocks = {iri: near(cluster) for iri, cluster in changed.items()}
    nearby.load({block for of in blocks.values() for block in of})
    by_block: dict[URIRef, dict[URIRef, Cluster]] = defaultdict(dict)
    for cluster in made.values():
        for block in cluster.blocks:
            by_block[block][cluster.iri] = cluster
    around: dict[URIRef, Cluster] = {}
    found: set[Triple] = set()
    for iri, cluster in changed.items():
        others = {other.iri: other for block in blocks[iri] for other in by_block[block].values()}
        for thing in nearby.things(blocks[iri]) - before:
            if thing not in around:
                around[thing] = cluster_around(nearby.members[thing])
            others[thing] = around[thing]
        for other in others.values():
            between = link(cluster, other) if other.iri != iri else None
            if between is not None:
                found |= link_triples(between)
    return found


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
    of_actors = {triple for triple in withdrawn if is_of_actor(triple)}
    withdrawn -= lookup.supported(withdrawn - of_actors, without=without)
    withdrawn -= lookup.supported(of_actors, without=without | authority_graphs(of_actors))
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

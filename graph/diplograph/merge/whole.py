"""The merged graph of a set of articles, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import RDFS, URIRef
from rdflib.term import Node

from diplograph.merge.clusters import Cluster, clusters
from diplograph.merge.links import link_triples, links
from diplograph.merge.nodes import block_triples, merged_node, named_thing
from diplograph.merge.origins import origins, text_of
from diplograph.merge.parts import ArticleGraph, Contribution, Parts, take_apart
from diplograph.store.protocol import Changes, Triple
from diplograph.vocab import DG

__all__ = ["article_node", "built", "merged", "merged_partition"]


def built(graphs: Iterable[ArticleGraph]) -> Changes:
    """The one transaction that makes an empty graph that of a set of articles."""
    every = list(graphs)
    return Changes(graphs={graph.name: graph.triples for graph in every}, insert=merged(every))


def merged(graphs: Iterable[ArticleGraph]) -> frozenset[Triple]:
    """The merged graph of a set of articles: what :func:`diplograph.merge.changes` comes to, step by step.

    It takes all into memory at once. What does not, works partition by partition (:func:`merged_partition`).
    """
    every = [take_apart(graph) for graph in graphs]
    texts = [text_of(parts.article, parts.published, parts.text) for parts in every]
    origin = origins(texts)
    found = set(merged_partition((c for parts in every for c in parts.contributions), origin))
    for parts, text in zip(every, texts, strict=True):
        found |= article_node(parts, text.blocks, origin[parts.article])
    return frozenset(found | _shared(every))


def merged_partition(contributions: Iterable[Contribution], origin: Mapping[URIRef, URIRef]) -> frozenset[Triple]:
    """What the merged graph says of the events and statements of one or several whole partitions (see
    :func:`diplograph.merge.partition`). ``origin`` leads from each article to the one that names its origin.
    """
    found: set[Triple] = set()
    made = clusters(contributions)
    for cluster in made:
        found |= cluster_triples(cluster, origin)
    for link in links(made):
        found |= link_triples(link)
    return frozenset(found)


def cluster_triples(cluster: Cluster, origin: Mapping[URIRef, URIRef]) -> frozenset[Triple]:
    """All triples of a merged event or statement but for its links."""
    return merged_node(cluster, origin).union(block_triples(cluster.iri, cluster.blocks))


def article_node(parts: Parts, blocks: Iterable[URIRef], origin: URIRef) -> frozenset[Triple]:
    """What the merged graph says of an article: what is known of it, its evidence, its origin, and its blocks."""
    return parts.own.union(block_triples(parts.article, blocks), {(parts.article, DG.origin, origin)})


def _shared(every: Iterable[Parts]) -> set[Triple]:
    """What several articles may state: facts about actors and places, direct triples, names."""
    found: set[Triple] = set()
    labels: dict[Node, set[Node]] = defaultdict(set)
    sources: dict[URIRef, set[URIRef]] = defaultdict(set)
    for parts in every:
        found |= parts.shared
        for thing, _, label in parts.labels:
            labels[thing].add(label)
        for thing in parts.things:
            sources[thing].add(parts.article)
    for thing, articles in sources.items():
        found.update((thing, DG.source, article) for article in articles)
        found |= named_thing(thing, labels.get(thing, ()), len(articles))
    found.update((s, RDFS.label, o) for s, of in labels.items() if s not in sources for o in of)
    return found

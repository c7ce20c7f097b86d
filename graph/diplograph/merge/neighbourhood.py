"""What a graph holds near the articles that come and go, loaded block by block, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rdflib import SDO, URIRef

from diplograph.merge.blocks import blocks_of
from diplograph.merge.origins import Text, text_of
from diplograph.merge.parts import FACTS, Contribution, Parts, described_by, of_contribution, published_on
from diplograph.store.protocol import Lookup
from diplograph.vocab import DG

__all__ = ["Neighbourhood"]


class Neighbourhood:
    """The contributions and texts in some blocks: those of the graph as it is, and those of the articles that come.

    ``merged`` leads from each contribution of the graph to its merged thing, ``members`` from that to all of its
    contributions.
    """

    def __init__(self, lookup: Lookup, coming: Sequence[Parts]) -> None:
        self._lookup = lookup
        self._by_block: dict[URIRef, set[Contribution]] = defaultdict(set)
        self._held: dict[URIRef, frozenset[URIRef]] = {}
        self.merged: dict[URIRef, URIRef] = {}
        self.members: dict[URIRef, tuple[Contribution, ...]] = {}
        self._texts: dict[URIRef, Text] = {}
        self._new_texts: dict[URIRef, set[Text]] = defaultdict(set)
        for parts in coming:
            for contribution in parts.contributions:
                self._put(contribution)
            text = text_of(parts.article, parts.published, parts.text)
            for block in text.blocks:
                self._new_texts[block].add(text)

    def load(self, blocks: Iterable[URIRef]) -> None:
        """Load what stands in these blocks, in as few look-ups as there are kinds of things to ask for."""
        things = self._things(blocks)
        new = things - self.members.keys()
        nodes: dict[URIRef, list[URIRef]] = defaultdict(list)
        for thing, _, node in self._lookup.values(new, (DG.mergedFrom,)):
            nodes[URIRef(str(thing))].append(URIRef(str(node)))
        loaded = self._contributions(node for of_thing in nodes.values() for node in of_thing)
        for thing, of_thing in nodes.items():
            self.members[thing] = tuple(loaded[node] for node in sorted(of_thing))
            self.merged.update((node, thing) for node in of_thing)
            for member in self.members[thing]:
                self._put(member)

    def within(self, blocks: Iterable[URIRef]) -> frozenset[Contribution]:
        """The contributions in these blocks, once they are loaded: also those of articles that go, and of articles that
        come.
        """
        return frozenset().union(*(self._by_block.get(block, ()) for block in blocks))

    def things(self, blocks: Iterable[URIRef]) -> frozenset[URIRef]:
        """The merged things of the graph in these blocks, once they are loaded."""
        return frozenset(thing for block in blocks for thing in self._held.get(block, ()) if thing in self.members)

    def texts(self, blocks: Iterable[URIRef]) -> frozenset[Text]:
        """The texts of articles in these blocks."""
        wanted = list(blocks)
        articles = sorted(self._things(wanted) - self._texts.keys())
        for (_, article), triples in self._lookup.told(
            [(article, article) for article in articles], (SDO.articleBody, SDO.datePublished)
        ).items():
            body = next((str(o) for _, p, o in triples if p == SDO.articleBody), "")
            self._texts[article] = text_of(article, published_on(triples), body)
        old = {self._texts[article] for block in wanted for article in self._held.get(block, ())}
        return frozenset(old.union(*(self._new_texts.get(block, set()) for block in wanted)))

    def _put(self, contribution: Contribution) -> None:
        for block in blocks_of(contribution.traits):
            self._by_block[block].add(contribution)

    def _things(self, blocks: Iterable[URIRef]) -> set[URIRef]:
        """Load which things stand in the blocks; returns those of all of them."""
        wanted = list(blocks)
        new = {block for block in wanted if block not in self._held}
        found: dict[URIRef, set[URIRef]] = defaultdict(set)
        for block, _, thing in self._lookup.values(new, (DG.compares,)):
            found[URIRef(str(block))].add(URIRef(str(thing)))
        self._held.update((block, frozenset(found.get(block, ()))) for block in new)
        return {thing for block in wanted for thing in self._held[block]}

    def _contributions(self, nodes: Iterable[URIRef]) -> dict[URIRef, Contribution]:
        known = {
            node: (found.graph, of_contribution(found.triples)) for node, found in self._lookup.described(nodes).items()
        }
        about = {(graph, thing) for node, (graph, triples) in known.items() for thing in described_by(node, triples)}
        facts = self._lookup.told(sorted(about), FACTS)
        articles = sorted({graph for graph, _ in known.values()})
        published = {
            URIRef(str(article)): str(value)
            for article, _, value in sorted(self._lookup.values(articles, (SDO.datePublished,)), reverse=True)
        }
        return {
            node: Contribution(
                node,
                graph,
                published.get(graph, ""),
                triples,
                frozenset(triple for thing in described_by(node, triples) for triple in facts[graph, thing]),
            )
            for node, (graph, triples) in known.items()
        }

"""Articles that are written together: a transaction costs the more, the larger the graph is, and merging looks up once
what many articles have in common.
"""

from __future__ import annotations

from rdflib import URIRef

from diplograph.merge import ArticleGraph
from diplograph.store import Triple

__all__ = ["Pending"]

_MOST = 64  # articles: above, a transaction's own cost is less than a hundredth
_MOST_TRIPLES = 200_000  # of very long articles fewer, so that memory stays bounded


class Pending:
    """Article graphs until there are enough of them: of one article at first, then of two, four, up to 64, so that what is added
    first is soon there and an interrupted build loses little.
    """

    def __init__(self) -> None:
        self._graphs: dict[URIRef, ArticleGraph] = {}
        self._triples = 0
        self._limit = 1

    def __len__(self) -> int:
        return len(self._graphs)

    def put(self, graph: ArticleGraph) -> None:
        """Add an article graph, which must not be there yet."""
        self._graphs[graph.name] = graph
        self._triples += len(graph.triples)

    def graph(self, name: URIRef) -> frozenset[Triple]:
        """The triples of an article's graph that was put here; none where there is no such graph."""
        found = self._graphs.get(name)
        return frozenset() if found is None else found.triples

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self._graphs) >= self._limit or self._triples >= _MOST_TRIPLES

    def taken(self) -> tuple[ArticleGraph, ...]:
        """All that was put here, which leaves nothing; the next portion may be twice as large."""
        graphs = tuple(self._graphs.values())
        self._graphs.clear()
        self._triples = 0
        self._limit = min(2 * self._limit, _MOST)
        return graphs

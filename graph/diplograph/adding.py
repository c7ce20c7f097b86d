"""How articles come into a graph: those that are new are extracted and written, several in a transaction.

A transaction costs the more, the larger the graph is, and merging looks up once what many articles have in common. While the
store writes one, the next is read and what it changes is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from types import TracebackType

from rdflib import URIRef

from diplograph.article import Article
from diplograph.article_graph import article_graph, metadata_of, name_of
from diplograph.errors import SourceError
from diplograph.merge import ArticleGraph
from diplograph.record import Extraction
from diplograph.store import After, Changes, Lookup, Triple

__all__ = ["AddReport", "Pending", "Writer", "add_articles"]

_MOST = 64  # articles: a hundred at once were no faster than fifty
_MOST_TRIPLES = 200_000  # of very long articles fewer, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the articles given to :meth:`KnowledgeGraph.add`: how many were added, and how many were there
    already.

    Each of the ``failures`` says why its article is not in the graph.
    """

    added: int
    unchanged: int
    failures: tuple[SourceError, ...]


def add_articles(
    articles: Iterable[Article | Extraction],
    *,
    writer: Writer,
    extracted: Callable[[Iterator[Article]], Iterator[Extraction]],
    on_error: Callable[[SourceError], object] | None = None,
) -> AddReport:
    """Extract what is not extracted yet and write what is new; see :meth:`diplograph.graph.KnowledgeGraph.add`."""
    added = unchanged = 0
    failures: list[SourceError] = []
    pending = Pending()

    def fail(failure: SourceError) -> None:
        failures.append(failure)
        if on_error is not None:
            on_error(failure)

    def is_new(article: Article) -> bool:
        nonlocal unchanged
        name = name_of(article)
        known = pending.graph(name) or writer.after.graph(name)
        if known and metadata_of(name, known) != _metadata(article):
            raise SourceError(
                f"article id {article.id!r} is in the graph already, with another text or other metadata; the first one is kept: "
                "give this one another id, or remove the first"
            )
        unchanged += bool(known)
        return not known

    def new() -> Iterator[Article | Extraction]:
        for item in articles:
            try:
                if is_new(item.article if isinstance(item, Extraction) else item):
                    yield item
            except SourceError as failure:
                fail(failure)

    def flush() -> None:
        nonlocal added
        graphs = pending.taken()
        writer.write(graphs)
        added += len(graphs)

    with writer:
        try:
            for extraction in _extractions(new(), extracted):
                try:
                    if is_new(extraction.article):  # it may have come twice, and both were read before one was here
                        pending.put(article_graph(extraction))
                except SourceError as failure:
                    fail(failure)
                if pending.is_full:
                    flush()
        finally:  # also where the reading of articles ends with an error
            if pending:
                flush()
    return AddReport(added, unchanged, tuple(failures))


class Writer:
    """Writes portions of article graphs, each in one transaction, in their order.

    ``planned`` works out what a portion changes in a graph, ``commit`` writes that to ``store``: if ``beside``, in a thread
    while the next portion is worked out, and the store is read meanwhile. Then what :meth:`write` raises may be the error of
    the portion before, and nothing is written after it. Leaving the writer waits for the last one.
    """

    def __init__(
        self,
        store: Lookup,
        planned: Callable[[Lookup, Sequence[ArticleGraph]], Changes],
        commit: Callable[[Changes], None],
        *,
        beside: bool,
    ) -> None:
        self._store, self._planned, self._commit = store, planned, commit
        self._thread = ThreadPoolExecutor(1, "diplograph-writer") if beside else None
        self._written: Future[None] | None = None
        self.after: Lookup = store
        """The graph as it will be when all portions are written."""

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._wait()
        finally:
            if self._thread is not None:
                self._thread.shutdown()

    def write(self, graphs: Sequence[ArticleGraph]) -> None:
        """Write a portion, once the one before is written."""
        changes = self._planned(self.after, graphs)
        self._wait()
        if self._thread is None:
            self._commit(changes)
            return
        self._written = self._thread.submit(self._commit, changes)
        self.after = After(self._store, changes)

    def _wait(self) -> None:
        written, self._written = self._written, None
        if written is not None:
            written.result()


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


def _metadata(article: Article) -> frozenset[Triple]:
    graph = article_graph(Extraction(article, (), (), ()))
    return metadata_of(graph.name, graph.triples)


def _extractions(
    items: Iterator[Article | Extraction], extracted: Callable[[Iterator[Article]], Iterator[Extraction]]
) -> Iterator[Extraction]:
    """A run of either kind is handled at a time, so the order stays."""
    for ready, group in groupby(items, key=lambda item: isinstance(item, Extraction)):
        if ready:
            yield from (item for item in group if isinstance(item, Extraction))
        else:
            yield from extracted(item for item in group if isinstance(item, Article))

"""The knowledge graph: articles go in and come out, questions are asked, and every answer leads back to the words it
rests on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rdflib import Dataset, URIRef

from diplograph.adding import AddReport, Writer, add_articles
from diplograph.article import Article
from diplograph.article_graph import article_of, graph_name
from diplograph.errors import QueryError, ServeError, SourceError, UnknownThingError
from diplograph.iris import web_address
from diplograph.merge import ArticleGraph, changes
from diplograph.record import Extraction
from diplograph.results import Answer
from diplograph.sparql import check_read_only
from diplograph.store import IMPORTS, Changes, EmbeddedStore, Lookup, Store

if TYPE_CHECKING:
    import pandas

    from diplograph.explain import Explanation
    from diplograph.network import Network
    from diplograph.serve.server import Server
    from diplograph.validation import ValidationReport

__all__ = ["AddReport", "KnowledgeGraph", "open_graph"]


def open_graph(
    location: str | Path | None = None, *, create: bool = True, read_only: bool = False, as_of: str | None = None
) -> KnowledgeGraph:
    """The knowledge graph in a folder, at the URL of a SPARQL 1.1 endpoint, or in memory without a location.

    A folder that is not there or empty becomes a graph, unless ``create`` is false or the graph is opened
    ``read_only``. One process at a time may have a folder open for writing; any number may read it beside, and see it
    as it was when they opened it. With ``as_of`` it is opened read-only, and what comes back is a graph in memory: see
    :meth:`KnowledgeGraph.as_of`. Raises :class:`StoreError` where the folder is something else, is in use, or the
    endpoint does not answer; nothing is changed then.
    """
    if as_of is not None:
        with open_graph(location, create=False, read_only=True) as graph:
            return graph.as_of(as_of)
    if location is None:
        return KnowledgeGraph(EmbeddedStore.in_memory())
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        from diplograph.store.remote import RemoteStore

        return KnowledgeGraph(RemoteStore(location, read_only=read_only))
    return KnowledgeGraph(EmbeddedStore.open(Path(location), create=create, read_only=read_only))


class KnowledgeGraph:
    """Articles with their events and statements, each article in its own named graph, and merged in the default graph.

    Use it in a ``with`` block, or call :meth:`close`; make one with :func:`open_graph`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the folder free for others. Closing twice is harmless."""
        self._store.close()

    @property
    def store(self) -> Store:
        """The store underneath, for modules of this package."""
        return self._store

    @property
    def dataset(self) -> Dataset:
        """The rdflib Dataset behind the graph: SPARQL sees the merged graph, and each article's own through ``GRAPH
        ?article``.
        """
        return self._store.dataset

    def add(
        self,
        articles: Iterable[Article | Extraction],
        *,
        jobs: int = 1,
        language: str | None = None,
        actors: str | os.PathLike[str] | None = None,
        attitudes: bool = False,
        on_error: Callable[[SourceError], object] | None = None,
    ) -> AddReport:
        """Add articles, or what was extracted from them, each as a whole or not at all, in portions of up to 64.

        An article that is in the graph already is left as it is and is not read again, so an interrupted build goes on
        where it stopped. A second article with the id of another is a failure; the first one stays. Failures are in the
        report; ``on_error`` gets each as it comes, and the rest goes on. ``jobs``, ``language``, ``actors`` and ``attitudes`` are
        those of :func:`diplograph.extract`. Raises :class:`StoreError` where the graph cannot be written; the portions that
        were added by then stay. What was read before any other error, Ctrl-C too, is added still.
        """
        return add_articles(
            articles,
            writer=Writer(
                self._store,
                lambda now, graphs: self._completed(now, changes(now, added=graphs), actors),
                self._store.commit,
                beside=isinstance(self._store, EmbeddedStore),  # an endpoint gets one request at a time
            ),
            extracted=partial(_extract, jobs=jobs, language=language, actors=actors, attitudes=attitudes),
            on_error=on_error,
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out, by id or IRI, and imported files, by IRI: the graph is then the one that never had them.

        All of them or none: raises :class:`UnknownThingError` that names those which are not in the graph, and removes
        nothing then. Each imported file is a step of its own, after the articles.
        """
        given = list(dict.fromkeys(ids))
        files = [id for id in given if id.startswith(IMPORTS) and isinstance(web_address(id), URIRef)]
        imports = [URIRef(id) for id in files]
        articles = {id: graph_name(id) for id in given if id not in files}
        graphs = {id: ArticleGraph(name, self._store.graph(name)) for id, name in articles.items() if name is not None}
        unknown = [id for id in articles if id not in graphs or not graphs[id].triples]
        unknown += [str(name) for name in imports if not any(True for _ in self._store.triples(name))]
        if unknown:
            raise UnknownThingError(
                f"no article {', '.join(map(repr, unknown))} in this graph, so nothing was removed; "
                "the query articles lists them all, the query imports the imported files"
            )
        if graphs:
            self._store.commit(self._completed(self._store, changes(self._store, removed=tuple(graphs.values()))))
        if imports:
            from diplograph.importers.removal import remove_import

            for name in imports:
                remove_import(self._store, name)

    @property
    def inference(self) -> bool:
        """Whether what follows from what articles say is inferred and stands in the graph; see :meth:`infer`."""
        from diplograph.merge.inference import infers

        return infers(self._store)

    def infer(self, on: bool = True) -> None:
        """Infer what follows from what articles say, now and whenever articles come and go. Switched off, what is inferred
        is taken out, and nothing is inferred any more.

        It is on unless it was switched off. What is inferred stands in the merged graph, in properties that no article states, and
        once more in the graph <https://w3id.org/diplograph/id/inferred>.
        """
        from diplograph.merge.beside import switched

        if on != self.inference:
            self._store.commit(switched(self._store, on=on))

    def articles(self) -> Iterator[Article]:
        """The articles of the graph with their texts, in the order of their ids."""
        for name in self._store.graphs():
            yield article_of(name, self._store.graph(name))

    def as_of(self, date: str) -> KnowledgeGraph:
        """The graph of the articles that were published by a day, month or year, in memory: exactly what a build of only
        these gives.

        Articles that do not say when they were published are left out, and so are imported files of events. This graph
        stays as it is. Raises :class:`QueryError` where ``date`` is not written as ``2018-02-12``, ``2018-02`` or ``2018``.
        """
        from diplograph.as_of import as_of

        return KnowledgeGraph(as_of(self._store, date))

    def query(self, text: str) -> Answer:
        """Ask a SPARQL query; the prefixes dg:, plover:, oa:, schema:, rdfs:, … need no declaration.

        The answer is rdflib's, and shows itself as a table in a notebook.

        Raises :class:`QueryError` where it does not parse, would change the graph or would ask another host.
        """
        check_read_only(text)
        return Answer.of(self._store.query(text))

    def tables(self, queries: Sequence[tuple[str, str]]) -> list[list[tuple[str | None, ...]]]:
        """The rows of SELECT queries as plain text; see :class:`~diplograph.store.protocol.Store`. For modules of this package
        that read many.
        """
        for text, _ in queries:
            check_read_only(text)
        return self._store.tables(queries)

    def frame(self, text: str) -> pandas.DataFrame:
        """The answer to a SELECT query as a pandas table: numbers and booleans as such, days and IRIs as text, None
        where unbound.
        """
        from diplograph.results import to_frame

        return to_frame(self.query(text))

    def ask(self, name: str, /, **parameters: str) -> Answer:
        """Ask a named query. An actor may be given by its label, its country code or its IRI.

        Raises :class:`QueryError` for a name or parameter that there is not, saying which there are.
        """
        from diplograph.named_queries import bind_parameters, named_query

        query = named_query(name)
        return Answer.of(self._store.query(bind_parameters(query, parameters, self._store)))

    def explain(self, iri: str) -> Explanation:
        """The sentences, articles and rules behind an event, statement, actor or article; ``str()`` of it reads as
        text.

        Raises :class:`UnknownThingError` where the graph has no such thing.
        """
        from diplograph.explain import explain
        from diplograph.lookup import find_thing

        try:
            thing = find_thing(iri)
        except QueryError as error:
            raise UnknownThingError(str(error)) from None
        return explain(self._store, thing)

    def validate(self) -> ValidationReport:
        """Check every article's graph and the merged graph against the shapes of the ontology, and every quote against
        its article. See :mod:`diplograph.validation`.
        """
        from diplograph.validation import validate

        return validate(self._store)

    def export(self, path: str | Path) -> None:
        """Write the graph to a file: .nq, .trig, .nt, .ttl, .jsonld, .graphml, .gexf, or .csv for a folder of tables.

        Raises :class:`ExportError` for another suffix or a place that cannot be written; a file that was there is kept
        then.
        """
        from diplograph.export import export

        export(self, Path(path))

    def load(self, *paths: str | Path) -> None:
        """Load N-Quads, also as .gz, that :meth:`export` or a build on Spark has written, as they are: a copy of a graph that was
        kept, or one that moves to another store.

        In a folder all of it is there afterwards, or nothing. Raises :class:`StoreError` where the graph is not empty, and
        :class:`SourceError` where a file cannot be read or is no N-Quads.
        """
        from diplograph.quads import load_quads

        load_quads(self._store, [Path(path) for path in paths])

    def serialize(self, form: str = "nq") -> str:
        """The graph as text: ``nq``, ``trig`` or ``jsonld``; or the merged graph alone, as ``nt`` or ``ttl``.

        N-Quads and N-Triples are sorted, so that the same graph always gives the same text. Raises :class:`ExportError`
        for another form.
        """
        from diplograph.export import serialize

        return serialize(self._store, f".{form}").decode("utf-8")

    def _repr_html_(self) -> str:
        from diplograph.display import graph_html

        return graph_html(self)

    def network(self, **selection: Any) -> Network:
        """Who did what to whom as a networkx graph. See :func:`diplograph.network.network` for the selection."""
        from diplograph.network import network

        return network(self, **selection)

    def view(self, **selection: Any) -> Any:
        """The network as a picture: shows itself in Jupyter; ``.save("network.html")`` writes it. See
        :mod:`diplograph.view`.
        """
        from diplograph.view import render

        return render(self, **selection)

    def serve(
        self,
        *,
        port: int = 8000,
        host: str = "127.0.0.1",
        timeout: float = 30.0,
        limit: int = 100_000,
    ) -> Server:
        """The graph as a local site with pages and a SPARQL endpoint, beside the program until its ``close()``; ``url`` says where.

        ``timeout`` are the seconds and ``limit`` the rows of one answer. What is added to the graph meanwhile is seen within
        seconds. See :mod:`diplograph.serve`. Raises :class:`ServeError` where the graph is not in a folder or cannot be served.
        """
        from diplograph.serve import Settings, make_server

        folder = self._store.folder if isinstance(self._store, EmbeddedStore) else None
        if folder is None:
            raise ServeError("serve needs a graph in a folder; this one is in memory or at an endpoint")
        return make_server(Settings(folder, host=host, port=port, timeout=timeout, limit=limit)).start()

    def _completed(self, now: Lookup, changed: Changes, actors: str | os.PathLike[str] | None = None) -> Changes:
        """What articles bring or take with them, and what that means for what stands beside them."""
        from diplograph.merge.beside import completed

        return completed(now, changed, inference=self.inference, actors=actors)


def _extract(articles: Iterator[Article], **options: Any) -> Iterator[Extraction]:
    """:func:`diplograph.extract`, which takes the language model along, imported when there is something to extract."""
    from diplograph.extraction.pipeline import extract

    return extract(articles, **options)

"""A store on disk, or in memory: Oxigraph. The only module that touches pyoxigraph and oxrdflib.

One process writes at a time; others open the folder read-only beside it and see the graph as it was when they opened
it. Each commit is one Oxigraph transaction, written to its log before it returns: a process killed at any moment leaves
whole commits.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph, URIRef, Variable
from rdflib.query import Result

from diplograph.errors import QueryError, StoreError
from diplograph.store.folder import alone, graph_folder, next_quads, quads_folder, replace_quads
from diplograph.store.loading import fill
from diplograph.store.namespaces import PREFIXES, bind_prefixes
from diplograph.store.protocol import AUTHORITY, IMPORTS, INFERRED, Changes, Described, Quad, Triple
from diplograph.store.terms import from_ox, to_ox, triple_of
from diplograph.store.tsv import tsv_rows
from diplograph.store.update import update_text

__all__ = ["EmbeddedStore"]

_DEFAULT = ox.DefaultGraph()
# Characters of updates after which what RocksDB holds in memory goes to disk. Left alone it comes to hold over a GiB.
_FLUSH = 64 << 20
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)  # seconds before each new try to open a folder that is being written


class EmbeddedStore:
    """An Oxigraph store; see :class:`~diplograph.store.protocol.Store` for what its methods do."""

    def __init__(self, store: ox.Store, folder: Path | None, *, read_only: bool = False) -> None:
        self._store: ox.Store | None = store
        self._folder = folder
        self._name = "the graph in memory" if folder is None else str(folder)
        self._read_only = read_only
        self._dataset: Dataset | None = None
        self._unflushed = 0

    @classmethod
    def in_memory(cls) -> EmbeddedStore:
        """An empty store that is gone when it is closed."""
        return cls(ox.Store(), None)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, read_only: bool = False) -> EmbeddedStore:
        """The store in a folder, made where there is none if ``create`` and not ``read_only``.

        Raises :class:`StoreError` where the folder is something else, is damaged, or is being written by another
        process.
        """
        create = create and not read_only
        graph_folder(path, create=create)
        try:
            with alone(path):
                quads = quads_folder(path, create=create)
                store = _open_beside_a_writer(quads) if read_only else ox.Store(quads)
        except (OSError, ValueError, RuntimeError) as error:
            if "LOCK: " in str(error):
                raise StoreError(
                    f"{path} is being written by another process, or is open elsewhere in this one; "
                    "wait until that is done, or open it for reading only: open_graph(path, read_only=True)"
                ) from error
            raise StoreError(
                f"{path} cannot be opened: {error}; if it is damaged, build it anew in another folder"
            ) from error
        if not read_only:
            next_quads(path)  # what a process that was killed left unfinished
        return cls(store, path, read_only=read_only)

    @property
    def dataset(self) -> Dataset:
        if self._dataset is None:
            self._dataset = Dataset(store=OxigraphStore(store=self._open))
            bind_prefixes(self._dataset)
        return self._dataset

    def values(self, subjects: Iterable[URIRef], predicates: Iterable[URIRef]) -> frozenset[Triple]:
        wanted = [ox.NamedNode(p) for p in predicates]
        found: set[Triple] = set()
        with self._complaining("read"):
            for subject in subjects:
                node = ox.NamedNode(subject)
                for predicate in wanted:
                    found.update(
                        triple_of(quad) for quad in self._open.quads_for_pattern(node, predicate, None, _DEFAULT)
                    )
        return frozenset(found)

    def described(self, things: Iterable[URIRef]) -> Mapping[URIRef, Described]:
        found: dict[URIRef, Described] = {}
        with self._complaining("read"):
            for thing in things:
                node = ox.NamedNode(thing)
                quads = [
                    *self._open.quads_for_pattern(node, None, None),
                    *self._open.quads_for_pattern(None, None, node),
                ]
                named = [quad for quad in quads if quad.graph_name != _DEFAULT]
                if named:
                    found[thing] = Described(URIRef(from_ox(named[0].graph_name)), frozenset(map(triple_of, named)))
        return found

    def supported(self, triples: Iterable[Triple], *, without: Set[URIRef]) -> frozenset[Triple]:
        left_out = {ox.NamedNode(name) for name in without}
        with self._complaining("read"):
            return frozenset(
                triple
                for triple in triples
                if any(
                    quad.graph_name != _DEFAULT and quad.graph_name not in left_out
                    for quad in self._open.quads_for_pattern(*map(to_ox, triple))
                )
            )

    def about(self, things: Iterable[URIRef]) -> frozenset[Triple]:
        found: set[Triple] = set()
        with self._complaining("read"):
            for thing in things:
                node = ox.NamedNode(thing)
                found.update(map(triple_of, self._open.quads_for_pattern(node, None, None, _DEFAULT)))
                found.update(map(triple_of, self._open.quads_for_pattern(None, None, node, _DEFAULT)))
        return frozenset(found)

    def told(
        self, things: Iterable[tuple[URIRef, URIRef]], predicates: Iterable[URIRef]
    ) -> Mapping[tuple[URIRef, URIRef], frozenset[Triple]]:
        wanted = frozenset(predicates)
        found: dict[tuple[URIRef, URIRef], frozenset[Triple]] = {}
        with self._complaining("read"):
            for graph, thing in things:
                quads = self._open.quads_for_pattern(ox.NamedNode(thing), None, None, ox.NamedNode(graph))
                found[graph, thing] = frozenset(t for t in map(triple_of, quads) if t[1] in wanted)
        return found

    def commit(self, changes: Changes) -> None:
        self._check_writable()
        text = update_text(changes, to_ox)
        with self._complaining("written"):
            self._open.update(text)
            if self._folder is None:
                return
            self._unflushed += len(text)
            if self._unflushed > _FLUSH:
                self._open.flush()
                self._unflushed = 0

    def bulk(self, lines: Iterable[bytes], steps: Callable[[], Iterable[Changes]]) -> None:
        self._check_writable()
        if self._folder is None:
            content = b"".join(lines)
            last = list(steps())
            self._open.load(content, format=ox.RdfFormat.N_QUADS)
            for changes in last:
                self.commit(changes)
            return
        # into a copy of hard links, which then takes the place of the old state: only whole states are ever seen
        with self._complaining("written"):
            place = next_quads(self._folder)
            try:
                self._open.flush()
                self._open.backup(str(place))
                fill(place, lines, steps)
            except BaseException:
                shutil.rmtree(place, ignore_errors=True)
                raise
            with alone(self._folder):
                self.close()
                try:
                    replace_quads(self._folder)
                finally:
                    self._store = ox.Store(quads_folder(self._folder, create=True))

    def query(self, text: str) -> Result:
        with _asking():
            return _result(self._open.query(text, prefixes=dict(PREFIXES)))

    def tables(self, queries: Sequence[tuple[str, str]]) -> list[list[tuple[str | None, ...]]]:
        def table(text: str) -> bytes:
            found: Any = store.query(text, prefixes=dict(PREFIXES))
            return bytes(found.serialize(format=ox.QueryResultsFormat.TSV))

        store = self._open
        with (
            _asking(),
            ThreadPoolExecutor(os.cpu_count()) as threads,
        ):  # while Oxigraph works it lets other threads work
            return [tsv_rows(content) for content in threads.map(table, [text for text, _ in queries])]

    def graphs(self) -> Iterator[URIRef]:
        with self._complaining("read"):
            names = sorted(URIRef(name.value) for name in self._open.named_graphs() if isinstance(name, ox.NamedNode))
        return (name for name in names if not str(name).startswith((IMPORTS, AUTHORITY, INFERRED)))

    def graph(self, name: URIRef) -> frozenset[Triple]:
        return frozenset(self.triples(name))

    def triples(self, name: URIRef) -> Iterator[Triple]:
        with self._complaining("read"):
            yield from map(triple_of, self._open.quads_for_pattern(None, None, None, ox.NamedNode(name)))

    def quads(self) -> Iterator[Quad]:
        with self._complaining("read"):
            for quad in self._open.quads_for_pattern(None, None, None, None):
                name = quad.graph_name
                yield (*triple_of(quad), URIRef(name.value) if isinstance(name, ox.NamedNode) else None)

    def lines(self, *, merged: bool = False) -> Iterator[bytes]:
        buffer = BytesIO()
        with self._complaining("read"):
            if merged:
                self._open.dump(buffer, format=ox.RdfFormat.N_TRIPLES, from_graph=_DEFAULT)
            else:
                self._open.dump(buffer, format=ox.RdfFormat.N_QUADS)
        buffer.seek(0)
        return (line.rstrip(b"\n") for line in buffer)

    def close(self) -> None:
        if self._dataset is not None:
            self._dataset.store.close()
            self._dataset = None
        if self._store is not None and not self._read_only:
            with self._complaining("written"):
                self._store.flush()
        self._store = None  # Oxigraph gives its lock back when the last reference goes

    @property
    def folder(self) -> Path | None:
        """Where the graph lies, ``None`` where it is in memory."""
        return self._folder

    @property
    def driver(self) -> ox.Store:
        """The store of Oxigraph itself, for the modules of this folder. Raises :class:`StoreError` where it is closed."""
        return self._open

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self._name} is closed; open it again with open_graph")
        return self._store

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"{self._name} is open for reading only; open it without read_only to change it")

    @contextmanager
    def _complaining(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self._name} could not be {what}: {error}; what it held before is unharmed: "
                "check that the disk has space and that you may write there, then run the same again"
            ) from error


def _open_beside_a_writer(quads: Path) -> ox.Store:
    """The store for reading only. A writer may remove a file between its being listed and opened: then it is listed anew."""
    for pause in _PAUSES:
        try:
            return ox.Store.read_only(str(quads))
        except (OSError, ValueError, RuntimeError) as error:
            if "No such file" not in str(error):
                raise
            time.sleep(pause)
    return ox.Store.read_only(str(quads))


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(
            f"the query cannot be answered: {error}; check it against https://www.w3.org/TR/sparql11-query/"
        ) from error


def _result(found: Any) -> Result:
    if isinstance(found, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
    elif isinstance(found, ox.QuerySolutions):
        result = Result("SELECT")
        result.vars = [Variable(variable.value) for variable in found.variables]
        result.bindings = [
            {name: from_ox(value) for name, value in zip(result.vars, solution, strict=True) if value is not None}
            for solution in found
        ]
    else:
        result = Result("CONSTRUCT")
        result.graph = bind_prefixes(Graph())
        for triple in found:
            result.graph.add(triple_of(triple))
    return result

"""A million quads: loaded beside Oxigraph's own load, and asked by name on disk beside plain rdflib in memory."""

from __future__ import annotations

import random
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pyoxigraph
from rdflib import Dataset, URIRef

from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.merge import ArticleGraph, merged
from diplograph.named_queries import bind_parameters, named_query
from diplograph.results import rows
from diplograph.store import PREFIXES
from diplograph.store.lines import quad_line, triple_line
from diplograph.triples import article_triples
from tests.bench.bench_store import article, questions
from tests.bench.common import table

ARTICLES = 560
PATIENCE = 20  # seconds for an answer of rdflib
LOADS = 3


def measure(shared: Path | None, articles: int = ARTICLES) -> str:  # noqa: ARG001
    """The load, best of three, and each named query: median of five on disk, once in rdflib.

    Beside it, in the same run: the same query counted by Oxigraph, with no row handed out. What that takes by itself no better
    handing out of rows can save.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quads = folder / "quads.nq"
        quads.write_text("".join(sorted(_lines(articles))), encoding="utf-8")
        count = quads.read_bytes().count(b"\n")
        loads = [(_load(folder / f"kg{n}", quads), _raw_load(folder / f"raw{n}", quads)) for n in range(LOADS)]
        ours, raw = (min(seconds) for seconds in zip(*loads, strict=True))
        plain = Dataset()
        plain.parse(quads, format="nquads")
        with open_graph(folder / "kg0", read_only=True) as kg:
            asked = [_asked(kg, plain, name, given) for name, given in questions(kg)]
    load = [
        ("`diplograph load`", f"{ours:.1f} s", f"{count / ours:,.0f}"),
        ("`pyoxigraph.Store.bulk_load`", f"{raw:.1f} s", f"{count / raw:,.0f}"),
        ("speed against the raw load", f"{raw / ours:.2f}", ""),
    ]
    return (
        f"## Named queries ({count:,} quads of {articles:,} made-up articles, on disk)\n\n"
        f"{table(('load', 'time', 'quads a second'), load)}\n\n"
        f"{table(('named query', 'median of 5', 'rows', 'counted alone', 'plain rdflib in memory', 'ratio'), asked)}"
    )


def _lines(articles: int) -> Iterator[str]:
    chance = random.Random(2018)
    graphs = []
    for number in range(articles):
        told = article(number, chance)
        graphs.append(ArticleGraph(URIRef(told.article.iri), frozenset(article_triples(told))))
    for graph in graphs:
        yield from (quad_line(triple, graph.name) for triple in graph.triples)
    yield from map(triple_line, merged(graphs))


def _load(folder: Path, quads: Path) -> float:
    begin = time.perf_counter()
    with open_graph(folder) as kg:
        kg.load(quads)
    return time.perf_counter() - begin


def _raw_load(folder: Path, quads: Path) -> float:
    begin = time.perf_counter()
    store = pyoxigraph.Store(folder)
    store.bulk_load(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    return time.perf_counter() - begin


def _asked(kg: KnowledgeGraph, plain: Dataset, name: str, given: dict[str, str]) -> tuple[str, ...]:
    text = bind_parameters(named_query(name), given, kg.store)
    counted = f"SELECT (COUNT(*) AS ?n) {{ {{\n{text}\n}} }}"
    seconds, bare = [], []
    for _ in range(5):
        begin = time.perf_counter()
        found = len(rows(kg.ask(name, **given))[1])
        seconds.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        rows(kg.query(counted))
        bare.append(time.perf_counter() - begin)
    ours, alone = statistics.median(seconds), statistics.median(bare)
    what = (f"{name} {' '.join(given)}".strip(), f"{ours * 1000:.0f} ms", f"{found:,}", f"{alone * 1000:.0f} ms")
    begin = time.perf_counter()
    try:
        with _at_most(PATIENCE):
            len(plain.query(text, initNs=dict(PREFIXES)))
    except TimeoutError:
        return *what, f"over {PATIENCE} s", f"over {PATIENCE / ours:,.0f}"
    theirs = time.perf_counter() - begin
    return *what, f"{theirs * 1000:,.0f} ms", f"{theirs / ours:,.1f}"


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

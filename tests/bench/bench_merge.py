"""Merging: against pairs of tellings labelled by reading, one more article into a large graph, and how time and memory grow."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from rdflib import URIRef

from diplograph.extraction.pipeline import extract
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.merge import ArticleGraph, merged
from diplograph.record import Extraction
from diplograph.store import EmbeddedStore
from diplograph.triples import article_triples
from tests.bench.common import peak_memory, table
from tests.merge.labelled import b_cubed, clusters_of, contradictions, pairs, tellings
from tests.tellings import Did, Said, tell

SIZES = tuple(map(int, os.environ.get("MERGE_SIZES", "1000 10000 100000").split()))
"""Articles. The last size takes more than an hour; MERGE_SIZES="1000 10000" leaves it out."""

LARGE = 10_000
ADDED = 30
A_DAY = 20  # articles: an archive of more articles is one of more days
ACTORS = [f"A{number}" for number in range(300)]
LABELS = {actor: f"Country {actor}" for actor in ACTORS}
WEIGHTS = [1 / (rank + 1) for rank in range(len(ACTORS))]  # few actors are in most news
TYPES = ["CONSULT", "CONSULT", "SANCTION", "SUPPORT", "ACCUSE"]


def article(number: int) -> Extraction:
    """Four events of the last days and a statement; what the hub actors do on a day is told by several articles."""
    chance = random.Random(number)
    published = date(2000, 1, 1) + timedelta(days=number // A_DAY)

    def did() -> Did:
        one, other = chance.choices(ACTORS, WEIGHTS, k=2)
        day = None if chance.random() < 0.2 else (published - timedelta(days=chance.randint(0, 2))).isoformat()
        modality = chance.choice([(), (), (), ("future",), ("negation",)])
        return Did((one,), (other if other != one else ACTORS[-1],), chance.choice(TYPES), None, day, modality)

    words = " ".join(f"w{chance.randint(1, 5_000)}" for _ in range(15))
    said = Said(chance.choices(ACTORS, WEIGHTS)[0], words)
    return tell(f"n{number}", *(did() for _ in range(4)), said, published=published.isoformat(), labels=LABELS)


def measure(shared: Path | None) -> str:  # noqa: ARG001
    """The three parts as tables."""
    return "\n\n".join(
        (
            "## Merging",
            labelled(),
            incremental(),
            growth(),
        )
    )


def labelled() -> str:
    """B-cubed of the clusters, and the pairs that are wrong."""
    found = tellings()
    extractions = {str(e.article.id): e for e in extract([telling.article for telling in found])}
    clusters = clusters_of(found, extractions)
    graphs = [ArticleGraph(URIRef(e.article.iri), frozenset(article_triples(e))) for e in extractions.values()]
    lines = []
    for split in ("tune", "held"):
        of = {telling: cluster for telling, cluster in clusters.items() if telling.split == split}
        both = [(a.event == b.event, clusters[a] == clusters[b]) for a, b in pairs(of)]
        precision, recall, f1 = b_cubed(of)
        lines.append(
            (
                {"tune": "looked at", "held": "held out"}[split],
                f"{len(both)} ({sum(same for same, _ in both)} the same)",
                f"{precision:.3f} / {recall:.3f} / {f1:.3f}",
                str(sum(same and not one for same, one in both)),
                str(sum(one and not same for same, one in both)),
            )
        )
    head = ("half", "labelled pairs", "B³ precision / recall / F1 of clusters", "missed pairs", "wrongly merged")
    wrong = len(contradictions(graphs, merged(graphs)))
    return f"{table(head, lines)}\n\nMerged events whose tellings contradict each other in parties or date: {wrong}."


def incremental() -> str:
    """An article into a graph of many, and the same into an empty one."""
    with tempfile.TemporaryDirectory() as name, open_graph(Path(name) / "large") as large:
        large.add(article(number) for number in range(LARGE))
        more = [article(number) for number in range(LARGE, LARGE + ADDED)]
        into_large = [_seconds(large, [one]) for one in more]
        into_empty = []
        for number, one in enumerate(more):
            with open_graph(Path(name) / f"empty{number}") as empty:
                empty.inference  # noqa: B018  what the first look costs
                into_empty.append(_seconds(empty, [one]))
    there, here = statistics.median(into_large), statistics.median(into_empty)
    return table(
        (f"one article (median of {ADDED})", "time"),
        [
            (f"into a graph of {LARGE:,}", f"{there * 1000:.1f} ms"),
            ("into an empty graph", f"{here * 1000:.1f} ms"),
            ("ratio", f"{there / here:.2f}"),
        ],
    )


def growth() -> str:
    """Each size in a process of its own."""
    lines = []
    least = None
    for size in SIZES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds, memory, quads = pool.submit(_build, size).result()
        least = least or seconds / size
        lines.append(
            (
                f"{size:,}",
                f"{quads:,}",
                f"{seconds:.1f} s",
                f"{seconds / size * 1000:.2f} ms",
                f"{seconds / size / least:.2f}",
                f"{memory:,.0f} MiB",
            )
        )
    head = ("made-up articles", "quads", "merging", "an article", "times linear", "peak memory of the process")
    told = (
        f"Four events and a statement an article, {A_DAY} articles a day, added a hundred at a time to a store on disk."
    )
    return f"{table(head, lines)}\n\n{told}"


def _build(size: int) -> tuple[float, float, int]:
    """Seconds without the making of the articles, peak memory in MiB, and the number of quads."""
    seconds = 0.0
    with tempfile.TemporaryDirectory() as name, open_graph(Path(name) / "kg") as kg:
        for some in _portions(size):
            seconds += _seconds(kg, some)
        memory = peak_memory()
        assert isinstance(kg.store, EmbeddedStore)
        quads = len(kg.store.driver)
    return seconds, memory, quads


def _portions(size: int) -> Iterator[list[Extraction]]:
    for start in range(0, size, 100):
        yield [article(number) for number in range(start, min(start + 100, size))]


def _seconds(kg: KnowledgeGraph, articles: list[Extraction]) -> float:
    begin = time.perf_counter()
    kg.add(articles)
    return time.perf_counter() - begin

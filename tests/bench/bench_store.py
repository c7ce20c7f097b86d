"""The graph itself, without extraction: articles made up, added one by one to a store on disk, and asked by name."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.named_queries import Parameter, named_queries
from diplograph.record import Extraction
from diplograph.results import rows
from tests.bench.common import table
from tests.tellings import Did, Said, tell

ARTICLES = 2_000
ACTORS = [f"A{number}" for number in range(300)]
LABELS = {actor: f"Country {actor}" for actor in ACTORS}
WEIGHTS = [1 / (rank + 1) for rank in range(len(ACTORS))]  # few actors are in most news
TYPES = ["CONSULT", "SANCTION", "SUPPORT", "ACCUSE"]


def article(number: int, chance: random.Random) -> Extraction:
    """Fifteen events and five statements."""

    def day() -> str:
        return f"2018-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    def pair() -> tuple[tuple[str], tuple[str]]:
        one, other = chance.choices(ACTORS, WEIGHTS, k=2)
        return (one,), (other if other != one else ACTORS[-1],)

    events = [
        Did(*pair(), chance.choice(TYPES), None, chance.choice([None, day()]), chance.choice([(), (), ("future",)]))
        for _ in range(15)
    ]
    statements = [Said(pair()[0][0], f"We have said {chance.random()} times", pair()[1]) for _ in range(5)]
    return tell(f"n{number}", *events, *statements, published=day(), labels=LABELS)


def measure(shared: Path | None) -> str:  # noqa: ARG001
    """Time an article in each quarter of the build, removal, load beside Oxigraph's own, and each named query."""
    chance = random.Random(2018)
    with tempfile.TemporaryDirectory() as name:
        with open_graph(Path(name) / "kg") as kg:
            quarters = [
                add_all(kg, range(start, start + ARTICLES // 4), chance) for start in range(0, ARTICLES, ARTICLES // 4)
            ]
            lines = sorted(kg.store.lines())
            begin = time.perf_counter()
            for number in range(10):
                kg.remove([f"n{number}"])
            removal = (time.perf_counter() - begin) / 10
            asked = [(query, f"{median * 1000:.0f} ms", found) for query, median, found in ask_all(kg)]
        begin = time.perf_counter()
        pyoxigraph.Store(Path(name) / "raw").bulk_load(b"\n".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
        raw = time.perf_counter() - begin
    summary = [
        *((f"quarter {n}: a whole article", f"{seconds * 1000:.1f} ms") for n, seconds in enumerate(quarters, 1)),
        ("last quarter against the first", f"{quarters[-1] / quarters[0]:.2f}"),
        ("removal of an article", f"{removal * 1000:.1f} ms"),
        ("build against a raw bulk load of the same quads", f"{sum(quarters) * ARTICLES / 4 / raw:.1f} times"),
    ]
    head = f"## Graph ({ARTICLES:,} made-up articles of 15 events and 5 statements, {len(lines):,} quads on disk)"
    return f"{head}\n\n{table(('what', 'time'), summary)}\n\n{table(('named query', 'median of 5', 'rows'), asked)}"


def add_all(kg: KnowledgeGraph, numbers: range, chance: random.Random) -> float:
    """Seconds an article."""
    articles = [article(number, chance) for number in numbers]
    begin = time.perf_counter()
    kg.add(articles)
    return (time.perf_counter() - begin) / len(numbers)


def ask_all(kg: KnowledgeGraph) -> list[tuple[str, float, int]]:
    """Each named query: median seconds and number of rows."""
    measured = []
    for name, given in questions(kg):
        seconds = []
        for _ in range(5):
            begin = time.perf_counter()
            found = len(rows(kg.ask(name, **given))[1])
            seconds.append(time.perf_counter() - begin)
        measured.append((f"{name} {' '.join(given)}".strip(), statistics.median(seconds), found))
    return measured


def questions(kg: KnowledgeGraph) -> Iterator[tuple[str, dict[str, str]]]:
    """Each named query with all that it can be asked with, and without what it need not be asked with."""
    ((event, *_), *_) = rows(kg.query("SELECT ?e WHERE { ?e a dg:Event } ORDER BY ?e LIMIT 1"))[1]

    def value(parameter: Parameter, place: int) -> str:
        kinds = {"actor": LABELS[ACTORS[place]], "date": "2018-02", "relation": "met", "thing": str(event), "text": ""}
        return kinds[parameter.kind]

    for query in named_queries():
        full = {parameter.name: value(parameter, place) for place, parameter in enumerate(query.parameters)}
        if full:
            yield query.name, full
        if not any(parameter.required for parameter in query.parameters):
            yield query.name, {}

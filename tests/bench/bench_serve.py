"""`diplograph serve` under load: good questions alone, and beside visitors who mean it ill.

python -m tests.bench.bench_serve [--minutes 10] [--articles 334]
"""

from __future__ import annotations

import argparse
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import Queue, get_context
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from diplograph.graph import open_graph
from tests.bench.bench_store import article
from tests.bench.common import table

MINUTES = 10.0
ARTICLES = 334  # of fifteen events and five statements
GOOD, BAD, SLOW = 4, 8, 40  # visitors that ask well, that ask for too much, and that never finish their request
PAUSE = 0.05  # seconds between two questions of one good visitor
TIMEOUT = 10  # seconds that the site gives an answer

_NUMBERS = count(1)
_TRIPLES = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5))
_GOOD_QUERIES = (
    "SELECT ?name { ?x a dg:Country ; rdfs:label ?name } ORDER BY ?name",
    "SELECT ?a ?b { ?a dg:met ?b } ORDER BY ?a ?b LIMIT 50",
    "SELECT ?type (COUNT(*) AS ?n) { ?e dg:eventType ?type ; dg:sourceCount ?m } GROUP BY ?type ORDER BY ?type",
    "SELECT ?text { ?s a dg:Statement ; dg:text ?text } ORDER BY ?text LIMIT 20",
    "DESCRIBE <https://w3id.org/diplograph/id/actor/A0>",
    "ASK { ?a dg:threatened ?b }",
)
_GOOD_PAGES = (
    "/",
    "/search?q=summit",
    "/search?kind=person",
    "/timeline",
    "/queries",
    "/id/actor/A0",
    "/editor",
    "/openapi.json",
)
_BAD_QUERIES = (
    f"SELECT (COUNT(*) AS ?n) {{ {_TRIPLES} FILTER(?c0 = ?c1 && ?c2 = ?a3) }}",  # would run for years
    f"SELECT * {{ {_TRIPLES} }} ORDER BY ?c0 ?c1",  # would need terabytes
    "SELECT * { ?s ?p ?o . ?a ?b ?c }",  # more rows than are given
    "CONSTRUCT { ?s ?p ?c } WHERE { ?s ?p ?o . ?a ?b ?c }",
    'SELECT * { ?s ?p ?o FILTER regex(str(?o), "(a*)*(b*)*(c*)*$") . ?a ?b ?c }',
    "SELECT * { ?s (<x:a>|!<x:a>)* ?o . ?o (<x:b>|!<x:b>)* ?z }",
    "SELECT * { " + "{" * 2000 + "}" * 2000 + " }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "SELECT " + "?x " * 20_000,
)


@dataclass
class Record:
    """What happened to the questions of one kind of visitor: seconds of those answered, and how many ended how."""

    seconds: list[float] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, end: str, seconds: float) -> None:
        with self.lock:
            self.ends[end] += 1
            self.seconds.append(seconds)

    def share(self, part: float) -> float:
        """The milliseconds within which a part of the answers came."""
        return 1000 * sorted(self.seconds)[min(len(self.seconds) - 1, int(part * len(self.seconds)))]

    def told(self) -> str:
        """How the questions ended: by status, or by the name of what went wrong."""
        return ", ".join(f"{end}: {number:,}" for end, number in sorted(self.ends.items()))


_Visitor = Callable[[str, Record, threading.Event, random.Random], None]


def measure(shared: Path | None, minutes: float = MINUTES, articles: int = ARTICLES) -> str:  # noqa: ARG001
    """Seconds of good answers with and without bad company, how all ended, and the memory of the server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "kg")
        chance = random.Random(2018)
        with open_graph(folder) as kg:
            kg.add(article(n, chance) for n in range(articles))
        command = [
            str(Path(sys.executable).with_name("diplograph")),
            "serve",
            str(folder),
            "--port",
            "0",
            "--timeout",
            str(TIMEOUT),
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
            try:
                assert process.stderr is not None
                found = re.search(r"http://\S+/", process.stderr.readline())
                assert found
                while httpx.get(found[0]).status_code != 200:
                    time.sleep(0.2)
                kept = _run(found[0], process.pid, 60 * minutes)
                return f"{kept}\n\n{_again(found[0], process.pid, 15 * minutes)}"
            finally:
                process.terminate()


def _run(url: str, process: int, seconds: float) -> str:
    """Visitors who ask the same few questions, as those of a newsroom do: what takes long is answered from the cache."""
    table, first, last, all_ = _asked(url, process, seconds, _good)
    return (
        f"## Site under load ({seconds / 60:g} minutes, {GOOD} good visitors, {BAD} with queries that would run for years or need "
        f"terabytes, {SLOW} that never finish a request; answers given up after {TIMEOUT} s)\n\n{table}\n\n"
        f"Memory of the server: at most {first:.0f} MiB in the first third of the time, {last:.0f} MiB in the last; of all "
        f"processes together at most {all_:,.0f} MiB."
    )


def _again(url: str, process: int, seconds: float) -> str:
    """The same where nothing can be kept."""
    return (
        f"The same for {seconds / 60:g} minutes, each question with a number in it that no other has, so that no answer can be "
        f"kept:\n\n{_asked(url, process, seconds, _good_and_new)[0]}"
    )


def _asked(url: str, process: int, seconds: float, good: _Visitor) -> tuple[str, float, float, float]:
    """How questions ended, as a table; and the most memory, in MiB, of the server in the first and in the last third of the
    time, and of all its processes together.
    """
    alone, beside, bad = Record(), Record(), Record()
    memory: list[tuple[float, float]] = []
    _visit([(good, url, alone)] * GOOD, seconds / 6)
    watching = threading.Event()
    watch = threading.Thread(target=_watch, args=(process, memory, watching))
    watch.start()
    context = get_context("spawn")  # those who mean it ill must not take the time of those who measure
    told = context.Queue()
    crowd = context.Process(target=_crowd, args=(url, seconds * 5 / 6, told))
    crowd.start()
    _visit([(good, url, beside)] * GOOD, seconds * 5 / 6)
    bad.seconds, bad.ends = told.get()
    crowd.join()
    watching.set()
    watch.join()
    median = 1000 * statistics.median(alone.seconds)
    rows = []
    for name, record in (("good, alone", alone), ("good, beside bad", beside), ("bad", bad)):
        most = record.share(0.99)
        times = (f"{record.share(0.5):.0f} ms", f"{most:.0f} ms", f"{most / median:.1f}")
        rows.append((name, f"{len(record.seconds):,}", *times, record.told()))
    third = max(1, len(memory) // 3)
    first, last = (max(own for own, _ in part) for part in (memory[:third], memory[-third:]))
    ended = table(("questions", "number", "median", "99 %", "… by the median alone", "ended"), rows)
    return ended, first, last, max(all_ for _, all_ in memory)


def _crowd(url: str, seconds: float, told: Queue[Any]) -> None:
    record = Record()
    _visit([(_bad, url, record)] * BAD + [(_slow, url, record)] * SLOW, seconds)
    told.put((record.seconds, record.ends))


def _visit(visitors: Sequence[tuple[_Visitor, str, Record]], seconds: float) -> None:
    over = threading.Event()
    threads = [
        threading.Thread(target=visitor, args=(url, record, over, random.Random(number)))
        for number, (visitor, url, record) in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()


def _good(url: str, record: Record, over: threading.Event, chance: random.Random, *, new: bool = False) -> None:
    with httpx.Client(base_url=url, timeout=3 * TIMEOUT) as client:
        while not over.is_set():
            begin = time.perf_counter()
            number = next(_NUMBERS) if new else 0
            if chance.random() < 0.5:
                query = f"{chance.choice(_GOOD_QUERIES)} # {number}"
                end = client.post("/sparql", data={"query": query}).status_code
            else:
                page = chance.choice(_GOOD_PAGES)
                end = client.get(f"{page}{'&' if '?' in page else '?'}number={number}").status_code
            record.add(str(end), time.perf_counter() - begin)
            time.sleep(PAUSE)


def _good_and_new(url: str, record: Record, over: threading.Event, chance: random.Random) -> None:
    _good(url, record, over, chance, new=True)


def _bad(url: str, record: Record, over: threading.Event, chance: random.Random) -> None:
    with httpx.Client(base_url=url, timeout=3 * TIMEOUT) as client:
        while not over.is_set():
            begin = time.perf_counter()
            try:
                if chance.random() < 0.9:
                    end = client.post("/sparql", data={"query": chance.choice(_BAD_QUERIES)}).status_code
                else:
                    end = client.post("/sparql", content=b"x" * (8 << 20)).status_code
            except httpx.TransportError as error:
                record.add(type(error).__name__, time.perf_counter() - begin)
            else:
                record.add(str(end), time.perf_counter() - begin)


def _slow(url: str, record: Record, over: threading.Event, chance: random.Random) -> None:
    """One letter every second, and never the end."""
    place = urlsplit(url)
    while not over.is_set():
        begin = time.perf_counter()
        with (
            suppress(OSError),
            closing(socket.create_connection((place.hostname, place.port), timeout=5)) as connection,
        ):
            connection.sendall(
                chance.choice((b"GET /", b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"))
            )
            while not over.wait(1):
                connection.sendall(b"a")
        record.add("hung up on", time.perf_counter() - begin)


def _watch(process: int, memory: list[tuple[float, float]], over: threading.Event) -> None:
    """Every two seconds the memory of the server, and of it with all its processes, in MiB (what they share counted once)."""
    while not over.wait(2):
        own = _proportional(process)
        memory.append((own, own + sum(map(_proportional, _below(process)))))


def _below(process: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == process:
                found += [int(path.parent.name), *_below(int(path.parent.name))]
    return found


def _proportional(process: int) -> float:
    with suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    arguments = parser.parse_args()
    print(measure(None, arguments.minutes, arguments.articles))

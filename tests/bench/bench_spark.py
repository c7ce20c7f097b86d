"""Builds by partition on a real cluster (two executor processes): the quads of the local build, also where executors are killed."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from diplograph.graph import open_graph
from diplograph.reading import read_articles
from tests.bench.common import table
from tests.bench.synthetic import articles
from tests.spark.cluster import build, quads

ARTICLES = 2_000
KILLED = 200
TIMES = 5
CLUSTER = "local-cluster[2,1,2048]"


def measure(shared: Path | None) -> str:  # noqa: ARG001
    """The comparison with the local build, and five builds in which an executor is killed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _source(folder / "all.jsonl", ARTICLES)
        expected, local = _local(source)
        distributed, same = _distributed(folder, source, "all", expected)
        rows = [("local, one process", f"{local:.0f}", ""), ("on the cluster", f"{distributed:.0f}", _words(same))]
        few = _source(
            folder / "few.jsonl", KILLED, "The EXECUTOR IS KILLED. Shinzo Abe met Moon Jae-in in Tokyo on 9 May 2018."
        )
        expected, _ = _local(few)
        good = 0
        for turn in range(TIMES):
            place = folder / f"killed-{turn}"
            place.mkdir()
            _, same = _distributed(place, few, "out", expected, mischief=True)
            good += same and (place / "killed").exists()
    return f"""## Spark ({ARTICLES:,} synthetic articles, {CLUSTER}: two executors of one core)

{table(("build", "seconds, start included", "quads"), rows)}

An executor killed in the midst of the extraction of {KILLED} articles: the quads of the local build in {good} of {TIMES} builds."""


def _source(path: Path, count: int, *more: str) -> Path:
    lines = [{"id": a.id, "text": a.text, "published": a.published} for a in articles(count)]
    lines[count // 2 : count // 2] = [
        {"id": f"more-{n}", "text": text, "published": None} for n, text in enumerate(more)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _local(source: Path) -> tuple[list[str], float]:
    begin = time.perf_counter()
    with open_graph() as kg:
        kg.add(read_articles(source))
        taken = time.perf_counter() - begin
        return kg.serialize().rstrip("\n").split("\n"), taken


def _distributed(
    folder: Path, source: Path, out: str, expected: list[str], *, mischief: bool = False
) -> tuple[float, bool]:
    begin = time.perf_counter()
    done = build(folder, source, "--into", folder / out, "--master", CLUSTER, mischief=mischief)
    taken = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(done.stderr)
    return taken, quads(folder / out) == expected


def _words(same: bool) -> str:
    return "the same" if same else "NOT the same"

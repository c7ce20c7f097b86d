"""Whether a build's memory and rate stay as they are however many articles there are, and what a second process gains.

python -m tests.bench.bench_memory [ARTICLES]      # 100,000 take hours on two cores
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.common import table
from tests.bench.synthetic import articles

ARTICLES = 10_000
JOBS = 2

_PROGRAM = """
import json, os, sys, time
from pathlib import Path
from diplograph.graph import open_graph
from tests.bench.synthetic import articles
count, jobs, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

def resident():
    def of(pid):
        status = Path(f"/proc/{pid}/status").read_text()
        kilobytes = [int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")]
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(kilobytes) / 1024, children
    own, children = of(os.getpid())
    return own, sum(of(child)[0] for child in children)

def read():
    begin = last = time.perf_counter()
    for number, article in enumerate(articles(count)):
        if number and number % (count // 10) == 0:
            now = time.perf_counter()
            print(json.dumps([number, number * 10 // count, now - last, *resident()]), flush=True)
            last = now
        yield article
    print(json.dumps([count, 10, time.perf_counter() - last, *resident()]), flush=True)

if __name__ == "__main__":
    with open_graph(folder) as kg:
        kg.add(read(), jobs=jobs)
"""


def measure(shared: Path | None, count: int = ARTICLES) -> str:  # noqa: ARG001
    """Memory and rate in each tenth of a build of synthetic articles, and the time of extraction with one process and with two."""
    with tempfile.TemporaryDirectory() as name:
        program = Path(name, "program.py")
        program.write_text(_PROGRAM)
        command = [sys.executable, str(program), str(count), str(JOBS), str(Path(name, "kg"))]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=_environment())
        if done.returncode:
            raise RuntimeError(done.stderr)
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        one, two = (_extract(Path(name), min(count, 3_000), jobs) for jobs in (1, 2))
    tenth = count / 10
    rows = [
        (f"{number:,}", f"{tenth / seconds:.1f}", f"{main:.0f}", f"{workers:.0f}")
        for number, _, seconds, main, workers in steps
    ]
    first, last = steps[0], steps[-1]
    memory = (last[3] + last[4]) / (first[3] + first[4])
    return f"""## Many articles ({count:,} synthetic ones of three sentences, `--jobs {JOBS}`)

{table(("articles so far", "articles a second in this tenth", "MiB of the main process", "MiB of the workers"), rows)}

Memory at the end is {memory:.2f} times that after the first tenth; the last tenth took {last[2] / first[2]:.2f} times as long as
the first. Extraction alone of {min(count, 3_000):,} of them, start included: {one:.1f} s in one process, {two:.1f} s in two, an
efficiency of {one / two / 2:.2f}."""


def _extract(folder: Path, count: int, jobs: int) -> float:
    source = folder / "articles.jsonl"
    if not source.exists():
        lines = ({"id": a.id, "text": a.text, "published": a.published} for a in articles(count))
        source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [str(Path(sys.executable).with_name("diplograph")), "extract", str(source), "--jobs", str(jobs)]
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def _environment() -> dict[str, str]:
    import os

    repository = str(Path(__file__).resolve().parents[2])
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (repository, os.environ.get("PYTHONPATH", ""))))}


if __name__ == "__main__":
    print(measure(None, int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES))

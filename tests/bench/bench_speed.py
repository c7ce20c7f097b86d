"""How fast `extract` is beside the bare language pipeline in the same run, how it scales with processes, and its memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.common import need, table

_PROGRAM = """
import json, sys, time
from diplograph import read_articles
from diplograph.extraction.pipeline import Extractor
from tests.bench.common import peak_memory
articles = list(read_articles(sys.argv[1]))
begin = time.perf_counter()
extractor = Extractor(threads=1)
load = time.perf_counter() - begin
words = sum(len(article.text.split()) for article in articles)
list(extractor.extract(articles[:5]))
times = {"bare": [], "extract": []}
for _ in range(2):
    begin = time.perf_counter()
    for doc in extractor.nlp.pipe(article.text for article in articles):
        pass
    times["bare"].append(time.perf_counter() - begin)
    begin = time.perf_counter()
    for extraction in extractor.extract(articles):
        pass
    times["extract"].append(time.perf_counter() - begin)
print(json.dumps({"words": words, "load": load, "bare": min(times["bare"]), "extract": min(times["extract"]),
                  "memory": peak_memory()}))
"""


def measure(shared: Path | None) -> str:
    """Words a second over the Wikinews articles."""
    articles = need(shared, "articles", "wikinews_2019.jsonl")
    done = subprocess.run([sys.executable, "-c", _PROGRAM, articles], capture_output=True, encoding="utf-8", check=True)
    one = json.loads(done.stdout)
    jobs = {}
    for number in (1, 2):
        begin = time.perf_counter()
        command = [str(Path(sys.executable).with_name("diplograph")), "extract", str(articles), "--jobs", str(number)]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        jobs[number] = time.perf_counter() - begin
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    words = one["words"]
    measured = {
        "bare language pipeline, one core": one["bare"],
        "extract (actors, events, statements too), one core": one["extract"],
        "`diplograph extract --jobs 1`, start included": jobs[1],
        "`diplograph extract --jobs 2`, start included": jobs[2],
    }
    rows = [(what, f"{words / t:,.0f}", f"{one['bare'] / t:.2f}") for what, t in measured.items()]
    return f"""## Speed and memory (171 Wikinews articles, {words:,} words; needs the gold data)

{table(("what", "words a second", "ratio to the bare pipeline"), rows)}

Time to load the pipeline and the authority of actors: {one["load"]:.2f} s. Peak memory of extraction in one process:
{one["memory"]:.0f} MiB (largest process of all runs: {children:.0f} MiB)."""

"""A build that is killed at any moment, and started again, ends in the graph of a build that was never killed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOMENTS = 20

# A process that has read everything and opened no graph yet forks for each build, so that a build costs what it writes.
_HARNESS = """
import json, os, random, signal, sys, time, traceback
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from diplograph.graph import open_graph
from tests.tellings import Did, Said, tell

days = ["2018-04-27", "2018-04-28", None]
articles = [
    tell(
        f"a{n}",
        *(Did(("KOR",), ("PRK" if (n + m) % 2 else "USA",), date=days[(n + m) % 3]) for m in range(5)),
        Said("KOR", f"Number {n % 7} said so", ("PRK",)),
    )
    for n in range(12)
]

def in_a_process(work):
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return child

def build(path):
    with open_graph(path) as kg:
        kg.add(articles)

def finished(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def content(path):
    def write():
        with open_graph(path, read_only=True) as kg:
            Path(f"{path}.nq").write_text(kg.serialize("nq"), encoding="utf-8")
    assert finished(in_a_process(write)) == 0
    return Path(f"{path}.nq").read_text(encoding="utf-8")

folder = Path(sys.argv[1])
begin = time.perf_counter()
assert finished(in_a_process(lambda: build(folder / "whole"))) == 0
duration = time.perf_counter() - begin
whole = content(folder / "whole")
chance = random.Random(20)
moments = [duration * (n + chance.random()) / int(sys.argv[3]) for n in range(int(sys.argv[3]))]
results = []
for n, moment in enumerate(moments):
    for attempt in range(10):  # a build may be faster than the first was: then this one is killed earlier
        path = folder / f"kg{n}-{attempt}"
        child = in_a_process(lambda: build(path))
        time.sleep(moment / 2**attempt)
        os.kill(child, signal.SIGKILL)
        killed = finished(child) == -signal.SIGKILL
        if killed:
            break
    again = finished(in_a_process(lambda: build(path)))
    results.append({"moment": moment, "killed": killed, "again": again, "right": content(path) == whole})
print(json.dumps({"quads": whole.count("\\n"), "results": results}))
"""


def test_killed_at_twenty_moments_and_started_again(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _HARNESS, str(tmp_path), str(ROOT), str(MOMENTS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["quads"] > 3_000
    assert [result["killed"] for result in found["results"]] == [True] * MOMENTS
    wrong = [result for result in found["results"] if result["again"] != 0 or not result["right"]]
    assert wrong == [], run.stderr

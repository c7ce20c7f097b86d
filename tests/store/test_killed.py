"""A build that is killed at any moment, and started again, ends in the graph of a build that was never killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from diplograph.graph import open_graph

ROOT = Path(__file__).parents[2]
_BUILD = """
import sys
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
    for n in range(40)
]
print("ready", flush=True)
with open_graph(sys.argv[1]) as kg:
    for article in articles:
        print(kg.add([article]).added, flush=True)
"""


def build(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _BUILD, str(path), str(ROOT)], stdout=subprocess.PIPE, text=True)


def finish(path: Path) -> None:
    with build(path) as process:
        process.communicate(timeout=120)
    assert process.returncode == 0


@pytest.fixture(scope="module")
def never_killed(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("whole") / "kg"
    finish(path)
    return content(path)


def content(path: Path) -> str:
    with open_graph(path, read_only=True) as kg:
        return kg.serialize("nq")


@pytest.mark.parametrize(("articles", "delay"), [(0, 0.0), (0, 0.002), (1, 0.001), (7, 0.0), (15, 0.003), (39, 0.0)])
def test_killed_and_started_again(tmp_path: Path, never_killed: str, articles: int, delay: float) -> None:
    with build(tmp_path / "kg") as process:
        assert process.stdout is not None
        for _ in range(articles + 1):
            process.stdout.readline()
        time.sleep(delay)
        process.kill()
    finish(tmp_path / "kg")
    assert content(tmp_path / "kg") == never_killed

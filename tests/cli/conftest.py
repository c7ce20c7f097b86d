"""The command as a person runs it: a process of its own, its exit status and both of its outputs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

ARTICLES = {
    "first.md": "---\nid: first\ntitle: Talks in Berlin\npublished: 2018-04-20\npublisher: A Paper\n---\n"
    "Emmanuel Macron met Angela Merkel in Berlin on Monday. “We agree on the goal,” Merkel said.\n",
    "second.md": "---\nid: second\npublished: 2018-04-21\n---\nShinzo Abe will meet Emmanuel Macron in Paris next week.\n",
}


@pytest.fixture(scope="session")
def diplograph() -> Run:
    """Run `diplograph` with arguments; `input` goes to its standard input."""

    def run(*arguments: object, input: str | bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("diplograph")), *map(str, arguments)]
        data = input.encode() if isinstance(input, str) else input
        done = subprocess.run(command, input=data, capture_output=True, cwd=cwd, check=False, timeout=300)
        return subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two articles."""
    folder = tmp_path_factory.mktemp("articles")
    for name, content in ARTICLES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def kg(diplograph: Run, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the two articles; tests must not change it."""
    folder = tmp_path_factory.mktemp("graphs") / "kg"
    done = diplograph("build", articles, "--into", folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"{folder}: 2 articles added\n"
    return folder

"""The README as a program: its commands and Python run as they stand, in one folder, from top to bottom.

    python -m tests.readme

puts the real output into README.md: each ``text`` block shows what the block before it printed. A block whose last line
is ``…`` keeps as many lines as it had.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["README", "REPOSITORY", "Block", "blocks", "prepare", "run"]

REPOSITORY = Path(__file__).resolve().parents[1]
README = REPOSITORY / "README.md"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SET_UP = re.compile(r"^(make|git|cd|\. |source|python3 -m venv|pip) ?.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, and where that text stands in the README."""

    language: str
    text: str
    start: int
    line: int


def blocks(readme: str) -> Iterator[Block]:
    """The fenced blocks of the README, in order."""
    for fence in _FENCE.finditer(readme):
        yield Block(fence[1], fence[2], fence.start(2), readme.count("\n", 0, fence.start()) + 1)


def prepare(folder: Path) -> None:
    """Put into ``folder`` what a reader has beside the README."""
    shutil.copytree(REPOSITORY / "seeds", folder / "seeds")


def run(block: Block, folder: Path) -> str:
    """Standard output of a ``sh`` or ``python`` block. Raises :class:`AssertionError` with all that it printed where it fails.

    Lines that set up a checkout or an environment (make, git, cd, venv, pip) are left out: the tests run in one that is set up.
    """
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
    }
    command = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-W", "error", "-c"]}[
        block.language
    ]
    text = _SET_UP.sub("", block.text) if block.language == "sh" else block.text
    done = subprocess.run(
        [*command, text], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=600
    )
    assert done.returncode == 0, f"line {block.line}: exit status {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def main() -> int:
    """Write the real output into README.md."""
    readme = README.read_text(encoding="utf-8")
    parts, done, output = [], 0, ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        for block in blocks(readme):
            if block.language in ("sh", "python"):
                output = run(block, folder)
            elif block.language == "text":
                parts += [readme[done : block.start], _shown(output, block.text)]
                done = block.start + len(block.text)
    README.write_text("".join([*parts, readme[done:]]), encoding="utf-8")
    return 0


def _shown(output: str, before: str) -> str:
    lines = [line.rstrip() for line in output.strip("\n").splitlines()]
    kept = before.splitlines()
    if kept and kept[-1] == "…" and len(lines) >= len(kept):
        lines = [*lines[: len(kept) - 1], "…"]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())

"""What the benchmarks share: gold data that may be missing, running the scorers, Markdown tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["COMMAND", "SharedMissingError", "need", "peak_memory", "score", "table"]

COMMAND = f"{Path(sys.executable).with_name('diplograph')} extract --jobs 2"


class SharedMissingError(Exception):
    """A section needs gold data that is not here."""


def need(shared: Path | None, *parts: str) -> Path:
    """The path of something among the gold data. Raises :class:`SharedMissingError` where it is not there."""
    path = None if shared is None else shared.joinpath(*parts)
    if path is None or not path.exists():
        raise SharedMissingError(f"it needs the gold data ({'/'.join(parts)})")
    return path


def peak_memory() -> float:
    """The most memory that this process has had, in MiB. Linux: getrusage would count what its parent had when it was forked."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024


def score(scorer: Path, *arguments: str | Path, command: bool = True, option: str = "") -> str:
    """What a scorer of the gold data prints; ``option`` is one more of the command whose output is scored."""
    extra = ["--command", f"{COMMAND} {option}".strip()] if command else []
    done = subprocess.run(
        [sys.executable, scorer, *arguments, *extra], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)

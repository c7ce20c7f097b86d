"""What the command line says: results to standard output, progress and complaints to standard error."""

from __future__ import annotations

import datetime
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

__all__ = ["EXIT_FAILURES", "EXIT_INTERRUPTED", "EXIT_NOTHING", "Failures", "message", "plain", "progress", "write"]

EXIT_FAILURES = 1
"""Done, with failures named."""
EXIT_NOTHING = 3
"""Nothing done."""
EXIT_INTERRUPTED = 130
"""Stopped with Ctrl-C."""

_T = TypeVar("_T")


def plain(text: str) -> str:
    """``text`` on one line and without control characters: articles and file names must not steer a terminal."""
    return "".join(" " if c in "\t\n\r" else "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def message(text: str) -> None:
    """One line to standard error."""
    print(plain(text), file=sys.stderr, flush=True)  # noqa: T201


def write(text: str) -> None:
    """A result to standard output, as UTF-8 whatever the locale is.

    Where its reader, such as `head`, has seen enough and is gone, the command ends as if it were done.
    """
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


@dataclass
class Failures:
    """Counts the failures of a command and names each as it comes."""

    count: int = 0

    def __call__(self, error: Exception) -> None:
        """Name ``error`` on standard error and count it."""
        self.count += 1
        message(f"diplograph: {error}")


@contextmanager
def progress(what: str) -> Iterator[_Counter]:
    """A progress bar with the rate and, where the length of the work is known, the time left.

    It is on standard error, and silent where that is no terminal.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[count]:,} articles"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Counter(bar, what)


class _Counter:
    """Counts articles through a progress bar as they pass."""

    def __init__(self, bar: Progress, what: str) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=None, count=0, rate="", left="")
        self._begin = time.monotonic()
        self._count = 0
        self._share = 0.0

    def count(self, items: Iterable[_T]) -> Iterator[_T]:
        """Pass ``items`` on, each one a step of the bar."""
        for item in items:
            yield item
            self.step()

    def step(self) -> None:
        """One more is done."""
        self._count += 1
        passed = max(time.monotonic() - self._begin, 1e-6)
        left = ""
        if self._share > 0:
            left = f"{datetime.timedelta(seconds=round(passed / self._share - passed))} left"
        self._bar.update(self._task, count=self._count, rate=f"{self._count / passed:.1f} a second", left=left)

    def read(self, done: int, total: int) -> None:
        """So many bytes of all are read: what the share of the work is told by."""
        if total:
            self._share = min(done / total, 1.0)
            self._bar.update(self._task, completed=self._share, total=1.0)

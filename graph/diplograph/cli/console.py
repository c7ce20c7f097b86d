"""What the command line says: results to standard output, progress and complaints to standard error."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

__all__ = ["EXIT_FAILURES", "EXIT_NOTHING", "Failures", "message", "plain", "progress", "write"]

EXIT_FAILURES = 1
"""Done, with failures named."""
EXIT_NOTHING = 3
"""Nothing done."""

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
    """A progress bar for work of unknown length, on standard error; silent where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Counter(bar, what)


class _Counter:
    """Counts articles through a progress bar as they pass."""

    def __init__(self, bar: Progress, what: str) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=None, rate="")

    def count(self, items: Iterable[_T]) -> Iterator[_T]:
        """Pass ``items`` on, each one a step of the bar."""
        for item in items:
            yield item
            self.step()

    def step(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)
        speed = self._bar.tasks[self._task].speed
        self._bar.update(self._task, rate="" if speed is None else f"{speed:.1f} a second")

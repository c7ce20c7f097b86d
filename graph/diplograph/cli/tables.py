"""A query's answer as a table for people."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from diplograph.cli.console import plain

__all__ = ["as_table"]

_UNLIMITED = 1_000_000


def as_table(columns: Sequence[str], rows: Iterable[Sequence[str | None]], *, width: int | None = None) -> str:
    """The rows under their column names, as wide as the terminal, or as wide as they need to be where there is none."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(Text(plain(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else plain(cell)) for cell in row))
    if width is None and sys.stdout.isatty():
        width = Console().width
    output = io.StringIO()
    Console(file=output, width=width or _UNLIMITED, color_system=None, force_terminal=False, highlight=False).print(
        table
    )
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    return "".join(line + "\n" for line in lines if line)

"""Statements and events on the seeds that were annotated by reading."""

from __future__ import annotations

from pathlib import Path

from tests.bench.annotated import measure as measure_seeds
from tests.bench.annotated import report


def measure(_: Path | None) -> str:
    """Precision and recall on the annotated seeds, which are part of this repository."""
    return (
        "## Annotated seeds\n\n`python -m tests.bench.annotated`: seeds annotated by reading before the system "
        "had seen them: the statements of 33, the events of twelve. They are in-house "
        "data and say more about what fails than about how it compares with others.\n\n"
        f"{report(measure_seeds())}"
    )

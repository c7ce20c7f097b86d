"""Who is who on the seeds whose every mention was annotated by reading."""

from __future__ import annotations

from pathlib import Path

from tests.bench.mentions import measure as measure_seeds
from tests.bench.mentions import report


def measure(_: Path | None) -> str:
    """Linking accuracy and B-cubed on the annotated seeds, which are part of this repository."""
    return (
        "## Every mention of seven seeds\n\n`python -m tests.bench.mentions`: all references to actors in whole articles, "
        "annotated by reading. The annotation is in-house data, and errors on it were read while the rules were written.\n\n"
        f"{report(measure_seeds())}"
    )

"""Statements on PolNeAR's development split."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.common import need, score


def measure(shared: Path | None) -> str:
    """What the statement scorer prints."""
    scorer = need(shared, "eval", "code_statements.py")
    result = score(scorer, need(shared, "gold", "polnear"), "dev").strip()
    result = re.sub(r"^tmp\S+ *", "subset".ljust(13), result)  # the scorer names its temporary file there
    return f"## Statements (needs the gold data)\n\n`code_statements.py polnear dev`\n\n```\n{result}\n```"

"""Statements on PolNeAR's development split."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.bench.common import need, score, table
from tests.bench.phenomena import WANTED, recall


def measure(shared: Path | None) -> str:
    """What the statement scorer prints, for speech and with attitudes, and the recall by phenomenon."""
    scorer = need(shared, "eval", "code_statements.py")
    polnear = need(shared, "gold", "polnear")
    tools = need(shared, "eval", "score_statements.py")
    parts, shares = [], []
    with tempfile.TemporaryDirectory() as folder:
        for option in ("", "--attitudes"):
            kept = Path(folder, f"predicted{option}.jsonl")
            result = score(scorer, polnear, "dev", "--keep", kept, option=option).strip()
            result = re.sub(r"^predicted\S* *", "subset".ljust(13), result)  # the scorer names its file there
            parts.append(f"`code_statements.py polnear dev{option and f', extract {option}'}`\n\n```\n{result}\n```")
            shares.append(recall(tools, polnear, "dev", kept))
    rows = [
        (
            name,
            shares[0][name][0],
            *(f"{100 * right / max(total, 1):.0f}" for total, right in (s[name] for s in shares)),
            wanted,
        )
        for name, wanted in WANTED.items()
    ]
    found = table(("phenomenon", "attributions", "found, speech", "found, attitudes too", "aimed at"), rows)
    return (
        "## Statements (needs the gold data)\n\n"
        + "\n\n".join(parts)
        + "\n\nRecall by phenomenon in per cent, of all attributions of the split, beliefs and wishes included: content "
        f"overlaps by half or more and the speaker is right.\n\n{found}"
    )

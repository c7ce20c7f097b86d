"""Events on the gold sentences (PLOVER gold standard records, PLV)."""

from __future__ import annotations

from pathlib import Path

from tests.bench.common import need, score


def measure(shared: Path | None) -> str:
    """What the event scorer prints for both development sets."""
    scorer = need(shared, "eval", "code_events.py")
    parts = ["## Events (needs the gold data)\n"]
    for name in ("plover_gsr_dev", "plv_dev"):
        parts.append(
            f"`code_events.py {name}.jsonl`\n\n```\n{score(scorer, need(shared, 'gold', name + '.jsonl')).strip()}\n```\n"
        )
    return "\n".join(parts)

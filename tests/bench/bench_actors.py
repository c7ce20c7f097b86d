"""Countries of gold parties, and coreference on GUM's development split."""

from __future__ import annotations

from pathlib import Path

from tests.bench.common import need, score


def measure(shared: Path | None) -> str:
    """What the actor scorer prints for both."""
    scorer = need(shared, "eval", "score_actors.py")
    countries = score(scorer, "countries", need(shared, "gold", "plover_gsr_dev.jsonl"))
    chains = score(scorer, "coreference", need(shared, "corpora", "ud-english-gum", "en_gum-ud-dev.conllu"))
    return f"## Actors (needs the gold data)\n\n```\n{countries.strip()}\n{chains.strip()}\n```"

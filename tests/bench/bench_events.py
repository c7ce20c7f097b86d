"""Events on the gold sentences (PLOVER gold standard records, PLV), and how far their confidence can be trusted."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from diplograph import Article, Extraction, extract
from tests.bench.common import need, score, table

_SETS = ("plover_gsr_dev", "plv_dev")


def measure(shared: Path | None) -> str:
    """What the event scorer prints for both development sets, and a reliability table."""
    scorer = need(shared, "eval", "code_events.py")
    parts = ["## Events (needs the gold data)\n"]
    for name in _SETS:
        parts.append(
            f"`code_events.py {name}.jsonl`\n\n```\n{score(scorer, need(shared, 'gold', name + '.jsonl')).strip()}\n```\n"
        )
    rules = _module(need(shared, "eval", "score_events.py"))
    rows = []
    for name in _SETS:
        for bucket, (count, typed, whole) in sorted(
            _reliability(need(shared, "gold", name + ".jsonl"), rules).items(), reverse=True
        ):
            rows.append((name, f"{bucket / 10:.1f}", count, f"{typed / count:.2f}", f"{whole / count:.2f}"))
    parts.append(
        "Reliability: events by confidence (rounded down), and how many are right as gold counts them, which knows one event a "
        "sentence: any other counts as wrong. The factors were set on the first set. Errors of both sets were read while the rules "
        "were written, so neither is a check from outside.\n\n"
        + table(("set", "confidence", "events", "type right", "type and parties right"), rows)
    )
    return "\n".join(parts)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reliability(gold: Path, rules: Any) -> dict[int, list[int]]:
    """For each tenth of confidence: how many events, how many of the right type, how many with the right parties too."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    texts: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        texts[row["text"]].append(row)
    articles = [Article.make(text, id=same[0]["id"], published=same[0]["date"]) for text, same in texts.items()]
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for extraction in extract(articles):
        same = texts[extraction.article.text]
        for event, confidence in _events(extraction):
            typed = [row for row in same if event["type"] in rules.SAME_TYPE.get(row["type"], {row["type"]})]
            counts = found[int(confidence * 10 + 1e-9)]
            counts[0] += 1
            counts[1] += bool(typed)
            counts[2] += any(rules.has_dyad(row, event) for row in typed)
    return found


def _events(extraction: Extraction) -> list[tuple[dict[str, Any], float]]:
    """The events that took place or are to, in the form that the scorer takes, with their confidence."""
    country = {actor.id: actor.country for actor in extraction.actors}
    found = []
    for event in extraction.events:
        if {"hypothetical", "negation"} & set(event.modality):
            continue
        source, target = (
            [{"text": role.text, "code": country.get(role.actor or "")} for role in side]
            for side in (event.actor, event.recipient)
        )
        if len(source) > 1 and not target:
            target = source
        found.append(({"type": event.type, "source": source, "target": target}, event.confidence))
    return found

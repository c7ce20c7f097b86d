"""Score who is who on seeds whose every mention was annotated by reading (tests/gold/mentions.jsonl).

    python -m tests.bench.mentions [--errors] [GOLD]

Each line of GOLD is an article with all references to actors in it, nested ones too: the noun phrase without relative clauses
and appositions, and ``actors``, for each actor the names that are right for it. A name that begins with a colon is of somebody
whom the article does not name ("reporters"). ``place`` instead of ``actors`` says that a city or region is only where something
is, and in which country. What is ``optional`` may be found or not: readers disagree about it.

A mention is found where one of the system's has the same span, or shares half of its words or more. Coreference is scored by
B-cubed in its form for mentions of several actors (Amigó et al. 2009), a mention that only one side has counting as wrong there.
Linking accuracy is the share of the mentions of named actors that have the right actors, and no others; missed ones are wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplograph import read_articles
from diplograph.actors import Authority, Mention, Resolution, load_authority, resolve
from diplograph.actors.names import words
from diplograph.language import load
from diplograph.resources import seeds_path
from tests.bench.common import table

__all__ = ["GOLD", "Result", "measure", "report", "score"]

GOLD = Path(__file__).resolve().parents[1] / "gold" / "mentions.jsonl"
Json = dict[str, Any]
Clusters = Mapping[int, frozenset[str]]
_WORD = re.compile(r"\w+")


@dataclass
class Result:
    """Counts by measure, the sums of B-cubed, and the errors in words."""

    counts: Counter[str] = field(default_factory=Counter)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def b_cubed(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = (sum(values) / max(len(values), 1) for values in (self.precision, self.recall))
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(gold: Iterable[Json], resolve_article: Callable[[str], Resolution], authority: Authority) -> Result:
    """The result on annotated articles; ``resolve_article`` resolves the article with an id."""
    result = Result()
    for article in gold:
        _article(article, resolve_article(article["article"]), authority, result)
    return result


def _article(article: Json, resolution: Resolution, authority: Authority, result: Result) -> None:
    wanted: list[Json] = article["mentions"]
    got = [mention for mention in resolution.mentions if mention.actors]
    pairs = _aligned(wanted, got)
    where = article["article"]
    counts = result.counts
    partner = {j: i for i, j in pairs.items()}
    for i, gold in enumerate(wanted):
        found = got[pairs[i]] if i in pairs else None
        told = f"{where}:{gold['start']}: {gold['text']!r}"
        if gold.get("optional"):
            continue
        labels = [] if found is None else [resolution.actor(iri).label for iri in found.actors]
        if "place" in gold:
            counts["places"] += 1
            right = found is not None and found.is_place and words(gold["place"]) in map(words, labels)
            counts["places right"] += right
            if not right:
                result.errors.append(f"place: {told}: {labels}")
            continue
        counts["gold"] += 1
        counts["found"] += found is not None
        named = not gold["actors"][0][0].startswith(":")
        kind = "named" if named else "unnamed"
        counts[kind] += 1
        if found is None:
            result.errors.append(f"missed: {told}")
            continue
        counts[f"{kind} found"] += 1
        right = _same(gold["actors"], labels) if named else all(iri not in authority.entries for iri in found.actors)
        counts[f"{kind} right"] += right
        if not right:
            result.errors.append(f"{kind}: {told}: {labels} for {[names[0] for names in gold['actors']]}")
        if named and found.place is not None and found.place.label not in labels:
            counts["governments"] += 1
            counts["governments right"] += not found.is_place
            if found.is_place:
                result.errors.append(f"government: {told} is taken for a place")
    strangers = [m for j, m in enumerate(got) if j not in partner and not m.is_place]
    counts["strangers"] += len(strangers)
    result.errors += [f"stranger: {where}:{m.start}: {m.text!r}: {m.reason}" for m in strangers]
    _b_cubed(wanted, got, pairs, result)


def _aligned(wanted: Sequence[Json], got: Sequence[Mention]) -> dict[int, int]:
    """Pairs of positions in the two lists, each at most once: same spans first, then by the share of words in common."""
    ranked = sorted(
        (-share, abs(gold["start"] - mention.start), i, j)
        for i, gold in enumerate(wanted)
        for j, mention in enumerate(got)
        if gold["start"] < mention.end and mention.start < gold["end"] and (share := _shared(gold, mention)) >= 0.5
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _shared(gold: Json, mention: Mention) -> float:
    left, right = (
        {start + word.start() for word in _WORD.finditer(text)}
        for start, text in ((gold["start"], gold["text"]), (mention.start, mention.text))
    )
    return len(left & right) / max(len(left | right), 1)


def _same(actors: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Whether the labels are those of just these actors, each of which goes by several names."""
    folded = [words(label) for label in labels]
    return len(folded) == len(actors) and all(any(words(name) in folded for name in names) for names in actors)


def _b_cubed(wanted: Sequence[Json], got: Sequence[Mention], pairs: Mapping[int, int], result: Result) -> None:
    """Add the precision of each of the system's mentions and the recall of each gold one, places and optional ones left out."""
    counted = {i for i, gold in enumerate(wanted) if not gold.get("optional") and "place" not in gold}
    ignored = {pairs[i] for i in pairs if i not in counted}
    both = [(i, j) for i, j in pairs.items() if i in counted]
    gold = {i: frozenset(names[0] for names in wanted[i]["actors"]) for i in counted}
    system = {
        j: frozenset(m.actors)
        for j, m in enumerate(got)
        if j not in ignored and not (m.is_place and j not in pairs.values())
    }
    for i, j in both:
        system[j] = frozenset(got[j].actors)
        result.precision.append(_average(system, gold, {b: a for a, b in both}, j))
        result.recall.append(_average(gold, system, dict(both), i))
    matched = {j for _, j in both}
    result.precision += [0.0 for j in system if j not in matched]
    result.recall += [0.0 for i in counted if i not in pairs]


def _average(mine: Clusters, other: Clusters, partner: Mapping[int, int], at: int) -> float:
    """Of the mentions that share an actor with the one ``at`` on one side, how many do so on the other."""
    values = []
    for near, actors in mine.items():
        shared = len(actors & mine[at])
        if not shared:
            continue
        there = len(other[partner[near]] & other[partner[at]]) if near in partner else 0
        values.append(min(shared, there) / shared)
    return sum(values) / len(values)


def report(result: Result) -> str:
    """The result as a Markdown table."""
    counts = result.counts
    precision, recall, f1 = result.b_cubed()
    found = counts["found"] / max(counts["found"] + counts["strangers"], 1)
    rows = [
        ("mentions found", counts["gold"], f"recall {result.share('found', 'gold'):.2f}, precision {found:.2f}"),
        ("linking accuracy, named actors", counts["named"], f"{result.share('named right', 'named'):.2f}"),
        (
            "… of the mentions that are found",
            counts["named found"],
            f"{result.share('named right', 'named found'):.2f}",
        ),
        (
            "somebody unnamed taken for nobody known",
            counts["unnamed found"],
            f"{result.share('unnamed right', 'unnamed found'):.2f}",
        ),
        ("coreference, B³", counts["gold"], f"P {precision:.2f}, R {recall:.2f}, F1 {f1:.2f}"),
        (
            "cities and regions as places, with their country",
            counts["places"],
            f"{result.share('places right', 'places'):.2f}",
        ),
        (
            "cities as governments, not places",
            counts["governments"],
            f"{result.share('governments right', 'governments'):.2f}",
        ),
    ]
    return table(("measure", "mentions", "result"), rows)


def measure(gold: Path = GOLD) -> Result:
    """Resolve the annotated seeds and score them."""
    annotated = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = {article.id: article for article in read_articles(seeds_path())}
    nlp, authority = load(), load_authority()
    return score(annotated, lambda id: resolve(nlp(articles[id].text), articles[id], authority), authority)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--errors", action="store_true", help="list each error, by class")
    arguments = parser.parse_args()
    result = measure(arguments.gold)
    print(report(result))
    if arguments.errors:
        print("\n" + "\n".join(sorted(result.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

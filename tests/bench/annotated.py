"""Score extraction on the seeds that were annotated by reading (tests/gold/annotated.jsonl).

    python -m tests.bench.annotated [--errors] [GOLD]

Each line of GOLD is an article: its statements (speaker as it stands with the names that are right for it, cue, content
spans, kind, addressee, attribution) and its events (type, trigger, parties by name, date where the text gives one,
modality, attribution; null where an article's events are not annotated). Besides, a statement may have ``with`` (who speaks
together with the speaker) and ``within`` (the stretch of the statement that it is part of). What is ``optional`` may be
found or not: readers disagree about it, so it counts neither way.

A statement is found when the words of its content overlap by half or more (Jaccard), joint when its speaker is right too.
An event is found when its type and sentence are right, and its dyad when its parties are: each of the gold parties, on their
side, and at most one stranger. ``also`` names types that are as right: PLOVER codes a meeting to come as AGREE.
``historical`` is left out of the comparison of modality.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplograph import Event, Extraction, Statement, extract, read_articles
from diplograph.record import Role, Span
from diplograph.resources import seeds_path
from tests.bench.common import table

__all__ = ["GOLD", "Score", "report", "score"]

GOLD = Path(__file__).resolve().parents[1] / "gold" / "annotated.jsonl"
Json = dict[str, Any]
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass
class Score:
    """Counts of one measure: gold and predicted things, and how many of them are each other's."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def row(self, name: str) -> tuple[object, ...]:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return name, self.gold, self.predicted, self.right, f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}"


@dataclass
class Result:
    """Everything that is counted, and the errors in words."""

    scores: dict[str, Score] = field(default_factory=dict)
    share: dict[str, Counter[bool]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def of(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())

    def check(self, name: str, right: bool, error: str = "") -> None:
        self.share.setdefault(name, Counter())[right] += 1
        if not right and error:
            self.errors.append(f"{name}: {error}")


def score(gold: Iterable[Json], extractions: Iterable[Extraction]) -> Result:
    """The result of ``extractions`` against the annotated articles in ``gold``, paired by article id."""
    result = Result()
    found = {extraction.article.id: extraction for extraction in extractions}
    for article in gold:
        extraction = found[article["article"]]
        labels = {actor.id: actor.label for actor in extraction.actors}
        _statements(article["statements"], extraction, labels, result)
        if article["events"] is not None:
            _events(article["events"], extraction, labels, result)
    return result


def _statements(gold: Sequence[Json], extraction: Extraction, labels: dict[str, str], result: Result) -> None:
    where = extraction.article.id

    def overlap(wanted: Json, got: Statement) -> float:
        left = _positions(extraction.article.text, [(span["start"], span["end"]) for span in wanted["content"]])
        right = _positions(extraction.article.text, [(span.start, span.end) for span in got.content])
        share = len(left & right) / max(len(left | right), 1)
        return share if share >= 0.5 else 0.0

    pairs = _pairs(gold, extraction.statements, overlap)
    known = {got.id: got for got in extraction.statements}
    content, joint = result.of("statements: content"), result.of("statements: content and speaker")
    for wanted in gold:
        if not wanted["optional"] and id(wanted) not in pairs:
            result.errors.append(f"statement missed: {where}: {wanted['speaker']['text']} {_quote(wanted)}")
    matched = {id(got): wanted for wanted, got in pairs.values()}
    for got in extraction.statements:
        partner = matched.get(id(got))
        if partner is not None and partner["optional"]:
            continue
        for measure in (content, joint):
            measure.predicted += 1
        if partner is None:
            speaker = got.speaker.text if got.speaker else "nobody"
            result.errors.append(f"statement wrong: {where}: {speaker} [{got.cue and got.cue.text}] {got.text[:90]!r}")
            continue
        content.right += 1
        right = _speaker_right(partner["speaker"], got.speaker, labels)
        joint.right += right
        told = f"{where}: {got.speaker and got.speaker.text!r} for {partner['speaker']['text']!r}"
        result.check("speaker", right, told)
        resolved = got.speaker is not None and _one_of(partner["speaker"]["names"], got.speaker, labels)
        if partner["speaker"]["names"]:
            actor = got.speaker and labels.get(got.speaker.actor or "")
            result.check("speaker's actor", resolved, f"{where}: {actor!r} for {partner['speaker']['names'][0]!r}")
        cue = got.cue is not None and _touch(partner["cue"], got.cue)
        result.check("cue", cue, f"{where}: {got.cue and got.cue.text!r} for {partner['cue']['text']!r}")
        result.check(
            "kind", got.kind == partner["kind"], f"{where}: {got.kind} for {partner['kind']} {_quote(partner)}"
        )
        if "within" in partner:
            outer = known.get(got.within or "")
            inside = outer is not None and any(_touch(partner["within"], span) for span in outer.content)
            result.check("within", inside, f"{where}: {outer and outer.text!r} for {partner['within']['text']!r}")
        for name, parties in (
            ("co-speakers", partner.get("with", [])),
            ("attribution", partner["attribution"]),
            ("addressee", [[name] for name in partner["addressee"]]),
        ):
            roles = {"attribution": got.attribution, "addressee": got.addressee, "co-speakers": got.co_speakers}[name]
            if parties or (name == "attribution" and roles):
                ok = _same_parties(parties, roles, labels)
                result.check(name, ok, f"{where}: {[role.text for role in roles]} for {parties} {_quote(partner)}")
    for measure in (content, joint):
        measure.gold += sum(not wanted["optional"] for wanted in gold)


def _events(gold: Sequence[Json], extraction: Extraction, labels: dict[str, str], result: Result) -> None:
    where = extraction.article.id

    def fit(wanted: Json, got: Event) -> float:
        trigger = wanted["trigger"]
        inside = got.evidence.start <= trigger["start"] < got.evidence.end
        if got.type not in (wanted["type"], *wanted["also"]) or not inside:
            return 0.0
        return 1.0 + 4 * _touch(trigger, got.trigger) + 2 * _dyad_right(wanted, got, labels)

    pairs = _pairs(gold, extraction.events, fit)
    matched = {id(got): wanted for wanted, got in pairs.values()}
    for wanted in gold:
        if not wanted["optional"]:
            for name in ("events: type", "events: type and parties", f"· {wanted['type']}"):
                result.of(name).gold += 1
            if id(wanted) not in pairs:
                result.errors.append(f"event missed: {where}: {_event(wanted)}")
    for got in extraction.events:
        partner = matched.get(id(got))
        if partner is not None and partner["optional"]:
            continue
        kind = got.type if partner is None else partner["type"]
        names = ("events: type", "events: type and parties", f"· {kind}")
        for name in names:
            result.of(name).predicted += 1
        if partner is None:
            result.errors.append(f"event wrong: {where}: {_predicted(got)} in {got.evidence.text[:120]!r}")
            continue
        result.of(names[0]).right += 1
        result.of(names[2]).right += 1
        parties = _dyad_right(partner, got, labels)
        result.of(names[1]).right += parties
        result.check("parties", parties, f"{where}: {_predicted(got)} for {_event(partner)}")
        modality = set(got.modality) - {"historical"}
        told = f"{where}: {sorted(modality)} for {_event(partner)}"
        if got.type == partner["type"]:
            result.check("modality", modality == set(partner["modality"]), told)
        if partner["date"]:
            result.check("date", got.date == partner["date"], f"{where}: {got.date} for {_event(partner)}")
        if partner["attribution"] or got.attribution:
            ok = _same_parties(partner["attribution"], got.attribution, labels)
            told = f"{where}: {[role.text for role in got.attribution]} for {_event(partner)}"
            result.check("event's attribution", ok, told)


def _pairs(
    gold: Sequence[Json], predicted: Sequence[Any], fit: Callable[[Json, Any], float]
) -> dict[int, tuple[Json, Any]]:
    """The best one-to-one pairs, by the gold thing's ``id()``; on equal fit what is not optional goes first."""
    ranked = sorted(
        (-value, wanted["optional"], i, j)
        for i, wanted in enumerate(gold)
        for j, got in enumerate(predicted)
        if (value := fit(wanted, got)) > 0
    )
    pairs: dict[int, tuple[Json, Any]] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if id(gold[i]) not in pairs and j not in taken:
            pairs[id(gold[i])] = gold[i], predicted[j]
            taken.add(j)
    return pairs


def _speaker_right(wanted: Json, got: Role | None, labels: dict[str, str]) -> bool:
    return got is not None and (_touch(wanted, got) or _one_of(wanted["names"], got, labels))


def _dyad_right(wanted: Json, got: Event, labels: dict[str, str]) -> bool:
    if not wanted["recipient"]:
        return _same_parties(wanted["actor"], got.actor + got.recipient, labels)
    return _same_parties(wanted["actor"], got.actor, labels) and _same_parties(
        wanted["recipient"], got.recipient, labels
    )


def _same_parties(wanted: Sequence[Sequence[str]], got: Sequence[Role], labels: dict[str, str]) -> bool:
    known = sum(any(_one_of(names, role, labels) for role in got) for names in wanted)
    strangers = sum(not any(_one_of(names, role, labels) for names in wanted) for role in got)
    return known == len(wanted) and strangers <= (1 if wanted else 0)


def _one_of(names: Sequence[str], role: Role, labels: dict[str, str]) -> bool:
    """Whether the role's actor, or its own words, carry one of the names; a surname is enough where the label has no more."""
    for words in (_fold(labels.get(role.actor or "", "")), _fold(role.text)):
        for name in map(_fold, names):
            if (
                words
                and name
                and (name == words or set(name) <= set(words) or (set(words) <= set(name) and words[-1] == name[-1]))
            ):
                return True
    return False


def _fold(text: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return [word for word in re.findall(r"\w+", plain.casefold().replace("-", " ").replace("ı", "i")) if word != "the"]


def _positions(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {start + word.start() for start, end in spans for word in _WORD.finditer(text[start:end])}


def _touch(wanted: Json, got: Role | Span) -> bool:
    return bool(wanted["start"] < got.end and got.start < wanted["end"])


def _quote(wanted: Json) -> str:
    return repr(" … ".join(span["text"] for span in wanted["content"])[:90])


def _event(wanted: Json) -> str:
    sides = " → ".join(", ".join(names[0] for names in wanted[side]) for side in ("actor", "recipient"))
    return (
        f"{wanted['type']} [{wanted['trigger']['text']}] {sides} {wanted['date'] or ''} {' '.join(wanted['modality'])}"
    )


def _predicted(got: Event) -> str:
    sides = " → ".join(", ".join(role.text for role in side) for side in (got.actor, got.recipient))
    return f"{got.type} [{got.trigger.text}] {sides} {got.date or ''} {' '.join(got.modality)}"


def report(result: Result) -> str:
    """The result as two Markdown tables: precision and recall, then what is right about the things that were found."""
    rows = [result.scores[name].row(name) for name in sorted(result.scores, key=lambda name: (name[0] == "·", name))]
    shares = [
        (name, counts[True], counts.total(), f"{counts[True] / counts.total():.2f}")
        for name, counts in sorted(result.share.items())
    ]
    found = table(("measure", "gold", "predicted", "right", "precision", "recall", "F1"), rows)
    return f"{found}\n\n{table(('of what is found', 'right', 'of', 'share'), shares)}"


def measure(gold: Path = GOLD) -> Result:
    """Extract the annotated seeds and score them."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    wanted = {article["article"] for article in articles}
    return score(articles, extract(article for article in read_articles(seeds_path()) if article.id in wanted))


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

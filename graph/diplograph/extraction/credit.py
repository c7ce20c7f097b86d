"""On whose word an event is told: the statement that it lies in, or somebody's belief or claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.reporting import load_reporting
from diplograph.extraction.speakers import role
from diplograph.extraction.syntax import agents, children, governors, is_passive, obliques
from diplograph.language.forms import known_form
from diplograph.record import Role, Statement

__all__ = ["Credit", "credit"]

_UNSAID = frozenset({"hypothetical", "future"})


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom the article credits with an event, outermost first, the id of the statement that it lies in, and the modality
    that it has from there: what somebody might say, or what nobody in particular claims, is supposed."""

    attribution: tuple[Role, ...] = ()
    within: str | None = None
    modality: tuple[str, ...] = ()


def credit(
    token: Any, start: int, end: int, statements: Iterable[Statement], resolution: Resolution, text: str
) -> Credit:
    """On whose word the event is told that the token evokes, with its trigger between the two offsets."""
    told = _innermost(start, end, statements)
    chain = () if told is None else (*told.attribution, *(() if told.speaker is None else (told.speaker,)))
    modality = () if told is None or _UNSAID.isdisjoint(told.modality) else ("hypothetical",)
    held, holders = _held(token)
    if held is not None and not (told and told.cue and told.cue.start <= held.idx < told.cue.end):
        believers = tuple(role(one, resolution, text) for one in holders[:1])
        known = {one.actor for one in chain if one.actor}
        chain += tuple(one for one in believers if one.actor not in known)
        modality = modality or (() if believers else ("hypothetical",))
    return Credit(tuple(dict.fromkeys(chain)), None if told is None else told.id, modality)


def _innermost(start: int, end: int, statements: Iterable[Statement]) -> Statement | None:
    around = [
        (span.end - span.start, statement)
        for statement in statements
        for span in statement.content
        if span.start <= start and end <= span.end
    ]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def _held(token: Any) -> tuple[Any | None, tuple[Any, ...]]:
    """The nearest word above the token that only holds it true ("believes that", "the claim that"), and who does."""
    reporting = load_reporting()
    lower = token
    for label, upper in governors(token):
        believed = label == "ccomp" or (label == "xcomp" and is_passive(upper) and _is_perfect(lower))
        if believed and known_form(upper, reporting.lists["belief"]):
            return upper, agents(upper)
        if label == "acl" and upper.pos_ == "NOUN" and not _is_participle(lower) and _takes_clause(upper):
            return upper, children(upper, "nmod:poss") or obliques(upper, "by", "of", "from")
        lower = upper
        if label in {"acl:relcl", "parataxis"}:
            break
    return None, ()


def _is_perfect(verb: Any) -> bool:
    """Whether an infinitive tells of what has been: "is believed to have met", not "is expected to meet"."""
    return verb.tag_ == "VBN" and any(c.lower_ == "have" for c in children(verb, "aux"))


def _is_participle(verb: Any) -> bool:
    """Whether a verb under a noun tells what the noun does ("a report accusing Egypt"), not what it says."""
    return verb.tag_ in {"VBG", "VBN"} and not children(verb, "nsubj", "aux", "mark")


def _takes_clause(noun: Any) -> bool:
    reporting = load_reporting()
    return known_form(noun, reporting.lists["belief"]) is not None or any(
        "clause" in use.frames and use.kind == "claim" for use in reporting.noun(noun)
    )

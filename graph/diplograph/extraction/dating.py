"""Which time expression dates an event: the one that hangs on its clause, not on who reports it or on another act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from diplograph.extraction.clause import Clause
from diplograph.extraction.syntax import relation
from diplograph.extraction.times import TimeExpression, resolve_time

__all__ = ["date_event", "date_saying"]

_NEAR = 400
"""Characters within which a time named before is still what the text talks about: about two sentences."""


def date_event(
    clause: Clause, times: Iterable[TimeExpression], published: date | None, *, future: bool = False
) -> str | None:
    """The event's date from the first time expression of its clause, as precise as that is; ``None`` where there is none."""
    sentence = clause.token.sent
    times = tuple(times)
    here = [t for t in times if t.dates and sentence.start_char <= t.start and t.end <= sentence.end_char]
    if not here:
        return None
    own = {clause.token.i, clause.site.i, clause.predicate.i}
    coordinated = {clause.predicate.head.i} if clause.predicate.dep_ == "conj" else set()
    ranked = []
    for expression in here:
        distance = _distance(expression, own, clause)
        if distance is None and coordinated:
            distance = _distance(expression, coordinated, clause)
        if distance is not None:
            ranked.append((distance, expression.start, expression))
    for _, _, expression in sorted(ranked, key=lambda item: item[:2]):
        anchor = _anchor(expression, times, published, future) if expression.kind == "anchored" else None
        found = resolve_time(expression, published, future=future, anchor=anchor)
        if found is not None:
            return found
    return None


def _anchor(
    expression: TimeExpression, times: Sequence[TimeExpression], published: date | None, future: bool
) -> str | None:
    """What "the day before" counts from: the time named last before it, a sentence or two ago at most."""
    found, end = None, 0
    for other in times:
        if other.start >= expression.start:
            break
        if other.start - end > _NEAR:
            found = None
        found = resolve_time(other, published, future=future, anchor=found) or found
        end = other.end
    return found if expression.start - end <= _NEAR else None


def _distance(expression: TimeExpression, own: set[int], clause: Clause) -> int | None:
    """How many steps lie between the expression and the clause; ``None`` where another predicate stands between."""
    span = clause.token.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None:
        return None
    node: Any = span.root
    if any(clause.predicate.i < upper.i < node.i and upper.pos_ == "VERB" for upper in clause.predicate.ancestors):
        return None  # "troops left, officials said Monday": the day is that of the saying, whatever the parser says
    for step in range(6):
        if node.i in own:
            return step
        if node.pos_ == "VERB" or node.head == node:
            return None
        if relation(node) in {"acl", "appos", "parataxis"}:
            return None
        node = node.head
    return None


def date_saying(
    token: Any,
    content: Sequence[tuple[int, int]],
    times: Sequence[TimeExpression],
    published: date | None,
    *,
    future: bool = False,
) -> str | None:
    """When something was said: by the first time expression of the reporting word's own clause, outside of what is said."""
    sentence = token.sent
    first = bisect_left(times, sentence.start_char, key=lambda expression: expression.start)
    for expression in times[first:]:
        if expression.start >= sentence.end_char:
            break
        if not expression.dates or any(a < expression.end and expression.start < b for a, b in content):
            continue
        span = token.doc.char_span(expression.start, expression.end, alignment_mode="expand")
        node: Any = None if span is None else span.root
        while node is not None and node != token and node.pos_ != "VERB" and node.head != node:
            node = node.head
        if node == token:
            found = resolve_time(expression, published, future=future)
            if found is not None:
                return found
    return None

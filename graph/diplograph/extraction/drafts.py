"""A statement in the making: a cue with what the parse and the quotation marks give as its content."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diplograph.extraction.complement import Content
from diplograph.extraction.cues import Cue
from diplograph.extraction.quotes import Quotation
from diplograph.extraction.reporting import ReportingWord
from diplograph.record import Role, StatementKind

__all__ = ["Draft", "kind_of", "quotation_at", "spans_of"]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_EDGE = frozenset([",", ";", ":", "-", "–", "—", "--", "---", ".", "(", ")", "[", "]", "/", "..."])
_MARKS = frozenset('"“”„«»')
_SINGLE = frozenset("'‘’")
_DIRECT = 0.9
_INDIRECT = 0.1


@dataclass(slots=True)
class Draft:
    """One statement while it is put together; ``cue`` is ``None`` where none was found, ``content`` what the parse gave.

    ``tokens`` are those of the content, ``quotations`` the numbers of those that were attached and ``manner`` how the last
    one was. ``speaker`` is the head token of who says it, ``announced`` the offsets of the cue, ``spans`` those of the content.
    ``outer`` are the drafts whose content holds its cue, the widest first, ``within`` the last of them that is told as a statement,
    ``sure`` the probability that a model gives it.
    """

    cue: Cue | None
    content: Content | None = None
    tokens: set[int] = field(default_factory=set)
    quotations: list[int] = field(default_factory=list)
    manner: str = ""
    speaker: Any | None = None
    announced: tuple[int, int] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    attribution: tuple[Role, ...] = ()
    outer: tuple[Draft, ...] = ()
    within: Draft | None = None
    sure: float | None = None

    @property
    def own(self) -> frozenset[int]:
        """The tokens of the clause or phrase that only carries the cue."""
        return self.content.own if self.content else frozenset()

    @property
    def use(self) -> ReportingWord | None:
        """The use of the reporting word that fits what was found; ``None`` where there is no such word."""
        if self.content is not None:
            return self.content.use
        return None if self.cue is None else self.cue.use("quote", "quoted")

    @property
    def frame(self) -> str:
        """The frame by which the content was found; without a reporting word, how the quotation was attached."""
        if self.use is None:
            return self.manner
        return self.content.frame if self.content is not None and not self.quotations else "quote"

    @property
    def start(self) -> int:
        """The offset of the first word of the content."""
        return self.spans[0][0]

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies within the content."""
        return any(a <= start and end <= b for a, b in self.spans)


def quotation_at(quotations: Sequence[Quotation], offset: int) -> int | None:
    """The number of the quotation that an offset lies in."""
    at = bisect_right(quotations, offset, key=lambda quotation: quotation.start) - 1
    return at if at >= 0 and offset < quotations[at].end else None


def spans_of(
    doc: Any,
    text: str,
    tokens: Iterable[int],
    attached: Iterable[int],
    quotations: Sequence[Quotation],
    home: int | None,
) -> list[tuple[int, int]]:
    """The offsets of a content: tokens side by side make one span, and a quotation is never cut in two.

    ``home`` is the quotation in which the cue itself stands: a content inside it may be part of it, and does not leave it.
    White space and punctuation at the edges are left out, and so are the quotation marks around a span that they wholly
    enclose.
    """
    pieces: list[tuple[int, int]] = []
    run: list[Any] = []
    previous = -2
    for i in sorted(tokens):
        if any(not (doc[j].is_punct or doc[j].is_space) for j in range(previous + 1, i)) or i < 0 or previous < 0:
            pieces += _trimmed(run)
            run = []
        elif run:
            run.extend(doc[j] for j in range(previous + 1, i))
        run.append(doc[i])
        previous = i
    pieces += _trimmed(run)
    whole = [(quotations[q].start, quotations[q].end) for q in attached]
    for start, end in pieces:
        first, last = quotation_at(quotations, start), quotation_at(quotations, end - 1)
        if first is not None and first != home:
            start = quotations[first].start
        if last is not None and last != home:
            end = quotations[last].end
        if home is not None:
            start, end = max(start, quotations[home].inner_start), min(end, quotations[home].inner_end)
        whole.append((start, end))
    found = (
        _unquoted(text, *_without_stray_marks(text, s, e, quotations), quotations) for s, e in _merged(text, whole)
    )
    return [span for span in found if span[0] < span[1]]


def kind_of(text: str, spans: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> StatementKind:
    """Direct, indirect or mixed, by the share of the words that stand between quotation marks."""
    total = quoted = 0
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            total += 1
            quoted += quotation_at(quotations, match.start()) is not None
    share = quoted / total if total else 0.0
    return "direct" if share >= _DIRECT else "indirect" if share <= _INDIRECT else "mixed"


def _trimmed(run: list[Any]) -> list[tuple[int, int]]:
    first, last = 0, len(run)
    while first < last and (run[first].is_space or run[first].text in _EDGE):
        first += 1
    while last > first and (run[last - 1].is_space or run[last - 1].text in _EDGE):
        last -= 1
    if first == last or not any(t.is_alpha or t.like_num or any(c.isalnum() for c in t.text) for t in run[first:last]):
        return []
    return [(run[first].idx, run[last - 1].idx + len(run[last - 1]))]


def _merged(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if (
            merged
            and not any(c.isalnum() for c in text[merged[-1][1] : start])
            and (
                start <= merged[-1][1]
                or ("\n" not in text[merged[-1][1] : start] and not _both_quoted(text, merged[-1][1], start))
            )
        ):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without_stray_marks(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> tuple[int, int]:
    """The stretch without quotation marks at its edges that belong to no quotation, and the commas next to them."""
    while end > start and _is_stray(text, end - 1, end - 2, quotations):
        end = start + len(text[start : end - 1].rstrip(" ,"))
    while start < end and _is_stray(text, start, start + 1, quotations):
        start = end - len(text[start + 1 : end].lstrip(" ,"))
    return start, end


def _is_stray(text: str, offset: int, inner: int, quotations: Sequence[Quotation]) -> bool:
    """Whether a mark belongs to no quotation; a single one may be an apostrophe, unless a quotation is next to it."""
    if quotation_at(quotations, offset) is not None:
        return False
    return text[offset] in _MARKS or (text[offset] in _SINGLE and quotation_at(quotations, inner) is not None)


def _both_quoted(text: str, end: int, start: int) -> bool:
    return text[end - 1] in "\"”'’»" and text[start] in "\"“'‘«"


def _unquoted(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> tuple[int, int]:
    number = quotation_at(quotations, start)
    if number is not None and (quotations[number].start, quotations[number].end) == (start, end):
        start, end = quotations[number].inner_start, quotations[number].inner_end
        end = start + len(text[start:end].rstrip().removesuffix(",").rstrip())
        start = end - len(text[start:end].lstrip())
    return start, end

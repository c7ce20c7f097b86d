"""Quotations in a raw text: which quotation mark opens, which closes, and what lies between them.

A pure function of the text, in time linear in its length. It knows straight and curly double marks, guillemets either
way round, low-9 marks, TeX marks and single marks (British style) as against apostrophes. A quotation never leaves its
paragraph: where a speech goes on over several paragraphs, each opened by a mark of its own and only the last one closed,
every paragraph gives one piece, and the pieces say that they belong together. A mark without a partner opens nothing
unless its paragraph allows for it, so a missing mark never swallows what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["Quotation", "find_quotations", "paragraphs"]

_CLOSES = {"“": "”“", "„": "“”‟", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "``": "''", "''": "''"}
_DOUBLE = re.compile(r"[\"“”„‟«»‹›]|``|''")
_SINGLE = re.compile(r"['‘’‚‛]")
_ELISION = re.compile(
    r"['‘’‛](?:\d\ds?\b|(?:em|til|till|cause|bout|n|twas|tis|round|ere|cos|course|tude)\b)", re.IGNORECASE
)
_INCHES = re.compile(r"\d['′’]\s?\d{1,2}(\"|''|”)")
_BREAK = re.compile(r"[ \t\r\f\v]*\n\s*")
_OPEN_BEFORE = frozenset("([{<-–—―/…“‘\"'«„")
_STRONG = frozenset('.,!?;:…)]-–—―”"')
_SOFT_WRAP_WIDTH = 50


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """One quotation, marks included: ``start`` is the opening mark, ``end`` the offset behind the closing one.

    ``inner_start`` and ``inner_end`` leave the marks out. ``closed`` is false where the closing mark is missing: the
    quotation then ends with its paragraph. ``resumes`` says that it continues the quotation before it in the list, which
    was left open at the end of the paragraph before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a text as (start, end) offsets, without the white space around them.

    An empty line ends a paragraph, and so does a line break, unless the line looks like one that was wrapped: it is long,
    and neither does it end as a sentence ends nor does the next one begin with a quotation mark.
    """
    found = []
    start = len(text) - len(text.lstrip())
    for match in _BREAK.finditer(text, start):
        if "\n" not in match.group().strip(" \t\r\f\v").removeprefix("\n") and _wraps(text, start, match):
            continue
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        found.append((start, end))
    return tuple(found)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order and without overlap; a quotation inside one is part of it."""
    found: list[Quotation] = []
    open_end = False  # does the paragraph before end inside a quotation?
    pieces = paragraphs(text)
    for number, (start, end) in enumerate(pieces):
        following = text[pieces[number + 1][0]] if number + 1 < len(pieces) else ""
        double = list(_double(text, start, end))
        quotations = _merge(double, list(_single(text, start, end, double, following)))
        if quotations and open_end and quotations[0].start == start:
            quotations[0] = replace(quotations[0], resumes=True)
        open_end = bool(quotations) and not quotations[-1].closed and following in _openers(text[quotations[-1].start])
        found.extend(quotations)
    return tuple(found)


def _wraps(text: str, start: int, match: re.Match[str]) -> bool:
    line = max(start, text.rfind("\n", start, match.start()) + 1)
    if match.start() - line < _SOFT_WRAP_WIDTH or match.end() >= len(text):
        return False
    return text[match.start() - 1] not in ".!?:”\"’'»" and text[match.end()] not in '“"‘«„'


def _openers(mark: str) -> tuple[str, ...]:
    return ("'", "‘") if mark in "'‘" else ("“", '"', "«", "»", "„", "`", "‟")


def _double(text: str, start: int, end: int) -> Iterator[Quotation]:
    inches = {match.start(1) for match in _INCHES.finditer(text, start, end)}
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    for match in _DOUBLE.finditer(text, start, end):
        if match.start() in inches:
            continue
        mark = _Mark(match.start(), match.end(), match.group())
        if stack and mark.text in _CLOSES[stack[-1].text] and not _only_opens(text, mark, start, end):
            pairs.append((stack.pop(), mark))
        elif stack and mark.text in "”\"''" and stack[-1].text in '"“``' and not _may_open(text, mark, start, end):
            pairs.append((stack.pop(), mark))  # straight against curly: a typist's mixture
        elif mark.text in _CLOSES and (_may_open(text, mark, start, end) or (mark.text in "“„«" and not stack)):
            stack.append(mark)
    pairs.sort(key=lambda pair: pair[0].start)
    last = start
    for opening, closing in pairs:
        if opening.start >= last and closing.start > opening.end:
            yield Quotation(opening.start, closing.end, opening.end, closing.start)
            last = closing.end
    if stack and stack[0].start >= last and len(stack) == 1 and stack[0].end < end:
        yield Quotation(stack[0].start, end, stack[0].end, end, closed=False)


def _only_opens(text: str, mark: _Mark, start: int, end: int) -> bool:
    """Is this mark, which could close, written as an opening one: white space before it, none behind it?"""
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    return mark.text != "”" and before.isspace() and not after.isspace() and after not in ".,;:!?)"


def _may_open(text: str, mark: _Mark, start: int, end: int) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if mark.text == "''" or mark.text == "”":
        return False
    return ((before.isspace() or before in _OPEN_BEFORE) and not after.isspace()) or (
        mark.text == "“" and before.isspace()
    )


def _single(text: str, start: int, end: int, double: list[Quotation], following: str) -> Iterator[Quotation]:
    """Quotations in single marks: each opening mark is paired with the first mark behind it that must be a closing one."""
    marks = [match for match in _SINGLE.finditer(text, start, end) if not _covered(match.start(), double)]
    opening: int | None = None
    weak: int | None = None  # a plural's apostrophe, or the closing mark where no better one follows
    for match in marks:
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if (before.isspace() or before in _OPEN_BEFORE) and not after.isspace() and match.group() != "’":
            if _ELISION.match(text, at):
                continue
            if opening is not None and weak is not None:
                yield Quotation(opening, weak + 1, opening + 1, weak)
            opening, weak = at, None
        elif opening is not None and not before.isspace() and not after.isalnum() and at > opening + 1:
            if before in _STRONG or after in _STRONG or at + 1 == end or before not in "sSnN":
                yield Quotation(opening, at + 1, opening + 1, at)
                opening, weak = None, None
            elif weak is None:
                weak = at
    if opening is None:
        return
    if weak is not None:
        yield Quotation(opening, weak + 1, opening + 1, weak)
    elif opening == start and opening + 1 < end and following and following in "'‘":
        yield Quotation(opening, end, opening + 1, end, closed=False)


def _covered(offset: int, quotations: list[Quotation]) -> bool:
    at = bisect_right(quotations, offset, key=lambda quotation: quotation.start) - 1
    return at >= 0 and offset < quotations[at].end


def _merge(double: list[Quotation], single: list[Quotation]) -> list[Quotation]:
    """Both kinds in order, the outer of two nested ones; an unclosed one gives way to what lies inside its paragraph."""
    merged: list[Quotation] = []
    for quotation in sorted([*double, *single], key=lambda q: (q.start, -q.end)):
        if merged and quotation.start < merged[-1].end:
            continue
        merged.append(quotation)
    return merged

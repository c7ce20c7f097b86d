"""Which quotation belongs to which cue: by what stands between the two, whatever the parser made of it.

Long quotations derail parsers, and sentences end inside them; the customs of newspapers do not. A quotation that ends with
a comma waits for its cue, one behind a comma or a colon has it, and one that follows a cued quotation without a cue of
its own goes on with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diplograph.extraction.cues import Cue
from diplograph.extraction.quotes import Quotation
from diplograph.extraction.syntax import relation

__all__ = ["Attachment", "attach_quotations"]

_WAITS = frozenset(",?!-–—…")
_STOPS = frozenset({".", ";", ":", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_JOINTS = frozenset(
    {"that", "as", "to", "the", "a", "an", "his", "her", "their", "its", "of", "was", "is", "were", "are"}
)
_CUE_LENGTH = 60
"""How many characters a closing cue ("Kim said on Friday.") has at most."""

_SPEECH = 12
"""How many words make more than a reply."""

_REACH = 40
"""How many tokens may stand between a quotation and its cue: a long apposition to the speaker fits."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A quotation (its number) and the cue (its number) that it belongs to.

    ``cue`` is ``None`` where none was found but the quotation is an utterance of its own. ``manner`` says how: "before" or
    "behind" the cue, "continued" behind a quotation of the same cue, "resumed" from the paragraph before, or "alone".
    """

    quotation: int
    cue: int | None
    manner: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens of a quotation, of its paragraph's begin, and of what is before and behind it up to the next quotations."""

    paragraph: int
    first: int
    last: int
    before: int
    behind: int


def attach_quotations(
    doc: Any,
    text: str,
    quotations: Sequence[Quotation],
    cues: Sequence[Cue],
    pieces: Sequence[tuple[int, int]],
    telling: Collection[int],
) -> tuple[Attachment, ...]:
    """The quotations that are utterances, each with its cue; ``pieces`` are the paragraphs.

    ``cues`` must be sorted and hold none that stands inside a quotation; ``telling`` are the numbers of those that have a
    clause as content. Scare quotes and titles are left out.
    """
    starts = [token.idx for token in doc]
    heads = [cue.token for cue in cues]
    found: list[Attachment] = []
    number = previous = 0
    for start, end in pieces:
        inside = []
        while number < len(quotations) and quotations[number].start < end:
            inside.append(number)
            number += 1
        bounds = [bisect_left(starts, start)]
        if not inside:
            previous = bounds[0]
            continue
        for q in inside:
            bounds += [bisect_left(starts, quotations[q].start), bisect_left(starts, quotations[q].end)]
        bounds.append(bisect_left(starts, end))
        stretches = [
            _Stretch(bounds[0], bounds[n + 1], bounds[n + 2], bounds[n], bounds[n + 3])
            for n in range(0, 2 * len(inside), 2)
        ]
        if text[max(0, start - 9) : start].rstrip()[-1:] == ":" and quotations[inside[0]].start == start:
            stretches[0] = replace(stretches[0], before=previous)
        previous = bounds[0]
        found.extend(_paragraph(doc, text, quotations, cues, heads, inside, stretches, start, end, telling))
    return tuple(found)


def _paragraph(
    doc: Any,
    text: str,
    quotations: Sequence[Quotation],
    cues: Sequence[Cue],
    heads: list[int],
    inside: list[int],
    stretches: list[_Stretch],
    start: int,
    end: int,
    telling: Collection[int],
) -> list[Attachment]:
    found: list[Attachment] = []
    cue: int | None = None  # the cue of the quotation before, in this paragraph
    for q, stretch in zip(inside, stretches, strict=True):
        quotation = quotations[q]
        behind = _cue_behind(doc, text, quotation, stretch, cues, heads)
        before = _cue_before(doc, text, quotation, stretch, cues, heads)
        utters = _is_utterance(text, quotation, start)
        if quotation.resumes and behind is None:
            found.append(Attachment(q, None, "resumed"))
        elif behind is not None and (before is None or _last(text, quotation) == "," or before == cue):
            cue = behind
            found.append(Attachment(q, cue, "before"))
        elif before is not None:
            cue = before
            found.append(Attachment(q, cue, "behind"))
        elif utters and (cue is not None or (cue := _cue_of_sentence_before(doc, stretch, heads, telling)) is not None):
            found.append(Attachment(q, cue, "continued"))
        elif utters and _goes_on(text, quotations, q, start, end):
            found.append(Attachment(q, None, "resumed"))
        elif utters and _speaks(text, quotation):
            found.append(Attachment(q, None, "alone"))
    return found


def _cue_behind(
    doc: Any, text: str, quotation: Quotation, at: _Stretch, cues: Sequence[Cue], heads: list[int]
) -> int | None:
    """The cue in `"…," Kim said` or `"…," said Kim`."""
    last = _last(text, quotation)
    after = text[quotation.end : quotation.end + 2].lstrip()[:1]
    if last not in _WAITS and after not in {",", "-", "–", "—"}:
        return None
    end = min(at.behind, at.last + _REACH)
    for i in range(at.last, end):
        if doc[i].text in _STOPS and i > at.last:
            end = i
            break
    for n in range(bisect_left(heads, at.last), len(heads)):
        if heads[n] >= end:
            return None
        cue = cues[n]
        if not (cue.form == "phrase" or (cue.form == "verb" and cue.use("quote", "quoted"))):
            continue
        if cue.form == "verb" and cue.use("quote") is None and heads[n] - at.last > 8:
            return None
        if doc[cue.token].tag_ == "VBG" and not any(child.lower_ == "as" for child in doc[cue.token].children):
            return None  # "…," adding that: it goes on with something else, but not so "was quoted as saying"
        if any(_is_finite(doc[i], doc[cue.token], at.last) for i in range(at.last, heads[n])):
            return None
        return n
    return None


def _is_finite(token: Any, cue: Any, first: int) -> bool:
    """Whether a finite verb outside relative clauses stands in between that is no auxiliary of the cue, and not what the cue
    depends on ("was quoted as saying")."""
    if token.tag_ not in _FINITE or token.head == cue or (relation(token) == "aux" and token.head == cue.head):
        return False
    while token.head != token and token.i >= first and token != cue:
        if relation(token) in {"acl", "appos"}:
            return False
        token = token.head
    return True


def _cue_before(
    doc: Any, text: str, quotation: Quotation, at: _Stretch, cues: Sequence[Cue], heads: list[int]
) -> int | None:
    """The cue in `Kim said: "…"`, `Kim said in Seoul, "…"` or `Kim called it "…"`."""
    first = at.first
    while first > at.before and (not doc[first].is_sent_start or all(doc[i].is_space for i in range(first, at.first))):
        first -= 1
        if doc[first].text in {".", "!", "?"} and first < at.first - 1:
            first += 1
            break
    sign = text[max(0, quotation.start - 9) : quotation.start].rstrip()[-1:]
    noun = None
    for n in range(bisect_left(heads, at.first) - 1, -1, -1):
        if heads[n] < first:
            return noun
        cue = cues[n]
        between = range(cue.token + 1, at.first)
        if sign == ":":
            if cue.form != "noun":
                return n
            noun = n if noun is None and cue.use("quote") else noun
        elif cue.form == "verb" and sign == "," and cue.use("quote", "quoted"):
            if any(doc[i].tag_ in _FINITE and relation(doc[i].head) != "acl" for i in between):
                return None
            return n
        elif cue.form == "verb" and all(doc[i].lower_ in _JOINTS for i in between if not doc[i].is_space):
            if cue.use("quote", "object-as", "clause") or (cue.use("quoted") and _is_sentence(text, quotation)):
                return n
            return n if at.first - cue.token <= 2 and not cue.use("quoted") else None
    return noun


def _cue_of_sentence_before(doc: Any, at: _Stretch, heads: list[int], telling: Collection[int]) -> int | None:
    """The first cue with a clause in the sentence that ends where the quotation begins: `Kim said it was over. "…"`."""
    end = at.first - 1
    while end > at.before and (doc[end].is_space or doc[end].is_punct):
        end -= 1
    begin = max(doc[end].sent.start, at.paragraph)
    return next((n for n in range(bisect_left(heads, begin), bisect_left(heads, end + 1)) if n in telling), None)


def _is_utterance(text: str, quotation: Quotation, start: int) -> bool:
    """Whether a quotation stands as sentences do: behind the end of one, begun with a capital; or goes on behind a comma."""
    before = text[start : quotation.start].rstrip()
    opening = text[quotation.inner_start : quotation.inner_end].lstrip("‘'\"“[(…. ")[:1]
    if before and before[-1] in ",-–—":
        return True
    return (not before or before[-1] in ".?!”\"’':)]") and not opening.islower()


def _last(text: str, quotation: Quotation) -> str:
    """The last character that is said, not counting the marks of a quotation inside."""
    return text[quotation.inner_start : quotation.inner_end].rstrip(" '’\"”\xa0")[-1:]


def _goes_on(text: str, quotations: Sequence[Quotation], number: int, start: int, end: int) -> bool:
    """Whether a paragraph is nothing but a quotation, long enough to be no reply, behind one of a quotation that asks nothing.

    Some papers close every paragraph of a longer speech.
    """
    quotation = quotations[number]
    if number == 0 or (quotation.start, quotation.end) != (start, end) or not _speaks(text, quotation):
        return False
    before = quotations[number - 1]
    between = text[before.end : start]
    near = between.rstrip().count("\n") == 0 and len(between) < _CUE_LENGTH
    return near and _last(text, before) != "?" and len(text[start:end].split()) >= _SPEECH


def _speaks(text: str, quotation: Quotation) -> bool:
    """Whether a quotation that stands alone is long enough, and not written like a title."""
    words = text[quotation.inner_start : quotation.inner_end].split()
    return len(words) >= 5 and any(word[0].islower() and len(word) > 3 for word in words)


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation begins with a capital and is no title such as "War and Peace"."""
    words = text[quotation.inner_start : quotation.inner_end].split()
    if not words or not words[0][0].isupper():
        return False
    return words[-1][-1] in ".!?," or not all(word[0].isupper() for word in words if len(word) > 3)

"""Speakers named beside what they say, without a verb: "Kim: We are ready" in transcripts and headlines, “…” — Kim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.extraction.quotes import Quotation

__all__ = ["Line", "find_lines", "find_signatures"]

_LABEL = re.compile(r"[\"“‘']?(?P<name>[^\W\d_a-z][^\n:“”\"?!;]{0,60}?)\s?:\s+(?=\S)")
_NAME_WORD = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*|of|the|for|de|al|von|van|bin|and|&)")
_SIGNATURE = re.compile(r"\s?(?P<dash>―|—|–|--?)\s?(?P<name>[^\W\d_a-z][^\n:“”\"?!;―—]{0,60})(?=\n|$)")
_HEADING_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line: offsets of the name, of the colon or dash, and of what is said.

    ``transcript`` is true where the article labels its lines that way throughout.
    """

    start: int
    end: int
    colon: int
    content: int
    stop: int
    transcript: bool


def find_lines(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    """The paragraphs that begin with a name and a colon, where they make a transcript, or the first is a headline.

    A transcript has at least three such paragraphs, and a label that comes again.
    """
    labelled = []
    for number, (start, end) in enumerate(pieces):
        match = _LABEL.match(text, start, end)
        if match and _is_name(match["name"]):
            labelled.append((number, match, end))
    names = [match["name"] for _, match, _ in labelled]
    transcript = len(names) >= 3 and len(set(names)) < len(names)
    lines = []
    for number, match, end in labelled:
        spoken = transcript and (names.count(match["name"]) > 1 or match["name"].isupper())
        if spoken or (number == 0 and end - match.end() <= _HEADING_LENGTH):
            colon = text.index(":", match.end("name"))
            lines.append(Line(*match.span("name"), colon, match.end(), end, spoken))
    return tuple(lines)


def find_signatures(text: str, pieces: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> tuple[Line, ...]:
    """The quotations that begin a paragraph which ends with a dash and a name."""
    lines = []
    starts = {start for start, _ in pieces}
    for quotation in quotations:
        if quotation.start not in starts:
            continue
        match = _SIGNATURE.match(text, quotation.end)
        if match and _is_name(match["name"].rstrip(". ").split(",")[0]):
            name = match.start("name"), match.start("name") + len(match["name"].rstrip(". "))
            lines.append(Line(*name, match.start("dash"), quotation.inner_start, quotation.inner_end, False))
    return tuple(lines)


def _is_name(label: str) -> bool:
    words = label.split()
    return len(words) <= 7 and all(_NAME_WORD.fullmatch(word.strip("(),")) for word in words)

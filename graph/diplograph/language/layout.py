"""Headings, datelines, bylines, captions and boilerplate, told apart from running text by general rules over paragraphs.

The rules are data: `layout.toml`. What they find stands in `doc.spans["layout"]`, each span with its label; what no span covers is
running text. A dateline ends a sentence, so that the sentence after it begins with its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, SpanGroup

from diplograph.errors import KnowledgeError
from diplograph.language.tables import load_table

LAYOUT = "layout"
LABELS = ("HEADING", "DATELINE", "BYLINE", "CAPTION", "BOILERPLATE")
_FILE = Path(__file__).with_name("layout.toml")
_LONGEST = 600  # characters of a paragraph that the rules look at
_HEADING_WORDS = 22
_HEADING_CHARACTERS = 160
_WRAPPED = range(45, 101)  # how long the lines of hard-wrapped text are
_ENDS = (".", "!", "?", ";", ",", ":", "…", '."', ".”", "!”", "?”", '!"', '?"', ".'", ".’", ".)", '"', "”")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True)
class Paragraph:
    """Characters `start` to `end` of a text, without the whitespace around."""

    start: int
    end: int


@dataclass(frozen=True)
class Region:
    """A stretch of text that is not running text, and what it is: one of LABELS."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class _Rule:
    label: str
    pattern: re.Pattern[str]
    most_words: int


@dataclass(frozen=True)
class Rules:
    """The rules of a layout file."""

    rules: tuple[_Rule, ...]
    dateline: re.Pattern[str]
    dateline_longest: int


@lru_cache(maxsize=4)
def load_rules(file: Path = _FILE) -> Rules:
    """Read and check a layout file. Raises KnowledgeError."""
    data = load_table(file, ("rule", "dateline"))
    try:
        rules = tuple(_Rule(r["label"], re.compile(r["pattern"], re.VERBOSE), int(r["short"])) for r in data["rule"])
        dateline = re.compile(data["dateline"]["pattern"], re.VERBOSE)
        longest = int(data["dateline"]["longest"])
    except (ValueError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"not a layout file ({error!r})", path=file) from error
    for rule in rules:
        if rule.label not in LABELS:
            raise KnowledgeError(f"unknown label {rule.label}; known are {', '.join(LABELS)}", path=file)
    return Rules(rules, dateline, longest)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text: parted by blank lines, and by line breaks that do not look like hard wrapping."""
    found: list[Paragraph] = []
    current: Paragraph | None = None
    last = ""
    for start, end in _lines(text):
        line = text[start:end]
        if line.isspace() or not line:
            current = None
            continue
        trimmed = Paragraph(start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip())))
        if current is not None and _continues(last, line.strip()):
            current = Paragraph(current.start, trimmed.end)
            found[-1] = current
        else:
            current = trimmed
            found.append(current)
        last = line.strip()
    return found


def regions(text: str, parts: list[Paragraph]) -> list[Region]:
    """The stretches of `text` that are not running text; `parts` are its paragraphs."""
    rules = load_rules()
    found: list[Region] = []
    for number, part in enumerate(parts):
        paragraph = text[part.start : min(part.end, part.start + _LONGEST)]
        label = _label(paragraph, part.end - part.start, rules) or _heading(paragraph, number, len(parts))
        if label:
            found.append(Region(part.start, part.end, label))
        elif match := rules.dateline.match(paragraph[: rules.dateline_longest]):
            found.append(Region(part.start, part.start + len(match.group().rstrip()), "DATELINE"))
    return found


def mark(doc: Doc, found: list[Region]) -> None:
    """Write regions into `doc.spans["layout"]`."""
    spans = (doc.char_span(r.start, r.end, label=r.label, alignment_mode="expand") for r in found)
    doc.spans[LAYOUT] = SpanGroup(doc, name=LAYOUT, spans=[span for span in spans if span is not None])


def _label(paragraph: str, length: int, rules: Rules) -> str | None:
    if length > len(paragraph):
        return None
    words = len(paragraph.split())
    return next((r.label for r in rules.rules if words <= r.most_words and r.pattern.match(paragraph)), None)


def _heading(paragraph: str, number: int, count: int) -> str | None:
    """A short paragraph that does not end as a sentence does, with something below it."""
    if number + 1 >= count or len(paragraph) > _HEADING_CHARACTERS or paragraph.endswith(_ENDS):
        return None
    words = paragraph.split()
    begins = paragraph[0].isupper() or paragraph[0].isdigit() or paragraph[0] in "\"'“‘#"
    return "HEADING" if begins and len(words) <= _HEADING_WORDS else None


def _continues(line: str, following: str) -> bool:
    """Whether a line break between two lines is mere wrapping."""
    if following[0].islower():
        return True
    return (
        len(line) in _WRAPPED and not line.endswith((".", "!", "?", ":", '"', "”", "’", ")")) and len(following) <= 100
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)

"""What is not running text, over short articles made for the purpose."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.errors import KnowledgeError
from diplograph.language.layout import load_rules, paragraphs, regions

RUNNING = "The two leaders met in the capital on Monday and agreed to talk again, officials said."


def labels(text: str) -> list[tuple[str, str]]:
    return [(region.label, text[region.start : region.end]) for region in regions(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("This story is over 5 years old.", "BOILERPLATE"),
        ("This article was originally published by a partner.", "BOILERPLATE"),
        ("Read more: Why the border matters", "BOILERPLATE"),
        ("READ ALSO: Talks resume", "BOILERPLATE"),
        ("Sign up for our newsletter.", "BOILERPLATE"),
        ("© 2020 The Paper. All rights reserved.", "BOILERPLATE"),
        ("Advertisement", "BOILERPLATE"),
        ("Sources:", "BOILERPLATE"),
        ("Getty Images", "CAPTION"),
        ("Jane Doe/Getty Images", "CAPTION"),
        ("REUTERS/Jane Doe", "CAPTION"),
        ("Cover image: This undated picture shows the leader at a school.", "CAPTION"),
        ("Photo: Jane Doe", "CAPTION"),
        ("FILE PHOTO: The minister arrives in Geneva.", "CAPTION"),
        ("The minister arrives in Geneva. (AP Photo/Jane Doe)", "CAPTION"),
        ("By Jane Doe", "BYLINE"),
        ("By Jane Doe and John Roe, Staff Writers", "BYLINE"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "BYLINE"),
        ("Jane Doe contributed to this report.", "BYLINE"),
        ("Friday, January 4, 2019", "DATELINE"),
        ("12 March 2019", "DATELINE"),
        ("Leaders to meet again in spring", "HEADING"),
        ("“No deal is better than a bad deal”, says minister in Geneva", "HEADING"),
    ],
)
def test_paragraphs_that_are_not_running_text(line: str, label: str) -> None:
    assert labels(f"{line}\n\n{RUNNING}") == [(label, line)]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("SEOUL, Feb. 12 (Yonhap) —", RUNNING),
        ("WASHINGTON (AP) —", RUNNING),
        ("NEW DELHI --", RUNNING),
        ("Geneva, March 3 (Xinhua) --", RUNNING),
        ("BRUSSELS, Belgium (AFP) -", RUNNING),
    ],
)
def test_a_dateline_ends_where_the_sentence_begins(dateline: str, rest: str) -> None:
    assert labels(f"{dateline} {rest}") == [("DATELINE", dateline)]


@pytest.mark.parametrize(
    "text",
    [
        RUNNING,
        "Photographs of the meeting were released on Monday, and the minister read them as a sign of good will.",
        "By Monday the army had left the town, residents said.",
        "U.S. officials — among them the envoy — left on Monday.",
        "Related talks went on in Geneva on Monday, the envoy said.",
        "The envoy left",
        "“We will not sign,” the minister said.",
    ],
)
def test_running_text_is_left_alone(text: str) -> None:
    assert labels(f"{RUNNING}\n\n{text}") == []


def test_hard_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = "The two leaders met in the capital on Monday, and after many hours\nof talks they agreed to meet again."
    assert [wrapped[p.start : p.end] for p in paragraphs(wrapped)] == [wrapped]
    lines = "A short line\nThe leaders met.\r\nThey left.\n \n\nEnd."
    found = [lines[p.start : p.end] for p in paragraphs(lines)]
    assert found == ["A short line", "The leaders met.", "They left.", "End."]


@given(st.text(alphabet="aB .\n\r\u2028—(“", max_size=80))
def test_paragraphs_cover_everything_but_space(text: str) -> None:
    found = paragraphs(text)
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_an_unknown_label_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "layout.toml"
    rule = '[[rule]]\nlabel = "TITLE"\nshort = 3\npattern = "a"\n[dateline]\nlongest = 9\npattern = "a"\n'
    file.write_text(rule, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="unknown label TITLE"):
        load_rules(file)
    other = tmp_path / "other.toml"
    other.write_text(rule.replace('"a"', '"("'), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="not a layout file"):
        load_rules(other)

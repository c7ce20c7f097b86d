"""Statements in damaged and unusual text: no crash, nothing swallowed, no content longer than what its marks enclose."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplograph.extraction.quotes import find_quotations, paragraphs
from diplograph.record import Statement

SENTENCES = [
    "“We are ready to talk,” Moon said on Monday.",
    "Kim told reporters that the North would “never” give up its weapons.",
    '"The door is open," the minister said. "It won\'t stay open."',
    "'It isn't over,' said the ministers' aide.",
    "The talks, Abe warned, “could be a trap”, and the pressure must go on.",
    "Officials signalled that the envoys' trip might be put off.",
    "The talks ended at noon.",
    "«We are ready», Macron told Merkel.",
    "Moon added: “We have time. We have hope.”",
    "LAVROV: We shall see.",
    "“Why now?” “Because it is time.”",
]
MARKS = "“”\"'‘’«»"


def told(found: tuple[Statement, ...]) -> list[tuple[str | None, list[str]]]:
    return [(s.speaker.text if s.speaker else None, [span.text for span in s.content]) for s in found]


def check(text: str, found: tuple[Statement, ...]) -> None:
    """Each stretch of a content lies in a paragraph; one that begins or ends in a quotation without its cue does not leave it
    for the next one, and none holds its own cue or speaker."""
    pieces = paragraphs(text)
    quotations = find_quotations(text)
    for statement in found:
        before = -1
        for span in statement.content:
            assert before < span.start < span.end
            before = span.end
            assert any(start <= span.start and span.end <= end for start, end in pieces)
            if statement.cue is not None:
                assert span.end <= statement.cue.start or statement.cue.end <= span.start
        if statement.kind == "direct" and statement.cue is not None and statement.cue.text != ":":
            for span in statement.content:
                assert any(q.start <= span.start and span.end <= q.end for q in quotations)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Paragraphs of news with marks lost, doubled or turned into others."""
    parts = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    text = "".join(part + draw(st.sampled_from([" ", "\n\n"])) for part in parts)
    places = [match.start() for match in re.finditer(f"[{MARKS}]", text)]
    for place in sorted(draw(st.sets(st.sampled_from(places), max_size=4)) if places else (), reverse=True):
        text = text[:place] + draw(st.sampled_from(["", text[place] * 2, *MARKS])) + text[place + 1 :]
    return text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_marks_lost_doubled_or_mixed(find: Any, text: str) -> None:
    found = find(text)
    check(text, found)
    assert found == find(text)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged(), st.sampled_from(['"', "“", "'", "‘", "«"]))
def test_a_mark_that_is_never_closed_swallows_no_other_paragraph(find: Any, text: str, mark: str) -> None:
    whole = f"{text}\n\n{mark}The river rose again.\n\nThe envoys left on Friday. Nobody was hurt in the flood."
    last = whole.index("The envoys left")
    found = find(whole)
    check(whole, found)
    assert all(span.end <= last for statement in found for span in statement.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘We are ready,’ Moon said. It rained in Seoul.", [("Moon", ["We are ready"])]),
        (
            "'We can't wait,' the aide said. 'It's the envoys' turn.' The envoys' car left.",
            [("the aide", ["We can't wait", "It's the envoys' turn."])],
        ),
        ("Moon said: “We are ready.\n\nIt rained in Seoul.", [("Moon", ["We are ready."])]),
    ],
)
def test_british_mixed_and_missing_marks(find: Any, text: str, expected: object) -> None:
    assert told(find(text)) == expected


def test_dialogue_without_a_cue(find: Any) -> None:
    text = "“Will you meet him?” “I shall see.” “When?” “Soon, perhaps in May, when the snow has gone.”\n\nIt rained."
    found = find(text)
    check(text, found)
    assert all(statement.speaker is None for statement in found)


def test_a_quotation_over_several_paragraphs_is_one_statement(find: Any) -> None:
    text = "“The first point is peace.\n\n“The second point is trade.\n\n“The third is trust,” Moon said in Seoul."
    assert told(find(text)) == [
        ("Moon", ["The first point is peace.", "The second point is trade.", "The third is trust"])
    ]


def test_twenty_pages_of_transcript(find: Any) -> None:
    turns = [
        "Q: Will you meet him in May, as the paper said?",
        "LAVROV: We shall see. I told my colleague that “nothing is settled”, and he agreed.",
        "Q: Is the treaty over?",
        "LAVROV: No. It's the Americans' turn to move; we've said so all along.",
    ]
    text = "\n\n".join(f"{turns[n % 4]} {n}." for n in range(480))
    found = find(text)
    check(text, found)
    speakers = {
        statement.speaker.text
        for statement in found
        if statement.speaker and statement.cue and statement.cue.text == ":"
    }
    assert speakers == {"Q", "LAVROV"}
    assert max(span.end - span.start for statement in found for span in statement.content) < 120

"""Quotations and their cues across sentences and paragraphs, in articles good and bad."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diplograph.extraction.quotes import paragraphs
from diplograph.record import Statement


def told(statements: tuple[Statement, ...]) -> list[tuple[str | None, list[str]]]:
    return [(s.speaker.text if s.speaker else None, [span.text for span in s.content]) for s in statements]


def test_british_single_quotes(find: Any) -> None:
    text = "'It isn't the envoys' fault,' said Mr Johnson. 'They weren't asked.'\n\nThe ministers' aide left."
    assert told(find(text)) == [("Mr Johnson", ["It isn't the envoys' fault", "They weren't asked."])]


def test_a_quotation_over_several_paragraphs_is_one_statement(find: Any) -> None:
    text = "“The talks went well,” Moon said. “We were frank.\n\n“We shall meet again.\n\n“It is not over.”\n\nHe left."
    expected = ["The talks went well", "We were frank.", "We shall meet again.", "It is not over."]
    assert told(find(text)) == [("Moon", expected)]


def test_a_paragraph_without_a_cue_goes_on_with_the_speaker_once(find: Any) -> None:
    text = "“The talks went well,” Moon said.\n\n“It was a long day for all of us.”\n\n“And so it was for the rest of them.”"
    assert [speaker for speaker, _ in told(find(text))] == ["Moon", "Moon", None]


def test_a_cue_at_the_end_of_the_paragraph_before(find: Any) -> None:
    text = "Moon had a clear answer. He said:\n\n“We shall meet again in May.”"
    assert told(find(text)) == [("He", ["We shall meet again in May."])]


def test_a_quotation_goes_on_with_an_indirect_statement(find: Any) -> None:
    text = "Moon said that the talks had gone well. “We shall meet again,” he added. “It was a good day.”"
    assert told(find(text)) == [
        ("Moon", ["that the talks had gone well"]),
        ("he", ["We shall meet again", "It was a good day."]),
    ]


def test_two_speakers_in_one_paragraph(find: Any) -> None:
    text = "“We are ready,” Moon said. “We are not,” Kim replied."
    assert told(find(text)) == [("Moon", ["We are ready"]), ("Kim", ["We are not"])]


def test_the_speaker_is_not_lost_behind_a_long_apposition(find: Any) -> None:
    text = "“We are ready,” said Lee Do-hoon, a former ambassador who had been sent to Vienna last year, on Monday."
    assert told(find(text)) == [("Lee Do-hoon", ["We are ready"])]


def test_a_pull_quote_has_no_speaker_of_its_own(find: Any) -> None:
    text = "Hope in Seoul\n\n“It is important to go on with the talks.”\n\n“It is important to go on with the talks,” Moon said."
    assert told(find(text)) == [("Moon", ["It is important to go on with the talks"])]


def test_captions_and_credits_do_not_speak(find: Any) -> None:
    text = (
        "Hope in Seoul\n\n“It is important to go on with the talks and to leave the war behind.”\nGetty Images\n\n"
        "Moon Jae-in met Kim Yo Jong on Monday.\n\n"
        "Cover image: Moon Jae-in says goodbye to Kim Yo Jong on February 12, 2018. (STR/AFP/Getty Images)"
    )
    assert [speaker for speaker, _ in told(find(text))] in ([], [None])


def test_a_transcript(find: Any) -> None:
    text = (
        "Q: Will you meet him?\n\nLAVROV: We shall see.\n\nQ: When?\n\nLAVROV: Soon. In May, perhaps.\n\nThat was all."
    )
    assert told(find(text)) == [
        ("Q", ["Will you meet him?"]),
        ("LAVROV", ["We shall see"]),
        ("Q", ["When?"]),
        ("LAVROV", ["Soon. In May, perhaps"]),
    ]


def test_a_headline(find: Any) -> None:
    assert told(find("Vladimir Putin: Talks will go on\n\nThe envoys left.")) == [
        ("Vladimir Putin", ["Talks will go on"])
    ]


def test_a_signed_quotation(find: Any) -> None:
    assert told(find("“We shall go on talking.” — Moon Jae-in")) == [("Moon Jae-in", ["We shall go on talking."])]


def test_missing_marks_swallow_nothing(find: Any) -> None:
    text = "“We are ready, Moon said.\n\nThe envoys left on Monday. “They will be back,” Kim said.\n\nNobody answered."
    pieces = paragraphs(text)
    statements = find(text)
    assert ("Kim", ["They will be back"]) in told(statements)
    for statement in statements:
        for span in statement.content:
            assert any(start <= span.start and span.end <= end for start, end in pieces)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "‘",
                "’",
                "«",
                "»",
                "\n\n",
                "Moon said",
                "we agree",
                "it's over",
                ",",
                ".",
                ":",
                "— ",
                "\n",
            ]
        ),
        max_size=30,
    )
)
@example(parts=["“", "\n", "we agree", "Moon said"])
def test_no_content_leaves_its_paragraph_whatever_the_marks(find: Any, parts: list[str]) -> None:
    text = " ".join(parts)
    pieces = paragraphs(text)
    for statement in find(text):
        for span in statement.content:
            assert any(start <= span.start and span.end <= end for start, end in pieces)


def test_a_long_transcript_takes_no_long_time(find: Any, nlp: Any) -> None:
    text = "\n\n".join("Q: Will he come?\n\nLAVROV: He said, “We shall see what Moon says.”" for _ in range(300))
    started = time.process_time()
    nlp(text)
    reading = time.process_time() - started
    started = time.process_time()
    assert len(find(text)) >= 600
    assert time.process_time() - started < 6 * reading + 5

"""Who reports whom: attribution, outermost first."""

from __future__ import annotations

from typing import Any

import pytest

from diplograph.record import Statement

ACTOR = "https://w3id.org/diplograph/id/actor/"


def chain(statement: Statement) -> list[str]:
    return [*(role.text for role in statement.attribution), statement.speaker.text if statement.speaker else "?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moon said the talks had failed, according to Yonhap.", ["Yonhap", "Moon"]),
        ("According to state media, Moon said the talks had failed.", ["state media", "Moon"]),
        ("Moon said talks failed, KCNA reported, Yonhap said.", ["Yonhap", "KCNA", "Moon"]),
        ("The KCNA news agency reported that Moon said the talks had failed.", ["The KCNA news agency", "Moon"]),
        ("Moon was quoted by Xinhua as saying that the talks had failed.", ["Xinhua", "Moon"]),
        ('"Peace is near," Moon was quoted as saying by Yonhap.', ["Yonhap", "Moon"]),
        ("The paper quoted Moon as saying that the talks had failed.", ["The paper", "Moon"]),
        ("Two officials quoted by the paper said the talks had failed.", ["the paper", "Two officials"]),
    ],
)
def test_an_agency_stands_behind_the_speaker(find: Any, text: str, expected: list[str]) -> None:
    statements = find(text)
    assert [chain(statement) for statement in statements] == [expected]


def test_a_statement_inside_a_statement_is_its_own(find: Any) -> None:
    outer, inner = find("Trump said that Putin had told him that the deal was dead.")
    assert chain(outer) == ["Trump"]
    assert outer.text == "that Putin had told him that the deal was dead"
    assert chain(inner) == ["Trump", "Putin"]
    assert inner.text == "that the deal was dead"
    assert (outer.within, inner.within) == (None, outer.id)


def test_three_deep_each_lies_in_the_next(find: Any) -> None:
    outer, middle, inner = find("Trump said that Putin told reporters that Merkel had warned that time was short.")
    assert [s.speaker and s.speaker.text for s in (outer, middle, inner)] == ["Trump", "Putin", "Merkel"]
    assert (outer.within, middle.within, inner.within) == (None, outer.id, middle.id)


def test_an_agency_that_only_passes_on_holds_nothing(find: Any) -> None:
    (statement,) = find("KCNA reported that Kim said that the talks had failed.")
    assert statement.within is None


def test_what_an_agency_tells_without_a_speaker_is_its_own_statement(find: Any) -> None:
    (statement,) = find("Moon thanked Iran for its help, according to the report.")
    assert chain(statement) == ["the report"]
    assert statement.text == "Moon thanked Iran for its help"


def test_speakers_inside_a_quotation_must_be_somebody_in_particular(find: Any) -> None:
    statements = find("“They say that it is over, and people claim that he said so,” Moon said.")
    assert [chain(statement) for statement in statements] == [["Moon"]]


def test_two_reports_side_by_side(find: Any) -> None:
    first, second = find("Moon said he was ready and warned that time was short.")
    assert (first.text, second.text) == ("he was ready", "that time was short")
    assert chain(first) == chain(second) == ["Moon"]


def test_a_sentence_about_the_remarks_tells_whose_report_and_to_whom(find: Any) -> None:
    text = (
        "Kim Jong Un said on Monday that both sides should build on the thaw.\n\n"
        "The leader made these remarks to a delegation, the Korean Central News Agency reported.\n\n"
        "“It is important to go on,” Kim said."
    )
    first, report, second = find(text)
    assert chain(first) == ["the Korean Central News Agency", "Kim Jong Un"]
    assert chain(second) == ["the Korean Central News Agency", "Kim"]
    assert chain(report) == ["the Korean Central News Agency"]
    assert [role.text for role in first.addressee] == [role.text for role in second.addressee] == ["a delegation"]
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.actor == second.speaker.actor == ACTOR + "Q56226"

"""One act in many constructions: nouns with both sides beside them, travel, threats with a condition, words that refuse nothing."""

from __future__ import annotations

import pytest

from diplograph.record import Event
from tests.extraction.reading import events_of


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [role.text for role in event.actor], [role.text for role in event.recipient]


@pytest.mark.parametrize(
    ("sentence", "type", "mode", "actor", "recipient"),
    [
        ("French criticism of Egypt angered Sudan.", "ACCUSE", "disapprove", ["French"], ["Egypt"]),
        ("The Russian attack on Ukraine shocked Poland.", "ASSAULT", None, ["Russian"], ["Ukraine"]),
        ("The US–North Korea summit took place in Singapore.", "CONSULT", None, ["US", "North Korea"], []),
        ("Emmanuel Macron had a call with Vladimir Putin.", "CONSULT", "phone", ["Emmanuel Macron", "Vladimir Putin"], []),
        ("Vladimir Putin returned from talks with Emmanuel Macron.", "CONSULT", None,
         ["Vladimir Putin", "Emmanuel Macron"], []),
        ("Emmanuel Macron flew to Cairo on Monday.", "CONSULT", "visit", ["Emmanuel Macron"], ["Cairo"]),
        ("Emmanuel Macron exchanged views with Vladimir Putin.", "CONSULT", None, ["Emmanuel Macron", "Vladimir Putin"], []),
        ("Emmanuel Macron had a visit with Vladimir Putin.", "CONSULT", None, ["Emmanuel Macron", "Vladimir Putin"], []),
        ("If the talks failed, Iran said, it would attack Israel.", "THREATEN", "violence", ["Iran"], ["Israel"]),
        ("France denied Egypt its share of the water.", "REJECT", None, ["France"], ["Egypt"]),
    ],
)  # fmt: skip
def test_construction(sentence: str, type: str, mode: str | None, actor: list[str], recipient: list[str]) -> None:
    (event,) = events_of(sentence)
    assert (event.type, *sides(event)) == (type, actor, recipient)
    assert event.mode == mode or type == "REJECT"
    assert event.modality == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The Egyptian embassy declined to comment.",
        "The French president denied it.",
        "The Egyptian president conceded that the talks had failed.",
        "Emmanuel Macron flew to Lyon on Monday.",
        "The North Koreans called it off, the White House said.",
        "Any nation that helped Iran could be in danger.",
    ],
)
def test_words_alone_are_no_act_between_states(sentence: str) -> None:
    assert events_of(sentence) == ()


def test_what_will_no_longer_be_done_is_not_done() -> None:
    (event,) = events_of("Serbia no longer supports Russia.")
    assert (event.type, event.modality) == ("REJECT", ())


def test_what_does_not_happen_during_a_visit_leaves_the_visit_as_it_was() -> None:
    rejected, visit = events_of("The French president did not criticize Egypt during his visit to Sudan.")
    assert (rejected.type, rejected.modality) == ("ACCUSE", ("negation",))
    assert (visit.type, visit.mode, visit.modality) == ("CONSULT", "visit", ())


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("France ought to help Mali.", ("hypothetical",)),
        ("France has to help Mali.", ("hypothetical",)),
        ("France had to help Mali.", ()),
        ("France is able to help Mali.", ("hypothetical",)),
        ("France was able to help Mali.", ()),
        ("France is yet to help Mali.", ("negation",)),
        ("France nearly attacked Mali.", ("hypothetical",)),
        ("France allegedly attacked Mali.", ("hypothetical",)),
        ("France is believed to have attacked Mali.", ("hypothetical",)),
        ("France was to have met Mali.", ("hypothetical",)),
    ],
)
def test_what_somebody_has_to_do_or_is_said_to_have_done_is_no_fact(sentence: str, modality: tuple[str, ...]) -> None:
    (event,) = events_of(sentence)
    assert event.modality == modality


def test_place_is_where_it_was_and_not_who_it_was_about() -> None:
    (event,) = events_of("The United Nations called on Armenia to release the prisoners.")
    assert event.place is None

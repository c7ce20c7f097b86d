"""Pronouns and nouns that refer back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = list[tuple[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "mention", "labels"),
    [
        ("Angela Merkel met Emmanuel Macron. She praised him.", "She", ["Angela Merkel"]),
        ("Angela Merkel met Emmanuel Macron. She praised him.", "him", ["Emmanuel Macron"]),
        ("Angela Merkel, who visited Paris, praised France.", "who", ["Angela Merkel"]),
        ("Theresa May praised her ministers.", "her", ["Theresa May"]),
        ("Iran rejected the offer because it was angry. Its parliament voted.", "Its", ["Iran"]),
        (
            "Russia and Turkey signed an accord. The two countries will trade.",
            "The two countries",
            ["Russia", "Turkey"],
        ),
        ("Protesters marched in Algiers. They demanded elections.", "They", ["protesters (Algeria)"]),
        ('"I will come," Angela Merkel said.', "I", ["Angela Merkel"]),
        ("Vladimir Putin visited China. The country welcomed the visit.", "The country", ["China"]),
        ("Angela Merkel, the German leader, spoke.", "the German leader", ["Angela Merkel"]),
        ("Emmanuel Macron won. The French president thanked voters.", "The French president", ["Emmanuel Macron"]),
        ("Donald Trump met Theresa May. The president praised her.", "The president", ["Donald Trump"]),
        ("Donald Trump called Vladimir Putin, telling him to come.", "him", ["Vladimir Putin"]),
    ],
)
def test_reference(told: Callable[[str], Found], text: str, mention: str, labels: list[str]) -> None:
    assert dict(told(text)).get(mention) == labels


def test_it_that_means_nothing_has_no_actor(told: Callable[[str], Found]) -> None:
    assert "It" not in dict(told("Japan spoke. It is important to continue."))


def test_he_in_a_quotation_is_not_its_speaker(told: Callable[[str], Found]) -> None:
    found = told('Vladimir Putin met Emmanuel Macron. "He is my friend," Putin said.')
    assert dict(found)["He"] == ["Emmanuel Macron"]


def test_i_in_an_interview_is_who_is_interviewed(told: Callable[[str], Found]) -> None:
    text = (
        "Interview with Noam Zibberly. Noam Zibberly is a teacher.\n\nWhy did you come?\n\n"
        "I came because I was invited. I like it here. I will stay."
    )
    assert [labels for word, labels in told(text) if word in ("I", "you")] == [["Noam Zibberly"]] * 5

"""Pronouns and nouns that refer back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplograph.actors import Resolution
from diplograph.record import Place

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


@pytest.mark.parametrize(
    ("text", "mention", "actor"),
    [
        ("Oscar Zibberly is a linguist who lives in Rome.", "a linguist", "Oscar Zibberly"),
        ("Angela Merkel was re-elected as chairwoman of the party.", "chairwoman of the party", "Angela Merkel"),
        ("Huawei, the Chinese telecoms giant, denied it.", "the Chinese telecoms giant", "Huawei"),
        ("The firm's founder, Oscar Zibberly, denied it.", "The firm's founder", "Oscar Zibberly"),
    ],
)
def test_what_somebody_is_said_to_be(told: Callable[[str], Found], text: str, mention: str, actor: str) -> None:
    assert (mention, [actor]) in told(text)


def test_the_city_is_the_one_spoken_of(resolved: Callable[..., Resolution]) -> None:
    found = resolved(
        "The delegates met in Vienna. Talks went on for days. Nobody slept. It rained. The mood was bad. The city was quiet."
    )
    (city,) = [m for m in found.mentions if m.text == "The city"]
    assert city.place == Place("Vienna", "AUT", geonames=2761369, latitude=48.2085, longitude=16.3721)


@pytest.mark.parametrize(
    ("text", "mention", "actor"),
    [
        ("Kim Yo Jong, the sister of Kim Jong Un, left. She spoke of her brother.", "her brother", "Kim Jong Un"),
        ("Donald Trump came with his wife, Melania Trump. Reporters asked his wife.", "his wife", "Melania Trump"),
        ("Ivanka Trump, a daughter of Donald Trump, spoke. Her father smiled.", "Her father", "Donald Trump"),
    ],
)
def test_relatives_that_the_text_has_named(told: Callable[[str], Found], text: str, mention: str, actor: str) -> None:
    assert told(text)[-2] == (mention, [actor])

"""Names that are nobody in their context: buildings, texts, food, places and persons called as countries are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplograph.actors import Resolution

Found = list[tuple[str, list[str]]]


@pytest.mark.parametrize(
    "text",
    [
        "Tourists walked past the Washington Monument and the Lincoln Memorial.",
        "The prince slept at Clarence Hotel near the Brandenburg Gate.",
        "They signed the Panmunjom Declaration for Peace, Prosperity and Unification.",
        "The ceremony at the Korean War Veterans Memorial ended.",
        "Seven cooks roasted turkeys. Turkey is served with cranberries.",
        "Turkey was roasted for hours.",
        "The two presidents signed the accord in the Marble Palace, and the Peace House was closed.",
    ],
)
def test_no_names_of_actors(resolved: Callable[..., Resolution], text: str) -> None:
    found = resolved(text)
    assert [m.text for m in found.mentions if m.kind in ("name", "metonym")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Elysee Palace said it had no comment.", [("The Elysee Palace", ["France"]), ("it", ["France"])]),
        (
            "The House passed the bill, and the White House welcomed it.",
            [("The House", ["United States House of Representatives"]), ("the White House", ["United States"])],
        ),
        ("Turkey said it would send food.", [("Turkey", ["Turkey"]), ("it", ["Turkey"])]),
        ("In Turkey, people eat turkey.", [("Turkey", ["Turkey"]), ("people", ["people (Turkey)"])]),
    ],
)
def test_names_like_them_that_are_somebody(told: Callable[[str], Found], text: str, expected: Found) -> None:
    assert told(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Michael Jordan scored 40 points. Jordan was named player of the game.", "Jordan", "Michael Jordan"),
        ("DeAndre Jordan signed for Dallas. Jordan averaged ten points.", "Jordan", "DeAndre Jordan"),
        ("Israel Katz met Jordan's king. Katz thanked Jordan.", "Jordan", "Jordan"),
        ("King Abdullah of Jordan met Eyad Jordan. Jordan said it would help refugees.", "Jordan", "Jordan"),
        ("Chad Smith scored twice. Smith said Chad would lose.", "Chad", "Chad"),
    ],
)
def test_a_person_called_as_a_country_is(told: Callable[[str], Found], text: str, name: str, label: str) -> None:
    assert {tuple(labels) for mention, labels in told(text) if mention == name} == {(label,)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Voters in Georgia and Alabama went to the polls.", "United States"),
        ("Officials in Georgia, Florida and Texas counted votes. Georgia will count again.", "United States"),
        ("In Georgia, Senator Raphael Warnock disagreed. Georgia voters returned to Atlanta.", "United States"),
        ("The president of Georgia met the president of Ukraine in Tbilisi. Georgia wants to join NATO.", "Georgia"),
        ("Georgia and Armenia signed a treaty.", "Georgia"),
    ],
)
def test_georgia_is_a_state_or_a_country(told: Callable[[str], Found], text: str, country: str) -> None:
    assert {labels[0] for mention, labels in told(text) if mention == "Georgia"} == {country}


def test_what_is_in_georgia_belongs_to_the_same(told: Callable[[str], Found]) -> None:
    found = dict(told("Voters in Georgia and Alabama went to the polls."))
    assert found["Voters in Georgia and Alabama"] == ["voters (United States)"]


@pytest.mark.parametrize(
    ("text", "city", "place"),
    [
        ("The police raided a house in a Beijing suburb.", "Beijing", True),
        ("A Tokyo-based analyst praised the deal.", "Tokyo", True),
        ("Suh Hoon flew to Pyongyang.", "Pyongyang", True),
        ("Talks were held in Moscow.", "Moscow", True),
        ("Moscow called the decision wrong.", "Moscow", False),
        ("Seoul rejected Tokyo's demand.", "Tokyo", False),
    ],
)
def test_a_city_is_a_place_or_a_government(
    resolved: Callable[..., Resolution], text: str, city: str, place: bool
) -> None:
    (mention,) = [m for m in resolved(text).mentions if m.text == city]
    assert mention.is_place == place

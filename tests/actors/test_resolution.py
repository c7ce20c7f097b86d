"""Whole mentions with their actors, on plain sentences read by the bundled reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.actors import Resolution
from diplograph.record import Place, content_iri

Found = list[tuple[str, list[str]]]
Resolved = Callable[..., Resolution]
ACTOR = "https://w3id.org/diplograph/id/actor/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The South Korean president met the North Korean leader.",
            [
                ("The South Korean president", ["Moon Jae-in"]),
                ("South Korean", ["South Korea"]),
                ("the North Korean leader", ["Kim Jong Un"]),
                ("North Korean", ["North Korea"]),
            ],
        ),
        (
            "Hungarian and Romanian officials signed a treaty.",
            [
                ("Hungarian and Romanian officials", ["officials (Hungary)", "officials (Romania)"]),
                ("Hungarian", ["Hungary"]),
                ("Romanian", ["Romania"]),
            ],
        ),
        (
            "Israel's Cabinet condemned the attack.",
            [("Israel's Cabinet", ["cabinet (Israel)"]), ("Israel", ["Israel"])],
        ),
        (
            "The Kremlin said Putin and Trump had spoken. The two leaders will meet in July.",
            [
                ("The Kremlin", ["Russia"]),
                ("Putin", ["Vladimir Putin"]),
                ("Trump", ["Donald Trump"]),
                ("The two leaders", ["Vladimir Putin", "Donald Trump"]),
            ],
        ),
        (
            "French President Emmanuel Macron called German Chancellor Angela Merkel. She told him that she would come.",
            [
                ("French President Emmanuel Macron", ["Emmanuel Macron"]),
                ("French", ["France"]),
                ("German Chancellor Angela Merkel", ["Angela Merkel"]),
                ("German", ["Germany"]),
                ("She", ["Angela Merkel"]),
                ("him", ["Emmanuel Macron"]),
                ("she", ["Angela Merkel"]),
            ],
        ),
        (
            "Russian Foreign Minister Sergei Lavrov met his Turkish counterpart.",
            [
                ("Russian Foreign Minister Sergei Lavrov", ["Sergey Lavrov"]),
                ("Russian", ["Russia"]),
                ("his Turkish counterpart", ["Mevlüt Çavuşoğlu"]),
                ("his", ["Sergey Lavrov"]),
                ("Turkish", ["Turkey"]),
            ],
        ),
        (
            "The Pentagon declined to comment. Congress will vote on Tuesday.",
            [("The Pentagon", ["Pentagon"]), ("Congress", ["United States Congress"])],
        ),
        (
            "The presidents of Russia and France met.",
            [
                ("The presidents of Russia and France", ["Vladimir Putin", "Emmanuel Macron"]),
                ("Russia", ["Russia"]),
                ("France", ["France"]),
            ],
        ),
        (
            "Iran and Iraq signed an agreement. Both countries welcomed the deal.",
            [("Iran", ["Iran"]), ("Iraq", ["Iraq"]), ("Both countries", ["Iran", "Iraq"])],
        ),
        (
            "The OSCE praised the vote, and U.N. Secretary-General Antonio Guterres agreed.",
            [
                ("The OSCE", ["Organization for Security and Co-operation in Europe"]),
                ("U.N. Secretary-General Antonio Guterres", ["António Guterres"]),
                ("U.N.", ["United Nations"]),
            ],
        ),
        (
            "Algerian protesters clashed with police.",
            [
                ("Algerian protesters", ["protesters (Algeria)"]),
                ("Algerian", ["Algeria"]),
                ("police", ["police (Algeria)"]),
            ],
        ),
        (
            "Two Palestinians were killed by Israeli soldiers.",
            [
                ("Two Palestinians", ["people (Palestine)"]),
                ("Israeli soldiers", ["soldiers (Israel)"]),
                ("Israeli", ["Israel"]),
            ],
        ),
        (
            "The German chancellor praised herself.",
            [("The German chancellor", ["Angela Merkel"]), ("German", ["Germany"]), ("herself", ["Angela Merkel"])],
        ),
    ],
)
def test_mentions(told: Callable[[str], Found], text: str, expected: Found) -> None:
    assert told(text) == expected


def test_two_kims_stay_two(resolved: Resolved) -> None:
    found = resolved(
        "Kim Jong Un spoke on Monday. Kim praised the Games. Kim’s sister, Kim Yo Jong, met Moon Jae-in. She smiled."
    )
    kims = {
        m.text: m.actors
        for m in found.mentions
        if m.text in ("Kim Jong Un", "Kim", "Kim’s sister", "Kim Yo Jong", "She")
    }
    assert kims["Kim Jong Un"] == kims["Kim"] == (ACTOR + "Q56226",)
    assert (
        kims["Kim Yo Jong"] == kims["Kim’s sister"] == kims["She"] == (content_iri("actor", "person", "kim yo jong"),)
    )


def test_an_office_at_two_dates_is_two_people(resolved: Resolved) -> None:
    text = "The U.S. secretary of state left."
    then, now = resolved(text, "2014-02-13"), resolved(text, "2019-02-13")
    assert [then.actor(i).label for i in then.mentions[0].actors] == ["John Kerry"]
    assert [now.actor(i).label for i in now.mentions[0].actors] == ["Mike Pompeo"]
    office = now.actors[0].office
    assert office is not None
    assert (now.actors[0].label, office.label, office.country) == (
        "Mike Pompeo",
        "Secretary of State of the United States",
        "USA",
    )


def test_a_surname_in_two_articles_is_two_people(resolved: Resolved) -> None:
    first = resolved("A farmer named Zibberly spoke.", id="a")
    second = resolved("A farmer named Zibberly spoke.", id="b")
    assert {a.id for a in first.actors if a.label == "Zibberly"}.isdisjoint(a.id for a in second.actors)


def test_an_unknown_full_name_is_one_person_in_all_articles(resolved: Resolved) -> None:
    first = resolved("Oscar Zibberly met Angela Merkel.", id="a")
    second = resolved("Angela Merkel thanked Oscar Zibberly.", "2015-01-01", id="b")
    iri = content_iri("actor", "person", "oscar zibberly")
    assert first.actor(iri).label == second.actor(iri).label == "Oscar Zibberly"


def test_a_capital_is_place_or_government(resolved: Resolved) -> None:
    found = resolved("The talks were held in Seoul. Seoul rejected the offer.")
    place, government = (m for m in found.mentions if m.text == "Seoul")
    assert (place.is_place, place.place) == (True, Place("Seoul", "KOR", None, 1835848, 37.566, 126.9784))
    assert (government.is_place, government.actors) == (False, (ACTOR + "KOR",))


def test_heads_and_roles(resolved: Resolved) -> None:
    found = resolved("South Korean officials visited Pyongyang.")
    mention = found.headed_by(2)
    assert mention is not None
    assert (mention.text, mention.start, mention.end, mention.kind) == ("South Korean officials", 0, 22, "role")
    (role,) = mention.roles
    assert role.actor == content_iri("actor", "group", "official", "KOR")
    assert found.actor(role.actor).country == "KOR"
    assert [m.text for m in found.within(0, 22)] == ["South Korean officials", "South Korean"]


def test_a_possessive_marker_stays_outside(resolved: Resolved) -> None:
    found = resolved("Pyongyang’s missile tests worried Japan’s government.")
    assert [m.text for m in found.mentions] == ["Pyongyang", "Japan’s government", "Japan"]
    assert found.mentions[1].actors == (ACTOR + "JPN",)


def test_names_that_are_no_actors(told: Callable[[str], Found]) -> None:
    assert told("Tourists saw the Washington Monument.") == [("Tourists", ["tourists (United States)"])] or told(
        "Tourists saw the Washington Monument."
    ) == [("Tourists", ["tourists"])]
    assert [text for text, _ in told("Michael Jordan ate roast turkey.")] == ["Michael Jordan"]


def test_captions_and_bylines_refer_to_nobody(resolved: Resolved) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris.\n\nCover image: Kim Jong-Un (C) inspects troops. (STR/AFP/Getty Images)\n"
    assert all(m.end < text.index("Cover") for m in resolved(text).mentions)


def test_acronym_in_brackets(told: Callable[[str], Found]) -> None:
    found = dict(told("The Zibberly Peace Front (ZPF) rejected the plan. The ZPF demanded new talks."))
    assert found["ZPF"] == found["The ZPF"] == found["The Zibberly Peace Front"]


def test_ethnic_groups_do_not_act_for_the_country_of_their_name(resolved: Resolved) -> None:
    found = resolved("Ethnic Albanians protested in Macedonia.")
    assert [(a.label, a.country) for a in found.actors if a.kind == "group"] == [
        ("ethnic Albanians (North Macedonia)", "MKD")
    ]


def test_the_koreas(told: Callable[[str], Found]) -> None:
    found = dict(
        told("North and South Korea agreed. The North sent a team, the South was glad, and the two Koreas met.")
    )
    assert found["North"] == ["North Korea"]
    assert found["The North"] == ["North Korea"]
    assert found["the South"] == ["South Korea"]
    assert found["the two Koreas"] == ["North Korea", "South Korea"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Putin",
                "met",
                "the",
                "U.S.",
                "president",
                ",",
                "she",
                "Seoul",
                "and",
                "Moon",
                "\n\n",
                '"',
                "officials",
                "of",
            ]
        ),
        max_size=14,
    )
)
def test_any_text_resolves_the_same_twice_and_spans_are_true(resolved: Resolved, parts: list[str]) -> None:
    text = " ".join(parts)
    found = resolved(text)
    assert found == resolved(text)
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    assert [(m.start, -m.end) for m in found.mentions] == sorted((m.start, -m.end) for m in found.mentions)
    assert {iri for m in found.mentions for iri in m.actors} == {actor.id for actor in found.actors}

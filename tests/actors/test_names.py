"""Names as folded words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.actors.names import fold, is_acronym, person_keys, same_person, singular, surname, words


def test_words_folds_case_diacritics_and_hyphens() -> None:
    assert words("Kim Jong-un") == words("KIM Jong Un") == ("kim", "jong", "un")
    assert words("Côte d’Ivoire") == words("Cote d'Ivoire") == ("cote", "d", "ivoire")
    assert fold("Çavuşoğlu") == "cavusoglu"


@given(st.text(max_size=30))
def test_words_is_stable_under_itself(name: str) -> None:
    once = words(name)
    assert words(" ".join(once)) == once


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Donald Trump", ("trump",)),
        ("Kim Jong Un", ("kim",)),
        ("Moon Jae-in", ("moon",)),
        ("Xi Jinping", ("xi",)),
        ("Osama bin Laden", ("bin", "laden")),
        ("Ursula von der Leyen", ("von", "der", "leyen")),
        ("Bashar al-Assad", ("al", "assad")),
        ("Ferdinand Marcos Jr.", ("marcos",)),
        ("Suharto", ("suharto",)),
    ],
)
def test_surname(name: str, family: tuple[str, ...]) -> None:
    assert surname(words(name)) == family


def test_person_keys_know_both_orders_of_a_korean_name() -> None:
    assert person_keys("Moon Jae-in") == (("moon", "jae", "in"), ("jae", "in", "moon"), ("moon", "jaein"))
    assert person_keys("George W. Bush") == (("george", "w", "bush"), ("george", "bush"))


def test_same_person() -> None:
    full = words("Recep Tayyip Erdoğan")
    assert same_person(("erdogan",), full)
    assert same_person(("tayyip", "erdogan"), full)
    assert not same_person(("recep", "gul"), full)
    assert not same_person(("kim", "yo", "jong"), words("Kim Jong Un"))
    assert same_person(("assad",), words("Bashar al-Assad"))


def test_is_acronym() -> None:
    assert is_acronym("WHO")
    assert is_acronym("U.N.")
    assert not is_acronym("Nato")


def test_singular() -> None:
    plurals = ["countries", "spokesmen", "ministers", "coaches", "police", "congress"]
    assert [singular(p) for p in plurals] == ["country", "spokesman", "minister", "coach", "police", "congress"]

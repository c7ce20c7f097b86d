"""Where words are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.tokenizer import LONG, blank

NLP = blank()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well!!! No???", ["Well", "!!!", "No", "???"]),
        ("-----", ["-----"]),
        ("a pro-Beijing, non-state actor", ["a", "pro-Beijing", ",", "non-state", "actor"]),
        ("Call 713-853-3989.", ["Call", "713-853-3989", "."]),
        ("at 7:30PM", ["at", "7:30", "PM"]),
        ("and/or", ["and", "/", "or"]),
        ("the U.S.-led talks", ["the", "U.S.", "-", "led", "talks"]),
        ("Moon Jae-in can't go", ["Moon", "Jae", "-", "in", "ca", "n't", "go"]),
        ("guns, tanks, etc. were", ["guns", ",", "tanks", ",", "etc.", "were"]),
        ("$1,000 (about €900)", ["$", "1,000", "(", "about", "€", "900", ")"]),
    ],
)
def test_cuts(text: str, words: list[str]) -> None:
    assert [token.text for token in NLP.make_doc(text)] == words


@given(st.text(max_size=60))
def test_words_joined_are_the_text(text: str) -> None:
    assert NLP.make_doc(text).text == text


def test_a_long_stretch_is_cut_simply() -> None:
    text = "a " + "x" * LONG + "." * LONG + " b"
    assert [token.text for token in NLP.make_doc(text)] == ["a", "x" * LONG, "." * LONG, " ", "b"]
    assert NLP.make_doc(text).text == text


def test_a_lone_surrogate_keeps_the_offsets() -> None:
    assert [token.idx for token in NLP.make_doc("a \ud800 b")] == [0, 2, 4]

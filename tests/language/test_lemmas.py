"""Lemma rules: learnt from one pair, applied to the same word and to its like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.lemmas import applies, apply, rule_of


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("cities", "city", "lower|3|y"),
        ("went", "go", "lower|4|go"),
        ("Met", "meet", "lower|1|et"),
        ("Seoul", "Seoul", "keep|0|"),
        ("Koreas", "Korea", "keep|1|"),
        ("The", "the", "lower|0|"),
    ],
)
def test_rules_say_what_to_cut_and_what_to_add(word: str, lemma: str, rule: str) -> None:
    assert rule_of(word, lemma) == rule
    assert apply(rule, word) == lemma


def test_a_rule_serves_other_words() -> None:
    assert apply(rule_of("cities", "city"), "Parties") == "party"


def test_a_rule_that_would_leave_nothing_does_not_apply() -> None:
    assert not applies("lower|3|", "was")
    assert apply("lower|3|", "was") == "was"


@given(st.text(alphabet="abcXYZ-'", min_size=1), st.text(alphabet="abcXYZ-'", min_size=1))
def test_a_rule_gives_back_its_lemma(word: str, lemma: str) -> None:
    found = apply(rule_of(word, lemma), word)
    assert found in (lemma, lemma.lower()) or found.lower() == lemma.lower()

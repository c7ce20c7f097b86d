"""Lemma rules: learnt from one pair, applied to the same word and to its like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.lemmas import applies, apply, choose, rule_of


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


COMMON = (
    "do",
    "come",
    "use",
    "us",
    "study",
    "com",
    "announce",
    "loss",
    "class",
    "child",
    "hope",
    "hop",
    "put",
    "fall",
    "lie",
)


@pytest.mark.parametrize(
    ("word", "tag", "guesses", "lemma"),
    [
        ("announced", "VBD", ["announc"], "announce"),
        ("coming", "VBG", ["com"], "come"),  # a remnant that happens to be a word
        ("used", "VBN", ["us"], "use"),
        ("doing", "VBG", ["do"], "do"),
        ("studies", "NNS", ["studie"], "study"),
        ("losses", "NNS", ["losse"], "loss"),
        ("putting", "VBG", ["putte"], "put"),
        ("fell", "VBD", ["fe"], "fall"),  # irregular
        ("children", "NNS", ["childre", "childr", "child"], "child"),  # the network's third guess is a word
        ("hoped", "VBD", ["hope"], "hope"),
        ("abolishing", "VBG", ["abolishe"], "abolish"),  # no word is known: spelt as English spells
        ("invoked", "VBD", ["invok"], "invoke"),  # and no English verb ends so
        ("competencies", "NNS", ["competencie"], "competency"),
        ("Koreas", "NNPS", ["Korea"], "Korea"),  # names are left alone
        ("meet", "VB", ["meet"], "meet"),
        ("F-16s", "NNS", ["F-16"], "F-16"),
    ],
)
def test_of_several_guesses_that_counts_which_is_a_word(word: str, tag: str, guesses: list[str], lemma: str) -> None:
    ranks = {known: place for place, known in enumerate(COMMON)}
    assert choose(word, tag, guesses, ranks.get) == lemma


@given(st.text(min_size=1), st.sampled_from(["VBD", "VBG", "NNS", "NN"]), st.text(min_size=1))
def test_any_word_has_a_lemma(word: str, tag: str, guess: str) -> None:
    assert choose(word, tag, [guess], lambda _: None) != ""

"""Questions to a tree: arguments through control, passive, relative clauses and coordination; negation; phrases."""

from __future__ import annotations

import pytest

from diplograph.extraction.syntax import (
    agents,
    antecedent,
    is_negated,
    objects,
    patients,
    phrase,
    preposition,
    subjects,
)
from tests.extraction.reading import parse


def words(tokens: tuple[object, ...]) -> list[str]:
    return [str(token) for token in tokens]


@pytest.mark.parametrize(
    ("sentence", "verb", "who", "whom"),
    [
        ("France attacked Egypt.", "attacked", ["France"], ["Egypt"]),
        ("Egypt was attacked by France.", "attacked", ["France"], ["Egypt"]),
        ("Egypt was attacked.", "attacked", [], ["Egypt"]),
        ("France and Sudan attacked Egypt.", "attacked", ["France", "Sudan"], ["Egypt"]),
        ("France attacked Egypt and Sudan.", "attacked", ["France"], ["Egypt", "Sudan"]),
        ("France asked Egypt to attack Sudan.", "attack", ["Egypt"], ["Sudan"]),
        ("France promised Egypt to attack Sudan.", "attack", ["France"], ["Sudan"]),
        ("France wants to attack Sudan.", "attack", ["France"], ["Sudan"]),
        ("Egypt was asked to attack Sudan.", "attack", ["Egypt"], ["Sudan"]),
        ("France called on Egypt to attack Sudan.", "attack", ["Egypt"], ["Sudan"]),
        ("France came and attacked Egypt.", "attacked", ["France"], ["Egypt"]),
        ("The troops who attacked Egypt left.", "attacked", ["troops"], ["Egypt"]),
        ("The troops backed by France left.", "backed", ["France"], ["troops"]),
        ("The troops attacking Egypt left.", "attacking", ["troops"], ["Egypt"]),
        ("The envoys whom France attacked left.", "attacked", ["France"], ["envoys"]),
        ("After attacking Egypt, France left.", "attacking", ["France"], ["Egypt"]),
        ("France was ready to attack Egypt.", "attack", ["France"], ["Egypt"]),
    ],
)
def test_who_and_whom(sentence: str, verb: str, who: list[str], whom: list[str]) -> None:
    token = next(t for t in parse(sentence) if t.text == verb)
    assert words(agents(token)) == who
    assert words(patients(token)) == whom


def test_subject_of_a_passive_is_the_patient() -> None:
    doc = parse("The envoy was expelled by Egypt.")
    token = next(t for t in doc if t.text == "expelled")
    assert words(subjects(token)) == ["envoy"]
    assert objects(token) == ()


def test_relative_pronoun_stands_for_its_noun() -> None:
    doc = parse("The envoy who left was Egyptian.")
    assert antecedent(doc[2]).text == "envoy"
    assert antecedent(doc[1]).text == "envoy"


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("France did not attack Egypt.", "attack", True),
        ("France never attacked Egypt.", "attacked", True),
        ("Nobody attacked Egypt.", "attacked", True),
        ("He left without attacking Egypt.", "attacking", True),
        ("France held no talks.", "talks", True),
        ("France attacked Egypt.", "attacked", False),
        ("France attacked Egypt, not Sudan.", "attacked", False),
    ],
)
def test_negation(sentence: str, word: str, expected: bool) -> None:
    assert is_negated(next(t for t in parse(sentence) if t.text == word)) is expected


def test_phrase_leaves_out_prepositions_and_clauses() -> None:
    doc = parse("They spoke with the foreign minister of Egypt, who left.")
    token = next(t for t in doc if t.text == "minister")
    start, end = phrase(token)
    assert doc.text[start:end] == "the foreign minister of Egypt"
    assert preposition(token) == "with"

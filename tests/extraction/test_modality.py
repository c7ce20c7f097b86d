"""Modality against labelled clauses of our own (``modality.txt``): at least 92 of 100 right, and no planned act as held."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from diplograph.extraction.modality import MODALITIES, is_long_past, modality
from tests.extraction.reading import PUBLISHED, language

CLAUSES = Path(__file__).with_name("modality.txt")


@cache
def judged() -> list[tuple[str, str, str, str]]:
    """Word, label, sentence and what :func:`modality` says, for each labelled clause."""
    rows = [
        [part.strip() for part in line.split("|", 2)]
        for line in CLAUSES.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    found = []
    for (word, label, sentence), doc in zip(rows, language().pipe([row[2] for row in rows]), strict=True):
        token = next(t for t in doc if t.text.lower() == word.lower())
        found.append((word, label, sentence, " ".join(modality(token))))
    return found


def test_there_are_enough_clauses_of_each_kind() -> None:
    labels = [label for _, label, _, _ in judged()]
    assert len(labels) >= 300
    assert all(labels.count(name) >= 20 for name in ("", *MODALITIES))


def test_modality_is_right_on_at_least_92_percent() -> None:
    wrong = [row for row in judged() if row[1] != row[3]]
    assert len(wrong) <= 0.08 * len(judged()), wrong


def test_what_is_planned_or_denied_hardly_ever_counts_as_held() -> None:
    unreal = [row for row in judged() if row[1] in {"future", "negation", "hypothetical"}]
    held = [row for row in unreal if row[3] in {"", "historical"}]
    assert len(held) <= 0.03 * len(unreal), held


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2018-02-12", False),
        ("2017-12", False),
        ("2017-06-01", True),
        ("2017-08", True),
        ("2016", True),
        ("2018", False),
        (None, False),
    ],
)
def test_long_past(when: str | None, expected: bool) -> None:
    assert is_long_past(when, date.fromisoformat(PUBLISHED)) is expected
    assert is_long_past(when, None) is False

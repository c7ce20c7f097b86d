"""Whom "I", "we" and "you" mean: in quotations, interviews and passages that are set off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplograph.actors import Resolution

Resolved = Callable[..., Resolution]


def pronouns(found: Resolution, *words: str) -> list[tuple[str, list[str]]]:
    return [(m.text, [found.actor(iri).label for iri in m.actors]) for m in found.mentions if m.text.lower() in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I will come,” Angela Merkel said.", [("I", ["Angela Merkel"])]),
        (
            "“I will come,” Angela Merkel said. “My plane is ready.”",
            [("I", ["Angela Merkel"]), ("My", ["Angela Merkel"])],
        ),
        ("Angela Merkel praised the deal. “I am pleased.”", [("I", ["Angela Merkel"])]),
        (
            "“We urge restraint,” State Department spokeswoman Heather Nauert said.",
            [("We", ["United States Department of State"])],
        ),
        ("“We want peace,” Iranian Foreign Minister Mohammad Javad Zarif said.", [("We", ["Iran"])]),
        ("“We want peace,” the Kremlin said.", [("We", ["Russia"])]),
        ("“I am tired.” The rain fell on Geneva.", []),
        ("“We want peace,” a man named Oscar Zibberly said.", []),
    ],
)
def test_in_a_quotation(resolved: Resolved, text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert pronouns(resolved(text), "i", "my", "we") == expected


def test_in_an_interview(resolved: Resolved) -> None:
    found = resolved(
        "Interview with Angela Merkel\n\nHow do you see the summit?\n\nI see it as a chance. I hope that my colleagues agree."
        "\n\nDo you trust them?\n\nI do. Ask me tomorrow."
    )
    assert {(text, *labels) for text, labels in pronouns(found, "i", "my", "me", "you")} == {
        ("I", "Angela Merkel"),
        ("my", "Angela Merkel"),
        ("me", "Angela Merkel"),
        ("you", "Angela Merkel"),
    }


def test_a_passage_after_a_colon(resolved: Resolved) -> None:
    found = resolved("Emmanuel Macron wrote to the nation:\n\nI have heard you. I shall act.")
    assert pronouns(found, "i") == [("I", ["Emmanuel Macron"]), ("I", ["Emmanuel Macron"])]

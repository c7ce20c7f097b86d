"""What is denied is coded as what did not take place, on the word of who denies it; the denial is no event of its own."""

from __future__ import annotations

import pytest

from tests.extraction.reading import events_of


@pytest.mark.parametrize(
    ("sentence", "type", "parties"),
    [
        (
            "Saudi Arabia has denied reports that Mohammed bin Salman met Benjamin Netanyahu in Neom on Sunday.",
            "CONSULT",
            {"Mohammed bin Salman", "Benjamin Netanyahu"},
        ),
        ("Iran denied supplying weapons to Russia.", "AID", {"Iran", "Russia"}),
        ("Russia denied that its forces had attacked Ukraine.", "ASSAULT", {"its forces", "Ukraine"}),
    ],
)
def test_the_act_that_is_denied_is_the_event(sentence: str, type: str, parties: set[str]) -> None:
    [event] = events_of(sentence)
    assert (event.type, event.modality) == (type, ("negation",))
    assert {role.text for role in (*event.actor, *event.recipient)} == parties
    assert len(event.attribution) == 1


def test_to_deny_somebody_something_is_to_reject() -> None:
    [event] = events_of("Ukraine denied entry to the Austrian delegation.")
    assert (event.type, event.modality) == ("REJECT", ())

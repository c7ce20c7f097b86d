"""On whose word an event is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplograph.record import Event, Statement
from diplograph.triples import article_triples
from diplograph.vocab import DG
from tests.extraction.reading import extraction_of

Told = Callable[[str], tuple[Event, tuple[Statement, ...]]]


def told(text: str, type: str) -> tuple[list[str], tuple[str, ...], bool, bool]:
    """Of the one event of the type: whom the article credits, its modality, whether it lies in a statement, and whether the
    article asserts it."""
    extraction = extraction_of(text)
    (event,) = (event for event in extraction.events if event.type == type)
    known = {statement.id for statement in extraction.statements}
    assert event.within is None or event.within in known
    asserted = any(str(s) == event.id and p == DG.assertedBy for s, p, _ in article_triples(extraction))
    return [role.text for role in event.attribution], event.modality, event.within is not None, asserted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran attacked Israel.", ([], (), False, True)),
        ("Pompeo said that Iran attacked Israel.", (["Pompeo"], (), True, False)),
        ("“Iran attacked Israel,” Pompeo said.", (["Pompeo"], (), True, False)),
        ("Iran attacked Israel, according to Pompeo.", (["Pompeo"], (), True, False)),
        ("Trump said that Macron had said that Iran attacked Israel.", (["Trump", "Macron"], (), True, False)),
        ("Pompeo would say that Iran attacked Israel.", (["Pompeo"], ("hypothetical",), True, False)),
        ("Pompeo believes that Iran attacked Israel.", (["Pompeo"], (), False, False)),
        ("The claim that Iran attacked Israel surprised the envoys.", ([], ("hypothetical",), False, False)),
    ],
)
def test_an_event_in_what_somebody_says_is_told_on_that_word(text: str, expected: tuple[object, ...]) -> None:
    assert told(text, "ASSAULT") == expected

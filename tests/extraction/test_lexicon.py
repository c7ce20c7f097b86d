"""The event lexicon: every example gives its event, and what is malformed is reported with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from diplograph.errors import KnowledgeError
from diplograph.extraction.lexicon import TYPES, Entry, event_lexicon, load_lexicon
from diplograph.record import Event
from tests.extraction.reading import events_of_all

ENTRIES = event_lexicon().entries
MODES: dict[str, set[str | None]] = {
    "AGREE": {None},
    "CONSULT": {None, "visit", "third-party", "multilateral", "phone"},
    "RETREAT": {None, "withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"by-act", "assist", "change", "yield", "meet"},
    "REJECT": {"by-act", "assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"by-threat"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
}


@cache
def examples() -> dict[str, Sequence[Event]]:
    found = events_of_all([entry.example for entry in ENTRIES])
    return {entry.id: events for entry, events in zip(ENTRIES, found, strict=True)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_example_gives_its_event(entry: Entry) -> None:
    found = [event for event in examples()[entry.id] if event.rule.startswith(entry.id + "/")]
    assert [event.type for event in found] == [entry.type]
    if entry.mode not in {"by-act", "by-threat"}:
        assert found[0].mode == entry.mode
    assert found[0].modality == ()
    assert found[0].evidence.text == entry.example


def test_all_types_are_covered() -> None:
    assert {entry.type for entry in ENTRIES} == TYPES
    for entry in ENTRIES:
        assert entry.mode in MODES.get(entry.type, {entry.mode}), entry.id


@pytest.mark.parametrize(
    ("body", "line", "problem"),
    [
        ('[[entry]]\nid = "a"\ntype = "MEET"\nverbs = ["meet"]\nexample = "x"', 2, "'MEET' is no PLOVER type"),
        ('[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]', 2, "example is missing"),
        ('[[entry]]\nid = "a"\ntype = "AID"\nverb = ["help"]\nexample = "x"', 2, "unknown key 'verb'"),
        ('[[entry]]\nid = "a"\ntype = "AID"\nexample = "x"', 2, "no verbs, nouns or adjectives"),
        ('[[entry]]\nid = "a"\ntype = "AID"\nverbs = "help"\nexample = "x"', 2, "verbs must be a list of words"),
        (
            '[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]\nobjects = ["@gold"]\nexample = "x"',
            2,
            "no class '@gold'",
        ),
        ('[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]\nstrength = 2.0\nexample = "x"', 2, "strength must be"),
        ('[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]\nneeds = ["money"]\nexample = "x"', 2, "needs money"),
        (
            '[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]\ncomplement = ["act"]\nexample = "x"',
            2,
            "'act' is neither",
        ),
        ('[[entry]]\nid = "a"\ntype = ', 3, "is not TOML"),
    ],
)
def test_malformed_entry_is_located(tmp_path: Path, body: str, line: int, problem: str) -> None:
    (tmp_path / "classes.toml").write_text("[classes]\n", encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_lexicon(tmp_path)
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_second_entry_with_an_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "classes.toml").write_text("[classes]\n", encoding="utf-8")
    entry = '[[entry]]\nid = "a"\ntype = "AID"\nverbs = ["help"]\nexample = "x"\n'
    (tmp_path / "own.toml").write_text(entry * 2, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="a second entry 'a'"):
        load_lexicon(tmp_path)

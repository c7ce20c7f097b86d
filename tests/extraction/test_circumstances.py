"""When, where, in what context: the circumstances of an event, from its own clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import KnowledgeError
from diplograph.extraction.context import contexts_of
from diplograph.extraction.wordlists import word_tables
from diplograph.language.forms import base_forms
from tests.extraction.reading import events_of, parse


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("France attacked Egypt on Monday.", "2018-02-12"),
        ("On Sunday, France attacked Egypt.", "2018-02-11"),
        ("France attacked Egypt in January.", "2018-01"),
        ("France attacked Egypt last year.", "2017"),
        ("France attacked Egypt.", None),
        ("France attacked Egypt, officials said on Monday.", None),
        ("France has attacked Egypt since Monday.", None),
        ("France will attack Egypt on Thursday.", "2018-02-15"),
        ("The French president held talks with the Egyptian president on Friday.", "2018-02-09"),
    ],
)
def test_date_is_that_of_the_clause(sentence: str, expected: str | None) -> None:
    (event,) = events_of(sentence)
    assert event.date == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("France attacked Egypt on Sunday. The following day, Egypt expelled the French ambassador.",
         ["2018-02-11", "2018-02-12"]),
        ("France attacked Egypt on 3 January. Two days later, Egypt expelled the French ambassador. The day after, "
         "France recalled its diplomats from Cairo.", ["2018-01-03", "2018-01-05", "2018-01-06"]),
        ("France attacked Egypt on 3 January. Egypt had criticized France the day before.", ["2018-01-03", "2018-01-02"]),
        ("France attacked Egypt. The following day, Egypt expelled the French ambassador.", [None, None]),
        ("France attacked Egypt in January. The following day, Egypt expelled the French ambassador.", ["2018-01", None]),
    ],
)  # fmt: skip
def test_date_counts_from_the_time_named_before(text: str, dates: list[str | None]) -> None:
    assert [event.date for event in events_of(text)] == dates


@pytest.mark.parametrize(
    ("sentence", "label", "country"),
    [
        ("Emmanuel Macron met Angela Merkel in Berlin.", "Berlin", "DEU"),
        ("Emmanuel Macron held talks with Angela Merkel in Paris.", "Paris", "FRA"),
    ],
)
def test_place_is_that_of_the_clause(sentence: str, label: str, country: str) -> None:
    (event,) = events_of(sentence)
    assert event.place is not None
    assert (event.place.label, event.place.country) == (label, country)


def test_no_place_where_none_is_named() -> None:
    (event,) = events_of("France criticized Egypt.")
    assert event.place is None


def test_contexts_are_sorted_and_found_by_any_form_of_a_word() -> None:
    assert contexts_of(parse("The ambassadors discussed tariffs and missiles.")) == (
        "diplomatic",
        "economic",
        "military",
    )
    assert contexts_of(parse("The baker slept.")) == ()


@pytest.mark.parametrize(
    ("word", "tag", "form"),
    [
        ("cancelled", "VBD", "cancel"),
        ("denied", "VBD", "deny"),
        ("urged", "VBD", "urge"),
        ("banned", "VBN", "ban"),
        ("freed", "VBN", "free"),
        ("withdrew", "VBD", "withdraw"),
        ("seizing", "VBG", "seize"),
        ("countries", "NNS", "country"),
        ("clashes", "NNS", "clash"),
        ("accuses", "VBZ", "accuse"),
    ],
)
def test_base_forms(word: str, tag: str, form: str) -> None:
    assert form in base_forms(word, tag)


@pytest.mark.parametrize(
    ("body", "line", "problem"),
    [
        ('[verbs]\nreal = ["meet"]', 2, "unknown list 'real'"),
        ('[words]\nfuture = ["plan"]', 1, "unknown table [words]"),
        ('[verbs]\nfuture = "plan"', 2, "must be a list of words"),
        ('[verbs]\nfuture = ["plan"]\nreport = ["plan"]', 2, "'plan' stands in [verbs] as future and as report"),
    ],
)
def test_malformed_word_list_is_located(tmp_path: Path, body: str, line: int, problem: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        word_tables(path, {"verbs": ("future", "report")})
    assert problem in str(caught.value)
    assert caught.value.line == line


def test_missing_word_list_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        word_tables(tmp_path / "none.toml", {})


def test_context_comes_from_the_paragraph_too_where_it_says_so_twice() -> None:
    told = "France criticized Egypt. The drought has dried up the grain, and the oil has run out."
    (event,) = events_of(told)
    assert event.context == ("natural_resource",)
    (event,) = events_of(told.replace("Egypt. The", "Egypt.\n\nThe"))
    assert event.context == ()
    (event,) = events_of("France criticized Egypt. The grain has dried up.")
    assert event.context == ()

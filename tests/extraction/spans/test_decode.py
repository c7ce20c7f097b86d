"""From probabilities to the words of contents and sources."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from diplograph.extraction.spans.decode import runs, settle, source


def words(doc: Any, tokens: list[int]) -> str:
    return " ".join(doc[i].text for i in tokens)


def tokens(doc: Any, text: str) -> list[int]:
    wanted = text.split()
    return [token.i for token in doc if token.text in wanted]


def test_a_short_gap_is_filled(nlp: Any) -> None:
    doc = nlp("Officials signalled that talks with the North might soon resume.")
    assert words(doc, settle(doc, tokens(doc, "that talks with North might resume"), {1})) == (
        "that talks with the North might soon resume"
    )


def test_a_gap_with_the_cue_stays(nlp: Any) -> None:
    doc = nlp("The talks, officials signalled, might soon resume.")
    chosen = tokens(doc, "The talks might soon resume")
    assert words(doc, settle(doc, chosen, set(tokens(doc, "officials signalled")))) == "The talks might soon resume"


def test_a_single_word_apart_falls_away(nlp: Any) -> None:
    doc = nlp("On Monday morning at the gate of the palace officials signalled that talks might resume.")
    chosen = tokens(doc, "Monday that talks might resume")
    assert words(doc, settle(doc, chosen, set())) == "that talks might resume"


def test_a_conjunction_that_leads_on_is_no_part(nlp: Any) -> None:
    doc = nlp("Moon said he was ready and warned that time was short.")
    chosen = tokens(doc, "he was ready and")[:4]
    assert words(doc, settle(doc, chosen, {1, 6})) == "he was ready"


def test_a_single_word_is_a_content_where_there_is_no_more(nlp: Any) -> None:
    doc = nlp("She said yes.")
    assert words(doc, settle(doc, [2], {1})) == "yes"


@pytest.mark.parametrize(
    ("text", "chosen", "head"),
    [
        ("Officials in Seoul signalled that talks might resume.", "Officials in Seoul", "Officials"),
        ("The talks failed, according to two diplomats in Geneva.", "two diplomats in Geneva", "diplomats"),
        ("Critics, among them Abe, warned of a trap.", "Critics", "Critics"),
    ],
)
def test_the_head_of_a_source(nlp: Any, text: str, chosen: str, head: str) -> None:
    doc = nlp(text)
    found = source(doc, tokens(doc, chosen))
    assert found is not None
    assert found.text == head


def test_no_source() -> None:
    assert source(Doc(Vocab(), words=["a"]), []) is None


@given(st.lists(st.booleans(), max_size=30), st.sets(st.integers(0, 29), max_size=6))
def test_laws(chosen: list[bool], barred: set[int]) -> None:
    doc = Doc(Vocab(), words=["w"] * 30)
    picked = [i for i, yes in enumerate(chosen) if yes and i not in barred]
    found = settle(doc, picked, barred)
    assert found == sorted(set(found))
    assert not barred & set(found)
    assert not found or (picked[0] <= found[0] and found[-1] <= picked[-1])
    assert bool(found) == bool(picked)
    assert [i for run in runs(doc, found) for i in run] == found

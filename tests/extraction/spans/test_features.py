"""What the span model sees of a sentence, and where the tree puts each word as seen from the cue."""

from __future__ import annotations

from typing import Any

import numpy as np
import spacy

from diplograph.extraction.spans.features import DISTANCES, Sentence, branches, distances, has_states, sentences_of


def chain(heads: list[int]) -> Sentence:
    """A sentence of which only the tree counts; relation n + 1 belongs to word n."""
    size = len(heads)
    empty = np.zeros((size, 1), dtype=np.float16)
    return Sentence(list(range(size)), empty, list(range(1, size + 1)), [0] * size, heads, [False] * size)


def test_places_in_the_tree() -> None:
    # 0 ← 1 (root) → 2 → 3, and 3 → 4; seen from 2
    places, relations = branches(chain([1, 1, 1, 2, 3]), 2)
    assert places == [5, 4, 1, 3, 2]
    assert relations == [1, 0, 0, 4, 4]


def test_a_tree_with_a_ring_ends() -> None:
    places, _ = branches(chain([1, 0, 1]), 2)
    assert len(places) == 3


def test_distances_are_finer_near_the_cue() -> None:
    found = distances(chain([0] * 60), 30)
    assert found[29:32] == [11, 12, 13]
    assert found == sorted(found)
    assert min(found) >= 0
    assert max(found) < DISTANCES


def test_white_space_is_no_word_and_quotations_are_known(nlp: Any) -> None:
    text = "Kim said:\n“We agree.”"
    from diplograph.extraction.quotes import find_quotations

    found = sentences_of(nlp(text), find_quotations(text), {}, {})
    doc = nlp(text)
    assert [doc[i].text for sentence in found for i in sentence.tokens] == [
        "Kim",
        "said",
        ":",
        "“",
        "We",
        "agree",
        ".",
        "”",
    ]
    assert [flag for sentence in found for flag in sentence.quoted] == [False] * 3 + [True] * 5
    assert all(len(sentence.states) == len(sentence.tokens) for sentence in found)


def test_only_the_bundled_reader_leaves_states(nlp: Any) -> None:
    assert has_states(nlp("It rained."))
    assert not has_states(nlp(""))
    assert not has_states(spacy.blank("en")("It rained."))

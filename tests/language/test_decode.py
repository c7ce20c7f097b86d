"""Trees are always trees, and the best ones; names begin with a beginning."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from diplograph.language.decode import Floats, NameDecoder, best_tree, greedy, heads_of, is_tree, log_mean

finite = st.floats(-50, 50, width=32)
TAGS = ("O", "B-PERSON", "I-PERSON", "B-LOC", "I-LOC")


@st.composite
def arcs(draw: st.DrawFn, most: int = 12) -> Floats:
    size = draw(st.integers(1, most))
    return draw(arrays(np.float32, (size, size + 1), elements=finite))


def reaches_root(heads: tuple[int, ...]) -> bool:
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return heads.count(0) == 1


def test_greedy_never_chooses_the_word_itself() -> None:
    assert greedy(np.array([[0, 9, 1], [2, 1, 9]], dtype=np.float32)).tolist() == [2, 0]


@pytest.mark.parametrize(
    ("heads", "tree"), [([0, 1], True), ([0, 0], False), ([2, 1], False), ([2, 3, 0], True), ([0], True)]
)
def test_is_tree(heads: list[int], tree: bool) -> None:
    assert is_tree(np.array(heads)) is tree


@given(arcs())
def test_the_result_is_always_a_tree(scores: Floats) -> None:
    assert reaches_root(tuple(heads_of(scores).tolist()))


@settings(deadline=None)
@given(arcs(most=4))
def test_the_best_tree_is_the_best(scores: Floats) -> None:
    size = len(scores)
    trees = [heads for heads in product(range(size + 1), repeat=size) if reaches_root(heads)]
    best = max(sum(float(scores[w, h]) for w, h in enumerate(heads)) for heads in trees)
    found = best_tree(scores)
    assert sum(float(scores[w, h]) for w, h in enumerate(found)) == pytest.approx(best, abs=1e-3)


@given(arrays(np.float32, st.tuples(st.integers(1, 8), st.just(len(TAGS))), elements=finite))
def test_an_inside_follows_its_own_beginning(scores: Floats) -> None:
    decoder = NameDecoder(TAGS)
    tags = [TAGS[i] for i in decoder.decode(scores)]
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]
    for start, end, kind in decoder.spans(decoder.decode(scores)):
        assert tags[start] == f"B-{kind}"
        assert tags[start + 1 : end] == [f"I-{kind}"] * (end - start - 1)


def test_viterbi_prefers_the_best_allowed_path() -> None:
    decoder = NameDecoder(TAGS)
    scores = np.array([[3, 2, 0, 0, 0], [0, 0, 9, 0, 0]], dtype=np.float32)
    assert [TAGS[i] for i in decoder.decode(scores)] == ["B-PERSON", "I-PERSON"]


def test_names_touch_only_where_the_scores_are_clear() -> None:
    decoder = NameDecoder(TAGS)
    unsure = np.array([[0, 3, 0, 0, 0], [0, 3, 2, 0, 0]], dtype=np.float32)
    clear = np.array([[0, 3, 0, 0, 0], [0, 6, 2, 0, 0]], dtype=np.float32)
    assert [TAGS[i] for i in decoder.decode(unsure)] == ["B-PERSON", "I-PERSON"]
    assert [TAGS[i] for i in decoder.decode(clear)] == ["B-PERSON", "B-PERSON"]


def test_two_views_are_averaged_as_log_probabilities() -> None:
    one, other = np.log(np.array([[0.8, 0.2]], dtype=np.float32)), np.log(np.array([[0.2, 0.8]], dtype=np.float32))
    assert log_mean(one + 5, other) == pytest.approx(np.log([[0.4, 0.4]]), abs=1e-5)

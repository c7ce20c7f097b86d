"""Sentences to index lists, and the noise that makes the reader robust."""

from __future__ import annotations

import random

from diplograph.language.bundle import FOLDER
from diplograph.language.encoding import WordPieces
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.examples import IGNORED, Examples, Inventory, noisy

SENTENCE = Sentence(
    words=('"', "Yes", ",", '"', "Kim", "said", "."),
    tags=("``", "UH", ",", "''", "NNP", "VBD", "."),
    upos=("PUNCT", "INTJ", "PUNCT", "PUNCT", "PROPN", "VERB", "PUNCT"),
    lemmas=('"', "yes", ",", '"', "Kim", "say", "."),
    heads=(2, 6, 6, 2, 6, 0, 6),
    labels=("punct", "ccomp", "punct", "punct", "nsubj", "root", "punct"),
    names=("O", "O", "O", "O", "B-PERSON", "O", "?"),
)


def examples() -> Examples:
    return Examples(WordPieces(FOLDER / "tokenizer.json"), Inventory.of([SENTENCE], least_rules=1))


def test_heads_count_through_the_window_and_roots_stay_zero() -> None:
    example = examples().encode([SENTENCE, SENTENCE])
    assert example.heads == [2, 6, 6, 2, 6, 0, 6, 9, 13, 13, 9, 13, 0, 13]
    assert example.starts == [1, 0, 0, 0, 0, 0, 0] * 2
    assert example.names[6] == IGNORED
    assert example.names[4] == 1


def test_what_is_not_annotated_is_ignored() -> None:
    example = examples().encode([Sentence(words=("Yes", "."))])
    assert example.heads == example.tags == example.rules == example.names == [IGNORED, IGNORED]


def test_an_epoch_holds_every_sentence_once_and_is_reproducible() -> None:
    document = [SENTENCE] * 40
    one = examples().epoch([document], random.Random(1))
    assert sum(sum(example.starts) for example in one) == 40
    assert one == examples().epoch([document], random.Random(1))


def test_noise_keeps_annotations_in_step() -> None:
    chance = random.Random(0)
    seen = [noisy(SENTENCE, chance) for _ in range(300)]
    assert {s.words[0] for s in seen} == {'"', "“"}
    assert any(s.words[:4] == ("“", "Yes", ",", "”") for s in seen)
    assert any(s.words[1] == "YES" and s.lemmas is None for s in seen)
    assert any(len(s.words) == 6 for s in seen)
    for s in seen:
        assert len(s.words) == len(s.heads or ()) == len(s.labels or ()) == len(s.names or ())

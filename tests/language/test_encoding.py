"""Words to pieces: bounded, never empty, and the same word the same way."""

from __future__ import annotations

import pytest

from diplograph.language.bundle import FOLDER
from diplograph.language.encoding import WORD_PIECES, WordPieces, casing


@pytest.mark.parametrize(
    ("word", "case"),
    [("seoul", 1), ("Seoul", 2), ("KCNA", 3), ("McCain", 4), ("I", 4), ("2018", 5), ("iPhone", 6), (",", 6), ("", 6)],
)
def test_casing(word: str, case: int) -> None:
    assert casing(word) == case


def test_a_window_has_one_first_piece_a_word() -> None:
    encoded = WordPieces(FOLDER / "tokenizer.json").encode(["Pyongyang", "said", "\x00", "no"])
    assert len(encoded.first) == 4
    assert encoded.first[0] == 1
    assert encoded.first == sorted(set(encoded.first))
    assert len(encoded.ids) == len(encoded.cases)
    assert encoded.cases[0] == encoded.cases[-1] == 0


def test_a_monstrous_word_costs_no_more_than_a_long_one() -> None:
    pieces, case = WordPieces(FOLDER / "tokenizer.json").word("x" * 100_000)
    assert 1 <= len(pieces) <= WORD_PIECES
    assert case == 1

"""Words as the network sees them: word pieces, the first piece of every word, and a casing class.

The same code encodes the treebanks at training time and articles at run time, so that the two never drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CASES = 7  # 0 is for the encoder's own marks, 1 to 6 for words: see `casing`
WORD_CHARACTERS = 48  # a longer word (a URL, a line of garbage) is read by its beginning
WORD_PIECES = 8
_CACHED_WORDS = 100_000


@dataclass(frozen=True)
class Encoded:
    """One window of words: `ids` and `cases` a piece, `first` (the position of its first piece) a word."""

    ids: list[int]
    cases: list[int]
    first: list[int]


def casing(word: str) -> int:
    """How a word is written: 1 lower, 2 Title, 3 UPPER, 4 otherwise capitalised, 5 digits, 6 anything else."""
    if word.islower():
        return 1
    if len(word) > 1:
        if word.istitle():
            return 2
        if word.isupper():
            return 3
    if word[:1].isupper():
        return 4
    return 5 if word.isdigit() else 6


class WordPieces:
    """Words to word pieces, each distinct word encoded once."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start = self._mark("[CLS]")
        self._end = self._mark("[SEP]")
        self._unknown = self._mark("[UNK]")
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def rank(self, word: str) -> int | None:
        """The number of a word that is one piece, lower for commoner ones; None of others."""
        number: int | None = self._tokenizer.token_to_id(word)
        return number

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """The piece ids of one word (never empty) and its casing class."""
        known = self._known.get(word)
        if known is None:
            text = word[:WORD_CHARACTERS]
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:WORD_PIECES]
            known = (tuple(ids) if ids else (self._unknown,), casing(text))
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            self._known[word] = known
        return known

    def _mark(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the tokenizer has no {name}")
        return int(number)

    def encode(self, words: Sequence[str]) -> Encoded:
        """One window of words with the encoder's start and end marks around it."""
        ids, cases, first = [self._start], [0], []
        for word in words:
            pieces, case = self.word(word)
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([case] * len(pieces))
        ids.append(self._end)
        cases.append(0)
        return Encoded(ids, cases, first)

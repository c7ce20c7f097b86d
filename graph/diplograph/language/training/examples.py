"""Sentences to training examples: one to six neighbours joined as raw text joins them, with a little noise, as index lists."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from diplograph.language import lemmas
from diplograph.language.encoding import WordPieces
from diplograph.language.training.corpora import Sentence

IGNORED = -100
MOST_SENTENCES = 6
MOST_WORDS = 110
MOST_PIECES = 320
NAMES = ("O", *(f"{mark}-{kind}" for kind in ("PERSON", "ORG", "LOC", "NORP", "TITLE") for mark in "BI"))
_CURLY = {
    '"': "“”",
    "'": "‘’",
    "''": "”",
    "``": "“",
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'m": "’m",
}


@dataclass(frozen=True)
class Inventory:
    """The classes of every head of the network, in the order of its outputs."""

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    rules: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = NAMES

    @classmethod
    def of(cls, sentences: Iterable[Sentence], *, least_rules: int = 2) -> Inventory:
        """All classes of the treebanks; lemma rules that occur at least `least_rules` times."""
        tags, upos, labels = set[str](), set[str](), set[str]()
        rules: Counter[str] = Counter()
        for s in sentences:
            tags.update(s.tags or ())
            upos.update(s.upos or ())
            labels.update(s.labels or ())
            rules.update(lemmas.rule_of(w, lemma) for w, lemma in zip(s.words, s.lemmas or (), strict=True))
        kept = tuple(sorted(rule for rule, count in rules.items() if count >= least_rules))
        return cls(tuple(sorted(tags)), tuple(sorted(upos)), kept, tuple(sorted(labels)))


@dataclass(frozen=True)
class Example:
    """Indices of one window: `ids` and `cases` a piece, the rest a word; IGNORED where nothing is known."""

    ids: list[int]
    cases: list[int]
    first: list[int]
    tags: list[int]
    upos: list[int]
    rules: list[int]
    heads: list[int]
    labels: list[int]
    starts: list[int]
    names: list[int]


class Examples:
    """Makes the examples of an epoch."""

    def __init__(self, pieces: WordPieces, inventory: Inventory) -> None:
        self._pieces = pieces
        self._index = {
            field: {name: i for i, name in enumerate(getattr(inventory, field))}
            for field in ("tags", "upos", "rules", "labels", "names")
        }

    def epoch(
        self, documents: Sequence[Sequence[Sentence]], chance: random.Random, *, noise: bool = True
    ) -> list[Example]:
        """Every sentence once, in windows of random length."""
        found = []
        for document in documents:
            at = 0
            while at < len(document):
                most = chance.randint(1, MOST_SENTENCES)
                window, words = [document[at]], len(document[at].words)
                at += 1
                while at < len(document) and len(window) < most and words + len(document[at].words) <= MOST_WORDS:
                    words += len(document[at].words)
                    window.append(document[at])
                    at += 1
                example = self.encode([noisy(s, chance) for s in window] if noise else window)
                if len(example.ids) <= MOST_PIECES:
                    found.append(example)
        return found

    def encode(self, window: Sequence[Sentence]) -> Example:
        """One window of sentences."""
        words: list[str] = []
        columns: dict[str, list[int]] = {k: [] for k in ("tags", "upos", "rules", "heads", "labels", "starts", "names")}
        for s in window:
            unknown, base = [IGNORED] * len(s.words), len(words)
            rules = [lemmas.rule_of(w, lemma) for w, lemma in zip(s.words, s.lemmas, strict=True)] if s.lemmas else None
            words.extend(s.words)
            for field, values in (
                ("tags", s.tags),
                ("upos", s.upos),
                ("rules", rules),
                ("labels", s.labels),
                ("names", s.names),
            ):
                index = self._index[field]
                columns[field] += [index.get(v, IGNORED) for v in values] if values else unknown
            columns["heads"] += [base + h if h else 0 for h in s.heads] if s.heads else unknown
            columns["starts"] += [1] + [0] * (len(s.words) - 1)
        encoded = self._pieces.encode(words)
        return Example(encoded.ids, encoded.cases, encoded.first, **columns)


def noisy(sentence: Sentence, chance: random.Random) -> Sentence:
    """Now and then: all capitals, lower case, Title Case, no final punctuation, curly for straight quotes."""
    draw, words = chance.random(), sentence.words
    if draw < 0.02:
        words = tuple(w.upper() for w in words)
    elif draw < 0.035:
        words = tuple(w.lower() for w in words)
    elif draw < 0.05:
        words = tuple(w[:1].upper() + w[1:] for w in words)
    if words != sentence.words:  # a lemma rule must not learn from a casing that the lemma does not share
        sentence = replace(sentence, words=words, lemmas=None)
    if chance.random() < 0.03:
        sentence = _open_ended(sentence)
    if chance.random() < 0.08:
        sentence = _curly(sentence)
    return sentence


def _open_ended(s: Sentence) -> Sentence:
    last = len(s.words)
    if last < 3 or s.words[-1] not in {".", "!", "?"} or (s.heads and (last in s.heads or s.heads[-1] == 0)):
        return s
    fields = {k: v[:-1] for k, v in vars(s).items() if v is not None}
    return replace(s, **fields)


def _curly(s: Sentence) -> Sentence:
    words, opened = [], False
    for word in s.words:
        curly = _CURLY.get(word, word)
        if len(word) == 1 and len(curly) == 2:
            curly, opened = (curly[1] if opened else curly[0]), not opened
        words.append(curly)
    return replace(s, words=tuple(words))

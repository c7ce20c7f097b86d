"""Names for a treebank that has none, from a network trained elsewhere and the treebank's own proper nouns.

EWT tells which words are proper nouns and, by its trees, which of them belong together; what kind of thing they name is what the
network thinks, averaged over all mentions of the same words in the document and the corpus; where it is unsure the words stay open.
The rest of the training then learns from the result, and so meets the web's names in the web's own style.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from diplograph.language.training.batches import collate
from diplograph.language.training.corpora import PROPER, Sentence
from diplograph.language.training.examples import Examples, Inventory
from diplograph.language.training.names import OPEN, titled
from diplograph.language.training.network import Reader

KINDS = ("O", "PERSON", "ORG", "LOC", "NORP")
SURE = 0.55  # the least averaged probability of a kind that is believed
_WINDOW_WORDS = 110
_OWN, _DOCUMENT, _CORPUS = 0.5, 0.3, 0.2  # weights of a mention's own score and of its namesakes'

Floats = NDArray[np.float32]


Reading = Callable[[Sequence[Sentence]], Floats]
"""What a network says of some neighbouring sentences: the scores (words, name classes) of their words."""


def with_names(read: Reading, inventory: Inventory, documents: Sequence[Sequence[Sentence]]) -> list[list[Sentence]]:
    """The documents with names filled in, `?` where the network is not sure."""
    kind_of = _kinds(inventory)
    seen = [[(s, p @ kind_of) for s, p in _probabilities(read, document)] for document in documents]
    corpus: dict[str, list[Floats]] = defaultdict(list)
    for document in seen:
        for sentence, scores in document:
            for start, end in proper_names(sentence):
                corpus[_key(sentence, start, end)].append(scores[start:end].mean(0))
    average = {key: np.mean(values, axis=0) for key, values in corpus.items()}
    return [_document(document, average) for document in seen]


def reading_of(reader: Reader, examples: Examples) -> Reading:
    """The names of a reader in training."""

    def read(window: Sequence[Sentence]) -> Floats:
        reader.eval()
        batch = collate([examples.encode(window)])
        with torch.no_grad():
            scores = reader(batch.ids, batch.mask, batch.cases, batch.first, batch.words).names[0]
        found: Floats = scores.float().numpy()
        return found

    return read


def proper_names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that form one phrase: each word but one has its head in the run."""
    tags, heads = sentence.tags or (), sentence.heads or ()
    start = 0
    while start < len(tags):
        end = start
        while end < len(tags) and tags[end] in PROPER:
            end += 1
        while end > start:
            cut = end
            while cut > start and sum(not start < heads[i] <= cut for i in range(start, cut)) > 1:
                cut -= 1
            cut = max(cut, start + 1)
            yield start, cut
            start = cut
        start = end + 1


def _document(document: list[tuple[Sentence, Floats]], average: dict[str, Floats]) -> list[Sentence]:
    local: dict[str, list[Floats]] = defaultdict(list)
    for sentence, scores in document:
        for start, end in proper_names(sentence):
            local[_key(sentence, start, end)].append(scores[start:end].mean(0))
    found = []
    for sentence, scores in document:
        names = ["O" if KINDS[row.argmax()] == "O" else OPEN for row in scores]
        for start, end in proper_names(sentence):
            key = _key(sentence, start, end)
            own = scores[start:end].mean(0)
            score = _OWN * own + _DOCUMENT * np.mean(local[key], axis=0) + _CORPUS * average[key]
            kind = KINDS[int(score.argmax())] if score.max() >= SURE else OPEN
            inner = kind if kind in ("O", OPEN) else f"I-{kind}"
            names[start:end] = [inner if kind in ("O", OPEN) else f"B-{kind}"] + [inner] * (end - start - 1)
        found.append(replace(sentence, names=titled(sentence.words, tuple(names))))
    return found


def _probabilities(read: Reading, document: Sequence[Sentence]) -> Iterator[tuple[Sentence, Floats]]:
    """The probability of every name tag for every word of a document."""
    at = 0
    while at < len(document):
        end, words = at + 1, len(document[at].words)
        while end < len(document) and words + len(document[end].words) <= _WINDOW_WORDS:
            words += len(document[end].words)
            end += 1
        rows: Floats = torch.softmax(torch.from_numpy(read(document[at:end])), -1).numpy()
        for sentence in document[at:end]:
            yield sentence, rows[: len(sentence.words)]
            rows = rows[len(sentence.words) :]
        at = end


def _kinds(inventory: Inventory) -> Floats:
    """A matrix that sums the probabilities of BIO tags to kinds; titles count as part of a person's name."""
    matrix = np.zeros((len(inventory.names), len(KINDS)), dtype=np.float32)
    for row, tag in enumerate(inventory.names):
        kind = tag.partition("-")[2] or "O"
        matrix[row, KINDS.index("PERSON" if kind == "TITLE" else kind)] = 1
    return matrix


def _key(sentence: Sentence, start: int, end: int) -> str:
    return " ".join(sentence.words[start:end]).lower()

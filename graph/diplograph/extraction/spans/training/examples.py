"""Sentences of PolNeAR with what the rules find in them and what the annotators found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diplograph.actors import resolve
from diplograph.article import Article
from diplograph.extraction.pipeline import Extractor
from diplograph.extraction.spans.features import (
    branches,
    cue_flags,
    distances,
    frames,
    marks_of,
    relation_of,
    sentences_of,
    span_flags,
)
from diplograph.extraction.spans.training.polnear import Document, Spans
from diplograph.extraction.statements import by_rules

_AUXILIARY = ("aux", "cop")


@dataclass
class Cue:
    """A cue that the annotators marked, by the position of its head, with what the model sees from there and should find: for
    each word, is it content, is it source?"""

    position: int
    frame: int
    places: NDArray[np.int64]
    branches: NDArray[np.int64]
    distances: NDArray[np.int64]
    flags: NDArray[np.float32]
    wanted: NDArray[np.float32]


@dataclass
class Example:
    """A sentence: one entry a word in each array."""

    states: NDArray[np.float16]
    labels: NDArray[np.int64]
    tags: NDArray[np.int64]
    heads: NDArray[np.int64]
    frames: NDArray[np.int64]
    flags: NDArray[np.float32]
    is_cue: NDArray[np.float32]
    cues: list[Cue]


@dataclass
class Inventory:
    """Relations and tags by number, counted from 1; 0 is for unknown ones. It grows while it reads the training data."""

    labels: dict[str, int]
    tags: dict[str, int]

    def learn(self, doc: Any) -> None:
        for token in doc:
            if not token.is_space:
                self.labels.setdefault(relation_of(token), len(self.labels) + 1)
                self.tags.setdefault(token.tag_, len(self.tags) + 1)


def examples(
    documents: Iterable[Document], extractor: Extractor, inventory: Inventory, *, learn: bool
) -> Iterator[Example]:
    """The sentences of the documents, read and marked by the rules as at run time."""
    for document in documents:
        article = Article.make(document.text, id=document.name)
        (doc,) = extractor.nlp.pipe([document.text])
        if learn:
            inventory.learn(doc)
        resolution = resolve(doc, article, extractor.authority)
        told = by_rules(doc, article, resolution, attitudes=True)
        sentences = sentences_of(doc, told.drafting.quotations, inventory.labels, inventory.tags)
        marks_of(doc, sentences, told.kept, told.roles)
        marked = {sentence.tokens[position] for sentence in sentences for position in sentence.marks}
        gold: dict[int, Any] = {}
        for attribution in document.attributions:
            head = _head_of(doc, attribution.cue, marked)
            if head is not None:
                gold.setdefault(head, attribution)
        for sentence in sentences:
            tokens = sentence.tokens
            cues = []
            for position, i in enumerate(tokens):
                if i not in gold:
                    continue
                wanted = [[_touches(doc[j], gold[i].content), _touches(doc[j], gold[i].source)] for j in tokens]
                if any(content for content, _ in wanted):
                    places, relations = branches(sentence, position)
                    cues.append(
                        Cue(
                            position,
                            frames(sentence)[position],
                            np.array(places),
                            np.array(relations),
                            np.array(distances(sentence, position)),
                            np.array(span_flags(sentence, position), dtype=np.float32),
                            np.array(wanted, dtype=np.float32),
                        )
                    )
            yield Example(
                sentence.states,
                np.array(sentence.labels),
                np.array(sentence.tags),
                np.array(sentence.heads),
                np.array(frames(sentence)),
                np.array(cue_flags(sentence), dtype=np.float32),
                np.array([i in gold for i in tokens], dtype=np.float32),
                cues,
            )


def _touches(token: Any, spans: Spans) -> bool:
    return any(start < token.idx + len(token) and token.idx < end for start, end in spans)


def _head_of(doc: Any, spans: Spans, marked: Container[int]) -> int | None:
    """The word that stands for a cue: the one that the rules take for it, or its topmost verb, or else its topmost word."""
    tokens = [token for token in doc if not token.is_space and _touches(token, spans)] if spans else []
    for token in tokens:
        if token.i in marked:
            return int(token.i)
    verbs = [token for token in tokens if token.tag_.startswith("VB")]
    groups: Sequence[list[Any]] = (
        [token for token in verbs if not token.dep_.startswith(_AUXILIARY)],
        [token for token in tokens if token.lower_ == "according"],
        verbs,
        [token for token in tokens if token.tag_.startswith(("NN", "JJ"))],
        tokens,
    )
    chosen = next((group for group in groups if group), [])
    return min(((sum(1 for _ in token.ancestors), token.i) for token in chosen), default=(0, None))[1]

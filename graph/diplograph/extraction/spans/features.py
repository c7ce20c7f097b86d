"""A sentence as the span model sees it. The same code prepares the training data and articles at run time."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diplograph.extraction.drafts import Draft, quotation_at
from diplograph.extraction.quotes import Quotation
from diplograph.record import Role

__all__ = [
    "DISTANCES",
    "FRAMES",
    "POSITIONS",
    "Mark",
    "Sentence",
    "branches",
    "cue_flags",
    "distances",
    "frames",
    "has_states",
    "marks_of",
    "relation_of",
    "sentences_of",
    "span_flags",
]

FRAMES = (
    "",
    "quote",
    "clause",
    "question",
    "infinitive",
    "gerund",
    "object",
    "object-as",
    "about",
    "quoted",
    "colon",
    "alone",
    "before",
    "behind",
    "continued",
    "resumed",
)
"""How the rules found a content; the empty one is for words that they take for no cue."""

POSITIONS = 6
"""Places of a word in the tree as seen from the cue: see :func:`branches`."""

DISTANCES = 25
"""Buckets of the distance to the cue in words, with its sign."""

LONGEST = 150
"""Longer sentences, which are lists and tables, are left to the rules."""

_KEPT_SUBTYPES = frozenset({"acl:relcl", "aux:pass", "nsubj:pass", "nmod:poss", "obl:agent"})
_FAR = 12
_CLIMB = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """What the rules say of a cue: the number of its frame, and the positions of its content and speaker in the sentence."""

    draft: Draft
    frame: int
    content: frozenset[int]
    speaker: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence (indices into the Doc, white space left out), with one entry a word in each array: the
    encoder's states, numbers of relations and tags, positions of heads, and whether a quotation holds it."""

    tokens: list[int]
    states: NDArray[np.float16]
    labels: list[int]
    tags: list[int]
    heads: list[int]
    quoted: list[bool]
    marks: dict[int, Mark] = field(default_factory=dict)


def has_states(doc: Any) -> bool:
    """Whether a Doc has the states of the bundled reader; other pipelines leave none, or such as the model was not trained on."""
    return bool(len(doc)) and doc.tensor.dtype == np.float16


def relation_of(token: Any) -> str:
    """The token's relation, without those subtypes that tell little."""
    label: str = token.dep_
    return label if label in _KEPT_SUBTYPES else label.partition(":")[0]


def sentences_of(
    doc: Any, quotations: Sequence[Quotation], labels: Mapping[str, int], tags: Mapping[str, int]
) -> list[Sentence]:
    """The sentences of a Doc that has the encoder's states in its tensor; what no model knows has the number 0."""
    found = []
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        if not tokens or len(tokens) > LONGEST:
            continue
        at = {token.i: position for position, token in enumerate(tokens)}
        found.append(
            Sentence(
                [token.i for token in tokens],
                doc.tensor[[token.i for token in tokens]],
                [labels.get(relation_of(token), 0) for token in tokens],
                [tags.get(token.tag_, 0) for token in tokens],
                [at.get(token.head.i, position) for position, token in enumerate(tokens)],
                [quotation_at(quotations, token.idx) is not None for token in tokens],
            )
        )
    return found


def marks_of(
    doc: Any, sentences: Iterable[Sentence], drafts: Iterable[Draft], roles: Mapping[int, Role | None]
) -> None:
    """Put the drafts of the rules into the sentences, each at the first word of its cue."""
    starts = [token.idx for token in doc]
    by_token: dict[int, Draft] = {}
    for draft in drafts:
        if draft.announced is not None:
            by_token.setdefault(bisect_right(starts, draft.announced[0]) - 1, draft)
    for sentence in sentences:
        for position, i in enumerate(sentence.tokens):
            if i not in by_token:
                continue
            draft = by_token[i]
            role = roles[id(draft)]
            speaker = () if role is None else ((role.start, role.end),)
            frame = draft.frame
            sentence.marks[position] = Mark(
                draft,
                FRAMES.index(frame) if frame in FRAMES else 0,
                _positions(doc, sentence, draft.spans),
                _positions(doc, sentence, speaker),
            )


def _positions(doc: Any, sentence: Sentence, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    stretches = tuple(spans)
    return frozenset(
        position
        for position, i in enumerate(sentence.tokens)
        if any(start < doc[i].idx + len(doc[i]) and doc[i].idx < end for start, end in stretches)
    )


def frames(sentence: Sentence) -> list[int]:
    """The frame of each word that the rules take for a cue, 0 for the others."""
    return [sentence.marks[n].frame if n in sentence.marks else 0 for n in range(len(sentence.tokens))]


def cue_flags(sentence: Sentence) -> list[list[bool]]:
    """For each word: do the rules take it for a cue, do they know who speaks, is it quoted?"""
    return [
        [n in sentence.marks, n in sentence.marks and bool(sentence.marks[n].speaker), sentence.quoted[n]]
        for n in range(len(sentence.tokens))
    ]


def span_flags(sentence: Sentence, cue: int) -> list[list[bool]]:
    """For each word, as seen from a cue: is it quoted, is it content or speaker by the rules, did the rules find the cue?"""
    mark = sentence.marks.get(cue)
    content: frozenset[int] = mark.content if mark else frozenset()
    speaker: frozenset[int] = mark.speaker if mark else frozenset()
    return [[sentence.quoted[n], n in content, n in speaker, mark is not None] for n in range(len(sentence.tokens))]


def branches(sentence: Sentence, cue: int) -> tuple[list[int], list[int]]:
    """Where each word stands in the tree as seen from the cue, and the relation of the branch that leads to it.

    1 the cue, 2 below a dependent of it, 3 a dependent, 4 above it, 5 elsewhere.
    """
    heads = sentence.heads
    above: set[int] = set()
    node = cue
    while heads[node] != node and node not in above:
        above.add(node)
        node = heads[node]
    above.add(node)
    above.discard(cue)
    places, relations = [], []
    for start in range(len(heads)):
        node = last = start
        steps = 0
        while node != cue and heads[node] != node and steps < _CLIMB and node not in above:
            last, node = node, heads[node]
            steps += 1
        if start == cue:
            place = 1
        elif node == cue:
            place = 3 if last == start else 2
        elif start in above:
            place = 4
        else:
            place = 5
        places.append(place)
        branch = node == cue or (node in above and last != node)
        relations.append(sentence.labels[last] if branch and place in {2, 3, 5} else 0)
    return places, relations


def distances(sentence: Sentence, cue: int) -> list[int]:
    """The bucket of each word's distance to the cue: finer near it, from 0 (far before) to 24 (far behind)."""
    found = []
    for n in range(len(sentence.tokens)):
        far = abs(n - cue)
        bucket = far if far < 5 else min(_FAR, 5 + int(2 * math.log2(far / 4)))
        found.append(_FAR + (bucket if n > cue else -bucket))
    return found

"""The network at run time: windows of words in, annotated words out.

A text is read in windows of whole paragraphs, or, where a paragraph is longer, of as many words as fit; the last sentence of such a
window is then read again with what follows it. So memory is bounded by the window, time is linear in the text, and what a
window says depends on nothing but its own words: the int8 graph scales its numbers by the whole input, hence one window a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from diplograph.language.bundle import Bundle
from diplograph.language.decode import NameDecoder, heads_of, log_mean
from diplograph.language.encoding import WordPieces

NAMED_FROM = "layer4"  # the encoder's layer that names are read from
STATES = "layer5"  # the layer that networks outside the reader go on from: the last but one, which the heads bend least
OUTPUTS = (
    "arc",
    "tags",
    "upos",
    "rules",
    "starts",
    "names",
    "label_heads",
    "label_words",
    NAMED_FROM,
    STATES,
)  # of more that it has
WINDOW_WORDS = 120
WINDOW_PIECES = (
    300  # at most WINDOW_PIECES + encoding.WORD_PIECES are ever read at once; the encoder knows 512 positions
)


@dataclass(frozen=True)
class Reading:
    """What the network says of a run of words; every list has one entry a word.

    `heads` are positions in the same run, of the word itself for a root; `names` index the classes of `Classes.names`; `states` are
    what the encoder's layer `STATES` makes of the first piece of each word.
    """

    tags: list[int]
    upos: list[int]
    rules: list[list[int]]
    heads: list[int]
    labels: list[int]
    starts: list[bool]
    names: list[int]
    states: list[NDArray[np.float16]]

    def first(self, count: int) -> Reading:
        """Its first `count` words, which are whole sentences."""
        return Reading(*(column[:count] for column in vars(self).values()))

    def extend(self, more: Reading) -> None:
        """Add the reading of the words that follow."""
        base = len(self.tags)
        self.heads.extend(head + base for head in more.heads)
        for name, column in vars(self).items():
            if name != "heads":
                column.extend(getattr(more, name))


@dataclass(frozen=True)
class Text:
    """The words of one text; `breaks` are the positions where a paragraph, and so a sentence, begins."""

    words: Sequence[str]
    breaks: Sequence[int]


@dataclass(frozen=True)
class _Window:
    """The words from `start` to `end`, and where paragraphs begin among them."""

    start: int
    end: int
    begins: Sequence[int]


class Reader:
    """Runs the bundled network, `threads` windows at a time."""

    def __init__(self, bundle: Bundle, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows run side by side instead: small matrices do not split well
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        providers = ["CPUExecutionProvider"]
        self._network = onnxruntime.InferenceSession(bundle.reader, options, providers=providers)
        self._label = onnxruntime.InferenceSession(bundle.labels, options, providers=providers)
        self._name = onnxruntime.InferenceSession(bundle.names, options, providers=providers)
        self._pieces = WordPieces(bundle.tokenizer)
        self.names = NameDecoder(bundle.classes.names)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reader") if threads > 1 else None
        self.classes = bundle.classes

    def rank(self, word: str) -> int | None:
        """The place of a word among the whole words that the encoder knows, commonest first; None of others."""
        return self._pieces.rank(word)

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """The readings of several texts, each the same as if it were read alone."""
        jobs = [(number, window) for number, text in enumerate(texts) for window in _windows(text)]
        run = self._pool.map if self._pool and len(jobs) > 1 else map
        wholes = [Reading([], [], [], [], [], [], [], []) for _ in texts]
        done = run(lambda job: list(self._window(texts[job[0]].words, job[1])), jobs)
        for (number, _), parts in zip(jobs, done, strict=True):
            for part in parts:
                wholes[number].extend(part)
        return wholes

    def _window(self, words: Sequence[str], window: _Window) -> Iterator[Reading]:
        """The sentences of a window, which is cut where it is too long for the network."""
        start, end = window.start, window.end
        while start < end:
            stop = self._fits(words, start, end)
            reading, last = self._run(words[start:stop], [b - start for b in window.begins if start < b < stop])
            if stop < end and last > 0:  # the last sentence may go on: read it again with its rest
                stop = start + last
                reading = reading.first(last)
            yield reading
            start = stop

    def _fits(self, words: Sequence[str], start: int, end: int) -> int:
        """The end of the longest run from `start` that the network may read at once; at least one word."""
        pieces, stop = 0, start
        while stop < min(end, start + WINDOW_WORDS):
            pieces += len(self._pieces.word(words[stop])[0])
            if pieces > WINDOW_PIECES and stop > start:
                break
            stop += 1
        return stop

    def _run(self, words: Sequence[str], forced: list[int]) -> tuple[Reading, int]:
        """One run of the network, and where its last sentence begins."""
        e = self._pieces.encode(words)
        feed = {"ids": np.array([e.ids]), "cases": np.array([e.cases]), "first": np.array([e.first])}
        arc, tags, upos, rules, starts, names, label_heads, label_words, lower, states = self._network.run(
            OUTPUTS, feed
        )
        (more,) = self._name.run(None, {"states": lower, "first": feed["first"]})
        names = log_mean(names, more)  # the reader's own view of names and that of their own layers
        begins = starts[0] > 0
        begins[0] = True
        begins[forced] = True
        edges = [*np.flatnonzero(begins).tolist(), len(words)]
        heads = np.zeros(len(words), dtype=np.int64)
        found: list[int] = []
        for a, b in pairwise(edges):
            found += self.names.decode(names[0, a:b])
            heads[a:b] = _sentence_heads(arc[0], a, b)
        (labels,) = self._label.run(
            None, {"label_heads": label_heads, "label_words": label_words, "heads": heads[None]}
        )
        own = np.arange(len(words))
        reading = Reading(
            tags=tags[0].tolist(),
            upos=upos[0].tolist(),
            rules=rules[0].tolist(),
            heads=np.where(heads == 0, own, heads - 1).tolist(),
            labels=labels[0].tolist(),
            starts=begins.tolist(),
            names=found,
            states=list(states[0][e.first].astype(np.float16)),
        )
        return reading, edges[-2]


def _sentence_heads(arc: NDArray[np.float32], a: int, b: int) -> NDArray[np.int64]:
    """The heads of the words from a to b, counted from 1 within the whole run, 0 for the root."""
    if b - a == 1:
        return np.zeros(1, dtype=np.int64)
    scores = np.concatenate((arc[a:b, :1], arc[a:b, a + 1 : b + 1]), axis=1)
    heads = heads_of(scores)
    return np.where(heads > 0, heads + a, 0)


def _windows(text: Text) -> Iterator[_Window]:
    """Neighbouring paragraphs packed into windows; a long paragraph stays alone and is cut later."""
    size = len(text.words)
    edges = sorted({0, size, *(b for b in text.breaks if 0 < b < size)})
    start, inner = 0, [0]
    for begin, end in pairwise(edges):
        if begin == start:
            continue
        if end - start > WINDOW_WORDS:
            yield _Window(start, begin, inner)
            start, inner = begin, []
        inner.append(begin)
    if size:
        yield _Window(start, size, inner)

"""The bundled reader as a spaCy component: it fills tags, UPOS, morphology, lemmas, trees, sentences and names of a Doc.

A whitespace token takes no part in the tree: it hangs from the word before it (from the first word where none is before).
A blank line always ends a sentence.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from diplograph.language import layout, lemmas
from diplograph.language.bundle import open_bundle
from diplograph.language.morphology import Morphology
from diplograph.language.reader import Reader, Reading, Text
from diplograph.language.tokenizer import blank

SPACE_TAG = "_SP"
FACTORY = "diplograph_reader"
TITLE = "TITLE"
TITLES = "titles"  # the key of doc.spans under which the titles that stand before names are kept
_BATCH_WORDS = 20_000


class ReaderComponent:
    """Annotates Docs with a Reader. Names go to `doc.ents`, titles before names to `doc.spans["titles"]`."""

    def __init__(self, vocab: Vocab, reader: Reader) -> None:
        self._reader = reader
        self._morphology = Morphology()
        self._strings = vocab.strings
        self._vocab = vocab
        classes = reader.classes
        self._tags = np.array([self._strings.add(tag) for tag in classes.tags], dtype=np.uint64)
        self._labels = np.array([self._strings.add(label) for label in classes.labels], dtype=np.uint64)
        self._upos = np.array([IDS[pos] for pos in classes.upos], dtype=np.uint64)
        self._root = self._strings.add("root")
        self._lemmas: dict[tuple[str, int, tuple[int, ...]], int] = {}
        self._features: dict[tuple[int, str], int] = {}
        self._space = (self._strings.add(SPACE_TAG), IDS["SPACE"], self._strings.add("dep"))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate Docs in place, `batch_size` at a time or fewer where they are long."""
        stream = iter(docs)
        while batch := list(_batch(stream, batch_size)):
            parts = [layout.paragraphs(doc.text) for doc in batch]
            regions = [layout.regions(doc.text, part) for doc, part in zip(batch, parts, strict=True)]
            found = [_words(*job) for job in zip(batch, parts, regions, strict=True)]
            readings = self._reader.read([text for text, _ in found])
            for doc, marked, (_, positions), reading in zip(batch, regions, found, readings, strict=True):
                self._annotate(doc, positions, reading)
                self._remember(doc, positions, reading)
                layout.mark(doc, marked)
                yield doc

    def _annotate(self, doc: Doc, positions: list[int], reading: Reading) -> None:
        if not len(doc):
            return
        values: Any = np.zeros((len(doc), 6), dtype=np.uint64)
        places = np.arange(len(doc))
        heads = _space_heads(positions, len(doc))
        at = np.array(positions, dtype=np.int64)
        tag, pos, dep = self._space
        values[:, 0], values[:, 1], values[:, 2] = tag, pos, dep
        if positions:
            values[at, 0] = self._tags[reading.tags]
            values[at, 1] = self._upos[reading.upos]
            values[at, 2] = self._labels[reading.labels]
            heads[at] = at[reading.heads]
            for i, tag_id, rules in zip(positions, reading.tags, reading.rules, strict=True):
                word = doc[i].text
                values[i, 3] = self._lemma(word, tag_id, rules)
                values[i, 4] = self._morph(tag_id, word)
        else:
            values[0, 2] = self._root
        values[:, 5] = (heads - places).astype(np.int64).view(np.uint64)
        spaces = np.setdiff1d(places, at)
        for i in spaces:
            values[i, 3] = self._strings.add(doc[int(i)].text)
        doc.from_array([TAG, POS, DEP, LEMMA, MORPH, HEAD], values)
        self._name(doc, positions, reading)

    def _remember(self, doc: Doc, positions: list[int], reading: Reading) -> None:
        """Keep the encoder's states, one row a token, for networks that read on from there; whitespace has zeros."""
        if positions:
            doc.tensor = np.zeros((len(doc), len(reading.states[0])), dtype=np.float16)
            doc.tensor[positions] = reading.states

    def _name(self, doc: Doc, positions: list[int], reading: Reading) -> None:
        names: list[Span] = []
        titles: list[Span] = []
        for start, end, kind in self._reader.names.spans(reading.names):
            span = Span(doc, positions[start], _hyphenated(doc, positions[end - 1] + 1), label=kind)
            if not any(_address(token.text) for token in span):
                (titles if kind == TITLE else names).append(span)
        doc.set_ents(filter_spans(names), default="outside")
        doc.spans[TITLES] = titles

    def _lemma(self, word: str, tag: int, rules: list[int]) -> int:
        classes = self._reader.classes
        key = (word, tag, tuple(rules))
        known = self._lemmas.get(key)
        if known is None:
            ranked = [classes.rules[rule] for rule in rules]
            found = [lemmas.apply(rule, word) for rule in ranked if lemmas.applies(rule, word)] or [word]
            known = self._strings.add(lemmas.choose(word, classes.tags[tag], found, self._reader.rank))
            if len(self._lemmas) > 200_000:
                self._lemmas.clear()
            self._lemmas[key] = known
        return known

    def _morph(self, tag: int, word: str) -> int:
        name = self._reader.classes.tags[tag]
        form = word.lower() if self._morphology.depends_on_form(name) else ""
        known = self._features.get((tag, form))
        if known is None:
            known = self._vocab.morphology.add(self._morphology.features(name, form))
            self._features[tag, form] = known
        return known


def _batch(stream: Iterator[Doc], size: int) -> Iterator[Doc]:
    """The next few Docs: at most `size`, and no more than `_BATCH_WORDS` words but for the last."""
    words = 0
    for doc in islice(stream, size):
        yield doc
        words += len(doc)
        if words > _BATCH_WORDS:
            return


def _words(doc: Doc, parts: list[layout.Paragraph], regions: list[layout.Region]) -> tuple[Text, list[int]]:
    """The words of a Doc without its whitespace tokens, and their positions in it; paragraphs and regions part sentences."""
    words: list[str] = []
    positions: list[int] = []
    starts: list[int] = []
    for token in doc:
        if not token.is_space:
            words.append(token.text)
            positions.append(token.i)
            starts.append(token.idx)
    edges = {part.start for part in parts} | {region.end for region in regions}
    return Text(words, sorted({bisect_left(starts, edge) for edge in edges})), positions


def _space_heads(positions: list[int], size: int) -> NDArray[np.int64]:
    """For every token the nearest word at or before it, or else the first word of all (the first token where there is none)."""
    marks = np.zeros(size, dtype=np.int64)
    if not positions:
        return marks
    marks[positions] = positions
    heads: NDArray[np.int64] = np.maximum.accumulate(marks)
    heads[: positions[0]] = positions[0]
    return heads


def bundled(threads: int) -> Language:
    """The pipeline of the bundled model. Raises LanguageModelError where its files are missing or damaged."""
    nlp = blank()
    nlp.max_length = sys.maxsize  # windows bound the memory, not the length of the text
    nlp.add_pipe(FACTORY, config={"threads": threads})
    return nlp


@Language.factory(
    FACTORY,
    default_config={"threads": 1},
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
        "doc.spans",
    ],
)
def _component(nlp: Language, name: str, threads: int) -> ReaderComponent:  # noqa: ARG001 - spaCy passes the name
    return ReaderComponent(nlp.vocab, Reader(open_bundle(), threads))


def _address(word: str) -> bool:
    """Whether a word is an address or the name of a file, which names nobody."""
    return "@" in word or "://" in word or "_" in word or word.lower().startswith("www.")


def _hyphenated(doc: Doc, end: int) -> int:
    """The end of a name; one that was cut at a hyphen ("Moon Jae-" in) goes on to the end of the hyphenated word."""
    while 0 < end < len(doc) and doc[end - 1].text == "-" and not doc[end - 1].whitespace_ and not doc[end].is_space:
        end += 1
    return end

"""Names from the Groningen Meaning Bank, and one convention for the names of all corpora.

GMB writes titles into names ("President Bush"), the treebanks do not agree with each other; here a title is a class of its own
(TITLE), nationalities are NORP, and a country is a LOC even where GUM sees a team or a government in it.
"""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokenizer import Tokenizer

from diplograph.language.training.corpora import Sentence

GMB_TYPES = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "NORP"}
OPEN = "?"  # a word whose class its corpus does not tell
_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
COUNTRIES = frozenset(_TABLES["countries"])
COMPASS = frozenset(_TABLES["compass"])
TITLES = frozenset(_TABLES["titles"])


def read_gmb(path: Path, tokenizer: Tokenizer) -> list[Sentence]:
    """GMB's sentences in file order, cut into words as the run time cuts them."""
    sentences = [_retokenised(words, tags, tokenizer) for words, tags in gmb_rows(path)]
    return [replace(sentence, names=titled(sentence.words, sentence.names or ())) for sentence in sentences]


def gmb_split(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The first nine tenths to train on (without repeats of held-out sentences) and the last tenth to hold out."""
    cut = len(sentences) * 9 // 10
    held_out = sentences[cut:]
    known = {sentence.words for sentence in held_out}
    return [sentence for sentence in sentences[:cut] if sentence.words not in known], held_out


def gmb_rows(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """GMB's own words with BIO tags of our types, a sentence at a time."""
    with zipfile.ZipFile(path) as archive, archive.open("ner_dataset.csv") as raw:
        rows = csv.reader(io.TextIOWrapper(raw, encoding="latin-1", newline=""))
        next(rows)
        words: list[str] = []
        tags: list[str] = []
        for row in rows:
            if row[0] and words:
                yield words, tags
                words, tags = [], []
            word = row[1].strip()
            if not word:
                continue
            mark, _, kind = row[3].partition("-")
            kind = "LOC" if kind == "gpe" and word in COUNTRIES else GMB_TYPES.get(kind, "")
            if kind == "NORP" and mark == "B" and words and words[-1] in COMPASS and tags[-1] != "I-LOC":
                tags[-1], mark = "B-NORP", "I"  # "North Korean" is one name
            words.append(word)
            tags.append(f"{mark}-{kind}" if kind else "O")
        if words:
            yield words, tags


def _retokenised(words: list[str], tags: list[str], tokenizer: Tokenizer) -> Sentence:
    cut: list[str] = []
    names: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        for number, token in enumerate(token.text for token in tokenizer(word) if not token.is_space):
            cut.append(token)
            names.append(tag if number == 0 or tag == "O" else "I" + tag[1:])
    return Sentence(words=tuple(cut), names=tuple(names))


def titled(words: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The titles at the start of PERSON names as a class of their own."""
    found = list(names)
    for start, tag in enumerate(names):
        if tag != "B-PERSON":
            continue
        end = start + 1
        while end < len(names) and names[end] == "I-PERSON":
            end += 1
        first = start
        while first < end and words[first].lower() in TITLES:
            first += 1
        found[start:first] = [("B" if i == start else "I") + "-TITLE" for i in range(start, first)]
        if start < first < end:
            found[first] = "B-PERSON"
    return tuple(found)


def places(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Names that are places more often than anything else."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for start, end, kind in spans(sentence.names or ()):
            counts[" ".join(sentence.words[start:end]), kind] += 1
    names = {name for name, _ in counts}
    return frozenset(n for n in names if counts[n, "LOC"] > max(counts[n, k] for k in ("ORG", "PERSON", "NORP")))


def harmonised(sentence: Sentence, known_places: frozenset[str]) -> Sentence:
    """A GUM sentence under the common convention: plural people are NORP, places are LOC, adjectives of nations are open."""
    if sentence.names is None or sentence.tags is None:
        return sentence
    found = list(sentence.names)
    for start, end, kind in spans(sentence.names):
        if kind == "PERSON" and sentence.tags[end - 1] == "NNPS":
            kind = "NORP"
        elif kind == "ORG" and " ".join(sentence.words[start:end]) in known_places:
            kind = "LOC"
        found[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    for at, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        if found[at] == "O" and tag == "JJ" and word[:1].isupper() and at > 0:
            found[at] = OPEN
    return replace(sentence, names=titled(sentence.words, tuple(found)))


def spans(names: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The (start, end, type) of every name in a BIO sequence."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for at, tag in enumerate((*names, "O")):
        if start >= 0 and not tag.startswith("I-"):
            found.append((start, at, names[start][2:]))
            start = -1
        if tag.startswith("B-"):
            start = at
    return found

"""Names from the Groningen Meaning Bank and from UNER, and one convention for the names of all corpora.

GMB writes titles into names ("President Bush"), the treebanks do not agree with each other; here a title is a class of its own
(TITLE), nationalities are NORP, and a country is a LOC even where GUM sees a team or a government in it.
"""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from spacy.tokenizer import Tokenizer

from diplograph.language.training.corpora import PROPER, Sentence

Item = TypeVar("Item")
GMB_TYPES = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "NORP"}
UNER_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
UNER_BLOCK = 50  # sentences
LEAST_SEEN = 5  # a name so often seen has a usual kind
LEAST_SHARE = 0.8  # where so many of its mentions agree
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


def read_uner(path: Path, treebank: Iterable[Sentence]) -> list[Sentence]:
    """The sentences of a UNER file under the common convention.

    UNER has no class for titles and nationalities: such words, by their tags in the treebank, are left open.
    """
    tags = {sentence.words: sentence.tags for sentence in treebank}
    return [Sentence(words, names=_opened(words, tags.get(words) or (), names)) for words, names in iob2_rows(path)]


def uner_split(sentences: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Two thirds to train on and one third to hold out, in blocks of neighbouring sentences."""
    held_out = [at // UNER_BLOCK % 3 == 2 for at in range(len(sentences))]
    train = [s for s, held in zip(sentences, held_out, strict=True) if not held]
    return train, [s for s, held in zip(sentences, held_out, strict=True) if held]


def iob2_rows(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Words and BIO tags of our types; a type that we have not is no name."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            kinds = [(row[2][:2], UNER_TYPES.get(row[2][2:])) for row in rows]
            yield tuple(row[1] for row in rows), tuple(f"{mark}{kind}" if kind else "O" for mark, kind in kinds)
            rows = []


def _opened(words: tuple[str, ...], tags: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    found = list(names)
    for at, (word, tag) in enumerate(zip(words, tags, strict=False)):  # no tags, nothing to open
        title = word.lower() in TITLES and tag in PROPER
        if names[at] == "O" and word[:1].isupper() and (title or tag in ("JJ", "NNPS")):
            found[at] = OPEN
    return tuple(found)


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


def cleaned(sentences: Sequence[Sentence]) -> list[Sentence]:
    """GMB without the errors that it contradicts itself: to be trained on, never to be scored on.

    A name that is nearly always of one kind is of that kind; what follows a title is a person; a word that nearly always is
    a name is left open where it is none.
    """
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for start, end, kind in spans(sentence.names or ()):
            counts[sentence.words[start:end]][kind] += 1
    usual = {
        words: kind
        for words, kinds in counts.items()
        for kind, count in kinds.most_common(1)
        if kinds.total() >= LEAST_SEEN and count >= LEAST_SHARE * kinds.total()
    }
    return [_cleaned(sentence, usual) for sentence in sentences]


def _cleaned(sentence: Sentence, usual: Mapping[tuple[str, ...], str]) -> Sentence:
    words, found = sentence.words, list(sentence.names or ())
    titled_until = -1
    for start, end, kind in spans(tuple(found)):
        if kind == "TITLE":
            titled_until = end
            continue
        right = "PERSON" if start == titled_until else usual.get(words[start:end], kind)
        found[start:end] = [f"B-{right}"] + [f"I-{right}"] * (end - start - 1)
    for at, word in enumerate(words):
        if found[at] == "O" and word[:1].isupper() and (word,) in usual:
            found[at] = OPEN
    return replace(sentence, names=tuple(found))


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

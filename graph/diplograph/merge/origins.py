"""Origins: articles that print the same text are one source, however many papers carry it.

Wire copy, reprints and near-duplicates are found by MinHash (locality-sensitive hashing with :mod:`rensa`) and then compared
word for word: two articles have one origin where half of the runs of words of the shorter stand in the longer. The origin
is named by the article that printed first. A pure function of the set of articles, like everything in this package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rdflib import URIRef
from rensa import RMinHash

from diplograph.merge.traits import words_of
from diplograph.record import content_iri

__all__ = ["Text", "first_printed", "origins", "same_origin", "text_of"]

_GRAM = 5  # words
_BANDS, _ROWS = (
    24,
    3,
)  # a pair that shares half of its runs of words is found with a probability of .96, a fifth with .17
_SEED = 2018
_SHARE = 0.5  # of the runs of words of the shorter text
_SHORT = 30  # runs of words: of less nothing can be said


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article: its runs of words; and the blocks in which it is looked for."""

    article: URIRef
    published: str
    runs: frozenset[str]
    blocks: tuple[URIRef, ...]


def text_of(article: URIRef, published: str, text: str) -> Text:
    """What is compared of an article."""
    words = words_of(text)
    runs = frozenset(" ".join(words[n : n + _GRAM]) for n in range(len(words) - _GRAM + 1))
    if len(runs) < _SHORT:
        return Text(article, published, runs, ())
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(sorted(runs))
    digest = sketch.digest()
    blocks = (content_iri("block", "text", n, digest[n * _ROWS : (n + 1) * _ROWS]) for n in range(_BANDS))
    return Text(article, published, runs, tuple(URIRef(block) for block in blocks))


def same_origin(one: Text, other: Text) -> bool:
    """Whether two texts that share a block are one text, reprinted whole or in part."""
    shorter = min(len(one.runs), len(other.runs))
    return shorter >= _SHORT and len(one.runs & other.runs) >= _SHARE * shorter


def first_printed(articles: Iterable[tuple[str, URIRef]]) -> URIRef:
    """The article that was published first, of those with their dates (ISO 8601, or nothing); an undated one is last."""
    return min(articles, key=lambda article: (not article[0], _moment(article[0]), article[1]))[1]


def origins(texts: Iterable[Text]) -> Mapping[URIRef, URIRef]:
    """For each article the one that names its origin: itself, or the first of those that print the same."""
    by_article = {text.article: text for text in texts}
    by_block: dict[URIRef, list[Text]] = defaultdict(list)
    for text in by_article.values():
        for block in text.blocks:
            by_block[block].append(text)
    found: dict[URIRef, URIRef] = {}
    for article in sorted(by_article):
        if article in found:
            continue
        group, ahead = {article}, [by_article[article]]
        while ahead:
            text = ahead.pop()
            near = {other.article: other for block in text.blocks for other in by_block[block]}
            for other in near.values():
                if other.article not in group and same_origin(text, other):
                    group.add(other.article)
                    ahead.append(other)
        first = first_printed((by_article[member].published, member) for member in group)
        found.update((member, first) for member in group)
    return found


def _moment(published: str) -> tuple[str, str]:
    """The day, as written, and the moment in UTC where there is one."""
    if len(published) <= 10:
        return published, ""
    moment = datetime.fromisoformat(published)
    return published[:10], (moment if moment.tzinfo is None else moment.astimezone(UTC)).strftime(
        "%Y-%m-%dT%H:%M:%S.%f"
    )

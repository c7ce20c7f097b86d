"""Blocks: what is compared with one another, and nothing else is.

A block is an IRI made of traits. Two events can only be one where they share a block: the same family and standing, the
same two parties (by state), the same day, month, year or day of report. Two statements can only be one where they share
a block: the same speaker and the same run of words. An event has a block for every two of its parties, a statement one for
every fingerprint. Dates keep blocks small, so that two states that meet daily are no burden; what a date of another
precision may mean is looked up in the blocks :func:`near`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from rdflib import URIRef

from diplograph.merge.traits import EventTraits, StatementTraits, Traits, When
from diplograph.record import content_iri

__all__ = [
    "MOST_TOKENS",
    "WINDOW",
    "blocks_of",
    "covered",
    "covering",
    "event_block",
    "pairs_of",
    "partition",
    "turns_meaning",
]

WINDOW = 2
"""Days: an event without a date took place so long before the report at most."""

MOST_TOKENS = 8
"""Parties of an event that blocks are made of; the others are only compared."""

_GRAM, _RUN = 5, 4  # a run of _GRAM + _RUN - 1 words that two statements share gives them a fingerprint in common
_NEGATORS = frozenset({"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "cannot", "without"})
_BRIEF = 16  # words: below, one changed word leaves no such run, so the words themselves are fingerprints too


def partition(traits: Traits) -> tuple[str, ...]:
    """What a bulk build may shuffle by: contributions of different partitions never have to do with each other."""
    if isinstance(traits, StatementTraits):
        return ("statement", traits.own) if traits.own else ("statement", *traits.tokens)
    return ("event", traits.family.partition(" ")[0]) if not traits.own else ("event", "own", traits.own)


def blocks_of(traits: Traits) -> tuple[URIRef, ...]:
    """The blocks of an event or statement, sorted."""
    if traits.own:
        return (URIRef(content_iri("block", traits.own)),)
    if isinstance(traits, EventTraits):
        return tuple(
            sorted(event_block(traits.family, traits.standing, pair, traits.when) for pair in pairs_of(traits))
        )
    return _statement_blocks(traits)


@lru_cache(maxsize=10_000)
def _statement_blocks(traits: StatementTraits) -> tuple[URIRef, ...]:
    return tuple(sorted({URIRef(content_iri("block", *key)) for key in _fingerprints(traits)}))


@lru_cache(maxsize=100_000)
def event_block(family: str, standing: tuple[str, ...], pair: tuple[str, ...], when: When) -> URIRef:
    """The block of events between two parties at a time."""
    return URIRef(content_iri("block", "event", family, standing, pair, when.precision, when.text))


def pairs_of(traits: EventTraits) -> tuple[tuple[str, ...], ...]:
    """Each two parties; of one that is by itself, that one."""
    tokens = traits.tokens[:MOST_TOKENS]
    return tuple(combinations(tokens, 2)) if len(tokens) > 1 else (tokens,)


def covered(when: When) -> tuple[When, ...]:
    """The days that a vaguer time may mean: those of the month or year, or shortly before the report."""
    if when.precision == "reported":
        day = date.fromisoformat(when.text)
        return tuple(_day(day - timedelta(days=back)) for back in range(WINDOW + 1))
    if when.precision == "month":
        start = date.fromisoformat(f"{when.text}-01")
        days = (start + timedelta(days=n) for n in range(31))
        return tuple(_day(day) for day in days if day.month == start.month)
    if when.precision == "year":
        start = date.fromisoformat(f"{when.text}-01-01")
        days = (start + timedelta(days=n) for n in range(366))
        return tuple(_day(day) for day in days if day.year == start.year)
    return ()


def covering(when: When) -> tuple[When, ...]:
    """The vaguer times that may mean a day."""
    if when.precision != "day":
        return ()
    day = date.fromisoformat(when.text)
    reports = (When("reported", (day + timedelta(days=n)).isoformat()) for n in range(WINDOW + 1))
    return (*reports, When("month", when.text[:7]), When("year", when.text[:4]))


def turns_meaning(word: str) -> bool:
    """Whether a word makes another statement of one that is the same but for it: a number or a negation."""
    return word in _NEGATORS or any(character.isdigit() for character in word)


def _day(day: date) -> When:
    return When("day", day.isoformat())


def _fingerprints(traits: StatementTraits) -> Iterator[tuple[object, ...]]:
    """Winnowing (Schleimer, Wilkerson, Aiken 2003): of every few successive runs of words the one with the lowest
    hash. Of a statement of few words also the words themselves, but for one each.
    """
    head = ("statement", traits.tokens, traits.standing)
    words = traits.words
    if len(words) < _GRAM:
        yield (*head, words, traits.day)
        return
    grams = [content_iri("block", *words[n : n + _GRAM]) for n in range(len(words) - _GRAM + 1)]
    for n in range(max(1, len(grams) - _RUN + 1)):
        yield (*head, min(grams[n : n + _RUN]))
    if len(words) < _BRIEF:
        for n, word in enumerate(words):
            if not turns_meaning(word):
                yield (*head, "but one", (*words[:n], *words[n + 1 :]))

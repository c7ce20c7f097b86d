"""When two articles tell the same event or statement: where both have the same key.

The key of an event is its type, mode, parties, day and modality, so that what one source denies or expects is never
merged with what another tells as held. An event without a date is the one that is reported on the same day; without
either, or without a known party, it stays the article's own. A statement's key is its speaker, its words and its
modality; a short one ("Yes") has its day as well.

The key is also the block: nothing outside it is ever compared.
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

from rdflib import RDF, URIRef
from rdflib.term import Node

from diplograph.merge.parts import Contribution
from diplograph.record import content_iri
from diplograph.vocab import DG, PLOVER

__all__ = ["Key", "key_of", "merged_iri"]

Key: TypeAlias = tuple[str | list[str], ...]

_BETWEEN_EQUALS = frozenset({PLOVER.CONSULT})  # who met whom reads the same from either side…
_DIRECTED_MODES = frozenset({PLOVER.visit})  # …but a visit has a visitor and a host
_SHORT = 4  # words: fewer are said by the same person about many things


def key_of(contribution: Contribution, published: str | None) -> Key:
    """The key of an event or statement in an article that was published on that day (ISO 8601), or on a day unknown."""
    values: dict[Node, list[str]] = {}
    for subject, predicate, value in contribution.triples:
        if subject == contribution.node:
            values.setdefault(predicate, []).append(str(value))
    for found in values.values():
        found.sort()
    day = values.get(DG.date) or ([f"reported {published}"] if published else [str(contribution.node)])
    if str(DG.Event) in values.get(RDF.type, ()):
        return _event_key(contribution, values, day)
    return _statement_key(contribution, values, day)


def merged_iri(key: Key) -> URIRef:
    """The IRI of the node in the merged graph that all contributions with this key become."""
    return URIRef(content_iri("event" if key[0] == "event" else "statement", "merged", *key))


def _event_key(contribution: Contribution, values: dict[Node, list[str]], day: list[str]) -> Key:
    types, modes = values.get(DG.eventType, []), values.get(DG.mode, [])
    actors, recipients = values.get(DG.actor, []), values.get(DG.recipient, [])
    if not actors and not recipients:
        return "event", str(contribution.node)
    if not _BETWEEN_EQUALS.isdisjoint(map(URIRef, types)) and _DIRECTED_MODES.isdisjoint(map(URIRef, modes)):
        actors, recipients = sorted({*actors, *recipients}), []
    return "event", types, modes, actors, recipients, day, values.get(DG.modality, [])


def _statement_key(contribution: Contribution, values: dict[Node, list[str]], day: list[str]) -> Key:
    words = _words(" ".join(values.get(DG.text, [])))
    speakers = values.get(DG.speaker, [])
    if not speakers or not words:
        return "statement", str(contribution.node)
    return "statement", speakers, words, day if len(words) < _SHORT else [], values.get(DG.modality, [])


def _words(text: str) -> list[str]:
    """The words without case, punctuation and the ways to write a character."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c if c.isalnum() else "" if c in "'’" else " " for c in folded).split()

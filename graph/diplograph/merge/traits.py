"""What is compared of an event or a statement: its traits, read from what one article says of it and nothing else.

Two contributions with the same traits always become one; traits, not articles, are what clustering works on, so that a
thousand articles that tell a thing alike cost no more comparisons than two.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from rdflib import RDF, SDO, URIRef
from rdflib.term import Node

from diplograph.record import ID_NAMESPACE, content_iri
from diplograph.resources import ontology_path
from diplograph.store.protocol import Triple
from diplograph.vocab import DG, PLOVER

__all__ = [
    "EventTraits",
    "Party",
    "PlaceTrait",
    "StatementTraits",
    "Traits",
    "When",
    "parties_of",
    "traits_of",
    "words_of",
]

Rank = Literal["state", "official", "body", "person", "group"]
Precision = Literal["day", "reported", "month", "year", "none"]

_SHORT = 5  # words: fewer are said by the same person about many things
_RANKS: dict[Node, Rank] = {DG.Country: "state", DG.Organisation: "body", DG.Person: "person", DG.Group: "group"}


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """An actor in an event: ``state`` is the country that it acts for, as that article has it, or empty. ``rank`` is in
    which capacity: as the state itself, an official with an office, a body of it, any other person, or a group.
    """

    iri: str
    state: str
    rank: Rank

    @property
    def token(self) -> str:
        """What stands for the party in a block: its state, so that a president and his country are compared."""
        return self.state if self.state and self.state != "IGO" else self.iri


@dataclass(frozen=True, slots=True, order=True)
class PlaceTrait:
    """A place with its country's code, or nothing: a country, a city that the gazetteer has, or another place, such as a
    province or a building.
    """

    iri: str
    country: str
    kind: Literal["country", "city", "other"]


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, month or year; the day of the report where the article gives no date; or nothing at all."""

    precision: Precision
    text: str


@dataclass(frozen=True, slots=True, order=True)
class EventTraits:
    """The traits of an event. ``standing`` is its modality apart from ``historical``: empty for what took place.

    ``own`` is the event's IRI where nothing can be said to be the same: no known party, no day of any kind.
    """

    type: str
    mode: str
    standing: tuple[str, ...]
    when: When
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    relations: tuple[str, ...]
    contexts: tuple[str, ...]
    places: tuple[PlaceTrait, ...]
    past: bool
    own: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The states and actors that take part, sorted."""
        return tuple(sorted({party.token for party in (*self.actors, *self.recipients)}))

    @property
    def family(self) -> str:
        """The kinds of event that may be, or contradict, one another: the type, with a meeting that is still to come
        (an AGREE in PLOVER's terms) beside the meetings, and phone calls and mediation by themselves.
        """
        if self.type == "CONSULT" or "isToMeet" in self.relations:
            return f"CONSULT {self.mode}" if self.mode in ("phone", "third-party") else "CONSULT"
        return self.type


@dataclass(frozen=True, slots=True, order=True)
class StatementTraits:
    """The traits of a statement: who says it, in which words without case and punctuation, and on which day where the
    words are few. ``own`` is the statement's IRI where nothing can be said to be the same.
    """

    speakers: tuple[Party, ...]
    words: tuple[str, ...]
    standing: tuple[str, ...]
    day: str = ""
    own: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The states and actors that say it, sorted."""
        return tuple(sorted({speaker.token for speaker in self.speakers}))


Traits = EventTraits | StatementTraits
_Facts = dict[Node, dict[Node, list[Node]]]


def traits_of(node: URIRef, triples: Iterable[Triple], facts: Iterable[Triple], published: str) -> Traits:
    """The traits of an event or statement: its IRI in the article's graph, the triples with it, what the article says
    of its parties and place, and when the article was published (ISO 8601, or nothing).
    """
    values: dict[Node, list[Node]] = {}
    for subject, predicate, value in triples:
        if subject == node:
            values.setdefault(predicate, []).append(value)
    modality = {_local(value) for value in values.get(DG.modality, ())}
    standing = tuple(sorted(modality - {"historical"}))
    if DG.Event in values.get(RDF.type, ()):
        return _event(node, values, _facts(facts), "" if "historical" in modality else published, standing, modality)
    return _statement(node, values, _facts(facts), published, standing)


def parties_of(traits: Traits) -> tuple[Party, ...]:
    """All parties of an event, or the speaker of a statement."""
    if isinstance(traits, EventTraits):
        return (*traits.actors, *traits.recipients)
    return traits.speakers


def words_of(text: str) -> tuple[str, ...]:
    """The words without case, punctuation and the ways to write a character; contractions are written out."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    for short, full in _CONTRACTIONS:
        folded = folded.replace(short, full)
    return tuple("".join(c if c.isalnum() else "" if c == "'" else " " for c in folded).split())


_CONTRACTIONS = (
    ("won't", "will not"),
    ("can't", "cannot"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ll", " will"),
    ("'ve", " have"),
    ("i'm", "i am"),
)


def _event(
    node: URIRef,
    values: dict[Node, list[Node]],
    facts: _Facts,
    reported: str,
    standing: tuple[str, ...],
    modality: Set[str],
) -> EventTraits:
    actors = tuple(sorted({_party(party, facts) for party in values.get(DG.actor, ())}))
    recipients = tuple(sorted({_party(party, facts) for party in values.get(DG.recipient, ())}))
    when = _when(values.get(DG.date, ()), reported)
    return EventTraits(
        type=_local(values[DG.eventType][0]),
        mode=next((_local(mode) for mode in sorted(values.get(DG.mode, ()), key=str)), ""),
        standing=standing,
        when=when,
        actors=actors,
        recipients=recipients,
        relations=tuple(sorted(map(_local, values.get(DG.relation, ())))),
        contexts=tuple(sorted(map(_local, values.get(DG.context, ())))),
        places=tuple(sorted(_place(place, facts) for place in values.get(DG.place, ()))),
        past="historical" in modality,
        own="" if (actors or recipients) and when.precision != "none" else str(node),
    )


def _statement(
    node: URIRef, values: dict[Node, list[Node]], facts: _Facts, published: str, standing: tuple[str, ...]
) -> StatementTraits:
    words = words_of(" ".join(sorted(map(str, values.get(DG.text, ())))))
    speakers = tuple(sorted({_party(speaker, facts) for speaker in values.get(DG.speaker, ())}))
    if not speakers or not words:
        return StatementTraits(speakers, words, standing, own=str(node))
    if len(words) >= _SHORT:
        return StatementTraits(speakers, words, standing)
    when = _when(values.get(DG.date, ()), published)
    return StatementTraits(speakers, words, standing, when.text, "" if when.precision != "none" else str(node))


def _when(dates: Iterable[Node], published: str) -> When:
    text = min(map(str, dates), default="")
    precisions: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
    if text:
        return When(precisions[len(text)], text) if len(text) in precisions and _is_date(text) else When("none", "")
    return When("reported", published[:10]) if _is_date(published[:10]) else When("none", "")


def _is_date(text: str) -> bool:
    """Whether it is a day, month or year with which one can reckon."""
    try:
        return 1 < date.fromisoformat((text + "-01-01")[:10]).year < 9999
    except ValueError:
        return False


def _facts(triples: Iterable[Triple]) -> _Facts:
    found: _Facts = {}
    for subject, predicate, value in triples:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _party(node: Node, facts: _Facts) -> Party:
    of = facts.get(node, {})
    state = min(map(str, of.get(DG.country, ())), default="")
    ranks = sorted(_RANKS[kind] for kind in of.get(RDF.type, ()) if kind in _RANKS)
    rank: Rank = ranks[0] if ranks else "group"
    if rank == "person" and DG.office in of:
        rank = "official"
    if rank == "state" and str(node) != f"{ID_NAMESPACE}actor/{state}":
        state = str(node).rpartition("/")[2]
    return Party(str(node), state, rank)


def _place(node: Node, facts: _Facts) -> PlaceTrait:
    of = facts.get(node, {})
    country = min(map(str, of.get(DG.country, ())), default="")
    countries, cities = _gazetteer()
    names = {str(node), *map(str, of.get(SDO.sameAs, ()))}
    return PlaceTrait(str(node), country, "country" if names & countries else "city" if names & cities else "other")


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    """The IRIs of countries and of cities, here and at Wikidata."""
    countries, cities = set(), set()
    for row in _rows("countries.csv"):
        countries |= _place_iris(row["label"], row["code"], row["wikidata"])
        for capital in filter(None, row["capitals"].split("; ")):
            cities |= _place_iris(capital, row["code"], "")
    for row in _rows("cities.csv"):
        cities |= _place_iris(row["label"], row["country"], "")
    return frozenset(countries), frozenset(cities)


def _rows(name: str) -> list[dict[str, str]]:
    with (ontology_path("actors") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _place_iris(label: str, country: str, wikidata: str) -> set[str]:
    found = {content_iri("place", label, country)}
    return found | ({content_iri("place", wikidata), f"{_WIKIDATA}{wikidata}"} if wikidata else set())


_WIKIDATA = "http://www.wikidata.org/entity/"


def _local(node: Node) -> str:
    """The local name of a term of the vocabularies."""
    text = str(node)
    for namespace in (str(DG), str(PLOVER)):
        if text.startswith(namespace):
            return text[len(namespace) :]
    return text

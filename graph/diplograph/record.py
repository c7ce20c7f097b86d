"""What extraction finds in one article, as plain frozen records, and the JSON form that ``diplograph extract`` prints.

Offsets are Unicode code points into the article's text. Field order in the JSON is the order of the fields here, so
the same records always give the same bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, Literal

from diplograph.article import Article

__all__ = [
    "ID_NAMESPACE",
    "INVERSE_RELATIONS",
    "Actor",
    "ActorFacts",
    "ActorKind",
    "Event",
    "Extraction",
    "Membership",
    "Office",
    "Place",
    "Relation",
    "Relationship",
    "Role",
    "Span",
    "Statement",
    "StatementKind",
    "content_iri",
    "to_json",
]

ID_NAMESPACE = "https://w3id.org/diplograph/id/"

ActorKind = Literal["person", "country", "organisation", "group"]
StatementKind = Literal["direct", "indirect", "mixed"]
Relation = Literal[
    "siblingOf",
    "spouseOf",
    "parentOf",
    "childOf",
    "relativeOf",
    "envoyOf",
    "ministerOf",
    "leaderOf",
    "spokespersonOf",
    "memberOf",
]
INVERSE_RELATIONS: dict[Relation, Relation] = {
    "siblingOf": "siblingOf",
    "spouseOf": "spouseOf",
    "parentOf": "childOf",
    "childOf": "parentOf",
    "relativeOf": "relativeOf",
}
"""What the object of a relation within a family is to its subject."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article: ``text == article.text[start:end]``, always."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` between two offsets."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Role:
    """A party as it stands in the text, the whole noun phrase; ``actor`` is its IRI, ``None`` where unresolved."""

    actor: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds at the time of the article ("President of South Korea", "KOR")."""

    label: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a person, country, organisation or group, with all its mentions in the article.

    ``country`` is the ISO 3166-1 alpha-3 code that the actor acts for, ``IGO`` for an international organisation.
    """

    id: str
    label: str
    kind: ActorKind
    country: str | None
    wikidata: str | None
    office: Office | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """That an actor held an office, or belonged to an organisation, from one day until another, as the authority has it.

    ``member`` and ``organisation`` are IRIs; ``since`` and ``until`` are ISO 8601 dates of any precision, ``None`` where
    unknown or, for ``until``, where it goes on.
    """

    member: str
    office: Office | None
    organisation: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What the authority knows of an actor, whatever articles say: its names, and what it was when.

    ``others`` are the countries and organisations that the memberships are in, for the graph to describe them too.
    """

    id: str
    label: str
    names: tuple[str, ...]
    kind: ActorKind
    country: str | None
    wikidata: str | None
    memberships: tuple[Membership, ...]
    others: tuple[ActorFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Relationship:
    """That the article calls one actor the sister, envoy or member of another; ``evidence`` are the words that say so."""

    id: str
    relation: Relation
    subject: Role
    object: Role
    evidence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something took place; where known with its id in GeoNames, latitude and longitude in degrees (WGS 84)."""

    label: str
    country: str | None
    wikidata: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's terms (type, mode, context, modality), with the words that it rests on.

    ``trigger`` is the word or phrase that evokes the event, ``evidence`` the whole sentence. ``date`` keeps its precision:
    ``2018-02-12``, ``2018-02`` or ``2018``. ``modality`` is empty where the article tells the event as having taken place.
    ``attribution`` is whom the article credits with it, outermost first. ``rule`` names the lexicon entry and construction.
    ``within`` is the id of the statement that it is part of, ``None`` where the article tells it outside of any.
    """

    id: str
    type: str
    mode: str | None
    context: tuple[str, ...]
    actor: tuple[Role, ...]
    recipient: tuple[Role, ...]
    trigger: Span
    evidence: Span
    date: str | None
    place: Place | None
    modality: tuple[str, ...]
    attribution: tuple[Role, ...]
    cameo: str | None
    rule: str
    confidence: float
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: ``content`` are the spans of what is said (several where a quotation is split), ``text`` joins them.

    ``about`` are the IRIs of the actors mentioned in the content; ``attribution`` is who reports the statement, outermost first:
    in "Kim said …, KCNA reported" the speaker is Kim and the attribution [KCNA]. ``co_speakers`` say it together with the speaker
    ("Kim and Moon said", "the two leaders said"). ``within`` is the id of the statement that it is part of, if there is one.
    """

    id: str
    speaker: Role | None
    addressee: tuple[Role, ...]
    cue: Span | None
    content: tuple[Span, ...]
    text: str
    kind: StatementKind
    about: tuple[str, ...]
    date: str | None
    modality: tuple[str, ...]
    attribution: tuple[Role, ...]
    rule: str
    confidence: float
    co_speakers: tuple[Role, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says: actors, events, statements and relationships, each in a fixed order (by offset, then id)."""

    article: Article
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    relationships: tuple[Relationship, ...] = ()


Thing = Literal[
    "actor",
    "event",
    "statement",
    "article",
    "office",
    "place",
    "membership",
    "relationship",
    "block",
    "disagreement",
    "state-relation",
    "import",
]


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def content_iri(kind: Thing, *parts: object) -> str:
    """An IRI that depends on ``parts`` alone: the same content gives the same IRI on any machine, in any order of work."""
    digest = hashlib.sha256(_json(parts).encode("utf-8", "surrogatepass"))
    return f"{ID_NAMESPACE}{kind}/{digest.hexdigest()[:20]}"


def _json(part: object) -> str:
    """The JSON of a part, as the encoder writes it: it is slow to begin, so strings and tuples go without it."""
    if type(part) is tuple:
        return f"[{', '.join(map(_json, part))}]"
    return encode_basestring(part) if type(part) is str else _ENCODER.encode(part)


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The JSON object of the contract for one article: ``article``, ``actors``, ``events``, ``statements``, ``relationships``.

    The article's ``author`` is there only where it is known.
    """
    found = dataclasses.asdict(extraction)
    if found["article"]["author"] is None:
        del found["article"]["author"]
    return found

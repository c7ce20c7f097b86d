"""Whether two tellings can be of one event, or two reports of one statement, and why: a score from 0 to 1 with its
reasons, or nothing where they contradict each other.

Events are one only where the parties of one cover those of the other, and their dates, modes, places and relations do not
contradict. A state is covered by an official of it, a group of people by a person from there. The score is the product
of what speaks less than fully for it; the weights and :data:`THRESHOLD` are judgements, not measured ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from diplograph.merge.blocks import covered, turns_meaning
from diplograph.merge.traits import EventTraits, Party, PlaceTrait, StatementTraits, When

__all__ = ["THRESHOLD", "Match", "match_events", "match_statements", "parties_match", "places_contradict"]

THRESHOLD = 0.5
_SPEECH = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # what is it about?
_BETWEEN_EQUALS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_VERBATIM = 0.8  # of the words of two statements, in their order


@dataclass(frozen=True, slots=True)
class Match:
    """How well two fit together, and the reasons, each a phrase."""

    score: float
    reasons: tuple[str, ...]


def match_events(one: EventTraits, other: EventTraits) -> Match | None:
    """The match of two events of one family and standing; ``None`` where they contradict each other."""
    if one == other:
        return Match(1.0, ("the same in all that is compared",))
    if one.own or other.own or one.type != other.type:
        return None
    parts = (
        _parties(one, other),
        _times(one.when, other.when),
        _modes(one, other),
        _relations(one, other),
        _places(one, other),
        _contexts(one, other),
    )
    score, reasons = 1.0, []
    for part in parts:
        if part is None:
            return None
        score *= part[0]
        if part[1]:
            reasons.append(part[1])
    return Match(round(score, 4), tuple(reasons))


def match_statements(one: StatementTraits, other: StatementTraits) -> Match | None:
    """The match of two statements; ``None`` where speakers or words differ."""
    if one == other:
        return Match(1.0, ("the same words of the same speaker",))
    if one.own or other.own or one.standing != other.standing or one.day != other.day:
        return None
    kinds = {_speaker(speaker, other.speakers) for speaker in one.speakers}
    kinds |= {_speaker(speaker, one.speakers) for speaker in other.speakers}
    if None in kinds:
        return None
    weight, speaker = (0.9, _PARTY_REASONS["official"]) if "official" in kinds else (1.0, "the same speaker")
    if one.words == other.words:
        return Match(weight, ("the same words", speaker))
    if len(one.words) < 5 or len(other.words) < 5 or _telling(one.words) != _telling(other.words):
        return None
    similarity = Indel.normalized_similarity(one.words, other.words)
    if similarity < _VERBATIM:
        return None
    return Match(round(similarity * weight, 4), ("nearly the same words", speaker))


def _speaker(speaker: Party, among: Sequence[Party]) -> str | None:
    """Whether a speaker is among others, by himself or as a state whose official is."""
    kinds = {_kind(speaker, other) for other in among}
    return next((kind for kind in ("same", "official") if kind in kinds), None)


def parties_match(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    """How well the parties of two events fit, and why; ``None`` where neither list covers the other."""
    return _parties(one, other)


def places_contradict(one: EventTraits, other: EventTraits) -> bool:
    """Whether both name a place and cannot mean the same: another country, or another city."""
    return bool(one.places and other.places) and _places(one, other) is None


_PARTY_WEIGHTS = {"same": 1.0, "official": 0.9, "body": 0.75, "person": 0.6, "group": 0.65}
_PARTY_REASONS = {
    "same": "the same parties",
    "official": "an official for the state",
    "body": "a body of the state for the state",
    "person": "a person from the state for the state",
    "group": "a person for a group from the same state",
}


def _parties(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    if not _directed(one, other):
        return _cover(_all(one), _all(other))
    actors, recipients = _cover(one.actors, other.actors), _cover(one.recipients, other.recipients)
    if actors is None or recipients is None:
        return None
    weakest = min(actors, recipients)
    return actors[0] * recipients[0], weakest[1]


def _directed(one: EventTraits, other: EventTraits) -> bool:
    if one.type not in _BETWEEN_EQUALS:
        return True
    if one.type == "CONSULT":
        return one.mode == other.mode == "visit"
    return bool(one.recipients and other.recipients)


def _all(traits: EventTraits) -> tuple[Party, ...]:
    return tuple(sorted({*traits.actors, *traits.recipients}))


def _cover(one: Sequence[Party], other: Sequence[Party]) -> tuple[float, str] | None:
    """How the shorter list of parties is covered by the longer."""
    small, large = sorted((one, other), key=lambda parties: (len(parties), parties))
    if not small:
        return (1.0, "") if not large else (0.7, "parties that one of them does not name")
    found = [_counterpart(party, large) for party in small]
    if None in found:
        return None
    weights = [counterpart for counterpart in found if counterpart is not None]
    score = min(weight for weight, _ in weights)
    kind = min(weights)[1]
    reason = _PARTY_REASONS[kind]
    covered = {party.token for party in small}
    if len(small) == 1 and kind != "same" and len(large) > 1:
        return None
    if {party.token for party in large} - covered:
        return score * 0.85, f"{reason}, and more"
    return score * (1.0 if len(small) == len(large) else 0.95), reason


def _counterpart(party: Party, among: Sequence[Party]) -> tuple[float, str] | None:
    """The best counterpart of a party: the same actor, or one of the same state of which one can stand for the other."""
    best: tuple[float, str] | None = None
    for other in among:
        kind = _kind(party, other)
        if kind is not None and (best is None or _PARTY_WEIGHTS[kind] > best[0]):
            best = _PARTY_WEIGHTS[kind], kind
    return best


def _kind(one: Party, other: Party) -> str | None:
    if one.iri == other.iri:
        return "same"
    if not one.state or one.state != other.state or one.state == "IGO":
        return None
    ranks = {one.rank, other.rank}
    if "state" in ranks and len(ranks) == 2:
        (rank,) = ranks - {"state"}
        return rank
    if ranks in ({"group", "official"}, {"group", "person"}):
        return "group"
    return None


def _times(one: When, other: When) -> tuple[float, str] | None:
    if one == other:
        weights = {"day": (1.0, "the same day"), "reported": (0.95, "reported on the same day")}
        vaguer = {"month": (0.85, "the same month"), "year": (0.7, "the same year")}
        return (weights | vaguer).get(one.precision, (1.0, ""))
    precisions = {one.precision, other.precision}
    if "day" not in precisions or len(precisions) == 1:
        return None
    day, vague = (one, other) if one.precision == "day" else (other, one)
    if vague.precision == "reported":
        return (0.85, "reported shortly after the day") if day in covered(vague) else None
    if not day.text.startswith(vague.text):
        return None
    return (0.85, "a day of the month") if vague.precision == "month" else (0.7, "a day of the year")


def _modes(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    if one.mode == other.mode:
        return (1.0, f"the same mode ({one.mode})") if one.mode else (1.0, "")
    if one.mode and other.mode:
        return None
    if "visit" in (one.mode, other.mode) and {p.iri for p in _all(one)} != {p.iri for p in _all(other)}:
        return None  # who visits a country meets several there
    return 0.95, ""


def _relations(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    if one.relations == other.relations or one.type == "CONSULT":
        return 1.0, ""
    return (0.95, "") if set(one.relations) & set(other.relations) else None


def _places(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    if not one.places or not other.places:
        return 1.0, ""
    if {place.iri for place in one.places} & {place.iri for place in other.places}:
        return 1.0, "the same place"
    pairs = [(a, b) for a in one.places for b in other.places if not _elsewhere(a, b)]
    if not pairs:
        return None
    if any(a.country == b.country and "country" in (a.kind, b.kind) for a, b in pairs):
        return 1.0, "a place in the same country"
    # one may lie in the other, as a building in its city: so near, on the same day
    return (0.9, "") if one.when == other.when and one.when.precision == "day" else None


def _elsewhere(one: PlaceTrait, other: PlaceTrait) -> bool:
    """Whether two places with different names cannot be one in the other: in other countries, or two cities."""
    return (bool(one.country and other.country) and one.country != other.country) or one.kind == other.kind == "city"


def _contexts(one: EventTraits, other: EventTraits) -> tuple[float, str] | None:
    shared = sorted({*one.contexts} & {*other.contexts})
    if shared:
        return 1.0, f"the same context ({', '.join(shared)})"
    if one.contexts and other.contexts:
        return (0.4 if one.type in _SPEECH else 0.8), ""
    return 1.0, ""


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that turn a meaning round: numbers and negations, in their order."""
    return tuple(word for word in words if turns_meaning(word))

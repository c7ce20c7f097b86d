"""What merged events and statements have to do with one another: sources that disagree, quotations that are shortened.

A link is a function of two clusters. Where it may be found is a matter of blocks, the same from either side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from rdflib import RDF, Literal, URIRef

from diplograph.merge.blocks import WINDOW, blocks_of, covered, covering, event_block, pairs_of
from diplograph.merge.clusters import Cluster
from diplograph.merge.matching import parties_match, places_contradict
from diplograph.merge.parts import Contribution
from diplograph.merge.traits import EventTraits, Party, PlaceTrait, StatementTraits, When, words_of
from diplograph.record import content_iri
from diplograph.store.protocol import Triple
from diplograph.vocab import DG

__all__ = ["Link", "link", "link_triples", "links", "near"]

_Standing = tuple[str, ...]
_HELD: _Standing = ()
_DENIED: _Standing = ("negation",)
_PLANNED: _Standing = ("future",)
_DAYS = 2  # between the dates that two sources give for one event
_LATE = 7  # days after which a denial without a date is about something else
_LIKE = 0.5  # of the telling words of the shorter sentence
_SHORTENED = 8  # words: a shorter piece is part of much


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two merged things and what is between them: a point at issue, or that the first is a ``shortened`` second."""

    one: URIRef
    other: URIRef
    kind: str


def link(one: Cluster, other: Cluster) -> Link | None:
    """What is between two clusters, if anything; the same in whatever order they are given."""
    one, other = sorted((one, other), key=lambda cluster: cluster.iri)
    if isinstance(one.best, EventTraits) and isinstance(other.best, EventTraits):
        point = _disagreement(one, other, one.best, other.best)
        return None if point is None else Link(one.iri, other.iri, point)
    if isinstance(one.best, StatementTraits) and isinstance(other.best, StatementTraits):
        if _is_shortened(one.best, other.best):
            return Link(one.iri, other.iri, "shortened")
        if _is_shortened(other.best, one.best):
            return Link(other.iri, one.iri, "shortened")
    return None


def links(clusters: Iterable[Cluster]) -> tuple[Link, ...]:
    """All links between the clusters of a set, sorted."""
    by_block: dict[URIRef, list[Cluster]] = defaultdict(list)
    every = list(clusters)
    for cluster in every:
        for block in cluster.blocks:
            by_block[block].append(cluster)
    found = set()
    for cluster in every:
        for other in {o.iri: o for block in near(cluster) for o in by_block.get(block, ())}.values():
            if other.iri > cluster.iri:
                found.add(link(cluster, other))
    return tuple(sorted(one for one in found if one is not None))


def near(cluster: Cluster) -> frozenset[URIRef]:
    """The blocks in which those may stand to which a cluster has a link."""
    found: set[URIRef] = set()
    for one in {member.traits for member in cluster.members}:
        if isinstance(one, EventTraits):
            if not one.own and one.standing in (_HELD, _DENIED, _PLANNED):
                found.update(_near(one))
        elif not one.own:
            found.update(blocks_of(one))
    return frozenset(found)


def link_triples(found: Link) -> frozenset[Triple]:
    """The triples of a link."""
    if found.kind == "shortened":
        return frozenset({(found.one, DG.shortens, found.other)})
    node = URIRef(content_iri("disagreement", found.one, found.other))
    return frozenset(
        {
            (found.one, DG.disagreesWith, found.other),
            (found.other, DG.disagreesWith, found.one),
            (found.one, DG.disagreement, node),
            (found.other, DG.disagreement, node),
            (node, RDF.type, DG.Disagreement),
            (node, DG.between, found.one),
            (node, DG.between, found.other),
            (node, DG.point, Literal(found.kind, lang="en")),
        }
    )


def _near(one: EventTraits) -> Iterator[URIRef]:
    for standing, times in _elsewhere(one.standing, one.when).items():
        for pair in pairs_of(one):
            for when in times:
                yield event_block(one.family, standing, pair, when)


def _elsewhere(standing: _Standing, when: When) -> Mapping[_Standing, Set[When]]:
    """How, and of which time, others may be told that disagree with what is told so; the same from either side.

    What is denied or planned disagrees with what is held only. The times are a little wider than those of
    :func:`_disagreement`: it compares what is known best of two events, and they may share only what is known less.
    """
    same = {when, *covering(when), *covered(when)}
    later = WINDOW if when.precision == "reported" else 0  # it may have taken place so long before
    if standing == _HELD:
        first = -_DAYS - later
        held = _around(when, range(first, _DAYS + 1), range(first, _DAYS + WINDOW + 1))
        denied = _around(when, range(0), range(-later, _LATE + 1))
        return {_HELD: same | held, _DENIED: same | denied, _PLANNED: same}
    if standing == _DENIED and when.precision == "reported":
        return {_HELD: same | _around(when, range(-_LATE, 1), range(-_LATE, WINDOW + 1))}
    return {_HELD: same}


def _around(when: When, days: range, reports: range) -> set[When]:
    """The days, and the days of report, that are so many days after a day or a day of report; none of a month or year."""
    if when.precision not in ("day", "reported"):
        return set()
    start = date.fromisoformat(when.text)
    found = {When("day", (start + timedelta(days=n)).isoformat()) for n in days}
    return found | {When("reported", (start + timedelta(days=n)).isoformat()) for n in reports}


def _disagreement(one: Cluster, other: Cluster, mine: EventTraits, others: EventTraits) -> str | None:
    """The point on which two events disagree, if they are told as one."""
    if (
        mine.own
        or others.own
        or mine.family != others.family
        or {m.article for m in one.members} & {m.article for m in other.members}
    ):
        return None
    standings = {_standing(mine), _standing(others)}
    parties = parties_match(mine, others)
    if parties is not None and parties[0] >= _LIKE:
        if standings == {"held", "denied"} and _denies(mine, others):
            return "held or denied"
        if standings == {"held", "planned"} and _same_time(mine.when, others.when):
            return "held or planned"
        if standings == {"held"} and mine.type == others.type:
            if places_contradict(mine, others) and _same_time(mine.when, others.when):
                return "place"
            days = (
                _days_apart(mine.when, others.when) if mine.when.precision == others.when.precision == "day" else None
            )
            if days is not None and 1 <= abs(days) <= _DAYS and _told_alike(one, other):
                return "date"
    elif (
        standings == {"held"}
        and mine.type == others.type
        and mine.when == others.when
        and _one_party_differs(mine, others)
        and _told_alike(one, other)
    ):
        return "party"
    return None


def _standing(one: EventTraits) -> str:
    if one.standing == () and one.type == "AGREE" and "isToMeet" in one.relations:
        return "planned"
    return {_HELD: "held", _DENIED: "denied", _PLANNED: "planned"}.get(one.standing, "")


def _same_time(one: When, other: When) -> bool:
    return one == other or one in covered(other) or other in covered(one)


def _denies(one: EventTraits, other: EventTraits) -> bool:
    """Whether one denies what the other tells: of the same time, or before the denial was printed."""
    held, denied = (one, other) if not one.standing else (other, one)
    if _same_time(held.when, denied.when):
        return True
    return denied.when.precision == "reported" and _days_apart(held.when, denied.when) in range(_LATE + 1)


def _days_apart(one: When, other: When) -> int | None:
    """From the first to the second."""
    if {one.precision, other.precision} <= {"day", "reported"}:
        return (date.fromisoformat(other.text) - date.fromisoformat(one.text)).days
    return None


def _one_party_differs(one: EventTraits, other: EventTraits) -> bool:
    """Whether one party is the same and in place of another there is somebody else from the same state."""
    mine, others = {*one.actors, *one.recipients}, {*other.actors, *other.recipients}
    if len(mine) != len(others) or not mine & others:
        return False
    return len(mine - others) == 1 and _states(mine - others) == _states(others - mine) != {""}


def _states(parties: Iterable[Party]) -> set[str]:
    return {party.state for party in parties if party.rank in ("official", "person")}


def _told_alike(one: Cluster, other: Cluster) -> bool:
    """Whether two articles tell it in the same place, or in much the same words."""
    places = [{place.iri for m in c.members for place in _places(m) if place.kind != "country"} for c in (one, other)]
    if places[0] & places[1]:
        return True
    return any(
        _alike(_telling_words(a), _telling_words(b)) for a in one.members[:_SAMPLE] for b in other.members[:_SAMPLE]
    )


_SAMPLE = 8


def _places(member: Contribution) -> tuple[PlaceTrait, ...]:
    return member.traits.places if isinstance(member.traits, EventTraits) else ()


def _telling_words(member: Contribution) -> frozenset[str]:
    quotes = (str(o) for _, p, o in member.facts if str(p).endswith("#exact"))
    return frozenset(word for quote in quotes for word in words_of(quote) if len(word) > 3)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= 4 and len(one & other) >= _LIKE * shorter


def _is_shortened(short: StatementTraits, full: StatementTraits) -> bool:
    """Whether the words of one stand in the other as they are."""
    if short.own or full.own or short.standing != full.standing:
        return False
    if not _SHORTENED <= len(short.words) < len(full.words) or short.speakers != full.speakers:
        return False
    return f" {' '.join(short.words)} " in f" {' '.join(full.words)} "

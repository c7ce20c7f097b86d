"""Clusters: which contributions are one event or one statement.

A pure function of the set of contributions, and local: whoever shares no block, directly or through others, has no
influence. First those of the same time are clustered, best match first, as long as nothing in a cluster contradicts
anything else in it. Then a cluster that knows its time only vaguely joins the one cluster of a day that it may mean; where
there is none or more than one, it stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import combinations, product

from rdflib import URIRef

from diplograph.merge.blocks import blocks_of, covered, event_block, pairs_of
from diplograph.merge.matching import THRESHOLD, Match, match_events, match_statements
from diplograph.merge.parts import Contribution
from diplograph.merge.traits import EventTraits, StatementTraits, Traits
from diplograph.record import content_iri

__all__ = [
    "Cluster",
    "Core",
    "DayCores",
    "anchor",
    "cluster_around",
    "cluster_of",
    "clusters",
    "cores",
    "day_blocks",
    "is_vague",
    "likely",
    "match",
]

Core = tuple[Traits, ...]
"""The traits that one cluster of the same time is made of, sorted."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contributions that are one event or statement, sorted by node, and the traits that stand for them all."""

    best: Traits
    members: tuple[Contribution, ...]

    @property
    def iri(self) -> URIRef:
        """The IRI of the merged thing: a hash of the traits that stand for it."""
        return _iri_of(self.best)

    @property
    def blocks(self) -> frozenset[URIRef]:
        """The blocks of all members."""
        return frozenset(block for member in self.members for block in blocks_of(member.traits))


@lru_cache(maxsize=50_000)
def _iri_of(best: Traits) -> URIRef:
    parts = "merged", *astuple(best)
    return URIRef(content_iri("event" if isinstance(best, EventTraits) else "statement", *parts))


@lru_cache(maxsize=50_000)
def match(one: Traits, other: Traits) -> Match | None:
    """The match of two events or two statements; ``None`` where they contradict each other or are not of one kind."""
    if isinstance(one, EventTraits) and isinstance(other, EventTraits):
        return match_events(one, other)
    if isinstance(one, StatementTraits) and isinstance(other, StatementTraits):
        return match_statements(one, other)
    return None


def clusters(contributions: Iterable[Contribution]) -> tuple[Cluster, ...]:
    """All clusters of a set of contributions, sorted by IRI.

    For a set that is whole but for contributions of other partitions (see :func:`diplograph.merge.blocks.partition`), these
    are the clusters of the merged graph.
    """
    of: dict[Traits, list[Contribution]] = defaultdict(list)
    for contribution in contributions:
        of[contribution.traits].append(contribution)
    found = cores(of)
    days = DayCores(found)
    joined: dict[Core, list[Core]] = {core: [core] for core in found}
    for core in found:
        target = anchor(core, days)
        if target is not None:
            joined[target].append(core)
            del joined[core]
    made = (
        cluster_of(core, (member for part in parts for one in part for member in of[one]))
        for core, parts in joined.items()
    )
    return tuple(sorted(made, key=lambda cluster: cluster.iri))


def cluster_of(core: Core, members: Iterable[Contribution]) -> Cluster:
    """The cluster around a core."""
    return Cluster(best(core), tuple(sorted(members, key=lambda member: member.node)))


def cluster_around(members: Sequence[Contribution]) -> Cluster:
    """The cluster that these contributions, which are one, make up."""
    found = {member.traits for member in members}
    days = {one for one in found if isinstance(one, EventTraits) and one.when.precision == "day"}
    return cluster_of(tuple(sorted(days or found, key=_order)), members)


def best(core: Core) -> Traits:
    """The traits that stand for a core: those that say most."""
    return min(core, key=lambda one: (_richness(one), _order(one)))


def cores(found: Iterable[Traits]) -> tuple[Core, ...]:
    """Traits of the same time, clustered: those that match best first, as long as no two in a cluster contradict."""
    in_cluster = {one: [one] for one in found}
    for _, one, other in sorted(_edges(in_cluster), key=lambda edge: (-edge[0], _order(edge[1]), _order(edge[2]))):
        mine, others = in_cluster[one], in_cluster[other]
        if mine is not others and _agree(mine, others):
            mine += others
            for moved in others:
                in_cluster[moved] = mine
    unique = {id(cluster): cluster for cluster in in_cluster.values()}
    return tuple(tuple(sorted(cluster, key=_order)) for cluster in unique.values())


class DayCores:
    """The cores of which the day is known, by their blocks."""

    def __init__(self, found: Iterable[Core]) -> None:
        self._by_block: dict[URIRef, list[Core]] = defaultdict(list)
        for core in found:
            if isinstance(core[0], EventTraits) and core[0].when.precision == "day":
                for block in {block for one in core for block in blocks_of(one)}:
                    self._by_block[block].append(core)

    def within(self, one: EventTraits) -> list[Core]:
        """The cores that an event whose time is vague may mean, by their parties and days."""
        found: dict[Core, None] = {}
        for block in day_blocks(one):
            found.update(dict.fromkeys(self._by_block.get(block, ())))
        return list(found)


def anchor(core: Core, days: DayCores) -> Core | None:
    """The one core of a day that a core of a vaguer time joins, if there is exactly one."""
    one = best(core)
    if not isinstance(one, EventTraits) or one.own or not is_vague(one):
        return None
    fitting = [day for day in days.within(one) if _agree(core, day) and likely(core, day)]
    return fitting[0] if len(fitting) == 1 else None


def is_vague(one: EventTraits) -> bool:
    """Whether an event of a vague time looks for its day: what took place does, and what has a month or year."""
    return one.when.precision in ("month", "year") or (one.when.precision == "reported" and not one.standing)


def day_blocks(one: EventTraits) -> Iterator[URIRef]:
    """The blocks of the days that an event whose time is vague may mean."""
    pair = pairs_of(one)[0]
    for day in covered(one.when):
        yield event_block(one.family, one.standing, pair, day)


def _edges(found: Mapping[Traits, object]) -> Iterator[tuple[float, Traits, Traits]]:
    by_block: dict[URIRef, list[Traits]] = defaultdict(list)
    for one in found:
        for block in blocks_of(one):
            by_block[block].append(one)
    seen: set[tuple[Traits, Traits]] = set()
    for group in by_block.values():
        for one, other in combinations(sorted(group, key=_order), 2):
            if (one, other) not in seen:
                seen.add((one, other))
                found_match = match(one, other)
                if found_match is not None and found_match.score >= THRESHOLD:
                    yield found_match.score, one, other


def _agree(one: Sequence[Traits], other: Sequence[Traits]) -> bool:
    return all(match(a, b) is not None for a, b in product(one, other))


def likely(one: Sequence[Traits], other: Sequence[Traits]) -> bool:
    """Whether any of the first and any of the second match well enough to be one."""
    found = (match(a, b) for a, b in product(one, other))
    return any(m is not None and m.score >= THRESHOLD for m in found)


def _richness(one: Traits) -> tuple[int, ...]:
    """Less is more: traits that say more come first."""
    if isinstance(one, StatementTraits):
        return any(speaker.rank == "state" for speaker in one.speakers), -len(one.words)
    parties = (*one.actors, *one.recipients)
    specific = [party for party in parties if party.rank != "state"]
    return -len(parties), -len(specific), -bool(one.mode), -len(one.places), -len(one.contexts), one.past


@lru_cache(maxsize=100_000)
def _order(one: Traits) -> str:
    return repr(one)

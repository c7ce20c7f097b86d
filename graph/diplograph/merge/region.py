"""How far a change reaches: the clusters that may be others than they were, as they were and as they will be.

It reaches from a contribution that comes or goes to those of the same time that match it, and on to those that match
these; from a day to what is told of it vaguely; and from what is told vaguely to all the days that it may mean. Nothing
beyond can change, because clustering looks no further (see :mod:`diplograph.merge.clusters`).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from rdflib import URIRef

from diplograph.merge.blocks import blocks_of, covering, event_block, pairs_of
from diplograph.merge.clusters import Cluster, clusters, day_blocks, is_vague, likely
from diplograph.merge.neighbourhood import Neighbourhood
from diplograph.merge.parts import Contribution
from diplograph.merge.traits import EventTraits

__all__ = ["Region", "region_of"]


@dataclass(frozen=True, slots=True)
class Region:
    """``things`` are the merged things that there are now around a change, ``clusters`` those that there will be: the
    same ones, where the change did not reach them.
    """

    things: frozenset[URIRef]
    clusters: tuple[Cluster, ...]


def region_of(nearby: Neighbourhood, touched: Iterable[Contribution], without: Set[URIRef]) -> Region:
    """The region around the contributions that come or go; ``without`` are the articles that go."""
    same_time = _grown(nearby, set(touched))
    vague = _grown(nearby, same_time | _found(nearby, _vague_blocks(same_time)))
    days = _grown(nearby, _found(nearby, _day_blocks(vague))) - vague
    inside = vague | days
    things = {nearby.merged[member] for member in (m.node for m in inside) if member in nearby.merged}
    # what is told vaguely of a day in the region, and is not in the region itself, stays with that day
    staying = {
        member.node: (thing, member)
        for thing in things
        for member in nearby.members[thing]
        if member not in inside and member.article not in without
    }
    made = []
    for cluster in clusters(member for member in inside if member.article not in without):
        of = {nearby.merged[m.node] for m in cluster.members if m in days}
        kept = [member for thing, member in staying.values() if thing in of]
        made.append(
            Cluster(cluster.best, tuple(sorted((*cluster.members, *kept), key=lambda m: m.node))) if kept else cluster
        )
    return Region(frozenset(things), tuple(made))


def _grown(nearby: Neighbourhood, start: Set[Contribution]) -> set[Contribution]:
    """The contributions with all of the same time that match them, directly or through others."""
    found, ahead = set(start), set(start)
    while ahead:
        blocks = {member: blocks_of(member.traits) for member in ahead}
        nearby.load(block for of in blocks.values() for block in of)
        new = set()
        for member, of in blocks.items():
            for other in nearby.within(of):
                if other not in found and (other.traits == member.traits or likely((member.traits,), (other.traits,))):
                    new.add(other)
        found |= new
        ahead = new
    return found


def _found(nearby: Neighbourhood, blocks: Iterable[URIRef]) -> set[Contribution]:
    wanted = set(blocks)
    nearby.load(wanted)
    return set(nearby.within(wanted))


def _vague_blocks(members: Iterable[Contribution]) -> Iterable[URIRef]:
    """The blocks of what may mean the days of these vaguely."""
    for one in {member.traits for member in members}:
        if isinstance(one, EventTraits) and not one.own:
            for pair in pairs_of(one):
                for when in covering(one.when):
                    yield event_block(one.family, one.standing, pair, when)


def _day_blocks(members: Iterable[Contribution]) -> Iterable[URIRef]:
    """The blocks of the days that these may mean."""
    for one in {member.traits for member in members}:
        if isinstance(one, EventTraits) and not one.own and is_vague(one):
            yield from day_blocks(one)

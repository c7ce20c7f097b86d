"""How far an event or statement of one article can have to do with others: what a shuffle has to bring together."""

from __future__ import annotations

from rdflib import URIRef

from diplograph.merge.clusters import Cluster, day_blocks, is_vague
from diplograph.merge.links import near
from diplograph.merge.parts import Contribution
from diplograph.merge.traits import EventTraits

__all__ = ["within_reach"]


def within_reach(one: Contribution) -> frozenset[URIRef]:
    """The blocks, besides its own, of what it may be clustered with or linked to.

    Whatever is connected by blocks and by these, directly or through others, is a whole for
    :func:`diplograph.merge.merged_partition`: nothing outside has an influence on it.
    """
    found = near(Cluster(one.traits, (one,)))
    if isinstance(one.traits, EventTraits) and not one.traits.own and is_vague(one.traits):
        found |= frozenset(day_blocks(one.traits))
    return found

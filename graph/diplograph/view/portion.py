"""How much of a selection one picture can show, and which part of it where that is not all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from diplograph.network import pairs
from diplograph.selection import Selection
from diplograph.things import Thing

__all__ = ["MAX_ACTORS", "MAX_THINGS", "MAX_TIES", "Portion", "Tie", "communities", "portion", "simple"]

MAX_ACTORS = 400  # beyond these a picture is a hairball, and slow
MAX_TIES = 1000
MAX_THINGS = 6000  # events and statements with their sentences: about 5 MB


@dataclass(frozen=True, slots=True)
class Tie:
    """All events of one quad class (or all statements) between two actors, ``a`` being the lower IRI.

    ``ways`` has for each of the ``things`` 1 where it goes from a to b, -1 where from b to a, 0 where the two are equals.
    """

    a: str
    b: str
    family: str
    things: tuple[str, ...]
    ways: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """What the picture shows: actors with ties (``drawn``), their ties, and all events and statements of its panel.

    ``all_actors`` and ``all_ties`` are how many there would be, and ``all_things`` how many events and statements.
    """

    drawn: tuple[str, ...]
    ties: tuple[Tie, ...]
    things: tuple[Thing, ...]
    all_actors: int
    all_ties: int
    all_things: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return (len(self.drawn), len(self.ties), len(self.things)) == (self.all_actors, self.all_ties, self.all_things)


def portion(
    selection: Selection, *, actors: int = MAX_ACTORS, ties: int = MAX_TIES, things: int = MAX_THINGS
) -> Portion:
    """The actors with most events and statements between them, as many as make no more than so many ties, and what they did.

    Actors are added from the most connected on, the ones asked for first; so what is shown is everything between those shown.
    """
    ties_of = {thing.iri: _ties(selection, thing) for thing in selection.things}
    everything = Counter(chain.from_iterable(ties_of.values()))
    degree: Counter[str] = Counter()
    for (a, b, _), number in everything.items():
        degree[a] += number
        degree[b] += number
    focus = selection.focus or frozenset()
    order = sorted(degree, key=lambda iri: (iri not in focus, -degree[iri], iri))
    rank = {iri: i for i, iri in enumerate(order)}
    closing = Counter(max(rank[a], rank[b]) for a, b, _ in everything)
    count = kept = 0
    while count < min(len(order), actors) and kept + closing[count] <= ties:
        kept += closing[count]
        count += 1
    chosen = frozenset(order[:count])
    tied = {iri for iri, own in ties_of.items() if any(a in chosen and b in chosen for a, b, _ in own)}
    whole = count == len(order)
    own = [
        thing for thing in selection.things if thing.iri in tied or whole or chosen.intersection((*thing.by, *thing.to))
    ]
    if len(own) > things:
        best = sorted(own, key=lambda thing: (thing.iri not in tied, -thing.sources, thing.iri))[:things]
        names = {thing.iri for thing in best}
        own = [thing for thing in own if thing.iri in names]
    shown = _drawn_ties(selection, own, chosen)
    drawn = {end for tie in shown for end in (tie.a, tie.b)}
    return Portion(tuple(sorted(drawn)), tuple(shown), tuple(own), len(order), len(everything), len(selection.things))


def _drawn_ties(selection: Selection, things: Iterable[Thing], among: frozenset[str]) -> list[Tie]:
    """The ties of a selection among some actors: parallel edges between two of them made one for each quad class, sorted."""
    found: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for thing in things:
        for a, b in pairs(thing):
            if a in among and b in among and selection.joins(a, b):
                way = 0 if thing.mutual else 1 if a < b else -1
                found.setdefault((min(a, b), max(a, b), thing.quad_class), []).append((thing.iri, way))
    return [
        Tie(a, b, family, tuple(iri for iri, _ in items), tuple(way for _, way in items))
        for (a, b, family), items in sorted(found.items())
    ]


def _ties(selection: Selection, thing: Thing) -> list[tuple[str, str, str]]:
    """The two actors and the quad class of each tie that an event or statement is part of."""
    family = thing.quad_class
    return [(a, b, family) if a < b else (b, a, family) for a, b in pairs(thing) if selection.joins(a, b)]


def simple(part: Portion) -> nx.Graph:
    """The picture as an undirected graph: its ``weight`` is the number of events, a statement counting for less."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(part.drawn)
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    for tie in part.ties:
        weights[tie.a, tie.b] += len(tie.things) * (0.4 if tie.family == "statement" else 1.0)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
    return graph


def communities(part: Portion) -> dict[str, int]:
    """The number of each drawn actor's community: actors with more ties among themselves than to others (Louvain's method).

    The largest community is 0. The same picture has the same communities.
    """
    number = {
        iri: i for i, iri in enumerate(part.drawn)
    }  # sets of numbers keep their order from run to run, those of text don't
    graph = nx.relabel_nodes(simple(part), number)
    found = [sorted(members) for members in nx.community.louvain_communities(graph, seed=1)] if number else []
    found.sort(key=lambda members: (-len(members), members))
    return {part.drawn[i]: rank for rank, members in enumerate(found) for i in members}

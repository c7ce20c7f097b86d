"""What networkx does not measure on a network of events: cooperation against conflict, and the network over time.

Both take what :func:`diplograph.network.network` gives, and what they give is networkx again, for its own measures to go on with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import networkx as nx

__all__ = ["SIGNS", "Period", "cooperation", "slices"]

Period = Literal["year", "quarter", "month", "day"]

SIGNS: Mapping[str, float] = MappingProxyType(
    {"verbal cooperation": 1.0, "material cooperation": 2.0, "verbal conflict": -1.0, "material conflict": -2.0}
)
"""What an event of each quad class counts: deeds twice as much as words, cooperation against conflict."""

_LENGTHS: Mapping[str, int] = {"year": 4, "quarter": 7, "month": 7, "day": 10}


def cooperation(network: nx.MultiDiGraph, signs: Mapping[str, float] = SIGNS) -> nx.DiGraph:
    """How much each actor cooperated with each other one, less how much it was in conflict with it, as a signed network.

    An edge's ``weight`` is the sum over its events of ``signs`` of the quad class times the weight that the event has in
    ``network``; ``cooperation`` and ``conflict`` (never negative) are the two sums that it is the difference of, and
    ``events`` how many they are. Events that did not take place (with a ``modality``) and statements count for nothing;
    of an event between equals both directions have the whole. Nodes keep their attributes; those left without an edge are
    left out.
    """
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0])
    for a, b, event in network.edges(data=True):
        sign = signs.get(event["quad_class"], 0.0)
        if event["modality"] or not sign:
            continue
        for pair in [(a, b), (b, a)] if event["mutual"] else [(a, b)]:
            sums[pair][0 if sign > 0 else 1] += abs(sign) * event["weight"]
            sums[pair][2] += 1
    result: nx.DiGraph = nx.DiGraph()
    ends = {end for pair in sums for end in pair}
    result.add_nodes_from((node, dict(attributes)) for node, attributes in network.nodes(data=True) if node in ends)
    for (a, b), (good, bad, events) in sorted(sums.items()):
        result.add_edge(a, b, weight=good - bad, cooperation=good, conflict=bad, events=int(events))
    return result


def slices(network: nx.MultiDiGraph, by: Period = "month") -> dict[str, nx.MultiDiGraph]:
    """The network of each year, quarter, month or day, by its name (``2018``, ``2018-Q1``, ``2018-02``, ``2018-02-12``), in order.

    An event lies where its date does, or the day of its first report where it has none. One whose date is less precise than the
    slices (``2018`` among months) lies in none of them, rather than in one made up. Each slice has the actors that have an
    edge in it; slices without any are not there. Raises :class:`ValueError` for another period.
    """
    if by not in _LENGTHS:
        raise ValueError(f"by must be one of {', '.join(map(repr, _LENGTHS))}, not {by!r}")
    found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for a, b, key, event in network.edges(keys=True, data=True):
        date = event["date"] or event["reported"]
        if len(date) >= _LENGTHS[by]:
            found[_name(date, by)].append((a, b, key))
    slices: Any = network  # the stubs of networkx have no types for what follows
    return {name: slices.edge_subgraph(found[name]).copy() for name in sorted(found)}


def _name(date: str, by: Period) -> str:
    if by == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[: _LENGTHS[by]]

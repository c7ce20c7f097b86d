"""Places of actors: the same every time, and no box over another."""

from __future__ import annotations

import networkx as nx
import pytest

from diplograph.view.layout import positions


def _overlapping(places: dict[str, tuple[int, int]], width: float, height: float) -> int:
    points = list(places.values())
    return sum(
        abs(ax - bx) < width and abs(ay - by) < height
        for i, (ax, ay) in enumerate(points)
        for bx, by in points[i + 1 :]
    )


def _named(graph: nx.Graph) -> nx.Graph:
    named: nx.Graph = nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph})
    return named


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(30),
        nx.complete_graph(12),
        nx.path_graph(9),
        nx.barabasi_albert_graph(120, 2, seed=5),
        nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (4, 5), (6, 7), (7, 8)]),
        nx.empty_graph(5),
    ],
    ids=["star", "complete", "path", "hubs", "parts", "alone"],
)
def test_boxes_lie_apart(graph: nx.Graph) -> None:
    named = _named(graph)
    places = positions(named, dict.fromkeys(named, (60.0, 40.0)))
    assert set(places) == set(named)
    assert _overlapping(places, 60, 40) == 0


def test_the_same_network_gives_the_same_picture() -> None:
    graph = _named(nx.barabasi_albert_graph(80, 2, seed=1))
    mixed = nx.Graph()
    mixed.add_nodes_from(reversed(list(graph)))
    mixed.add_edges_from((b, a) for a, b in reversed(list(graph.edges)))
    boxes = dict.fromkeys(graph, (50.0, 30.0))
    assert positions(graph, boxes) == positions(mixed, boxes)


def test_neighbours_are_nearer_than_strangers() -> None:
    places = positions(_named(nx.path_graph(4)), {f"n{i:03}": (20.0, 20.0) for i in range(4)})
    xs = [places[f"n{i:03}"][0] for i in range(4)]
    assert xs in (sorted(xs), sorted(xs, reverse=True))
    assert max(xs) - min(xs) > 300


def test_one_actor_and_none() -> None:
    assert positions(nx.Graph(), {}) == {}
    assert positions(_named(nx.empty_graph(1)), {"n000": (50.0, 30.0)}) == {"n000": (0, 0)}

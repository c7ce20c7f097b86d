"""Where each actor of the picture stands: computed here once, so that the browser draws and never simulates.

Actors are laid out by stress majorisation over graph distances (Gansner, Koren and North, "Graph drawing
by stress majorization", 2004), which starts from classical scaling and so needs no random numbers: the same network
always gives the same picture. Where there are many, the hubs come first and get more room, and the others settle around them: the
page shows the hubs alone at first. Then boxes that hold an actor and its label are pushed apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["Boxes", "positions"]

Boxes = Mapping[str, tuple[float, float]]
"""Width and height in pixels of each node with its label."""

_Points = NDArray[np.float64]

_UNIT = 135.0  # pixels between the centres of two actors that have a tie
_GAP = 10.0  # pixels left free between two boxes
_WIDE = 1.3  # screens are wider than high
_BETWEEN = 30.0  # pixels between parts that nothing joins
_ROUNDS = 120
_PUSHES = 150
_TURNS = 40
_HUBS = 60
_NEAR = 1.8  # in ways of length 1: neighbours, hubs among them
_GOLDEN = 2.399963  # the golden angle


def positions(graph: nx.Graph, boxes: Boxes) -> dict[str, tuple[int, int]]:
    """A place in whole pixels for every node of an undirected graph, around (0, 0).

    ``boxes`` gives the room that each node needs. An edge's ``weight`` (1 where it has none) draws its ends together.
    Time grows with the cube of the number of nodes: 0.2 s for 300.
    """
    degree = dict(graph.degree(weight="weight"))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), -max(degree[node] for node in part), part))
    placed: list[_Points] = []
    corners: list[_Points] = []
    for nodes in parts:
        sizes = np.array([boxes[node] for node in nodes], dtype=np.float64) + _GAP
        points = _apart(_stress(graph, nodes, sizes), sizes)
        low = (points - sizes / 2).min(axis=0)
        placed.append(points - low)
        corners.append((points + sizes / 2).max(axis=0) - low)
    found: dict[str, tuple[int, int]] = {}
    for nodes, points, corner in zip(parts, placed, _packed(corners), strict=True):
        found |= {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, points + corner, strict=True)}
    return found


def _packed(sizes: Sequence[_Points]) -> list[_Points]:
    """Where the corners of boxes lie: the first and largest in the middle above, the others in rows under it, around (0, 0)."""
    if not sizes:
        return []
    area = sum(float(width * height) for width, height in sizes)
    across = max(float(sizes[0][0]), (_WIDE * area) ** 0.5)
    corners: list[_Points] = []
    rows: list[tuple[list[int], float]] = []
    x = y = high = 0.0
    row: list[int] = []
    for i, (width, height) in enumerate(sizes):
        if row and (x + width > across or i == 1):
            rows.append((row, x - _BETWEEN))
            x, y, high, row = 0.0, y + high + _BETWEEN, 0.0, []
        corners.append(np.array([x, y]))
        row.append(i)
        x, high = x + float(width) + _BETWEEN, max(high, float(height))
    rows.append((row, x - _BETWEEN))
    for row, width in rows:
        for i in row:
            corners[i] = corners[i] + np.array([-width / 2, -(y + high) / 2])
    return corners


def _distances(graph: nx.Graph, nodes: Sequence[str]) -> _Points:
    """Shortest ways between all pairs of nodes; a tie is shorter the heavier it is, and longer where its ends are hubs.

    Without the second a hub's many leaves would all want the same place.
    """
    index = {node: i for i, node in enumerate(nodes)}
    way = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(way, 0.0)
    degree = dict(graph.degree(nodes))
    data: dict[str, Any]
    for a, b, data in graph.edges(nodes, data=True):
        crowd = 1.0 + 0.25 * np.log2(min(degree[a], degree[b]))
        length = crowd / (1.0 + 0.12 * np.log2(1.0 + data.get("weight", 1.0)))
        way[index[a], index[b]] = way[index[b], index[a]] = length
    for k in range(len(nodes)):  # Floyd and Warshall, a row at a time
        np.minimum(way, way[:, k : k + 1] + way[k : k + 1, :], out=way)
    return way


def _stress(graph: nx.Graph, nodes: Sequence[str], sizes: _Points) -> _Points:
    """Points whose distances on the plane are as near as can be to those in the graph."""
    n = len(nodes)
    if n == 1:
        return np.zeros((1, 2))
    way = _distances(graph, nodes)
    degree = dict(graph.degree(nodes, weight="weight"))
    order = sorted(range(n), key=lambda i: (-degree[nodes[i]], nodes[i]))
    hubs, others = np.array(order[:_HUBS]), np.array(order[_HUBS:], dtype=np.intp)
    room = (n / len(hubs)) ** 0.5
    points = np.zeros((n, 2))
    points[hubs] = _apart(_majorised(way[np.ix_(hubs, hubs)] * _UNIT * room), sizes[hubs] * room)
    if len(others):
        near = way <= _NEAR
        points[others] = _settled(points[hubs], way[others] * _UNIT * np.where(near, 1.0, room)[others], order)
    return _upright(points)


def _majorised(wanted: _Points) -> _Points:
    """Points at about the wanted distances from each other, the near ones before the far ones."""
    n = len(wanted)
    weight = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + 1.0 / n) - 1.0 / n  # but for moving all alike
    points = _scaled(wanted)
    for _ in range(_ROUNDS):
        pull = -_ratio(points, points, weight * wanted)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = np.asarray(inverse @ (pull @ points))
    return points


def _settled(hubs: _Points, wanted: _Points, order: Sequence[int]) -> _Points:
    """The places of the others around hubs that stay. ``wanted`` has a row each of them and a column each node.

    ``order`` has the columns of the hubs first.
    """
    count = len(hubs)
    wanted = wanted[:, order]
    weight = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    turn = np.arange(len(wanted)) * _GOLDEN
    nearest = wanted[:, :count].argmin(axis=1)
    points = hubs[nearest] + _UNIT * np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(_ROUNDS // 2):
        every = np.vstack([hubs, points])
        ratio = _ratio(points, every, weight * wanted)
        moved = weight @ every + ratio.sum(axis=1)[:, None] * points - ratio @ every
        points = np.divide(moved, weight.sum(axis=1)[:, None])
    settled: _Points = points
    return settled


def _ratio(points: _Points, every: _Points, pull: _Points) -> _Points:
    """``pull`` divided by the distances between points, nothing where there is none."""
    delta = points[:, None, :] - every[None, :, :]
    length = np.sqrt((delta**2).sum(axis=2))
    ratio: _Points = np.divide(pull, length, out=np.zeros_like(length), where=length > 1e-9)
    return ratio


def _scaled(wanted: _Points) -> _Points:
    """Classical scaling: the plane that keeps most of the distances, found by turning two vectors until they stay.

    A ripple, which no two nodes have alike, parts nodes with the same neighbours.
    """
    n = len(wanted)
    turn = np.arange(n) * _GOLDEN
    ripple = np.column_stack([np.cos(turn), np.sin(turn)])
    centred = wanted**2
    centred = -0.5 * (centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean())
    axes = ripple
    for _ in range(_TURNS):
        axes, _ = np.linalg.qr(centred @ axes)
    stretch = np.sqrt(np.maximum((axes * (centred @ axes)).sum(axis=0), 1.0))
    spread: _Points = axes * stretch + 0.1 * _UNIT * ripple
    return spread


def _upright(points: _Points) -> _Points:
    """The points around their centre, the long side across, and turned so that no rounding of signs can flip them."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    points = points @ axes.T
    far = np.abs(points).argmax(axis=0)
    signs = np.sign(points[far, [0, 1]])
    signs[signs == 0] = 1.0
    upright: _Points = points * signs * np.array([_WIDE, 1.0])
    return upright


def _apart(points: _Points, sizes: _Points) -> _Points:
    """The points moved as little as it takes until no two boxes overlap (or the rounds are used up)."""
    points = points.copy()
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(_PUSHES):
        delta = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(delta)
        hit: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        across = overlap[:, :, 0] < overlap[:, :, 1]
        sign = np.sign(delta)
        order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
        sign = np.where(sign == 0, order[:, :, None], sign)
        push = np.stack([hit & across, hit & ~across], axis=2) * sign * overlap * 0.5
        points += push.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] ** 0.5
    return points

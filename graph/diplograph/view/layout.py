"""Where each actor of the picture stands: computed here once, so that the browser draws and never simulates.

Each connected component is laid out by stress majorisation over graph distances (Gansner, Koren and North, "Graph drawing
by stress majorization", 2004), which starts from classical scaling and so needs no random numbers: the same network
always gives the same picture. Then boxes that hold an actor and its label are pushed apart, and components are packed in rows.
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
_ROUNDS = 120
_PUSHES = 200
_TURNS = 40


def positions(graph: nx.Graph, boxes: Boxes) -> dict[str, tuple[int, int]]:
    """A place in whole pixels for every node of an undirected graph, around (0, 0).

    ``boxes`` gives the room that each node needs. An edge's ``weight`` (1 where it has none) draws its ends together.
    Time grows with the cube of the number of nodes: 0.2 s for 300.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [(part, _apart(_stress(graph, part), _sizes(part, boxes))) for part in parts]
    return _pack(placed, boxes)


def _sizes(nodes: Sequence[str], boxes: Boxes) -> _Points:
    return np.array([boxes[node] for node in nodes], dtype=np.float64) + _GAP


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


def _stress(graph: nx.Graph, nodes: Sequence[str]) -> _Points:
    """Points whose distances on the plane are as near as can be to those in the graph."""
    n = len(nodes)
    if n == 1:
        return np.zeros((1, 2))
    way = _distances(graph, nodes)
    wanted = way * _UNIT
    weight = np.zeros_like(way)
    apart = way > 0
    weight[apart] = way[apart] ** -2
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(laplacian + 1.0 / n) - 1.0 / n  # of what is at right angles to moving all alike
    points = _scaled(wanted)
    for _ in range(_ROUNDS):
        delta = points[:, None, :] - points[None, :, :]
        length = np.sqrt((delta**2).sum(axis=2))
        ratio = np.divide(weight * wanted, length, out=np.zeros_like(length), where=length > 1e-9)
        pull = -ratio
        np.fill_diagonal(pull, ratio.sum(axis=1))
        points = inverse @ (pull @ points)
    return _upright(points)


def _scaled(wanted: _Points) -> _Points:
    """Classical scaling: the plane that keeps most of the distances, found by turning two vectors until they stay.

    A ripple, which no two nodes have alike, parts nodes with the same neighbours.
    """
    n = len(wanted)
    turn = np.arange(n) * 2.399963  # the golden angle
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


def _pack(parts: Sequence[tuple[list[str], _Points]], boxes: Boxes) -> dict[str, tuple[int, int]]:
    """The largest component first, the others in rows below it, everything centred on (0, 0)."""
    result: dict[str, tuple[int, int]] = {}
    frames = []
    for nodes, points in parts:
        half = _sizes(nodes, boxes) / 2
        low, high = (points - half).min(axis=0), (points + half).max(axis=0)
        frames.append((nodes, points - low, high - low))
    if not frames:
        return result
    rows = min(
        (_shelves([size for _, _, size in frames], sum(size[0] for _, _, size in frames[:count]) + 3 * count * _GAP))
        for count in range(1, len(frames) + 1)
    )
    (_, right, bottom, corners) = rows
    for (nodes, points, _), corner in zip(frames, corners, strict=True):
        for node, (x, y) in zip(nodes, points + np.array(corner), strict=True):
            result[node] = (round(float(x)), round(float(y)))
    return {node: (x - round(right / 2), y - round(bottom / 2)) for node, (x, y) in result.items()}


def _shelves(sizes: Sequence[_Points], width: float) -> tuple[float, float, float, list[tuple[float, float]]]:
    """Boxes put in rows of at most a width: how large a screen they need, their extent, and their upper left corners."""
    corners: list[tuple[float, float]] = []
    left = top = row = right = 0.0
    for wide, high in sizes:
        if left > 0 and left + wide > width:
            left, top, row = 0.0, top + row + 3 * _GAP, 0.0
        corners.append((left, top))
        left, row = left + float(wide) + 3 * _GAP, max(row, float(high))
        right = max(right, left - 3 * _GAP)
    return max(right / _WIDE, top + row), right, top + row, corners

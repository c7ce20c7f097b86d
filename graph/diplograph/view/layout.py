"""Where each actor of the picture stands: computed here once, so that the browser draws and never simulates.

Each connected component is laid out by stress majorisation over graph distances (Gansner, Koren and North, "Graph drawing
by stress majorization", 2004), which starts from the spectrum of the graph and so needs no random numbers: the same network
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
    inverse = np.linalg.pinv(laplacian)
    points = _spectral(wanted)
    for _ in range(_ROUNDS):
        delta = points[:, None, :] - points[None, :, :]
        length = np.sqrt((delta**2).sum(axis=2))
        ratio = np.divide(weight * wanted, length, out=np.zeros_like(length), where=length > 1e-9)
        pull = -ratio
        np.fill_diagonal(pull, ratio.sum(axis=1))
        points = inverse @ (pull @ points)
    return _upright(points)


def _spectral(wanted: _Points) -> _Points:
    """Classical scaling: the plane that keeps most of the distances. A ripple parts nodes that have the same neighbours."""
    n = len(wanted)
    centred = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * centred @ wanted**2 @ centred)
    top = np.argsort(values)[::-1][:2]
    points = vectors[:, top] * np.sqrt(np.maximum(values[top], 1.0))
    if points.shape[1] == 1:
        points = np.column_stack([points, np.zeros(n)])
    turn = np.arange(n) * 2.399963  # the golden angle
    ripple = np.column_stack([np.cos(turn), np.sin(turn)])
    spread: _Points = points + 0.1 * _UNIT * ripple
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
    width = max(frames[0][2][0], (sum(size[0] * size[1] for _, _, size in frames)) ** 0.5 * _WIDE)
    left = top = row = 0.0
    right = bottom = 0.0
    for nodes, points, size in frames:
        if left > 0 and left + size[0] > width:
            left, top, row = 0.0, top + row + 3 * _GAP, 0.0
        for node, (x, y) in zip(nodes, points + np.array([left, top]), strict=True):
            result[node] = (round(float(x)), round(float(y)))
        left, row = left + size[0] + 3 * _GAP, max(row, size[1])
        right, bottom = max(right, left), max(bottom, top + size[1])
    return {node: (x - round(right / 2), y - round(bottom / 2)) for node, (x, y) in result.items()}

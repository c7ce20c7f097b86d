"""A network as a still picture: SVG without scripts, for a notebook's page or a report."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from html import escape
from typing import Any

import networkx as nx

from diplograph.view.layout import positions
from diplograph.view.picture import COLOURS
from diplograph.view.text import shown

__all__ = ["drawing"]

_PAPER, _INK = "#fbfaf7", "#1c222d"
_WIDE = 1.45  # states are as wide as flags
_MARGIN = 60
_DASHES = {"held": "", "planned": ' stroke-dasharray="7 5"', "denied": ' stroke-dasharray="2 4"'}
_CONDITIONAL = frozenset({"future", "hypothetical"})


def drawing(network: nx.MultiDiGraph, actors: int = 40) -> str:
    """The most connected actors of a network (see :func:`diplograph.network.network`) with what lies between them, as an ``<svg>``.

    Lines are as wide as their events' ``weight`` together suggests, dashed where all is planned or supposed, dotted where all is
    denied. The same network always gives the same picture. All text is escaped.
    """
    degree: Counter[str] = Counter()
    for a, b in network.edges():
        degree.update((a, b))
    chosen = sorted(degree, key=lambda iri: (-degree[iri], iri))[:actors]
    lines = _lines(network, set(chosen))
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(chosen)
    for (a, b, _), events in lines.items():
        more = graph.get_edge_data(a, b, {"weight": 0})["weight"]
        graph.add_edge(a, b, weight=more + len(events))
    size = {iri: min(9 + 2.6 * math.sqrt(degree[iri]), 26) for iri in chosen}
    label = {iri: _short(str(network.nodes[iri].get("label") or iri)) for iri in chosen}
    place = positions(graph, {iri: (max(2.4 * size[iri], 7.2 * len(label[iri])), 2 * size[iri] + 20) for iri in chosen})
    across = [x for x, _ in place.values()] or [0]
    down = [y for _, y in place.values()] or [0]
    left, top = min(across) - _MARGIN, min(down) - _MARGIN
    width, height = max(across) - left + _MARGIN, max(down) - top + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" role="img" '
        f'style="max-width:100%;max-height:640px;background:{_PAPER};border-radius:8px" '
        f'font-family="system-ui, sans-serif"><title>{len(chosen)} actors and what lies between them</title>'
    ]
    lanes: Counter[tuple[str, str]] = Counter()
    for (a, b, family), events in sorted(lines.items()):
        parts.append(_line(place[a], place[b], family, events, lanes[a, b]))
        lanes[a, b] += 1
    for iri in reversed(chosen):
        x, y = place[iri]
        parts.append(_actor(x, y, size[iri], network.nodes[iri]))
        weight = 650 if degree[iri] > 0.35 * degree[chosen[0]] else 450
        parts.append(
            f'<text x="{x}" y="{y + size[iri] + 14:.0f}" text-anchor="middle" font-size="12" font-weight="{weight}" '
            f'fill="{_INK}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke">{escape(label[iri])}</text>'
        )
    return "".join([*parts, "</svg>"])


def _lines(network: nx.MultiDiGraph, chosen: set[str]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """The events of each quad class between two of the actors."""
    found: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for a, b, event in network.edges(data=True):
        if a in chosen and b in chosen:
            found[min(a, b), max(a, b), str(event.get("quad_class", ""))].append(event)
    return dict(found)


def _line(a: tuple[int, int], b: tuple[int, int], family: str, events: list[dict[str, Any]], lane: int) -> str:
    colour = COLOURS["light"].get(family, COLOURS["light"]["statement"])
    width = min(1.4 + 1.5 * math.log2(max(1, sum(int(event.get("weight", 1)) for event in events))), 9)
    bend = (0.0, 0.14, -0.14, 0.26, -0.26)[lane % 5]
    x = (a[0] + b[0]) / 2 - bend * (b[1] - a[1])
    y = (a[1] + b[1]) / 2 + bend * (b[0] - a[0])
    path = f"M{a[0]},{a[1]}Q{x:.0f},{y:.0f} {b[0]},{b[1]}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" opacity="0.85"{_DASHES[_status(events)]}/>'


def _status(events: list[dict[str, Any]]) -> str:
    words = [set(str(event.get("modality", "")).split()) for event in events]
    if any("negation" not in found and not found & _CONDITIONAL for found in words):
        return "held"
    return "planned" if any("negation" not in found for found in words) else "denied"


def _actor(x: int, y: int, size: float, actor: dict[str, Any]) -> str:
    kind = str(actor.get("kind", ""))
    fill = f'fill="{COLOURS["light"].get(kind, _INK)}" stroke="{_PAPER}" stroke-width="2"'
    if kind == "country":
        w, h = size * _WIDE, size * 0.9
        shape = f'<rect x="{x - w:.1f}" y="{y - h:.1f}" width="{2 * w:.1f}" height="{2 * h:.1f}" rx="{size / 4:.1f}" {fill}/>'
    elif kind in ("organisation", "group"):
        sides, radius = (6, size * 1.06) if kind == "organisation" else (4, size * 1.18)
        turns = [2 * math.pi * i / sides for i in range(sides)]
        points = " ".join(f"{x + radius * math.cos(turn):.1f},{y + radius * math.sin(turn):.1f}" for turn in turns)
        shape = f'<polygon points="{points}" {fill}/>'
    else:
        shape = f'<circle cx="{x}" cy="{y}" r="{size:.1f}" {fill}/>'
    code = shown(str(actor.get("country") or ""))[:3]
    if not code or kind == "group":
        return shape
    return (
        f'{shape}<text x="{x}" y="{y}" text-anchor="middle" dominant-baseline="central" font-size="{size * 0.72:.1f}" '
        f'font-weight="700" fill="#fff">{escape(code)}</text>'
    )


def _short(label: str) -> str:
    text = shown(label)
    return text if len(text) <= 28 else f"{text[:27]}…"

"""The network drawn by pyvis, and what of pyvis's page is used: its library and the script with the nodes, edges and options.

pyvis writes a whole page that links Bootstrap from another host, prints its heading twice, and takes node names, options,
colours and tooltips into scripts as they are. So it is given names that say nothing, no tooltips, no heading and options as
JSON; its page is taken apart; and only two scripts of it are kept.
"""

from __future__ import annotations

import json
import math
from html.parser import HTMLParser

from diplograph.errors import ExportError
from diplograph.selection import Selection
from diplograph.view.layout import positions
from diplograph.view.payload import edge_id, node_id
from diplograph.view.portion import Portion, simple
from diplograph.view.text import shown

__all__ = ["COLOURS", "SHAPES", "scripts"]

# Cooperation is blue, conflict amber to red, deeds darker than words. Every colour stands out from the paper by 3 to 1,
# and they are told apart with any kind of colour vision: tests/view/test_colours.py reckons both.
COLOURS = {
    "light": {
        "verbal cooperation": "#3a93d0",
        "material cooperation": "#0b4a8f",
        "verbal conflict": "#bf7d00",
        "material conflict": "#a82c08",
        "statement": "#7d8390",
        "person": "#0d8a66",
        "country": "#2b3648",
        "organisation": "#a8508a",
        "group": "#857900",
    },
    "dark": {
        "verbal cooperation": "#6bbcf0",
        "material cooperation": "#2f7fd6",
        "verbal conflict": "#f0b429",
        "material conflict": "#e8602c",
        "statement": "#8f97a6",
        "person": "#1fae85",
        "country": "#c3cfe6",
        "organisation": "#c0699f",
        "group": "#b5a82a",
    },
}
SHAPES = {"person": "dot", "country": "square", "organisation": "hexagon", "group": "diamond"}

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "selectConnectedEdges": False,
        "tooltipDelay": 120,
        "zoomSpeed": 0.6,
    },
    "edges": {"selectionWidth": 1.5, "hoverWidth": 1, "arrowStrikethrough": False, "smooth": False},
    "nodes": {"borderWidth": 2},
}


def scripts(selection: Selection, part: Portion) -> tuple[str, str]:
    """vis-network itself, and the script that draws this network with it into the element ``mynetwork``.

    Raises :class:`~diplograph.errors.ExportError` where the installed pyvis writes a page of another make.
    """
    from pyvis.network import Network  # takes IPython with it: half a second that only a view needs

    net = Network(directed=True, cdn_resources="in_line")
    size = {iri: _size(selection.events_of(iri) + selection.statements_of(iri)) for iri in part.drawn}
    place = positions(simple(part), {iri: _box(selection.actors[iri].label, size[iri]) for iri in part.drawn})
    number = {iri: i for i, iri in enumerate(part.drawn)}
    for iri, i in number.items():
        party = selection.actors[iri]
        x, y = place[iri]
        net.add_node(
            node_id(i),
            label=shown(party.label) or " ",
            shape=SHAPES[party.kind],
            color=COLOURS["light"][party.kind],
            x=x,
            y=y,
            size=size[iri],
        )
    for i, tie in enumerate(part.ties):
        net.add_edge(
            node_id(number[tie.a]),
            node_id(number[tie.b]),
            id=edge_id(i),
            color=COLOURS["light"].get(tie.family, COLOURS["light"]["statement"]),
        )
    # set_options() takes every blank out of the JSON it is given, those in strings too; the dict is what it would keep.
    net.options = json.loads(json.dumps(_OPTIONS))
    return _taken_from(net.generate_html())


def _size(count: int) -> int:
    return round(min(11 + 4.6 * math.sqrt(count), 42))


def _box(label: str, size: int) -> tuple[float, float]:
    return max(2.0 * size, 7.0 * min(len(label), 28)), 2.0 * size + 18


class _Scripts(HTMLParser):
    """The bodies of the scripts that a page holds itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.bodies: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.bodies.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.bodies[-1] += data


def _taken_from(page: str) -> tuple[str, str]:
    parser = _Scripts()
    parser.feed(page)
    parser.close()
    library = [body for body in parser.bodies if "visjs.github.io/vis-network" in body]
    drawing = [body for body in parser.bodies if "new vis.DataSet(" in body and "drawGraph();" in body]
    if len(library) != 1 or len(drawing) != 1 or library == drawing:
        raise ExportError("this version of pyvis writes a page that diplograph does not know; install pyvis 0.3.2")
    return library[0], drawing[0]

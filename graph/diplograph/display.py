"""What a graph, an answer, a network and an explanation look like in a notebook: HTML in which all text is text.

Everything that an article may have put into the graph is escaped, and characters that turn the reading direction are written
out, as in the view; there are no scripts and no links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.query import Result

from diplograph.results import rows
from diplograph.view.text import shown

if TYPE_CHECKING:
    import networkx

    from diplograph.explain import Explanation
    from diplograph.graph import KnowledgeGraph

__all__ = ["answer_html", "explanation_html", "graph_html", "network_html"]

_MOST = 100  # rows of a table that are shown
_LONG = 300  # characters of a cell

_COUNTS = {
    "articles": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dg:Article }",
    "actors": "SELECT (COUNT(DISTINCT ?x) AS ?n) { VALUES ?k { dg:Person dg:Country dg:Organisation dg:Group } ?x a ?k }",
    "events": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dg:Event }",
    "statements": "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dg:Statement }",
}


def answer_html(result: Result) -> str:
    """A query's answer as a table, or a yes or no."""
    if result.type == "ASK":
        return f"<p><strong>{'yes' if result.askAnswer else 'no'}</strong></p>"
    columns, values = rows(result)
    cells = ([_cell(term) for term in row] for row in values[:_MOST])
    return _table(columns, cells, f"{len(values):,} {'row' if len(values) == 1 else 'rows'}", len(values) - _MOST)


def graph_html(graph: KnowledgeGraph) -> str:
    """How much the graph holds, and from which time."""
    counted = []
    for name, text in _COUNTS.items():
        ((count,),) = rows(graph.query(text))[1]
        counted.append((name, f"{int(str(count)):,}"))
    ((first, last),) = rows(
        graph.query("SELECT (MIN(STR(?d)) AS ?a) (MAX(STR(?d)) AS ?b) { ?x schema:datePublished ?d }")
    )[1]
    if first is not None:
        counted.append(("published", f"{_text(str(first)[:10])} to {_text(str(last)[:10])}"))
    return _table(("in the graph", ""), counted, "Knowledge graph")


def network_html(network: networkx.MultiDiGraph) -> str:
    """The network drawn, with how much of it is."""
    from diplograph.view.drawing import drawing

    most = 40
    events = len({data.get("iri", key) for _, _, key, data in network.edges(keys=True, data=True)})
    text = f"{len(network):,} actors, {network.number_of_edges():,} edges of {events:,} events and statements"
    if len(network) > most:
        text += f"; drawn are the {most} most connected"
    return f"<figure>{drawing(network, most)}<figcaption>{text}</figcaption></figure>"


def explanation_html(explanation: Explanation) -> str:
    """The sentences with the words that carry it marked, by article."""
    parts = [f"<h4>{_text(explanation.label)}</h4><p><code>{_text(explanation.iri)}</code></p>"]
    if explanation.facts:
        parts.append(_table(("", ""), ((name, _text(", ".join(values))) for name, values in explanation.facts), ""))
    for source in explanation.sources:
        origin = ", ".join(filter(None, (source.publisher, source.published or "no date")))
        parts.append(f"<p><strong>{_text(source.title)}</strong> — {_text(origin)}</p>")
        for telling in source.tellings:
            how = [telling.label] if telling.label not in ("", explanation.label) else []
            if telling.attribution:
                how.append(f"according to {', who has it from '.join(telling.attribution)}")
            if telling.rule:
                how.append(f"rule {telling.rule}")
            if telling.confidence is not None:
                how.append(f"confidence {telling.confidence:.2f}")
            how.append(f"characters {telling.start} to {telling.end}")
            parts.append(
                f"<blockquote><p>{_marked(telling.quote, telling.trigger)}</p><small>{_text('; '.join(how))}</small></blockquote>"
            )
    return f"<div>{''.join(parts)}</div>"


def _text(text: str) -> str:
    return escape(shown(text))


def _marked(quote: str, trigger: str) -> str:
    """The sentence, with its trigger marked where it stands in it once as a word of its own."""
    found = list(re.finditer(rf"(?<!\w){re.escape(trigger)}(?!\w)", quote)) if trigger else []
    if not found:
        return _text(quote)
    start, end = found[0].span()
    return f"{_text(quote[:start])}<mark>{_text(quote[start:end])}</mark>{_text(quote[end:])}"


def _cell(term: Any) -> str:
    if term is None:
        return ""
    text = str(term)
    if isinstance(term, URIRef):
        return f'<span title="{_text(text)}">{_text(re.split(r"[#/]", text)[-1] or text)}</span>'
    short = text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
    numeric = isinstance(term, Literal) and isinstance(term.value, int | float) and not isinstance(term.value, bool)
    return f'<span style="font-variant-numeric:tabular-nums">{_text(short)}</span>' if numeric else _text(short)


def _table(columns: Sequence[str], cells: Iterable[Sequence[str]], caption: str, more: int = 0) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th style="text-align:left">{_text(column)}</th>' for column in columns)
    lines = ("".join(f'<td style="text-align:left">{cell}</td>' for cell in row) for row in cells)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    foot = f"<p>… and {more:,} more</p>" if more > 0 else ""
    name = f"<caption>{_text(caption)}</caption>" if caption else ""
    return f"<table>{name}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"

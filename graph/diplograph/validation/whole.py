"""A whole store: each article's graph by itself, then the merged graph by questions that the store answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from diplograph.validation.article import check_article
from diplograph.validation.report import Problem, ValidationReport
from diplograph.validation.shapes import standard_shapes
from diplograph.validation.support import DIRECT, Link, Telling, unsupported
from diplograph.vocab import DG

if TYPE_CHECKING:
    from diplograph.store import Store

__all__ = ["validate"]

_LINKS = f"SELECT ?a ?p ?b WHERE {{ VALUES ?p {{ {' '.join(f'<{predicate}>' for predicate in DIRECT)} }} ?a ?p ?b }}"
_TELLINGS = """SELECT ?part ?relation ?actor ?recipient WHERE {
  ?event a dg:Event ; dg:relation ?relation ; dg:mergedFrom ?part FILTER NOT EXISTS { ?event dg:modality ?modality }
  GRAPH ?article { ?part dg:actor ?actor OPTIONAL { ?part dg:recipient ?recipient } }
} ORDER BY ?part"""
_IMPORTED = """SELECT DISTINCT ?relation ?actor ?other WHERE {
  ?event dg:importedFrom ?data ; dg:relation ?relation ; dg:actor ?actor
  { ?event dg:recipient ?other } UNION { ?event dg:actor ?other FILTER NOT EXISTS { ?event dg:recipient ?recipient } }
}"""
_SAID = "SELECT ?speaker ?statement WHERE { ?statement a dg:Statement ; dg:speaker ?speaker }"
_SELECTORS = """SELECT ?selector ?p ?value WHERE {
  VALUES ?p { oa:start oa:end oa:exact } ?selector ?p ?value FILTER NOT EXISTS { GRAPH ?article { ?selector ?p ?value } }
}"""
_PARTS = (
    "SELECT ?node ?part WHERE { ?node dg:mergedFrom ?part FILTER NOT EXISTS { GRAPH ?article { ?part a ?class } } }"
)


def validate(store: Store) -> ValidationReport:
    """Check every article's graph and the merged graph of a store; see :mod:`diplograph.validation` for what is checked."""
    problems: list[Problem] = []
    articles = triples = 0
    for name in store.graphs():
        graph = store.graph(name)
        articles += 1
        triples += len(graph)
        problems += check_article(name, graph)
    problems += sorted(
        set(_merged(store)),
        key=lambda problem: (problem.focus, problem.path or "", problem.message, problem.value or ""),
    )
    return ValidationReport(articles, triples, tuple(problems))


def _merged(store: Store) -> Iterator[Problem]:
    for shape in standard_shapes():
        for constraint in shape.sparql:
            for (node,) in _rows(store, constraint.select):
                yield Problem(None, node, None, constraint.message)
    for selector, path, value in _rows(store, _SELECTORS):
        yield Problem(None, selector, path, "no article's graph has this selector", value)
    for node, part in _rows(store, _PARTS):
        yield Problem(None, node, str(DG.mergedFrom), "no article's graph has what this is merged from", part)
    links = {Link(*row) for row in _rows(store, _LINKS)} - {
        Link(speaker, str(DG.said), statement) for speaker, statement in _rows(store, _SAID)
    }
    for link in unsupported(links, _tellings(store)):
        yield Problem(
            None, link.subject, link.predicate, "no event or statement of the merged graph bears this out", link.object
        )


def _tellings(store: Store) -> Iterator[Telling]:
    for _, group in groupby(_rows(store, _TELLINGS), key=lambda row: row[0]):
        columns = [tuple(dict.fromkeys(filter(None, column))) for column in zip(*group, strict=True)]
        yield Telling(*columns[1:])
    for relation, actor, other in _rows(store, _IMPORTED):
        yield Telling((relation,), (actor,), (other,))


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """The solutions as strings, empty where unbound."""
    result = store.query(query)
    for binding in result.bindings:
        yield tuple(str(binding.get(variable, "")) for variable in result.vars or ())

"""What the merged graph says of one event, statement or shared thing, as functions of all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDFS, SKOS, XSD, Literal, URIRef
from rdflib.term import Node

from diplograph.merge.parts import Contribution, is_merged
from diplograph.store.protocol import Triple
from diplograph.vocab import DG

__all__ = ["merged_node", "named_thing"]

_CHOSEN = frozenset({RDFS.label, DG.text})  # one of the variants is enough; the others stand in the articles' graphs


def merged_node(iri: URIRef, contributions: Iterable[Contribution]) -> frozenset[Triple]:
    """The triples of a merged event or statement: the union of what the articles say, with the best label, text and
    confidence.

    Besides, ``dg:mergedFrom`` leads to each article's own node, ``dg:source`` to the articles, and ``dg:sourceCount``
    counts these. No contribution gives no triple.
    """
    found: set[Triple] = set()
    variants: dict[Node, set[Node]] = {}
    articles = set()
    for contribution in contributions:
        articles.add(contribution.article)
        found.add((iri, DG.mergedFrom, contribution.node))
        for subject, predicate, value in contribution.triples:
            if subject != contribution.node:
                found.add((subject, predicate, iri))
            elif predicate in _CHOSEN or predicate == DG.confidence:
                variants.setdefault(predicate, set()).add(value)
            elif is_merged((subject, predicate, value), contribution.article):
                found.add((iri, predicate, value))
    for predicate, values in variants.items():
        best = max(values, key=lambda v: (float(str(v)), str(v))) if predicate == DG.confidence else _fullest(values)
        found.add((iri, predicate, best))
    found.update((iri, DG.source, article) for article in articles)
    if articles:
        found.add((iri, DG.sourceCount, _count(len(articles))))
    return frozenset(found)


def named_thing(iri: URIRef, labels: Iterable[Node], sources: int) -> frozenset[Triple]:
    """The names of an actor or place, and the number of articles that have it: the fullest is its label, the others
    stand beside it.
    """
    names = set(labels)
    found: set[Triple] = set()
    if names:
        label = _fullest(names)
        found.add((iri, RDFS.label, label))
        found.update((iri, SKOS.altLabel, name) for name in names - {label})
    if sources:
        found.add((iri, DG.sourceCount, _count(sources)))
    return frozenset(found)


def _fullest(values: Iterable[Node]) -> Node:
    """The longest; of several, the first in the alphabet."""
    return min(values, key=lambda value: (-len(str(value)), value.n3() if isinstance(value, Literal) else str(value)))


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)

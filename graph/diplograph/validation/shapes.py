"""The shapes of ontology/shapes.ttl as records: that part of SHACL that they use, and an error for any other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from diplograph.errors import KnowledgeError
from diplograph.resources import ontology_path

__all__ = ["NodeShape", "PropertyShape", "SparqlConstraint", "load_shapes", "standard_shapes"]

_NODE = frozenset(
    {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.nodeKind, SH.property, SH["or"], SH.sparql, SH.message}
)
_PROPERTY = frozenset(
    {
        SH.path,
        SH.minCount,
        SH.maxCount,
        SH.datatype,
        SH.languageIn,
        SH.pattern,
        SH.minLength,
        SH["in"],
        SH.nodeKind,
        SH["class"],
    }
    | {SH.node, SH["or"], SH.minInclusive, SH.maxInclusive, SH.lessThan, SH.message}
)


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What the values of one property must be; fields are named after SHACL's and ``None`` or empty where nothing is asked.

    ``datatypes`` are alternatives, ``node`` is a shape that every value must meet.
    """

    path: URIRef
    message: str
    min_count: int
    max_count: int | None
    datatypes: frozenset[URIRef]
    languages: frozenset[str]
    pattern: re.Pattern[str] | None
    min_length: int
    allowed: frozenset[Node]
    iri_only: bool
    of_class: URIRef | None
    node: NodeShape | None
    min_inclusive: Decimal | None
    max_inclusive: Decimal | None
    less_than: URIRef | None


@dataclass(frozen=True, slots=True, order=True)
class SparqlConstraint:
    """A SELECT query that finds, as ``?this``, what is wrong."""

    message: str
    select: str


@dataclass(frozen=True, slots=True)
class NodeShape:
    """What the targets must be: the instances of classes, and the subjects or objects of properties.

    Of ``any_of``, if there are any, one at least must be met, or else ``message`` applies.
    """

    iri: URIRef
    message: str
    classes: tuple[URIRef, ...]
    subjects_of: tuple[URIRef, ...]
    objects_of: tuple[URIRef, ...]
    iri_only: bool
    properties: tuple[PropertyShape, ...]
    any_of: tuple[PropertyShape, ...]
    sparql: tuple[SparqlConstraint, ...]


@cache
def standard_shapes() -> tuple[NodeShape, ...]:
    """The shapes that come with the package."""
    return load_shapes(ontology_path("shapes.ttl"))


def load_shapes(path: Path) -> tuple[NodeShape, ...]:
    """The node shapes of a Turtle file, by IRI. Raises :class:`KnowledgeError` for what this does not know of SHACL."""
    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except SyntaxError as error:
        raise KnowledgeError(f"not Turtle: {error}", path=path, line=getattr(error, "lines", 0) + 1) from error
    reader = _Reader(graph, path)
    return tuple(reader.node_shape(shape) for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str))


class _Reader:
    def __init__(self, graph: Graph, path: Path) -> None:
        self._graph = graph
        self._path = path

    def node_shape(self, shape: Node) -> NodeShape:
        self._check(shape, _NODE)
        return NodeShape(
            iri=URIRef(str(shape)),
            message=self._text(shape, SH.message) or "",
            classes=self._iris(shape, SH.targetClass),
            subjects_of=self._iris(shape, SH.targetSubjectsOf),
            objects_of=self._iris(shape, SH.targetObjectsOf),
            iri_only=self._iri_only(shape),
            properties=self._property_shapes(self._graph.objects(shape, SH.property)),
            any_of=self._property_shapes(self._list(shape, SH["or"])),
            sparql=tuple(sorted(map(self._sparql_constraint, self._graph.objects(shape, SH.sparql)))),
        )

    def _sparql_constraint(self, node: Node) -> SparqlConstraint:
        return SparqlConstraint(self._needed(node, SH.message), self._needed(node, SH.select).replace("$this", "?this"))

    def _property_shapes(self, shapes: Iterable[Node]) -> tuple[PropertyShape, ...]:
        return tuple(sorted(map(self._property_shape, shapes), key=lambda shape: (shape.path, shape.message)))

    def _property_shape(self, shape: Node) -> PropertyShape:
        self._check(shape, _PROPERTY)
        alternatives = self._list(shape, SH["or"])
        for alternative in alternatives:
            self._check(alternative, frozenset({SH.datatype}))
        datatypes = {URIRef(self._needed(alternative, SH.datatype)) for alternative in alternatives}
        most, pattern = self._text(shape, SH.maxCount), self._text(shape, SH.pattern)
        low, high = self._text(shape, SH.minInclusive), self._text(shape, SH.maxInclusive)
        node = self._graph.value(shape, SH.node)
        return PropertyShape(
            path=URIRef(self._needed(shape, SH.path)),
            message=self._text(shape, SH.message) or "",
            min_count=int(self._text(shape, SH.minCount) or 0),
            max_count=None if most is None else int(most),
            datatypes=frozenset(datatypes | {*self._iris(shape, SH.datatype)}),
            languages=frozenset(map(str, self._list(shape, SH.languageIn))),
            pattern=None if pattern is None else re.compile(pattern),
            min_length=int(self._text(shape, SH.minLength) or 0),
            allowed=frozenset(self._list(shape, SH["in"])),
            iri_only=self._iri_only(shape),
            of_class=next(iter(self._iris(shape, SH["class"])), None),
            node=None if node is None else self.node_shape(node),
            min_inclusive=None if low is None else Decimal(low),
            max_inclusive=None if high is None else Decimal(high),
            less_than=next(iter(self._iris(shape, SH.lessThan)), None),
        )

    def _check(self, shape: Node, known: frozenset[URIRef]) -> None:
        for predicate in self._graph.predicates(shape):
            if predicate not in known and predicate != RDF.type:
                raise KnowledgeError(f"the checker of shapes does not know <{predicate}> here", path=self._path)

    def _text(self, shape: Node, predicate: URIRef) -> str | None:
        found = self._graph.value(shape, predicate)
        return None if found is None else str(found)

    def _needed(self, shape: Node, predicate: URIRef) -> str:
        found = self._text(shape, predicate)
        if found is None:
            raise KnowledgeError(f"a shape or constraint lacks <{predicate}>", path=self._path)
        return found

    def _iris(self, shape: Node, predicate: URIRef) -> tuple[URIRef, ...]:
        return tuple(sorted(URIRef(str(found)) for found in self._graph.objects(shape, predicate)))

    def _iri_only(self, shape: Node) -> bool:
        kind = self._graph.value(shape, SH.nodeKind)
        if kind not in (None, SH.IRI):
            raise KnowledgeError(f"the checker of shapes does not know the node kind <{kind}>", path=self._path)
        return kind is not None

    def _list(self, shape: Node, predicate: URIRef) -> list[Node]:
        start = self._graph.value(shape, predicate)
        return [] if start is None else list(Collection(self._graph, start))

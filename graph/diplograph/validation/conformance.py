"""Nodes against shapes, in one graph that fits into memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from diplograph.triples import Triple
from diplograph.validation.report import Problem
from diplograph.validation.shapes import NodeShape, PropertyShape

__all__ = ["GraphIndex", "violations"]


class GraphIndex:
    """The triples of one graph by subject and property, and the instances of each class."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[Node, set[Node]] = defaultdict(set)
        self._instances: dict[Node, set[Node]] = defaultdict(set)
        for subject, predicate, value in triples:
            self._values[subject][predicate].append(value)
            self._subjects[predicate].add(subject)
            if predicate == RDF.type:
                self._instances[value].add(subject)

    def of(self, subject: Node) -> Mapping[Node, Sequence[Node]]:
        """The values of each property of a node."""
        return self._values.get(subject, {})

    def values(self, subject: Node, predicate: Node) -> Sequence[Node]:
        """The values of one property of a node."""
        return self._values[subject].get(predicate, ()) if subject in self._values else ()

    def subjects(self, predicate: Node) -> Iterable[Node]:
        """The nodes that have a property."""
        return self._subjects.get(predicate, ())

    def instances(self, of_class: Node) -> set[Node]:
        """The instances of a class."""
        return self._instances.get(of_class, set())


def violations(index: GraphIndex, shapes: Iterable[NodeShape], graph: str | None) -> Iterator[Problem]:
    """What is wrong with the targets of the shapes; SPARQL constraints are left to a store."""
    for shape in shapes:
        targets: set[Node] = set()
        for of_class in shape.classes:
            targets |= index.instances(of_class)
        for predicate in shape.subjects_of:
            targets.update(index.subjects(predicate))
        for predicate in shape.objects_of:
            targets.update(value for subject in index.subjects(predicate) for value in index.values(subject, predicate))
        for node in targets:
            for path, message, value in _violations(index, node, shape):
                yield Problem(graph, str(node), path, message, None if value is None else str(value))


def _violations(index: GraphIndex, node: Node, shape: NodeShape) -> Iterator[tuple[str | None, str, Node | None]]:
    if shape.iri_only and not isinstance(node, URIRef):
        yield None, "it must be an IRI", None
    if shape.any_of and not any(not list(_wrong_values(index, node, part)) for part in shape.any_of):
        yield None, shape.message, None
    for part in shape.properties:
        for value in _wrong_values(index, node, part):
            yield str(part.path), part.message, value


def _wrong_values(index: GraphIndex, node: Node, shape: PropertyShape) -> Iterator[Node | None]:
    """Each wrong value, and ``None`` for too few or too many."""
    values = index.values(node, shape.path)
    if len(values) < shape.min_count or (shape.max_count is not None and len(values) > shape.max_count):
        yield None
    for value in values:
        if not _is_right(index, value, shape):
            yield value
        elif shape.less_than is not None:
            others = [_number(other) for other in index.values(node, shape.less_than)]
            number = _number(value)
            if any(number is None or other is None or number >= other for other in others):
                yield value


def _is_right(index: GraphIndex, value: Node, shape: PropertyShape) -> bool:
    if isinstance(value, Literal):
        if shape.iri_only or shape.node is not None or shape.of_class is not None:
            return False
        datatype = RDF.langString if value.language else value.datatype
        # rdflib holds a plain string to have no datatype, RDF 1.1 to be an xsd:string
        if (shape.datatypes and (datatype or _STRING) not in shape.datatypes) or (shape.datatypes and value.ill_typed):
            return False
        if shape.languages and value.language not in shape.languages:
            return False
    elif shape.datatypes or shape.languages:
        return False
    if shape.allowed and value not in shape.allowed:
        return False
    if shape.pattern is not None and not shape.pattern.search(str(value)):
        return False
    if shape.of_class is not None and value not in index.instances(shape.of_class):
        return False
    if shape.node is not None and any(True for _ in _violations(index, value, shape.node)):
        return False
    if shape.min_inclusive is not None or shape.max_inclusive is not None:
        number = _number(value)
        if number is None or not (shape.min_inclusive or number) <= number <= (shape.max_inclusive or number):
            return False
    return len(str(value)) >= shape.min_length


_STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")


def _number(value: Node) -> Decimal | None:
    try:
        return Decimal(str(value)) if isinstance(value, Literal) else None
    except InvalidOperation:
        return None

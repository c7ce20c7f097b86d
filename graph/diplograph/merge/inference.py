"""What follows from the merged graph: what two actors have in common in all their direct predicates, and what states had to
do with one another through their officials.

What is inferred by which property is data: the ontology declares the properties that are (dg:InferredProperty), what they
follow from (rdfs:subPropertyOf), and that they hold both ways. No article states such a property, so in the merged graph
it is plain which triples are inferred; the graph :data:`~diplograph.store.protocol.INFERRED` holds them once more, all of
them and nothing else. A function of the merged graph, kept up to date by what changes in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import permutations, product

from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.term import Node

from diplograph.iris import number
from diplograph.predicates import DIRECT_PREDICATES, INFERRED_PROPERTIES
from diplograph.record import ID_NAMESPACE, content_iri
from diplograph.store.protocol import INFERRED, Changes, Lookup, Triple
from diplograph.vocab import DG

__all__ = [
    "STATES",
    "Names",
    "Relation",
    "generally",
    "infers",
    "link_to_event",
    "relation_triples",
    "relations_by_event",
    "setting",
    "with_inference",
    "without_inference",
]

Names = Callable[[str], str]
"""What a state is called, by its code."""

_STATE = f"{ID_NAMESPACE}actor/"
_BY_NAME = {predicate.name: predicate for predicate in DIRECT_PREDICATES}
_LABELS = {predicate.name: predicate.label for predicate in DIRECT_PREDICATES}
STATES = (DG.actorState, DG.recipientState)
"""The properties that lead from an event to the states that took part in it."""

_GENERAL = {
    DG[name]: (rule.symmetric, frozenset(DG[narrower] for narrower in rule.follows_from))
    for name, rule in INFERRED_PROPERTIES.items()
    if rule.follows_from
}
Relation = tuple[str, str, str]
"""The code of a state, the local name of a direct predicate, and the code of another state."""


def infers(lookup: Lookup) -> bool:
    """Whether things are inferred in a graph: they are unless it says that they are not to be."""
    return not lookup.values([INFERRED], [DG.inference])


def setting(*, on: bool) -> frozenset[Triple]:
    """How a graph says that nothing is to be inferred in it; nothing says that all is."""
    return frozenset() if on else frozenset({(INFERRED, DG.inference, Literal(False))})


def with_inference(lookup: Lookup, changes: Changes, names: Names) -> Changes:
    """The changes with what is inferred from them and what is so no longer. ``lookup`` tells how the graph is now."""
    gained = {triple for triple in changes.insert if triple[1] in STATES}
    lost = {triple for triple in changes.delete if triple[1] in STATES}
    came, went = _general(lookup, changes)
    gained |= came
    lost |= went
    came, went = _relations(lookup, changes, names)
    gained |= came
    lost |= went
    return Changes(
        graphs={**changes.graphs, INFERRED: frozenset(gained)} if gained else changes.graphs,
        dropped=changes.dropped,
        insert=changes.insert | gained,
        delete=frozenset({t for t in changes.delete if t[1] != DG.inferredFrom} | (lost - gained)),
        withdrawn={INFERRED: frozenset(lost - gained)} if lost - gained else {},
    )


def without_inference(changes: Changes) -> Changes:
    """The changes for a graph in which nothing is inferred."""

    def kept(triples: Iterable[Triple]) -> frozenset[Triple]:
        return frozenset(triple for triple in triples if triple[1] not in STATES)

    return Changes(changes.graphs, changes.dropped, kept(changes.insert), kept(changes.delete), changes.withdrawn)


def _general(lookup: Lookup, changes: Changes) -> tuple[set[Triple], set[Triple]]:
    """The general properties that hold between two actors because one that is narrower does."""
    gained = generally(changes.insert)
    lost: set[Triple] = set()
    for general, (symmetric, narrower) in _GENERAL.items():
        pairs = {(a, b) for a, p, b in changes.delete if p in narrower}
        left = _stated(lookup, changes, {(a, p, b) for a, b in pairs for p in narrower})
        if symmetric:
            left |= _stated(lookup, changes, {(b, p, a) for a, b in pairs for p in narrower})
        lost |= _both(general, symmetric, pairs) - _both(general, symmetric, ((a, b) for a, _, b in left))
    return gained, lost - gained


def generally(triples: Iterable[Triple]) -> set[Triple]:
    """The general properties that follow from triples."""
    every = list(triples)
    found: set[Triple] = set()
    for general, (symmetric, narrower) in _GENERAL.items():
        found |= _both(general, symmetric, ((a, b) for a, p, b in every if p in narrower))
    return found


def _both(general: URIRef, symmetric: bool, pairs: Iterable[tuple[Node, Node]]) -> set[Triple]:
    found: set[Triple] = set()
    for a, b in pairs:
        found.add((a, general, b))
        if symmetric:
            found.add((b, general, a))
    return found


def _stated(lookup: Lookup, changes: Changes, triples: Set[Triple]) -> set[Triple]:
    """Those of the triples that some article states when the changes are made."""
    if not triples:
        return set()
    coming = {triple for graph in changes.graphs.values() for triple in triples & graph}
    imports = {URIRef(str(name)) for name, p, _ in lookup.about([DG.EventData]) if p == RDF.type}
    return coming | lookup.supported(triples - coming, without=changes.dropped | imports)


def _relations(lookup: Lookup, changes: Changes, names: Names) -> tuple[set[Triple], set[Triple]]:
    """What states had to do with one another: a node for each direct predicate, which counts the events."""
    told = (*STATES, DG.relation)
    stated = {s for s, p, _ in (*changes.insert, *changes.delete) if p in told}
    events = sorted(URIRef(str(event)) for event in stated)
    before = lookup.values(events, told)
    after = (before - changes.delete) | {t for t in changes.insert if t[0] in stated and t[1] in told}
    old, new = relations_by_event(before), relations_by_event(after)
    balance: Counter[Relation] = Counter()
    gained: set[Triple] = set()
    lost: set[Triple] = set()
    for event in events:
        for relation in old[event] - new[event]:
            balance[relation] -= 1
            lost.add(link_to_event(relation, event))
        for relation in new[event] - old[event]:
            balance[relation] += 1
            gained.add(link_to_event(relation, event))
    changed = {relation: difference for relation, difference in balance.items() if difference}
    counts = _counts(lookup, changed)
    for relation, difference in changed.items():
        lost |= relation_triples(relation, counts[relation], names)
        gained |= relation_triples(relation, counts[relation] + difference, names)
    lost -= gained
    return gained, lost - _still(lookup, lost, balance)


def _still(lookup: Lookup, lost: Set[Triple], balance: Mapping[Relation, int]) -> set[Triple]:
    """The direct triples between states that other relations of the two give."""
    pairs = {(_code(a), _code(b)) for a, p, b in lost if p == DG.stateRelation}
    held = _counts(lookup, ((a, name, b) for a, b in sorted(pairs) for name in sorted(_LABELS)))
    return {
        (URIRef(_STATE + relation[0]), DG.stateRelation, URIRef(_STATE + relation[2]))
        for relation, count in held.items()
        if count + balance.get(relation, 0) > 0
    }


def _counts(lookup: Lookup, relations: Iterable[Relation]) -> dict[Relation, int]:
    """From how many events each of the relations follows now."""
    nodes = {_node(relation): relation for relation in relations}
    found = dict.fromkeys(nodes.values(), 0)
    for node, _, value in lookup.values(sorted(nodes), (DG.eventCount,)):
        found[nodes[URIRef(str(node))]] = int(str(value))
    return found


def relations_by_event(triples: Iterable[Triple]) -> Mapping[Node, set[Relation]]:
    """The relations between states that each event gives."""
    values: dict[Node, dict[Node, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, predicate, value in triples:
        values[event][predicate].add(_code(value) if predicate in STATES else str(value).rpartition("#")[2])
    found: dict[Node, set[Relation]] = defaultdict(set)
    for event, of in values.items():
        found[event] = {
            relation for name in of[DG.relation] for relation in _between(name, of[STATES[0]], of[STATES[1]])
        }
    return found


def _between(name: str, actors: Set[str], recipients: Set[str]) -> Iterator[Relation]:
    predicate = _BY_NAME[name]
    if recipients:
        pairs = set(product(actors, recipients))
    else:
        pairs = set(permutations(actors, 2)) if predicate.symmetric or predicate.between_equals else set()
    for a, b in pairs:
        if a != b:
            yield a, name, b
            if predicate.symmetric:
                yield b, name, a


def link_to_event(relation: Relation, event: URIRef) -> Triple:
    """The triple that leads from a relation of states to an event that it follows from."""
    return _node(relation), DG.inferredFrom, event


def relation_triples(relation: Relation, events: int, names: Names) -> set[Triple]:
    """What the graph says of a relation of states that follows from so many events, but for which events these are."""
    if not events:
        return set()
    node = _node(relation)
    one, name, other = relation
    a, b = URIRef(_STATE + one), URIRef(_STATE + other)
    return {
        (node, RDF.type, DG.StateRelation),
        (node, RDFS.label, Literal(f"{names(one)} {_LABELS[name]} {names(other)}", lang="en")),
        (node, RDF.subject, a),
        (node, RDF.predicate, DG[name]),
        (node, RDF.object, b),
        (node, DG.eventCount, number(events)),
        (a, DG.stateRelation, b),
    }


def _node(relation: Relation) -> URIRef:
    return URIRef(content_iri("state-relation", *relation))


def _code(state: Node) -> str:
    return str(state).removeprefix(_STATE)

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

from diplograph.codebook import DIRECT_PREDICATES, INFERRED_PROPERTIES
from diplograph.iris import number
from diplograph.record import ID_NAMESPACE, content_iri
from diplograph.store.protocol import INFERRED, Changes, Lookup, Triple
from diplograph.vocab import DG

__all__ = ["Names", "infers", "setting", "with_inference", "without_inference"]

Names = Callable[[str], str]
"""What a state is called, by its code."""

_STATE = f"{ID_NAMESPACE}actor/"
_BY_NAME = {predicate.name: predicate for predicate in DIRECT_PREDICATES}
_LABELS = {predicate.name: predicate.label for predicate in DIRECT_PREDICATES}
_STATES = (DG.actorState, DG.recipientState)
_GENERAL = {
    DG[name]: (rule.symmetric, frozenset(DG[narrower] for narrower in rule.follows_from))
    for name, rule in INFERRED_PROPERTIES.items()
    if rule.follows_from
}
_Relation = tuple[str, str, str]  # the code of a state, the local name of a direct predicate, the code of another state


def infers(lookup: Lookup) -> bool:
    """Whether things are inferred in a graph: they are unless it says that they are not to be."""
    return not lookup.values([INFERRED], [DG.inference])


def setting(*, on: bool) -> frozenset[Triple]:
    """How a graph says that nothing is to be inferred in it; nothing says that all is."""
    return frozenset() if on else frozenset({(INFERRED, DG.inference, Literal(False))})


def with_inference(lookup: Lookup, changes: Changes, names: Names) -> Changes:
    """The changes with what is inferred from them and what is so no longer. ``lookup`` tells how the graph is now."""
    gained = {triple for triple in changes.insert if triple[1] in _STATES}
    lost = {triple for triple in changes.delete if triple[1] in _STATES}
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
        return frozenset(triple for triple in triples if triple[1] not in _STATES)

    return Changes(changes.graphs, changes.dropped, kept(changes.insert), kept(changes.delete), changes.withdrawn)


def _general(lookup: Lookup, changes: Changes) -> tuple[set[Triple], set[Triple]]:
    """The general properties that hold between two actors because one that is narrower does."""
    gained: set[Triple] = set()
    lost: set[Triple] = set()
    for general, (symmetric, narrower) in _GENERAL.items():
        gained |= _both(general, symmetric, ((a, b) for a, p, b in changes.insert if p in narrower))
        pairs = {(a, b) for a, p, b in changes.delete if p in narrower}
        left = _stated(lookup, changes, {(a, p, b) for a, b in pairs for p in narrower})
        if symmetric:
            left |= _stated(lookup, changes, {(b, p, a) for a, b in pairs for p in narrower})
        lost |= _both(general, symmetric, pairs) - _both(general, symmetric, ((a, b) for a, _, b in left))
    return gained, lost - gained


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
    told = (*_STATES, DG.relation)
    stated = {s for s, p, _ in (*changes.insert, *changes.delete) if p in told}
    events = sorted(URIRef(str(event)) for event in stated)
    before = lookup.values(events, told)
    after = (before - changes.delete) | {t for t in changes.insert if t[0] in stated and t[1] in told}
    old, new = _by_event(before), _by_event(after)
    balance: Counter[_Relation] = Counter()
    gained: set[Triple] = set()
    lost: set[Triple] = set()
    for event in events:
        for relation in old[event] - new[event]:
            balance[relation] -= 1
            lost.add((_node(relation), DG.inferredFrom, event))
        for relation in new[event] - old[event]:
            balance[relation] += 1
            gained.add((_node(relation), DG.inferredFrom, event))
    changed = {relation: difference for relation, difference in balance.items() if difference}
    counts = _counts(lookup, changed)
    for relation, difference in changed.items():
        lost |= _described(relation, counts[relation], names)
        gained |= _described(relation, counts[relation] + difference, names)
    lost -= gained
    return gained, lost - _still(lookup, lost, balance)


def _still(lookup: Lookup, lost: Set[Triple], balance: Mapping[_Relation, int]) -> set[Triple]:
    """The direct triples between states that other relations of the two give."""
    pairs = {(_code(a), _code(b)) for a, p, b in lost if p == DG.stateRelation}
    held = _counts(lookup, ((a, name, b) for a, b in sorted(pairs) for name in sorted(_LABELS)))
    return {
        (URIRef(_STATE + relation[0]), DG.stateRelation, URIRef(_STATE + relation[2]))
        for relation, count in held.items()
        if count + balance.get(relation, 0) > 0
    }


def _counts(lookup: Lookup, relations: Iterable[_Relation]) -> dict[_Relation, int]:
    """From how many events each of the relations follows now."""
    nodes = {_node(relation): relation for relation in relations}
    found = dict.fromkeys(nodes.values(), 0)
    for node, _, value in lookup.values(sorted(nodes), (DG.eventCount,)):
        found[nodes[URIRef(str(node))]] = int(str(value))
    return found


def _by_event(triples: Iterable[Triple]) -> Mapping[Node, set[_Relation]]:
    """The relations between states that each event gives."""
    values: dict[Node, dict[Node, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, predicate, value in triples:
        values[event][predicate].add(_code(value) if predicate in _STATES else str(value).rpartition("#")[2])
    found: dict[Node, set[_Relation]] = defaultdict(set)
    for event, of in values.items():
        found[event] = {
            relation for name in of[DG.relation] for relation in _between(name, of[_STATES[0]], of[_STATES[1]])
        }
    return found


def _between(name: str, actors: Set[str], recipients: Set[str]) -> Iterator[_Relation]:
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


def _described(relation: _Relation, events: int, names: Names) -> set[Triple]:
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


def _node(relation: _Relation) -> URIRef:
    return URIRef(content_iri("state-relation", *relation))


def _code(state: Node) -> str:
    return str(state).removeprefix(_STATE)

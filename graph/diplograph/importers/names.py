"""What actors and places are called in the merged graph, when the names that an imported file gives them come or go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from rdflib import RDFS, SKOS, URIRef
from rdflib.term import Node

from diplograph.merge.nodes import named_thing
from diplograph.store import Store, Triple

__all__ = ["names_with", "names_without"]

_Names = tuple[frozenset[Triple], frozenset[Triple]]


def names_with(store: Store, given: Mapping[URIRef, Set[Node]]) -> _Names:
    """The triples that say what these things are called, as they are and as they will be with the given names."""
    held = _held(store, given)
    return _triples(held), _triples({thing: held[thing] | names for thing, names in given.items()})


def names_without(store: Store, given: Mapping[URIRef, Set[Node]], graph: URIRef) -> _Names:
    """The same when the given names are no longer given by a named graph; what another graph says stays."""
    held = _held(store, given)
    labels = [(thing, RDFS.label, name) for thing, names in given.items() for name in names]
    kept: dict[Node, set[Node]] = defaultdict(set)
    for thing, _, name in store.supported(labels, without={graph}):
        kept[thing].add(name)
    return _triples(held), _triples({thing: (held[thing] - names) | kept[thing] for thing, names in given.items()})


def _held(store: Store, things: Iterable[URIRef]) -> dict[Node, set[Node]]:
    found: dict[Node, set[Node]] = defaultdict(set)
    for thing, _, name in store.values(sorted(things), (RDFS.label, SKOS.altLabel)):
        found[thing].add(name)
    return found


def _triples(names: Mapping[Node, Set[Node]]) -> frozenset[Triple]:
    # how many articles have a thing is theirs to say: it stays as it is
    return frozenset(triple for thing, of in names.items() for triple in named_thing(URIRef(str(thing)), of, 0))

"""An imported file out of the graph again, as if it had never been there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from itertools import islice

from rdflib import RDF, RDFS, URIRef
from rdflib.term import Node

from diplograph.importers.names import names_without
from diplograph.merge.authority import authority_graphs, is_of_actor
from diplograph.record import ID_NAMESPACE
from diplograph.store import Changes, Store, Triple
from diplograph.vocab import DG

__all__ = ["remove_import"]

_AT_ONCE = 5_000  # triples


def remove_import(store: Store, name: URIRef) -> None:
    """Take the graph of an imported file out, and what it alone says out of the merged graph.

    What articles or other imported files say as well stays. Its triples are read one after the other, so memory does not grow
    with their number.
    """

    def steps() -> Iterator[Changes]:
        labels: dict[URIRef, set[Node]] = defaultdict(set)
        triples = store.triples(name)
        while some := set(islice(triples, _AT_ONCE)):
            names = {triple for triple in some if triple[1] == RDFS.label and _is_shared(triple)}
            for thing, _, label in names:
                labels[URIRef(str(thing))].add(label)
            facts = some - names
            yield Changes(delete=frozenset(facts - _supported(store, facts, name)))
        before, after = names_without(store, labels, name)
        yield Changes(dropped=frozenset({name}), insert=after - before, delete=before - after)

    store.bulk((), steps)


def _supported(store: Store, facts: Set[Triple], name: URIRef) -> frozenset[Triple]:
    """Those of the facts that another graph says as well. Few events are in two files: the others need no look each."""
    events = {fact[0] for fact in facts if str(fact[0]).startswith(f"{ID_NAMESPACE}event/")}
    kind = DG.Event
    twice = {s for s, _, _ in store.supported([(event, RDF.type, kind) for event in events], without={name})}
    wanted = {fact for fact in facts if fact[0] in twice or fact[0] not in events}
    of_actors = {fact for fact in wanted if is_of_actor(fact)}  # what the authority says of them is no support
    found = store.supported(of_actors, without={name} | authority_graphs(of_actors))
    return found | store.supported(wanted - of_actors, without={name})


def _is_shared(triple: Triple) -> bool:
    """Whether it says what an actor or place is called: these have one label of several, events have their own."""
    return str(triple[0]).startswith((f"{ID_NAMESPACE}actor/", f"{ID_NAMESPACE}place/"))

"""What the authority knows of the actors of a graph: beside what articles say, in a graph of its own for each actor.

It comes with the first article that has the actor and goes with the last. The merged graph has the terms of office and other
memberships from it, which no article can state; the actor's names and the rest stand in its graph alone, so that it always
shows what is from whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib import RDF, URIRef

from diplograph.record import ID_NAMESPACE
from diplograph.store.protocol import AUTHORITY, Changes, Lookup, Triple
from diplograph.vocab import DG

__all__ = ["Facts", "authority_graph", "authority_graphs", "in_merged", "is_of_actor", "is_of_office", "with_authority"]

Facts = Callable[[URIRef], Iterable[Triple]]
"""What the authority knows of an actor, as triples; nothing where it does not know it."""

_ACTORS = f"{ID_NAMESPACE}actor/"
_OFFICES = f"{ID_NAMESPACE}office/"
_MERGED = (f"{ID_NAMESPACE}membership/", _OFFICES)


def authority_graph(actor: URIRef) -> URIRef:
    """The name of the graph with what the authority knows of an actor."""
    return URIRef(AUTHORITY + actor.removeprefix(_ACTORS))


def authority_graphs(triples: Iterable[Triple]) -> frozenset[URIRef]:
    """The names of the graphs in which the authority may say the same of actors as articles do, which is no support for it."""
    return frozenset(authority_graph(URIRef(str(s))) for s, _, _ in triples)


def is_of_actor(triple: Triple) -> bool:
    """Whether a triple says something of an actor."""
    return str(triple[0]).startswith(_ACTORS)


def is_of_office(triple: Triple) -> bool:
    """Whether a triple says something of an office."""
    return str(triple[0]).startswith(_OFFICES)


def with_authority(lookup: Lookup, changes: Changes, facts: Facts) -> Changes:
    """The changes with the graphs of the actors that come with them, and without those of the actors that go.

    ``lookup`` tells how the graph is now.
    """
    counted, uncounted = _counted(changes.insert), _counted(changes.delete)
    graphs, dropped = dict(changes.graphs), set(changes.dropped)
    gained: set[Triple] = set()
    lost: set[Triple] = set()
    for actor in sorted(counted - uncounted):
        known = frozenset(facts(actor))
        if known:
            name = authority_graph(actor)
            graphs[name] = known | {(name, RDF.type, DG.AuthorityGraph)}
            gained |= in_merged(actor, name, known)
    for actor in sorted(uncounted - counted):
        name = authority_graph(actor)
        known = lookup.graph(name)
        if known:
            dropped.add(name)
            lost |= in_merged(actor, name, known)
    lost.difference_update(gained, *graphs.values())
    lost -= lookup.supported(lost, without=dropped)  # two actors may have held one office, and articles may tell of it
    return Changes(
        graphs=graphs,
        dropped=frozenset(dropped),
        insert=changes.insert | gained,
        delete=(changes.delete | lost) - gained,
    )


def _counted(triples: Iterable[Triple]) -> set[URIRef]:
    """The actors for which a number of sources comes or goes."""
    return {URIRef(str(t[0])) for t in triples if t[1] == DG.sourceCount and is_of_actor(t)}


def in_merged(actor: URIRef, name: URIRef, known: Iterable[Triple]) -> set[Triple]:
    """What the merged graph has of what the authority knows of an actor."""
    return {
        *(triple for triple in known if str(triple[0]).startswith(_MERGED)),
        (actor, DG.authority, name),
        (name, RDF.type, DG.AuthorityGraph),
    }

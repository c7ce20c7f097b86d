"""What stands in a graph beside what its articles say: what the authority knows of their actors, and what is inferred."""

from __future__ import annotations

import os
from pathlib import Path

from rdflib import URIRef

from diplograph.actors import Authority, facts_of, load_authority
from diplograph.merge.authority import authority_graph, with_authority
from diplograph.merge.inference import setting, with_inference, without_inference
from diplograph.merge.parts import ArticleGraph
from diplograph.merge.whole import built
from diplograph.record import ID_NAMESPACE
from diplograph.store import INFERRED, Changes, EmbeddedStore, Lookup, Store, Triple
from diplograph.triples import authority_triples

__all__ = ["completed", "known_of", "state_name", "switched", "with_what_is_beside"]


def completed(
    lookup: Lookup, changes: Changes, *, inference: bool, actors: str | os.PathLike[str] | None = None
) -> Changes:
    """The changes that articles bring, with what they mean for what stands beside them. ``lookup`` tells how the graph is now;
    ``actors`` is a user's own file of actors.
    """
    known = load_authority(None if actors is None else Path(actors))
    changes = with_authority(lookup, changes, lambda actor: known_of(known, actor))
    return with_inference(lookup, changes, state_name) if inference else without_inference(changes)


def with_what_is_beside(store: Store, changes: Changes, *, inference: bool) -> Changes:
    """The transaction that makes an empty graph that of some of the articles of a store, with what stands beside them there."""
    empty = EmbeddedStore.in_memory()
    changes = with_authority(empty, changes, lambda actor: store.graph(authority_graph(actor)))
    if inference:
        return with_inference(empty, changes, state_name)
    plain = without_inference(changes)
    return Changes(plain.graphs, insert=plain.insert | setting(on=False))


def switched(store: Store, *, on: bool) -> Changes:
    """The transaction that infers all that follows from what a graph holds, or takes it out."""
    if not on:
        return Changes(dropped=frozenset({INFERRED}), insert=setting(on=False), delete=store.graph(INFERRED))
    articles = (ArticleGraph(name, store.graph(name)) for name in store.graphs())
    inferred = with_inference(EmbeddedStore.in_memory(), built(articles), state_name).graphs.get(INFERRED, frozenset())
    return Changes({INFERRED: inferred} if inferred else {}, insert=inferred, delete=setting(on=False))


def known_of(known: Authority, actor: URIRef) -> frozenset[Triple]:
    """What the authority knows of an actor; the organisations and countries of its memberships are not described."""
    facts = facts_of(known, str(actor))
    if facts is None:
        return frozenset()
    others = {other.id for other in facts.others}
    return frozenset(triple for triple in authority_triples(facts) if str(triple[0]) not in others)


def state_name(code: str) -> str:
    """What a state is called, by its code."""
    entry = load_authority().entries.get(f"{ID_NAMESPACE}actor/{code}")
    return code if entry is None else entry.label

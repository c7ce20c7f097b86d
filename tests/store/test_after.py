"""Look-ups after changes, before they are made and while they are, are those of the graph that has them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from diplograph.store import After, Changes, EmbeddedStore, Lookup, Triple

NODES = [URIRef(f"https://example.org/{name}") for name in "abc"]
PREDICATES = [URIRef(f"https://example.org/{name}") for name in "pq"]
GRAPHS = [URIRef(f"https://example.org/graph/{name}") for name in "xyz"]
TRIPLES = st.frozensets(
    st.tuples(
        st.sampled_from(NODES),
        st.sampled_from(PREDICATES),
        st.sampled_from([*NODES, Literal("a"), Literal("b", lang="en")]),
    ),
    max_size=6,
)
BY_GRAPH = st.dictionaries(st.sampled_from(GRAPHS), TRIPLES.filter(bool), max_size=3)
CHANGES = st.builds(
    Changes,
    graphs=BY_GRAPH,
    dropped=st.frozensets(st.sampled_from(GRAPHS), max_size=1),
    insert=TRIPLES,
    delete=TRIPLES,
    withdrawn=BY_GRAPH,
)
SETS = st.frozensets(st.sampled_from(GRAPHS))


def store_of(*changes: Changes) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    for one in changes:
        store.commit(one)
    return store


@given(BY_GRAPH, TRIPLES, CHANGES, SETS, st.data())
def test_look_ups_are_those_of_the_graph_that_has_the_changes(
    graphs: dict[URIRef, frozenset[Triple]],
    merged: frozenset[Triple],
    changes: Changes,
    without: frozenset[URIRef],
    data: st.DataObject,
) -> None:
    before = Changes(graphs, insert=merged)
    made = store_of(before, changes)
    asked = data.draw(TRIPLES)
    pairs = list(product(GRAPHS, NODES))
    for now in (After(store_of(before), changes), After(made, changes)):
        assert now.values(NODES[:2], PREDICATES[:1]) == made.values(NODES[:2], PREDICATES[:1])
        assert now.about(NODES[:2]) == made.about(NODES[:2])
        assert now.supported(asked, without=without) == made.supported(asked, without=without)
        assert now.told(pairs, PREDICATES[:1]) == made.told(pairs, PREDICATES[:1])
        assert [now.graph(name) for name in GRAPHS] == [made.graph(name) for name in GRAPHS]


@pytest.mark.parametrize("made", [False, True])
def test_what_one_graph_says_of_a_thing(made: bool) -> None:
    a, b, c = NODES
    p, q = PREDICATES
    x, y, z = GRAPHS
    before = Changes({x: frozenset({(a, p, Literal("a"))}), y: frozenset({(b, p, c), (b, q, c)})})
    changes = Changes({z: frozenset({(a, q, Literal("a"))})}, frozenset({x}), withdrawn={y: frozenset({(b, p, c)})})
    now: Lookup = After(store_of(before, changes) if made else store_of(before), changes)
    found = {thing: (of.graph, of.triples) for thing, of in now.described(NODES).items()}
    assert found == {
        a: (z, frozenset({(a, q, Literal("a"))})),
        b: (y, frozenset({(b, q, c)})),
        c: (y, frozenset({(b, q, c)})),
    }

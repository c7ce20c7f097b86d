"""The knowledge graph as a networkx graph: actors, and between them what they did to and said about each other.

The merged graph is read by plain SPARQL, so anything that answers :meth:`query` will do: a
:class:`~diplograph.graph.KnowledgeGraph`, a remote one, an rdflib Dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal

import networkx as nx

from diplograph.selection import Selection, select
from diplograph.things import Queryable, Thing, read_labels

__all__ = ["Network", "Weight", "network", "pairs"]

Weight = Literal["origins", "sources", "events"]


def network(
    graph: Queryable,
    relation: str | None = None,
    actors: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    weight: Weight = "origins",
) -> Network:
    """Who did what to whom, and who said something about whom, as a directed multigraph.

    **Nodes** are the IRIs of actors. Attributes: ``label``; ``kind`` (person, country, organisation, group); ``country``
    (ISO 3166-1 alpha-3 code that the actor acts for, IGO, or empty); ``office`` (posts held, separated by "; ", or empty);
    ``events`` and ``statements`` (how many of the selected ones have the actor as a party or speaker; being talked about
    does not count).

    **Edges**: one for every pair of parties of every merged event, from actor to recipient, and one from the speaker of every
    merged statement to each actor that it is about. Where the parties are equals ("met", "agreed") there is one edge a pair,
    from the lower IRI to the higher, and ``mutual`` is true: use ``to_undirected()`` for measures on those. An edge's key is the
    IRI of its event or statement, with ``#2``, ``#3``, … after it for a second and third pair of the same one, so that keys
    are unique in the whole network. Attributes: ``iri`` (of the event or statement); ``relation`` (the local name of
    the most special direct predicate: met, visited, thanked, said, …); ``relations`` (all that hold, separated by spaces: a visit
    is also a meeting); ``event_type`` (PLOVER's, or STATEMENT); ``mode``; ``quad_class`` ("verbal cooperation", …, or
    "statement"); ``date`` (as precise as it is known, or empty); ``reported`` (the day of its first article, or empty);
    ``modality`` (PLOVER's auxiliary modes separated by spaces; empty: it took place); ``mutual``; ``disputed`` (whether another
    event contradicts it); ``sources`` (how many articles tell it); ``origins`` (from how many independent origins these come: a
    wire story printed by ten papers has one); ``label``; ``weight`` (``origins``, or as ``weight`` says: ``sources``, or 1 for
    ``events``). All are strings, whole numbers and truth values, so GraphML and GEXF can hold them.

    ``relation`` keeps the edges of one direct predicate ("met"), whether or not it took place: see ``modality``.
    ``actors`` (labels, codes of countries, or IRIs) keeps those with one of these at either end. ``since`` and ``until``
    (``2018-02-12``, ``2018-02`` or ``2018``, both inclusive) keep those whose date, or the day of the report where they
    have none, may lie between. Actors without an edge are left out, and nobody has an edge to itself.

    Measures that networkx has not are in :mod:`diplograph.measures`.

    Raises :class:`~diplograph.errors.UnknownThingError` for an actor that is not in the graph, and
    :class:`~diplograph.errors.QueryError` for a relation or date that there is not.
    """
    if weight not in ("origins", "sources", "events"):
        raise ValueError(f"weight must be 'origins', 'sources' or 'events', not {weight!r}")
    selection = select(graph, relation=relation, actors=actors, since=since, until=until)
    return _multigraph(selection, read_labels(graph), weight)


class Network(nx.MultiDiGraph):
    """networkx's graph, which shows itself as a picture in a notebook."""

    def _repr_html_(self) -> str:
        from diplograph.display import network_html

        return network_html(self)


def _multigraph(selection: Selection, labels: Mapping[str, str], weight: Weight) -> Network:
    """The networkx graph of what was selected; see :func:`network` for its attributes."""
    result = Network()
    edges = [(a, b, thing) for thing in selection.things for a, b in pairs(thing) if selection.joins(a, b)]
    for iri in sorted({end for a, b, _ in edges for end in (a, b)}):
        actor = selection.actors[iri]
        result.add_node(
            iri,
            label=actor.label,
            kind=actor.kind,
            country=actor.country,
            office=actor.office,
            events=selection.events_of(iri),
            statements=selection.statements_of(iri),
        )
    pair: Counter[str] = Counter()
    for a, b, thing in edges:
        pair[thing.iri] += 1
        result.add_edge(
            a,
            b,
            key=thing.iri if pair[thing.iri] == 1 else f"{thing.iri}#{pair[thing.iri]}",
            iri=thing.iri,
            relation=thing.relations[0],
            relations=" ".join(thing.relations),
            event_type=thing.type,
            mode=thing.mode,
            quad_class=thing.quad_class,
            date=thing.date,
            reported=thing.reported,
            modality=" ".join(thing.modality),
            mutual=thing.mutual,
            disputed=bool(thing.against),
            sources=thing.sources,
            origins=thing.origins,
            label=labels.get(thing.iri, ""),
            weight={"origins": thing.origins, "sources": thing.sources, "events": 1}[weight],
        )
    return result


def pairs(thing: Thing) -> Iterator[tuple[str, str]]:
    """The edges of one event or statement: each actor to each recipient, or each two of those who did it to each other."""
    if thing.to:
        yield from ((a, b) for a in thing.by for b in thing.to if a != b)
    elif thing.mutual:
        yield from combinations(thing.by, 2)

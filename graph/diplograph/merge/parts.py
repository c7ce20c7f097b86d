"""An article's graph, taken apart: its events and statements, what others may say too, and what is the article's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import RDF, RDFS, SDO, URIRef
from rdflib.term import Node

from diplograph.merge.traits import Traits, traits_of
from diplograph.store.protocol import Triple
from diplograph.vocab import DG

__all__ = [
    "FACTS",
    "ArticleGraph",
    "Contribution",
    "Parts",
    "described_by",
    "of_contribution",
    "published_on",
    "take_apart",
]

_EXACT = URIRef("http://www.w3.org/ns/oa#exact")
_TYPE = RDF.type  # looked up once: rdflib works it out anew at each mention
_CONTRIBUTIONS = frozenset({DG.Event, DG.Statement})


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The graph of one article: its name, which is the article's IRI, and its triples."""

    name: URIRef
    triples: frozenset[Triple]


@dataclass(frozen=True)
class Contribution:
    """What one article says of one event or statement: the article's own node for it, and the triples with that node in
    them. ``published`` is when the article was published (ISO 8601), or empty.

    ``facts`` are what the article says besides of those who take part and of the place: their kind, country and office,
    and the words of the evidence.
    """

    node: URIRef
    article: URIRef
    published: str
    triples: frozenset[Triple] = field(compare=False)
    facts: frozenset[Triple] = field(compare=False)

    def values(self, predicate: Node) -> Sequence[Node]:
        """What the article says of the event or statement itself with a predicate."""
        return self._values.get(predicate, ())

    @cached_property
    def _values(self) -> Mapping[Node, list[Node]]:
        found: dict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, value in self.triples:
            if subject == self.node:
                found[predicate].append(value)
        return found

    @cached_property
    def traits(self) -> Traits:
        """What is compared of it."""
        return traits_of(self.node, self.triples, self.facts, self.published)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an article's graph that the merged graph is made of. ``published`` is when (ISO 8601), or empty.

    ``own`` stands in the merged graph as it is: what is known of the article, without its text, and the annotations of
    its evidence. ``shared`` are facts about actors and places, direct triples among them, which other articles may
    state as well; ``labels`` are the names it gives to those things.
    """

    article: URIRef
    published: str
    text: str
    contributions: tuple[Contribution, ...]
    own: frozenset[Triple]
    shared: frozenset[Triple]
    labels: frozenset[Triple]
    things: frozenset[URIRef]


def take_apart(graph: ArticleGraph) -> Parts:
    """The parts of an article's graph. Mentions of actors, triggers and cues stay in the article's graph: they say
    where, not what.
    """
    by_subject: dict[Node, list[Triple]] = defaultdict(list)
    touching: dict[Node, list[Triple]] = defaultdict(list)
    for triple in graph.triples:
        by_subject[triple[0]].append(triple)
    nodes = {s for s, p, o in graph.triples if o in _CONTRIBUTIONS and p == _TYPE}
    for triple in graph.triples:
        for node in {triple[0], triple[2]} & nodes:
            touching[node].append(triple)
    local = tuple(f"{node}#" for node in (graph.name, *nodes))

    metadata = frozenset(t for t in by_subject[graph.name] if t[1] != SDO.articleBody)
    published = published_on(metadata)
    kept = [t for t in graph.triples if (t[0] in nodes or t[1] == DG.evidence) and is_merged(t, graph.name)]
    shared = [
        (s, p, o)
        for s, p, o in graph.triples
        if s != graph.name
        and s not in nodes
        and o not in nodes
        and not str(s).startswith(local)
        and is_merged((s, p, o), graph.name)
    ]

    def contribution(node: URIRef) -> Contribution:
        triples = of_contribution(touching[node])
        facts = {t for thing in described_by(node, triples) for t in by_subject[thing] if t[1] in FACTS}
        return Contribution(node, graph.name, published, triples, frozenset(facts))

    return Parts(
        article=graph.name,
        published=published,
        text=next((str(o) for _, p, o in by_subject[graph.name] if p == SDO.articleBody), ""),
        contributions=tuple(contribution(URIRef(str(node))) for node in sorted(touching, key=str)),
        own=metadata | _reachable((o for _, _, o in kept), by_subject, local),
        shared=frozenset(t for t in shared if t[1] != RDFS.label),
        labels=frozenset(t for t in shared if t[1] == RDFS.label),
        things=frozenset(URIRef(str(s)) for s, p, _ in shared if p == _TYPE),
    )


FACTS = frozenset({_TYPE, DG.country, DG.office, SDO.sameAs, _EXACT})
"""What :attr:`Contribution.facts` say of the things in :func:`described_by`."""


def of_contribution(triples: Iterable[Triple]) -> frozenset[Triple]:
    """Of the triples with an event or statement in them those that are its contribution: which of them stands in which is
    said in the article's graph only.
    """
    return frozenset(triple for triple in triples if triple[1] != DG.within)


def described_by(node: URIRef, triples: Iterable[Triple]) -> frozenset[URIRef]:
    """The things that an event or statement is described by: its parties, its place, the words of its evidence."""
    found = set()
    for subject, predicate, value in triples:
        if subject == node and predicate in (DG.actor, DG.recipient, DG.speaker, DG.place):
            found.add(URIRef(str(value)))
        elif subject == node and predicate == DG.evidence:
            found.add(URIRef(f"{value}&quote"))
    return frozenset(found)


def published_on(metadata: Iterable[Triple]) -> str:
    """When an article was published (ISO 8601), in the triples about it, or nothing."""
    return min((str(o) for _, p, o in metadata if p == SDO.datePublished), default="")


def is_merged(triple: Triple, article: URIRef) -> bool:
    """Whether a triple has a counterpart in the merged graph: of the links to places in the text only evidence has."""
    return triple[1] == DG.evidence or not str(triple[2]).startswith(f"{article}#")


def _reachable(
    start: Iterable[object], by_subject: dict[Node, list[Triple]], local: tuple[str, ...]
) -> frozenset[Triple]:
    """All triples of the article's own nodes that ``start`` leads to: annotations with their selectors."""
    found: set[Triple] = set()
    seen: set[object] = set()
    ahead = list(start)
    while ahead:
        node = ahead.pop()
        if node in seen or not isinstance(node, URIRef) or not str(node).startswith(local):
            continue
        seen.add(node)
        found.update(by_subject.get(node, ()))
        ahead.extend(o for _, _, o in by_subject.get(node, ()))
    return frozenset(found)

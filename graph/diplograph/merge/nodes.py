"""What the merged graph says of one event, statement or shared thing, as functions of all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from rdflib import RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node

from diplograph.iris import number
from diplograph.merge.clusters import Cluster, match
from diplograph.merge.matching import Match
from diplograph.merge.origins import first_printed
from diplograph.merge.parts import Contribution, is_merged
from diplograph.merge.traits import EventTraits, Party, parties_of
from diplograph.record import ID_NAMESPACE
from diplograph.store.protocol import Triple
from diplograph.vocab import DG, PLOVER

__all__ = ["SAYS_MOST", "block_triples", "merged_node", "named_thing"]

SAYS_MOST = Match(1.0, ("the telling that says most",))
"""The match of the telling that the others are compared with."""

_CHOSEN = frozenset({RDFS.label, DG.text})  # one of the variants is enough; the others stand in the articles' graphs
_PARTIES = frozenset({DG.actor, DG.recipient, DG.speaker})
_SETTLED = frozenset({DG.date, DG.modality, DG.confidence})


def merged_node(cluster: Cluster, origin: Mapping[URIRef, URIRef]) -> frozenset[Triple]:
    """The triples of a merged event or statement: the union of what the articles say, with the best label, text, date
    and confidence. A state for which an official stands is not named besides him.

    ``origin`` leads from an article to the one that names its origin. Besides, ``dg:mergedFrom`` leads to each article's
    own node, ``dg:match`` to the reasons for which it is the same, ``dg:source`` to the articles and ``dg:firstSource`` to
    the one that printed first; ``dg:sourceCount`` counts the articles and ``dg:originCount`` their origins.
    """
    iri = cluster.iri
    found: set[Triple] = set()
    variants: dict[Node, set[Node]] = {}
    core = [member for member in cluster.members if _when(member) == _when_of(cluster)]
    chosen = _parties(cluster.members)
    for member in cluster.members:
        found.add((iri, DG.mergedFrom, member.node))
        for subject, predicate, value in member.triples:
            if predicate in _SETTLED or predicate in _PARTIES or (predicate in _CHOSEN and member not in core):
                continue
            if subject != member.node:
                if predicate == DG.said and subject in chosen[DG.speaker]:
                    found.add((subject, predicate, iri))
            elif predicate in _CHOSEN:
                variants.setdefault(predicate, set()).add(value)
            elif is_merged((subject, predicate, value), member.article):
                found.add((iri, predicate, value))
    found.update((iri, predicate, party) for predicate, parties in chosen.items() for party in parties)
    found.update((iri, predicate, _fullest(values)) for predicate, values in _best_told(core, variants).items())
    found.update((iri, DG.date, date) for date in _values(core, DG.date))
    found.update((iri, DG.modality, modality) for modality in _modality(cluster.members))
    found.add((iri, DG.confidence, max(_values(cluster.members, DG.confidence), key=lambda v: (float(str(v)), str(v)))))
    found |= _states(iri, cluster.members, chosen)
    found |= _sources(iri, cluster.members, origin)
    found |= _matches(cluster)
    return frozenset(found)


def block_triples(thing: URIRef, blocks: Iterable[URIRef]) -> Iterable[Triple]:
    """The triples by which what shares a block with a thing is found."""
    return ((block, DG.compares, thing) for block in blocks)


def named_thing(iri: URIRef, labels: Iterable[Node], sources: int) -> frozenset[Triple]:
    """The names of an actor or place, and the number of articles that have it: the fullest is its label, the others
    stand beside it.
    """
    names = set(labels)
    found: set[Triple] = set()
    if names:
        label = _fullest(names)
        found.add((iri, RDFS.label, label))
        found.update((iri, SKOS.altLabel, name) for name in names - {label})
    if sources:
        found.add((iri, DG.sourceCount, number(sources)))
    return frozenset(found)


def _states(iri: URIRef, members: Sequence[Contribution], chosen: Mapping[Node, Set[Node]]) -> set[Triple]:
    """The states that took part in what took place, by themselves or by an official, as the articles have it."""
    if _modality(members):
        return set()
    found: set[Triple] = set()
    for member in members:
        for party in parties_of(member.traits) if isinstance(member.traits, EventTraits) else ():
            if party.rank in ("state", "official") and len(party.state) == _CODE and party.state != "IGO":
                for predicate, states in ((DG.actor, DG.actorState), (DG.recipient, DG.recipientState)):
                    if URIRef(party.iri) in chosen[predicate]:
                        found.add((iri, states, URIRef(f"{ID_NAMESPACE}actor/{party.state}")))
    return found


_CODE = 3  # letters: ISO 3166-1 alpha-3


def _sources(iri: URIRef, members: Sequence[Contribution], origin: Mapping[URIRef, URIRef]) -> set[Triple]:
    articles = {member.article: member.published for member in members}
    found: set[Triple] = {(iri, DG.source, article) for article in articles}
    found.add((iri, DG.firstSource, first_printed((published, article) for article, published in articles.items())))
    found.add((iri, DG.sourceCount, number(len(articles))))
    found.add((iri, DG.originCount, number(len({origin.get(article, article) for article in articles}))))
    return found


def _matches(cluster: Cluster) -> set[Triple]:
    """For each contribution to a merged thing why it is the same as the one that says most."""
    found: set[Triple] = set()
    if len(cluster.members) < 2:
        return found
    for member in cluster.members:
        reasons = SAYS_MOST if member.traits == cluster.best else match(cluster.best, member.traits)
        if reasons is None:  # two vague tellings may contradict each other; neither contradicts the one that says most
            continue
        node = URIRef(f"{cluster.iri}#match={str(member.node).rpartition('/')[2]}")
        found.add((cluster.iri, DG.match, node))
        found.add((node, RDF.type, DG.Match))
        found.add((node, DG.matched, member.node))
        found.add((node, DG.score, number(float(reasons.score))))
        found.update((node, DG.reason, Literal(reason, lang="en")) for reason in reasons.reasons)
    return found


def _parties(members: Sequence[Contribution]) -> dict[Node, Set[Node]]:
    """Who the parties are: all that are named, without the states for which an official is named by another article;
    and where some tell of equals and others of an actor and a recipient, all are actors.
    """
    found: dict[Node, Set[Node]] = {}
    traits = [member.traits for member in members]
    for predicate in _PARTIES:
        found[predicate] = set(_values(members, predicate))
    events = [one for one in traits if isinstance(one, EventTraits)]
    if not events:
        found[DG.speaker] -= _replaced([one.speakers for one in traits if not isinstance(one, EventTraits)])
        return found
    replaced = _replaced([(*one.actors, *one.recipients) for one in events])
    actors, recipients = found[DG.actor] - replaced, found[DG.recipient] - replaced
    if events[0].type == "CONSULT" and "visit" not in {one.mode for one in events} and actors | recipients:
        directions = {(frozenset(one.actors), frozenset(one.recipients)) for one in events}
        if len(directions) > 1 and (any(not one.recipients for one in events) or actors & recipients):
            actors, recipients = actors | recipients, set()
    return found | {DG.actor: actors, DG.recipient: recipients - actors if len(events) > 1 else recipients}


def _replaced(told: Sequence[tuple[Party, ...]]) -> set[Node]:
    """The states and groups for which another article names a person; one that an article names beside that person
    stays.
    """
    named = frozenset(party for parties in told for party in parties)
    found: set[Node] = set()
    for party in named:
        if party.rank not in ("state", "group") or not party.state:
            continue
        stands = {p.iri for p in named if p.state == party.state and p.rank not in ("state", "group")}
        if stands and not any(party in one and any(p.iri in stands for p in one) for one in told):
            found.add(URIRef(party.iri))
    return found


def _modality(members: Sequence[Contribution]) -> Set[Node]:
    """Without a modality where one telling has none; the past is told of only where all tell it so."""
    told = [set(member.values(DG.modality)) for member in members]
    found = set().union(*told)
    return found if all(PLOVER.historical in one for one in told) else found - {PLOVER.historical}


def _best_told(core: Sequence[Contribution], variants: dict[Node, set[Node]]) -> dict[Node, set[Node]]:
    """The variants to choose from: labels of tellings of the present before those of the past."""
    present = {
        value
        for member in core
        if PLOVER.historical not in member.values(DG.modality)
        for value in member.values(RDFS.label)
    }
    return variants | ({RDFS.label: present} if present and RDFS.label in variants else {})


def _when(member: Contribution) -> str:
    return member.traits.when.text if isinstance(member.traits, EventTraits) else ""


def _when_of(cluster: Cluster) -> str:
    return cluster.best.when.text if isinstance(cluster.best, EventTraits) else ""


def _values(members: Iterable[Contribution], predicate: Node) -> list[Node]:
    return [value for member in members for value in member.values(predicate)]


def _fullest(values: Iterable[Node]) -> Node:
    """The longest; of several, the first in the alphabet."""
    return min(values, key=lambda value: (-len(str(value)), value.n3() if isinstance(value, Literal) else str(value)))

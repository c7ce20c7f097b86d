"""What the authority knows of an actor whatever articles say: its names, the offices it held when, and what it belongs to."""

from __future__ import annotations

from diplograph.actors.authority import Authority, Entry, Term
from diplograph.record import ActorFacts, Membership, Office

__all__ = ["facts_of"]


def facts_of(authority: Authority, actor: str) -> ActorFacts | None:
    """The facts of the authority about the actor with this IRI; ``None`` where the authority does not have it.

    A person's memberships are its terms of office, a country's are the organisations that it is a member of, in the order of
    their beginning. :func:`diplograph.triples.authority_triples` makes RDF of them.
    """
    entry = authority.entries.get(actor)
    if entry is None:
        return None
    if entry.kind == "person":
        memberships = [_held(authority, term) for term in authority.terms.get(actor, ()) if term.label]
    else:
        memberships = [
            Membership(actor, None, body, None, None) for body in authority.bodies.get(entry.country or "", ())
        ]
        memberships = memberships if entry.kind == "country" else []
    memberships.sort(
        key=lambda m: (m.since or "", m.until or "", m.office.label if m.office else "", m.organisation or "")
    )
    bodies = dict.fromkeys(m.organisation for m in memberships if m.organisation is not None)
    others = tuple(_described(authority, authority.entries[body]) for body in sorted(bodies))
    facts = _described(authority, entry)
    return ActorFacts(
        facts.id,
        facts.label,
        facts.names,
        facts.kind,
        facts.country,
        facts.wikidata,
        tuple(dict.fromkeys(memberships)),
        tuple(other for other in others if other.id != actor),
    )


def _described(authority: Authority, entry: Entry) -> ActorFacts:
    names = tuple(name for name in authority.names_of(entry.id) if name != entry.label)
    return ActorFacts(entry.id, entry.label, names, entry.kind, entry.country, entry.wikidata, ())


def _held(authority: Authority, term: Term) -> Membership:
    office = Office(term.label, term.country or None)
    return Membership(term.person, office, authority.seat(term), term.since or None, term.until or None)

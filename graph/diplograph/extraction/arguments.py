"""Who the actors and recipients of a clause are: its slots in order, then less likely places, each told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.clause import Clause, act_type
from diplograph.extraction.conditions import complements, is_infinitive, is_time, lemma_in
from diplograph.extraction.parties import Party, find_parties
from diplograph.extraction.syntax import (
    children,
    is_passive,
    objects,
    obliques,
    patients,
    phrase,
    preposition,
    relation,
)
from diplograph.record import Role

__all__ = ["find_actors", "find_recipients"]

Token = Any

_BY_AUTHORITIES = frozenset({"COERCE", "RETREAT", "ACCUSE", "SANCTION"})
_OF_WHAT_IS_DONE = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types whose object can be an act ("condemned the attack"): then it is about who did it."""
_DONE_TO_SOMEBODY = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_DONE_TO_THINGS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST", "ASSAULT", "COERCE"})
"""Types whose object is the recipient even where it is no actor; elsewhere it is what is given, sent or ended."""
_SURE = 0.75
"""Entries less sure than this want their recipient where they say that it stands."""
_DEEPEST = 5
"""How many words may lie between a verb and somebody who is taken for its recipient for want of anybody nearer."""
_ASIDE = frozenset(
    {
        "according to",
        "as",
        "by",
        "via",
        "despite",
        "except",
        "including",
        "instead of",
        "than",
        "unlike",
        "while",
        "without",
        "amid",
    }
)
_WITH_SOMEBODY = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types that need somebody on the other side who is known, or of politics."""
_BODY = frozenset({"arm", "back", "chest", "face", "hand", "head", "leg", "neck", "stomach"})
"""What "shot in the head" names nobody with."""
_NAMED_AFTER = frozenset({"patient", "iobj", "with", "to", "against", "on", "between", "from"})
_FALLBACK = ("against", "on", "to", "with", "at", "from", "for", "of", "over", "in")


def _first(clause: Clause, resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    for slot, heads in clause.actors():
        acting = tuple(head for head in heads if not _cannot_act(head, clause))
        parties = find_parties(acting, resolution, places=slot == "joined", inside=True) or _nameless(acting, clause)
        if slot == "joined":
            parties = tuple(party for party in parties if party.roles[0].actor is not None)
        if parties:
            return slot, parties
    return "", ()


def _cannot_act(head: Token, clause: Clause) -> bool:
    """Whether a noun stands for nobody: a law, a storm ("Hurricane Irene")."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    if lemma_in(head, clause.lexicon.nature) or (head.pos_ == "NOUN" and lemma_in(head, clause.lexicon.norms)):
        return True
    return any(lemma_in(c, clause.lexicon.nature) for c in children(head, "compound", "nmod:desc", "flat"))


def _nameless(heads: Iterable[Token], clause: Clause, kind: str = "state") -> tuple[Party, ...]:
    """Parties of politics that the article only calls so ("some European countries", "the authorities"), by their words."""
    nouns = clause.lexicon.parties.get(kind, frozenset())
    found = []
    for head in heads:
        owned = any(c.tag_ == "PRP$" for c in head.children)
        named = clause.entry.objects is not None and lemma_in(head, clause.entry.objects)  # "declared a state of siege"
        if head.pos_ == "NOUN" and lemma_in(head, nouns) and not owned and not named:
            start, end = phrase(head)
            found.append(Party((Role(None, start, end, head.doc.text[start:end]),), 1, None))
    return tuple(found)


def find_actors(clause: Clause, resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    """The slot in which the actors of a clause stand, and they; ``("", ())`` where nobody does."""
    slot, parties = _first(clause, resolution)
    if (
        parties
        or clause.construction != "verb"
        or clause.entry.type not in _BY_AUTHORITIES
        or not is_passive(clause.token)
    ):
        return slot, parties
    # "was arrested in Niger": by whoever has the power there.
    for head in obliques(clause.token, "in"):
        placed = tuple(p for p in find_parties((head,), resolution, places=True) if p.is_place)
        if placed:
            return "place", placed
    return "", ()


def find_recipients(clause: Clause, actors: tuple[Party, ...], resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    """The slot in which the recipients stand, and they: where the entry says, else after a preposition, else whoever is near."""
    slot, parties = _recipients(clause, actors, resolution)
    if parties and all(_is_home(party, actors, resolution) for party in parties):
        # "closed its borders with Brazil", "Maduro shut Venezuela's border with Brazil": whoever else there is.
        other_slot, others = _recipients(clause, (*actors, *parties), resolution)
        if others and other_slot not in {"anyone", "thing"}:
            return other_slot, others
    return slot, parties


def _is_home(party: Party, actors: tuple[Party, ...], resolution: Resolution) -> bool:
    """Whether a party found inside a phrase is only the actor's own country."""
    if party.depth == 0 or party.is_place:
        return False
    homes = {resolution.actor(role.actor).country for actor in actors for role in actor.roles if role.actor}
    mine = [resolution.actor(role.actor) for role in party.roles if role.actor]
    return bool(mine) and all(actor.kind == "country" and actor.country in homes for actor in mine)


def _recipients(clause: Clause, actors: tuple[Party, ...], resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    entry = clause.entry
    several = entry.equal and len({role.actor for party in actors for role in party.roles}) > 1
    for slot, heads in clause.recipients():
        if several and slot != "with":  # "the two ministers signed a treaty": nobody else is needed
            continue
        places = (
            entry.place_recipient
            or slot in {"in", "at", "near"}
            or (slot.startswith("clause") and entry.complement_recipient)
        )
        inside = not entry.direct_recipient
        if slot == "patient" and entry.type in _OF_WHAT_IS_DONE:
            heads = tuple(doer for head in heads for doer in _doers(head, clause))
        parties = _others(find_parties(heads, resolution, places=places, inside=inside), actors, resolution)
        if parties:
            return slot, parties
    if several or entry.direct_recipient or clause.construction not in {"verb", "adjective", "support", "bare"}:
        return "", ()
    thing = _unresolved(clause)
    if thing is not None:
        return "thing", (thing,)
    for slot, heads in clause.recipients():
        if slot in _NAMED_AFTER and (parties := _others(_nameless(heads, clause, "politics"), actors, resolution)):
            return slot, parties
    for slot in _FALLBACK:
        heads = tuple(c for c in children(clause.predicate, "obl") if preposition(c) == slot and c.lower_ not in _BODY)
        places = entry.place_recipient and slot in {"in", "to", "from", "on"}
        parties = _others(find_parties(heads, resolution, places=places), actors, resolution)
        if parties and (entry.place_recipient or slot not in {"in", "of", "for", "at", "from", "over"}):
            return f"other-{slot}", parties
    if entry.equal and entry.type != "AGREE":
        return "", ()  # a talk or a treaty is with whom it names
    return _anyone(clause, actors, resolution)


def _doers(act: Token, clause: Clause) -> tuple[Token, ...]:
    """Who is meant by an act of violence or coercion that is condemned or praised: who did it, never its victims.

    Any other noun stands for itself.
    """
    if act.pos_ != "NOUN" or act_type(act, clause.lexicon) not in _DONE_TO_SOMEBODY:
        return (act,)
    return (
        obliques(act, "by") or children(act, "nmod:poss") or children(act, "compound", "amod") or obliques(act, "from")
    )


def _unresolved(clause: Clause) -> Party | None:
    """What the act is done to where that is no actor ("rejected the referendum", "freed two miners"): a party without one.

    What is the actor's own ("defended his decision") and the restriction itself that is imposed are none.
    """
    entry = clause.entry
    if clause.construction != "verb" or "patient" not in entry.recipient or entry.type in _WITH_SOMEBODY:
        return None
    for head in patients(clause.token):
        if head.pos_ not in {"NOUN", "PROPN"} or is_time(head) or any(c.tag_ == "PRP$" for c in head.children):
            continue
        person = lemma_in(head, clause.lexicon.parties.get("anybody", frozenset())) or _is_asked(clause)
        thing = entry.type in _DONE_TO_THINGS and not entry.person_recipient
        if thing and entry.type in _DONE_TO_SOMEBODY:  # "attacked the proposal" is no assault
            target = entry.objects is not None or lemma_in(head, clause.lexicon.parties.get("target", frozenset()))
            thing = target and entry.recipient[0] == "patient"
        if person or thing:
            start, end = phrase(head)
            return Party((Role(None, start, end, head.doc.text[start:end]),), 1, None, is_thing=True)
    return None


def _is_asked(clause: Clause) -> bool:
    """Whether the object is to do something: whoever is asked to is somebody, whatever he is called."""
    return clause.entry.type == "REQUEST" and any(is_infinitive(inner) for inner in complements(clause.token))


def _anyone(clause: Clause, actors: tuple[Party, ...], resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    """The nearest other actor that the clause names, where none stands in a place that the entry knows."""
    token = clause.predicate
    entry = clause.entry
    if clause.weak or entry.strength < _SURE or (entry.person_recipient and objects(clause.token)):
        return "", ()
    transitive = clause.construction == "verb" and entry.recipient[:1] == ("patient",)
    if transitive and not patients(clause.token) and not complements(clause.token):
        return "", ()  # "hails from Egypt", "dropped out": another sense of the verb
    inside = [t for t in token.subtree if t.i > token.i]
    if not inside:
        return "", ()
    last = inside[-1]
    held = {head.i for head in patients(clause.token)}
    best: list[tuple[int, int, Party]] = []
    for mention in resolution.within(token.idx, last.idx + len(last)):
        if not mention.actors or mention.kind == "pronoun" or (mention.is_place and not clause.entry.place_recipient):
            continue
        steps = _steps(token.doc[mention.head], token)
        if steps is None or (clause.entry.objects is not None and mention.head in held):
            continue
        party = Party(mention.roles, 2, mention, mention.is_place)
        near = not any(t.dep_ == "acl" for t in _path(token.doc[mention.head], token))
        if _others((party,), actors, resolution) and (near or _is_elsewhere(party, actors, resolution)):
            best.append((steps, mention.start, party))
    if not best:
        return "", ()
    return "anyone", (min(best, key=lambda item: item[:2])[2],)


def _steps(token: Token, top: Token) -> int | None:
    """How far below the predicate a word stands; ``None`` where something between them stands for itself.

    What is said, what is coordinated and who did something else to it ("orders passed by the commissioner") lead away.
    """
    steps = 0
    while token != top:
        if steps == _DEEPEST or token.head == token or _leads_away(token):
            return None
        token = token.head
        steps += 1
    return steps


def _is_elsewhere(party: Party, actors: tuple[Party, ...], resolution: Resolution) -> bool:
    """Whether a party acts for another country than the actors, as far as that is known: what is near at home means little."""
    homes = {resolution.actor(role.actor).country for actor in actors for role in actor.roles if role.actor}
    theirs = {resolution.actor(role.actor).country for role in party.roles if role.actor}
    return bool(homes) and None not in homes | theirs and homes.isdisjoint(theirs)


def _path(token: Token, top: Token) -> Iterator[Token]:
    while token != top and token.head != token:
        yield token
        token = token.head


def _leads_away(token: Token) -> bool:
    label = relation(token)
    if token.dep_ in {"acl:relcl", "obl:agent"} or label in {"parataxis", "appos", "ccomp"}:
        return True
    if label == "conj":
        return bool(token.pos_ == "VERB")
    if label == "advcl":
        return not is_infinitive(token)
    return label == "obl" and preposition(token) in _ASIDE


def _others(parties: tuple[Party, ...], actors: tuple[Party, ...], resolution: Resolution) -> tuple[Party, ...]:
    """The parties that are not the actors themselves again, nor what is theirs ("its troops")."""
    spans = {(role.start, role.end) for party in actors for role in party.roles}
    iris = {role.actor for party in actors for role in party.roles if role.actor}
    return tuple(
        party
        for party in parties
        if not any((r.start, r.end) in spans or r.actor in iris for r in party.roles)
        and not any(r.start < end and start < r.end for r in party.roles for start, end in spans)
        and not _is_own(party, iris, resolution)
    )


def _is_own(party: Party, iris: set[str], resolution: Resolution) -> bool:
    if party.mention is None or party.mention.kind not in {"role", "noun"}:
        return False
    first = party.mention.text.partition(" ")[0].lower()
    if first not in {"its", "his", "her", "their"}:
        return False
    possessor = resolution.within(party.mention.start, party.mention.start + len(first))
    if not possessor:
        return True
    homes = {resolution.actor(iri).country for m in possessor for iri in m.actors if iri in iris}
    theirs = {resolution.actor(iri).country for iri in party.mention.actors}
    return bool(homes) and (
        None in homes | theirs or not homes.isdisjoint(theirs)
    )  # "its Chinese counterpart" is not its own

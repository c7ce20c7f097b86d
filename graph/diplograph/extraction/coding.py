"""From a clause to a coded event: its parties, its type by composition with modality, its mode and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.clause import Clause, act_type, complements
from diplograph.extraction.lexicon import Entry, Lexicon
from diplograph.extraction.modality import modality
from diplograph.extraction.parties import Party, find_parties, is_political
from diplograph.extraction.syntax import children, is_passive, obliques, patients, preposition, relation
from diplograph.record import Role

__all__ = ["Coding", "code_clause"]

Token = Any

_ACT_MODES = {
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "AGREE": "meet",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
_THREAT_MODES = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "relations", "REJECT": "relations",
}  # fmt: skip
_BY_AUTHORITIES = frozenset({"COERCE", "RETREAT", "ACCUSE", "SANCTION"})
_STRONG_SLOTS = frozenset({"agent", "by", "support", "between"})
_FALLBACK = ("against", "on", "to", "with", "at", "from", "for", "of", "over", "in")
_CIVILIANS = frozenset(
    "protester protestor demonstrator student worker activist farmer teacher crowd supporter people youth resident villager doctor nurse "
    "driver trader employee union trucker mob rioter thousand hundred million woman child prisoner inmate miner lawyer journalist "
    "opposition citizen pilot family monk civilian migrant settler follower member group refugee musician actor shopkeeper fan hacker "
    "immigrant detainee strike staff dozen nationalist islamist loyalist parent pensioner veteran fisherman leftist".split()
)
_FORCES = frozenset(
    "troop soldier force army navy military fighter rebel militia marine police militant peacekeeper guerrilla commando unit "
    "paratrooper warship tank jet convoy contingent insurgent gunman separatist guard brigade battalion".split()
)
_PEACEKEEPERS = frozenset("peacekeeper peacekeeping observer medic doctor volunteer engineer team rescuer".split())


@dataclass(frozen=True)
class Coding:
    """What a clause says in PLOVER's terms; ``raw_modality`` before the type took the future or negation into itself."""

    type: str
    mode: str | None
    cameo: str | None
    actor: tuple[Role, ...]
    recipient: tuple[Role, ...]
    modality: tuple[str, ...]
    raw_modality: tuple[str, ...]
    rule: str
    confidence: float


def code_clause(clause: Clause, resolution: Resolution, lexicon: Lexicon) -> Coding | None:
    """The event of a clause; ``None`` where a party that the entry needs is missing."""
    entry = clause.entry
    actor_slot, actors = _actors(clause, resolution)
    if not actors:
        return None
    recipient_slot, recipients = _recipients(clause, actors, resolution)
    if entry.equal and not recipients:
        actors, recipients = _split(actors)
    if not _satisfied(entry, clause, actors, recipients, resolution):
        return None
    raw = modality(clause.token)
    if clause.support is not None and clause.construction == "support":
        raw = tuple(dict.fromkeys((*raw, *modality(clause.support))))
    kind, rest = _compose(entry.type, raw, clause)
    mode = _mode(clause, kind, lexicon)
    actor_roles, recipient_roles = _roles(actors), _roles(recipients)
    if entry.equal and kind in {entry.type, "AGREE"} and recipient_roles and not recipient_slot.startswith(("clause", "anyone")):
        if not (kind == "AGREE" and entry.mode == "visit"):
            actor_roles, recipient_roles = (*actor_roles, *recipient_roles), ()
    return Coding(
        type=kind,
        mode=mode,
        cameo=entry.cameo if kind == entry.type else _CAMEO_OF[kind],
        actor=actor_roles,
        recipient=recipient_roles,
        modality=rest,
        raw_modality=raw,
        rule=f"{entry.id}/{clause.construction}:{actor_slot}>{recipient_slot or '-'}",
        confidence=_confidence(clause, actor_slot, recipient_slot, actors, recipients),
    )


_CAMEO_OF = {"AGREE": "030", "REJECT": "120", "CONCEDE": "080", "THREATEN": "130"}


def _first(slots: Any, resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    for slot, heads in slots:
        parties = find_parties(heads, resolution, inside=True)
        if parties:
            return slot, parties
    return "", ()


def _actors(clause: Clause, resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    slot, parties = _first(clause.actors(), resolution)
    if parties or clause.construction != "verb" or clause.entry.type not in _BY_AUTHORITIES or not is_passive(clause.token):
        return slot, parties
    # "was arrested in Niger": by whoever has the power there.
    for head in obliques(clause.token, "in"):
        placed = tuple(p for p in find_parties((head,), resolution, places=True) if p.is_place)
        if placed:
            return "place", placed
    return "", ()


def _recipients(clause: Clause, actors: tuple[Party, ...], resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    entry = clause.entry
    for slot, heads in clause.recipients():
        places = entry.place_recipient or slot in {"in", "at", "near"} or (slot.startswith("clause") and entry.complement_recipient)
        inside = not entry.direct_recipient
        parties = _others(find_parties(heads, resolution, places=places, inside=inside), actors, resolution)
        if parties:
            return slot, parties
    if entry.direct_recipient:
        return "", ()
    for slot in _FALLBACK:
        heads = tuple(c for c in children(clause.predicate, "obl") if preposition(c) == slot)
        places = entry.place_recipient and slot in {"in", "to", "from", "on"}
        parties = _others(find_parties(heads, resolution, places=places), actors, resolution)
        if parties and (entry.place_recipient or slot not in {"in", "of", "for", "at", "from", "over"}):
            return f"other-{slot}", parties
    return _anyone(clause, actors, resolution)


def _anyone(clause: Clause, actors: tuple[Party, ...], resolution: Resolution) -> tuple[str, tuple[Party, ...]]:
    """The nearest other actor that the clause names, where none stands in a place that the entry knows."""
    token = clause.predicate
    inside = [t for t in token.subtree if t.i > token.i]
    if not inside:
        return "", ()
    last = inside[-1]
    best: list[tuple[int, int, Party]] = []
    for mention in resolution.within(token.idx, last.idx + len(last)):
        if not mention.actors or mention.kind == "pronoun" or (mention.is_place and not clause.entry.place_recipient):
            continue
        steps = _steps(token.doc[mention.head], token)
        if steps is None:
            continue
        party = Party(mention.roles, 2, mention, mention.is_place)
        if _others((party,), actors, resolution):
            best.append((steps, mention.start, party))
    if not best:
        return "", ()
    return "anyone", (min(best, key=lambda item: item[:2])[2],)


def _steps(token: Token, top: Token) -> int | None:
    """How far below the predicate a word stands; ``None`` where a clause that stands for itself lies between."""
    steps = 0
    while token != top:
        finite = any(relation(c) in {"nsubj", "aux"} for c in token.children)
        if token.dep_ in {"acl:relcl", "parataxis", "appos"} or (relation(token) in {"advcl", "conj"} and finite):
            return None
        if token.head == token or steps > 6:
            return None
        token = token.head
        steps += 1
    return steps


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
    possessor = [m for m in resolution.within(party.mention.start, party.mention.start + len(first))]
    return not possessor or any(iri in iris for m in possessor for iri in m.actors)


def _split(actors: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    return (actors, ()) if len(_roles(actors)) < 2 else (actors[:1], actors[1:])


def _roles(parties: tuple[Party, ...]) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(role for party in parties for role in party.roles))


def _satisfied(
    entry: Entry, clause: Clause, actors: tuple[Party, ...], recipients: tuple[Party, ...], resolution: Resolution
) -> bool:
    several = len(_roles(actors)) > 1
    if "recipient" in entry.needs and not recipients and not (entry.equal and several):
        return False
    if entry.equal and not recipients and not several and entry.type in {"CONSULT", "COOPERATE"}:
        return False
    roles = _roles(actors) + _roles(recipients)
    known = [resolution.actor(role.actor) if role.actor else None for role in roles]
    weak = clause.weak or "political" in entry.needs
    if weak and not any(is_political(actor) for actor in known):
        return False
    if entry.person_recipient and all(party.is_place for party in recipients):
        return False
    kinds = (("civilian", _CIVILIANS), ("force", _FORCES), ("peacekeeper", _PEACEKEEPERS))
    for need, nouns in kinds:
        if need in entry.needs and not any(_names(role.text, nouns) for role in _roles(actors)):
            return False
    return True


def _names(text: str, nouns: frozenset[str]) -> bool:
    """Whether a party is called by one of these nouns."""
    words = [word.strip(",.") for word in text.lower().split()]
    return any(word in nouns or word.removesuffix("s") in nouns for word in words)


def _compose(kind: str, found: tuple[str, ...], clause: Clause) -> tuple[str, tuple[str, ...]]:
    """The type once tense and negation are read: a type that says it already takes the auxiliary mode's place."""
    marks = list(found)
    if "negation" in marks and "hypothetical" not in marks:
        if kind in {"AGREE", "SUPPORT", "CONCEDE"} or (
            "future" in marks and kind in {"CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE"}
        ):
            return "REJECT", tuple(m for m in marks if m not in {"negation", "future"})
        return kind, tuple(marks)
    if "future" in marks and "hypothetical" not in marks:
        if kind in {"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"}:
            return "AGREE", tuple(m for m in marks if m != "future")
        if kind == "RETREAT":
            return "CONCEDE", tuple(m for m in marks if m != "future")
        if kind in {"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"}:
            return "THREATEN", tuple(m for m in marks if m != "future")
    return kind, tuple(marks)


def _mode(clause: Clause, kind: str, lexicon: Lexicon) -> str | None:
    entry = clause.entry
    if kind != entry.type:
        return {"REJECT": _ACT_MODES, "THREATEN": _THREAT_MODES}.get(kind, {}).get(entry.type)
    if entry.mode not in {"by-act", "by-threat"}:
        return entry.mode
    act = None
    for token in (*complements(clause.token), *patients(clause.token), *_about(clause.token)):
        act = act_type(token, lexicon)
        if act is None:
            act = next((found for head in patients(token) if (found := act_type(head, lexicon))), None)
        if act is not None:
            break
    if entry.mode == "by-threat":
        return _THREAT_MODES.get(act or "")
    return _ACT_MODES.get(act or "", "change")


def _about(token: Token) -> tuple[Token, ...]:
    return tuple(c for c in children(token, "obl", "nmod") if preposition(c) in {"for", "to", "of", "with"})


def _confidence(
    clause: Clause, actor_slot: str, recipient_slot: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> float:
    score = clause.entry.strength
    if clause.weak:
        score *= 0.8
    if actor_slot not in _STRONG_SLOTS:
        score *= 0.75
    if recipient_slot.startswith("other-"):
        score *= 0.8
    if recipient_slot == "anyone" or actor_slot == "place":
        score *= 0.6
    if min(party.depth for party in actors) > 1 or (recipients and min(party.depth for party in recipients) > 1):
        score *= 0.9
    if clause.construction in {"adjunct", "inside", "subject"}:
        score *= 0.8
    return score

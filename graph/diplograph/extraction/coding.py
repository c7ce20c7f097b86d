"""From a clause to a coded event: its parties, its type by composition with modality, its mode and how sure it is."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.arguments import find_actors, find_recipients
from diplograph.extraction.clause import ASIDE, Clause
from diplograph.extraction.composition import cameo_of, compose, mode_of
from diplograph.extraction.lexicon import HOSTILE, Lexicon
from diplograph.extraction.modality import is_conditional, is_denied, modality
from diplograph.extraction.parties import Party, roles_of
from diplograph.extraction.requirements import satisfied
from diplograph.record import Role

__all__ = ["Coding", "code_clause"]

Token = Any

_COMMON_SLOTS = frozenset({"patient", "in", "on", "with"})
"""Places of the recipient that hold many other things too."""
_LONG = 45
"""Words of a sentence beyond which its parties are often mistaken."""
_STRONG_SLOTS = frozenset({"agent", "by", "support", "between"})


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
    actor_slot, actors = find_actors(clause, resolution)
    if not actors:
        return None
    recipient_slot, recipients = find_recipients(clause, actors, resolution)
    if entry.equal and not recipients:
        actors, recipients = _split(actors)
    if not satisfied(clause, actors, recipients, resolution):
        return None
    support = clause.support if clause.construction in {"support", "received"} else None
    raw = modality(clause.site, support)
    everybody = (*actors, *recipients)
    if _is_anybody(actors, {"any", "every"}) or ("hypothetical" in raw and _is_anybody(everybody, {"a", "an"})):
        return None  # what could be done to somebody or other is no news
    if clause.construction in ASIDE and entry.type != "CONSULT" and raw not in {(), ("historical",)}:
        return None  # "a protest against Egyptian attacks" to come is about attacks that have been
    if raw == ("hypothetical",) and entry.type in HOSTILE and is_conditional(clause.predicate):
        raw = ("future",)  # "would attack if", said of oneself, is a threat
    denied = "negation" in raw and is_denied(clause.site, support)
    kind, rest = (entry.type, raw) if denied else compose(entry.type, raw)
    mode = mode_of(clause, kind, lexicon)
    actor_roles, recipient_roles = roles_of(actors), roles_of(recipients)
    together = entry.equal and kind in {entry.type, "AGREE"} and not recipient_slot.startswith(("clause", "anyone"))
    if together and recipient_roles:
        actor_roles, recipient_roles = (*actor_roles, *recipient_roles), ()
    return Coding(
        type=kind,
        mode=mode,
        cameo=cameo_of(entry, kind),
        actor=actor_roles,
        recipient=recipient_roles,
        modality=rest,
        raw_modality=raw,
        rule=f"{entry.id}/{clause.construction}:{actor_slot}>{recipient_slot or '-'}",
        confidence=_confidence(clause, kind, actor_slot, recipient_slot, actors, recipients, resolution),
    )


def _is_anybody(parties: tuple[Party, ...], words: Container[str]) -> bool:
    """Whether one of the parties is somebody or other: "an official", "any state that helps Egypt"."""
    return any(
        (party.mention is None or party.mention.kind in {"role", "noun"})
        and role.text.partition(" ")[0].lower() in words
        for party in parties
        for role in party.roles
    )


def _split(actors: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    return (actors, ()) if len(roles_of(actors)) < 2 else (actors[:1], actors[1:])


def _confidence(
    clause: Clause,
    kind: str,
    actor_slot: str,
    recipient_slot: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    resolution: Resolution,
) -> float:
    """How likely type and parties are right, by construction.

    The factors were set on the development part of the PLOVER gold records; the lexicon and the rules were written with both
    development sets in view, so the reliability measured on either is no check from outside.
    """
    score = 0.9 * clause.entry.strength
    if not recipients and "recipient" not in clause.entry.needs:
        score *= 0.8
    if clause.weak:
        score *= 0.8
    if actor_slot not in _STRONG_SLOTS:
        score *= 0.75
    if recipient_slot.startswith("other-"):
        score *= 0.8
    if recipient_slot == "thing":
        score *= 0.7
    if recipient_slot == "anyone" or actor_slot == "place":
        score *= 0.6
    if clause.construction == "verb" and recipient_slot in _COMMON_SLOTS:
        score *= 0.97
    if min(party.depth for party in actors) > 1 or (recipients and min(party.depth for party in recipients) > 1):
        score *= 0.9
    if clause.construction in {"adjunct", "inside", "subject"}:
        score *= 0.8
    if not _are_placed(actors, resolution):
        score *= 0.9
    if not _are_placed(recipients, resolution):
        score *= 0.85
    if len(roles_of(actors)) > 2:
        score *= 0.85
    if kind != clause.entry.type:
        score *= 0.9
    if len(clause.token.sent) > _LONG:
        score *= 0.85
    return score


def _are_placed(parties: tuple[Party, ...], resolution: Resolution) -> bool:
    """Whether it is known for which country each of them acts."""
    return all(role.actor and resolution.actor(role.actor).country for role in roles_of(parties))

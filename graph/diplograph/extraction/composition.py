"""What becomes of an act once its tense, its negation and what it is about are read: PLOVER's rules of composition."""

from __future__ import annotations

from typing import Any

from diplograph.extraction.clause import Clause, act_type
from diplograph.extraction.conditions import complements
from diplograph.extraction.lexicon import Entry, Lexicon
from diplograph.extraction.syntax import children, patients, preposition

__all__ = ["cameo_of", "compose", "mode_of"]

Token = Any

_ACT_MODES = {
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "AGREE": "meet",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
_THREAT_MODES = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "COERCE": "restrict", "SANCTION": "relations", "REJECT": "relations",
}  # fmt: skip
_CAMEO_TO_COME = {"CONSULT": "036", "COOPERATE": "031", "AID": "033", "SUPPORT": "032"}
_CAMEO_OF = {"AGREE": "030", "REJECT": "120", "CONCEDE": "080", "THREATEN": "130"}


def compose(kind: str, found: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
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


def cameo_of(entry: Entry, kind: str) -> str | None:
    """The CAMEO code of an entry coded as ``kind``: the entry's own, or where the type is composed, that of the intent."""
    if kind == entry.type:
        return entry.cameo
    return (_CAMEO_TO_COME if kind == "AGREE" else {}).get(entry.type, _CAMEO_OF[kind])


def mode_of(clause: Clause, kind: str, lexicon: Lexicon) -> str | None:
    """The PLOVER mode of a clause coded as ``kind``; for requests, refusals and threats that of the act they are about."""
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

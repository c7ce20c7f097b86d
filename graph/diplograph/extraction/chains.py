"""Chains of reports: who passes on what somebody else has said.

A statement whose cue stands in the content of another one is reported by that one's speaker. Where the outer one says
nothing but that the inner one was made, and its speaker is one that passes news on ("…, KCNA reported"), it is no
statement of its own: it remains as the attribution of the inner one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from diplograph.extraction.drafts import Draft
from diplograph.extraction.reporting import Reporting
from diplograph.extraction.syntax import relation
from diplograph.record import Role

__all__ = ["is_media", "link", "part"]

_LOOSE = 2
"""So many words beside the inner statement ("also", "later") still leave an outer one that says nothing else."""


def part(doc: Any, drafts: Sequence[Draft]) -> None:
    """Take out of each content the clauses and phrases that report it: "Kim said" and "KCNA reported" are not what is said.

    Where two cues stand in each other's content ("…, Kim said, KCNA reported"), the later one is the outer one, and a phrase
    ("according to …") is outside a verb. "Kim said he agreed and warned that …" are two statements by Kim, side by side.
    """
    at = {draft.cue.token: draft for draft in drafts if draft.cue is not None}
    for outer in [draft for draft in drafts if draft.cue is not None and draft.own]:
        for token in sorted(outer.tokens & at.keys()):
            inner = at[token]
            if outer.cue is not None and outer.cue.token in inner.tokens and not _is_outer(outer, inner):
                continue
            inner.tokens -= outer.own
    for outer in drafts:
        for token in sorted(outer.tokens & at.keys()):
            inner = at[token]
            if inner.tokens and _goes_on(doc[token], outer):
                outer.tokens -= {t.i for t in doc[token].subtree}
                inner.speaker = outer.speaker


def link(
    doc: Any,
    drafts: Sequence[Draft],
    roles: Callable[[Draft], Role | None],
    passes_on: Callable[[Draft], bool],
    is_uttered: Callable[[Draft], bool],
    stands: Callable[[Draft], bool],
) -> list[Draft]:
    """Give every draft its attribution, outermost first, and keep those that stand as statements of their own, each with
    the one that it stands in.

    ``roles`` gives the speaker of a draft, ``passes_on`` says whether that speaker is one that passes news on. An outer
    draft that only does that falls away, if the inner one ``stands`` and ``is_uttered``: "according to police, officers saw
    him" passes on nobody's words.
    """
    holders = _holders(drafts)
    for draft, outer in holders:
        draft.outer = tuple(outer)
        draft.attribution = tuple(speaker for one in outer if (speaker := roles(one)) is not None)
    standing = [(draft, outer) for draft, outer in holders if stands(draft)]
    relays = {
        id(one)
        for draft, outer in standing
        for one in outer
        if passes_on(one) and is_uttered(draft) and _says_only(doc, one, draft)
    }
    kept = {id(draft) for draft, _ in standing} - relays
    for draft, outer in standing:
        draft.within = next((one for one in reversed(outer) if id(one) in kept), None)
    return [draft for draft, _ in standing if id(draft) in kept]


def is_media(token: Any | None, text: str, reporting: Reporting) -> bool:
    """Whether a speaker is an agency, a newspaper, a broadcaster or a report, by the head word or the name of its phrase."""
    if token is None:
        return False
    if token.lemma_.lower() in reporting.media_nouns:
        return True
    name = text.removeprefix("the ").removeprefix("The ")
    if name in reporting.media_names:
        return True
    return token.ent_type_ != "PERSON" and any(f" {known} " in f" {name} " for known in reporting.media_names)


def _goes_on(token: Any, outer: Draft) -> bool:
    """Whether a reporting verb in a content is coordinated with the outer one rather than part of what is said."""
    if outer.cue is None or token.dep_ != "conj" or token.head.i not in outer.tokens:
        return False
    verb = token.doc[outer.cue.token]
    if outer.cue.form != "verb" or token.tag_ != verb.tag_ or token.tag_ == "VB":
        return False
    return not any(relation(child) in {"nsubj", "csubj", "aux"} for child in token.children)


def _is_outer(one: Draft, other: Draft) -> bool:
    if one.cue is None or other.cue is None:
        return False
    phrases = one.cue.form == "phrase", other.cue.form == "phrase"
    return phrases[0] if phrases[0] != phrases[1] else one.cue.token > other.cue.token


def _holders(drafts: Sequence[Draft]) -> list[tuple[Draft, list[Draft]]]:
    """Each draft with those whose content holds its cue, the widest first. Takes them in the order of their cues, and keeps
    in view only the contents that have begun and not ended there."""
    waiting = sorted((d for d in drafts if d.spans), key=lambda d: (d.start, d.spans[-1][1]))
    found = []
    current: list[Draft] = []
    taken = 0
    for draft in sorted(waiting, key=lambda d: ((d.announced or d.spans[0]), d.spans[0])):
        at = (draft.announced or draft.spans[0])[0]
        while taken < len(waiting) and waiting[taken].start <= at:
            current.append(waiting[taken])
            taken += 1
        current = [one for one in current if one.spans[-1][1] > at]
        outer = [one for one in current if one is not draft and _within(draft, one)]
        found.append((draft, sorted(outer, key=lambda one: (_length(one), one.announced or (0, 0)), reverse=True)))
    return found


def _length(draft: Draft) -> int:
    return sum(end - start for start, end in draft.spans)


def _within(draft: Draft, outer: Draft) -> bool:
    if draft.announced is None or not outer.holds(*draft.announced):
        return False
    if outer.announced is not None and draft.holds(
        *outer.announced
    ):  # each in the other's content: the wider one is outside
        return _length(outer) > _length(draft)
    return True


def _says_only(doc: Any, outer: Draft, inner: Draft) -> bool:
    """Whether the content of the outer draft is nothing but the inner statement with its cue and speaker."""
    if inner.cue is None:
        return False
    covered = inner.tokens | inner.own | {t.i for t in doc[inner.cue.token].subtree}
    rest = [i for i in outer.tokens - covered if doc[i].is_alpha]
    return len(rest) <= _LOOSE

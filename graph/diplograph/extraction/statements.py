"""Statements: who said what to whom, by which words, and who passes it on.

:func:`find_statements` takes the drafts (``drafting``), resolves who speaks (``speakers``), links who reports whom
(``chains``, ``remarks``) and makes the records.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.article import Article
from diplograph.extraction.chains import is_media, link
from diplograph.extraction.cues import Cue
from diplograph.extraction.dating import date_saying
from diplograph.extraction.drafting import Drafting, draft_statements
from diplograph.extraction.drafts import Draft, kind_of, quotation_at
from diplograph.extraction.modality import MODALITIES, modality
from diplograph.extraction.quotes import Quotation
from diplograph.extraction.remarks import apply_remarks, find_remarks
from diplograph.extraction.reporting import Reporting, ReportingWord, load_reporting
from diplograph.extraction.spans import has_states, load_span_model, revise
from diplograph.extraction.speakers import companions, find_addressees, find_relays, role, roles_of
from diplograph.extraction.syntax import NEGATORS
from diplograph.extraction.times import TimeExpression, find_times
from diplograph.record import Role, Span, Statement, content_iri

__all__ = ["Told", "by_rules", "find_statements"]

_CLAUSAL = frozenset({"clause", "question", "quote"})
_CONFIDENCE = {"quote": 0.95, "clause": 0.9, "question": 0.85, "infinitive": 0.8, "object-as": 0.75, "gerund": 0.75}
_OTHER_CONFIDENCE = 0.7
_COLON_CONFIDENCE = 0.8
_ALONE_CONFIDENCE = 0.5


def find_statements(
    doc: Any, article: Article, resolution: Resolution, *, attitudes: bool = False
) -> tuple[Statement, ...]:
    """The statements of a parsed article in the order of their content; ``attitudes`` adds what is thought and wanted.

    The text of a statement is its content spans joined by one blank. A content has no quotation marks around it where they
    enclose it wholly, and no commas or full stops at its edges that belong to the sentence around it.
    """
    text = article.text
    reads_on = has_states(doc)
    told = by_rules(doc, article, resolution, attitudes=attitudes or reads_on)
    drafting, roles, kept = told.drafting, told.roles, told.kept
    if reads_on:
        revise(doc, text, drafting, kept, roles, lambda token: role(token, resolution, text), load_span_model())
        if not attitudes:
            drafting.drafts[:] = [draft for draft in drafting.drafts if not _is_attitude(draft)]
        kept = _linked(doc, drafting, roles, load_reporting(attitudes=attitudes))
    times = find_times(text)
    said = " ".join(_plain(text, draft) for draft in kept if draft.speaker is not None)
    found: dict[tuple[object, ...], Statement] = {}
    ids: dict[int, str] = {}
    within: dict[str, Draft | None] = {}
    for draft in kept:
        speaker = roles[id(draft)]
        if draft.manner == "alone" and speaker is None and _plain(text, draft) in said:
            continue  # a pull quote: it says again, word by word, what the article tells with its speaker
        statement = _statement(doc, article, resolution, drafting.quotations, draft, speaker, times)
        first = found.setdefault((statement.content, statement.speaker), statement)
        ids[id(draft)] = first.id
        within.setdefault(first.id, draft.within)
    placed = [replace(s, within=ids.get(id(within[s.id]))) for s in found.values()]
    ordered = sorted(placed, key=lambda s: (s.content[0].start, s.content[-1].end, s.cue or s.content[0], s.id))
    return apply_remarks(ordered, find_remarks(doc, resolution, text))


@dataclass(frozen=True)
class Told:
    """What the rules find: all drafts, the speakers of the drafts by ``id()``, and the drafts that are told as statements."""

    drafting: Drafting
    roles: dict[int, Role | None]
    kept: list[Draft]


def by_rules(doc: Any, article: Article, resolution: Resolution, *, attitudes: bool) -> Told:
    """What the rules alone find in a parsed article, before the span model changes it."""
    reporting = load_reporting(attitudes=attitudes)
    drafting = draft_statements(doc, article.text, reporting)
    roles = {id(d): None if d.speaker is None else role(d.speaker, resolution, article.text) for d in drafting.drafts}
    _inherit(drafting, roles)
    return Told(drafting, roles, _linked(doc, drafting, roles, reporting))


def _linked(doc: Any, drafting: Drafting, roles: dict[int, Role | None], reporting: Reporting) -> list[Draft]:
    return link(
        doc,
        drafting.drafts,
        lambda draft: roles[id(draft)],
        lambda draft: _passes_on(draft, roles[id(draft)], reporting),
        lambda draft: not _is_attitude(draft),
        lambda draft: _stands(draft, roles[id(draft)], drafting.quotations, reporting),
    )


def _is_attitude(draft: Draft) -> bool:
    """Whether a draft tells what is thought or wanted: by the use of its word, where no quotation says that it was uttered."""
    if draft.quotations or draft.cue is None:
        return draft.cue is not None and draft.cue.use("quote", "quoted") is None and _only_attitude(draft.cue)
    return draft.content.use.attitude if draft.content else _only_attitude(draft.cue)


def _only_attitude(cue: Cue) -> bool:
    return all(use.attitude for use in cue.words)


def _passes_on(draft: Draft, speaker: Role | None, reporting: Reporting) -> bool:
    if draft.cue is None or speaker is None:
        return False
    return draft.cue.form == "phrase" or is_media(draft.speaker, speaker.text, reporting)


def _stands(draft: Draft, speaker: Role | None, quotations: Sequence[Quotation], reporting: Reporting) -> bool:
    """Whether a draft is told as a statement.

    A noun ("the claim that …") must have a speaker. A statement inside another one must have one who is somebody in
    particular, and not again the outer one; inside a quotation, where "he" can be anybody, a known actor.
    """
    if draft.cue is None:
        return True
    quoted = quotation_at(quotations, draft.cue.start) is not None
    if speaker is None:
        return draft.cue.form == "verb" and not quoted and not draft.attribution
    if not quoted and not draft.attribution:
        return True
    if draft.content is not None and draft.content.frame not in _CLAUSAL:
        return False
    if speaker.text.lower() in reporting.lists["anybody"] or (quoted and speaker.actor is None):
        return False
    outer = draft.attribution[-1] if draft.attribution else None
    return outer is None or (speaker.actor or speaker.text) != (outer.actor or outer.text)


def _inherit(drafting: Drafting, roles: dict[int, Role | None]) -> None:
    """A paragraph that is one quotation without a cue goes on with the speaker of the paragraph before, once."""
    last: dict[int, Draft] = {}

    def paragraph(offset: int) -> int:
        return bisect_right(drafting.pieces, (offset, sys.maxsize)) - 1

    for draft in sorted(drafting.drafts, key=lambda d: d.spans[0]):
        here = paragraph(draft.start)
        before = last.get(here - 1)
        if draft.manner == "alone" and before is not None and before.manner != "alone" and here not in last:
            roles[id(draft)] = roles[id(before)]
        last[paragraph(draft.spans[-1][1] - 1)] = draft


def _plain(text: str, draft: Draft) -> str:
    """The words of a content without anything between them, for comparison."""
    return " ".join(re.findall(r"\w+", text[draft.start : draft.spans[-1][1]].lower()))


def _statement(
    doc: Any,
    article: Article,
    resolution: Resolution,
    quotations: Sequence[Quotation],
    draft: Draft,
    speaker: Role | None,
    times: Sequence[TimeExpression],
) -> Statement:
    text = article.text
    spans = tuple(Span.of(text, start, end) for start, end in draft.spans)
    cue = None if draft.announced is None else Span.of(text, *draft.announced)
    told = find_addressees(doc, draft.cue, draft.content) if draft.cue else ()
    relays = find_relays(doc, draft.cue, draft.speaker) if draft.cue else ()
    use = draft.use
    mood = _modality(doc, draft, use)
    when = None
    if draft.cue is not None:
        token = doc[draft.cue.token]
        when = date_saying(token, draft.spans, times, article.date, future="future" in mood)
    together = () if draft.speaker is None or speaker is None else companions(draft.speaker, resolution, text)
    return Statement(
        id=content_iri("statement", article.id, [[s.start, s.end] for s in spans], cue and [cue.start, cue.end]),
        speaker=speaker,
        addressee=tuple(dict.fromkeys(one for token in told for one in roles_of(token, resolution, text))),
        cue=cue,
        content=spans,
        text=" ".join(span.text for span in spans),
        kind="direct" if draft.manner == "colon" and len(spans) == 1 else kind_of(text, draft.spans, quotations),
        about=_about(spans, speaker, together, resolution),
        date=when,
        modality=mood,
        attribution=(*draft.attribution, *(role(token, resolution, text) for token in relays)),
        rule=f"{_kind(draft, use)}/{use.lemma}/{draft.frame}" if use else f"say/-/{draft.frame}",
        confidence=_confidence(draft),
        co_speakers=together,
    )


def _kind(draft: Draft, use: ReportingWord) -> str:
    """The kind of saying: of a verb that goes with a quotation its own kind, which stands first in the lexicon."""
    return draft.cue.words[0].kind if draft.cue and "quoted" in use.frames else use.kind


def _about(
    spans: Sequence[Span], speaker: Role | None, together: Sequence[Role], resolution: Resolution
) -> tuple[str, ...]:
    """The actors that a content mentions, in the order of their first mention, without those who speak."""
    found: dict[str, None] = {}
    for span in spans:
        for mention in resolution.within(span.start, span.end):
            found.update(dict.fromkeys(mention.actors))
    for one in (speaker, *together):
        if one is not None and one.actor is not None:
            found.pop(one.actor, None)
    return tuple(found)


def _confidence(draft: Draft) -> float:
    if draft.manner == "colon":
        return _COLON_CONFIDENCE
    if draft.sure is not None:
        return draft.sure
    if draft.cue is None:
        return _ALONE_CONFIDENCE
    return _CONFIDENCE.get(draft.frame if draft.use else "quote", _OTHER_CONFIDENCE)


def _modality(doc: Any, draft: Draft, use: ReportingWord | None) -> tuple[str, ...]:
    """Whether it was said at all: "would say" is hypothetical, "denied that" and "declined to say" are negation."""
    cue = draft.cue
    if cue is None or cue.form != "verb":
        return use.modality if use else ()
    token = doc[cue.token]
    found = set(modality(token))
    if "negation" in found and _negated_within(token, draft.spans):
        found.discard("negation")
    found.update(use.modality if use else ())
    return tuple(name for name in MODALITIES if name in found)


def _negated_within(cue: Any, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether all that negates the cue stands in what is said: the parser joins '"It is not," said Kim' at the wrong word."""
    words = [child for child in cue.children if child.lower_ in NEGATORS]
    return bool(words) and all(any(start <= word.idx < end for start, end in spans) for word in words)

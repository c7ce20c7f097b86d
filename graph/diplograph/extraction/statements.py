"""Statements: who said what to whom, by which words, and who passes it on.

:func:`find_statements` puts together what the other modules find: quotations (``quotes``), reporting words (``cues``),
their complements by the parse (``contents``), the quotations beside them (``quoted``), labelled lines (``colons``), the
parties (``speakers``) and who reports whom (``chains``).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.article import Article
from diplograph.extraction.chains import is_media, link, part
from diplograph.extraction.colons import find_lines, find_signatures
from diplograph.extraction.contents import find_content
from diplograph.extraction.cues import Cue, find_cues
from diplograph.extraction.drafts import Draft, kind_of, quotation_at, spans_of
from diplograph.extraction.modality import MODALITIES, modality
from diplograph.extraction.quoted import Attachment, attach_quotations
from diplograph.extraction.quotes import Quotation, find_quotations, paragraphs
from diplograph.extraction.remarks import apply_remarks, find_remarks
from diplograph.extraction.reporting import Reporting, ReportingWord, load_reporting
from diplograph.extraction.speakers import find_addressees, find_relays, find_speaker, near_speaker, role
from diplograph.record import Role, Span, Statement, content_iri

__all__ = ["find_statements"]

_CONFIDENCE = {"quote": 0.95, "clause": 0.9, "question": 0.85, "infinitive": 0.8, "gerund": 0.75, "about": 0.7, "object": 0.7, "object-as": 0.75}
_NO_NEWS = frozenset({"BYLINE", "CAPTION", "BOILERPLATE", "DATELINE"})
_ANYBODY = frozenset("i we you they it one someone somebody everyone everybody people me us them nobody anybody anyone who".split())


def find_statements(
    doc: Any, article: Article, resolution: Resolution, *, attitudes: bool = False
) -> tuple[Statement, ...]:
    """The statements of a parsed article in the order of their content; ``attitudes`` adds what is thought and wanted.

    The text of a statement is its content spans joined by one blank. A content has no quotation marks around it where they
    enclose it wholly, and no commas or full stops at its edges that belong to the sentence around it.
    """
    text = article.text
    reporting = load_reporting(attitudes=attitudes)
    closed = _closed(doc)
    pieces = paragraphs(text)
    quotations = [q for q in find_quotations(text) if not _lies_in(closed, q.start)]
    cues = [cue for cue in find_cues(doc, reporting) if not _lies_in(closed, cue.start)]
    drafts = [_parsed(doc, cue, quotations) for cue in cues]
    part(doc, drafts)
    free = [n for n, cue in enumerate(cues) if quotation_at(quotations, cue.start) is None]
    telling = {at for at, n in enumerate(free) if _tells(drafts[n])}
    attachments = attach_quotations(doc, text, quotations, [cues[n] for n in free], pieces, telling)
    drafts += _quoted(doc, text, attachments, quotations, [drafts[n] for n in free])
    for draft in drafts:
        home = None if draft.cue is None else quotation_at(quotations, draft.cue.start)
        draft.spans = spans_of(doc, text, draft.tokens, draft.quotations, quotations, home)
    drafts = [draft for draft in drafts if draft.spans]
    drafts += _lines(doc, text, pieces, quotations, drafts)
    return _statements(doc, article, resolution, reporting, quotations, pieces, drafts)


def _closed(doc: Any) -> tuple[tuple[int, int], ...]:
    """The stretches of the layout in which nobody speaks: bylines, captions, credits."""
    spans = doc.spans["layout"] if "layout" in doc.spans else ()
    return tuple(sorted((s.start_char, s.end_char) for s in spans if s.label_ in _NO_NEWS))


def _lies_in(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(stretches, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < stretches[at][1]


def _parsed(doc: Any, cue: Cue, quotations: Sequence[Quotation]) -> Draft:
    """What the parse alone gives; a cue inside a quotation has its content there too."""
    content = find_content(doc, cue)
    draft = Draft(cue, content, announced=(cue.start, cue.end))
    if content is not None:
        home = quotation_at(quotations, cue.start)
        draft.tokens = {i for i in content.tokens if home is None or quotation_at(quotations, doc[i].idx) == home}
        draft.speaker = find_speaker(doc, cue, content)
    return draft


def _tells(draft: Draft) -> bool:
    return draft.content is not None and draft.content.frame in {"clause", "question", "quote"}


def _quoted(
    doc: Any, text: str, attachments: Sequence[Attachment], quotations: Sequence[Quotation], drafts: Sequence[Draft]
) -> list[Draft]:
    """Put the attached quotations into the drafts of their cues, and make drafts for those that have none."""
    new: list[Draft] = []
    by_quotation: dict[int, Draft] = {}
    said = {draft.cue.token for draft in drafts if draft.cue is not None and draft.content is not None}
    for attachment in attachments:
        number = attachment.quotation
        if attachment.cue is not None:
            draft = drafts[attachment.cue]
            if draft.speaker is None and draft.cue is not None:
                draft.speaker = find_speaker(doc, draft.cue, None)
            if attachment.manner == "before":
                opening = _opening(doc, text, quotations, number)
                if not said.isdisjoint(opening):
                    opening = []
                if not opening and not draft.quotations:  # an utterance of its own: what else the parse adds is not said
                    draft.tokens = {i for i in draft.tokens if quotation_at(quotations, doc[i].idx) is not None}
                draft.tokens.update(opening)
        elif attachment.manner == "resumed" and number - 1 in by_quotation:
            draft = by_quotation[number - 1]
        else:
            draft = Draft(None)
            new.append(draft)
        draft.quotations.append(number)
        draft.manner = attachment.manner
        by_quotation[number] = draft
    for draft in drafts:
        if draft.quotations and draft.cue is not None:
            first = quotations[draft.quotations[0]]
            if draft.speaker is None or draft.speaker.i in draft.tokens or first.start <= draft.speaker.idx < first.end:
                draft.speaker = near_speaker(doc, draft.cue)
    return new


def _opening(doc: Any, text: str, quotations: Sequence[Quotation], number: int) -> list[int]:
    """The words before a quotation that go on into it: "The talks" in `The talks "went well," Kim said`."""
    quotation = quotations[number]
    if text[max(0, quotation.start - 9) : quotation.start].rstrip()[-1:] in {"", ",", ":", ".", "!", "?", "”", '"'}:
        return []
    found: list[int] = []
    i = bisect_left(doc, quotation.start, key=lambda token: token.idx) - 1
    while i >= 0 and not doc[i].is_space and quotation_at(quotations, doc[i].idx) is None:
        found.append(i)
        if doc[i].is_sent_start:
            break
        i -= 1
    return found if any(doc[i].pos_ not in {"CCONJ", "ADV", "PUNCT", "SPACE"} for i in found) else []


def _lines(doc: Any, text: str, pieces: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation], drafts: list[Draft]) -> list[Draft]:
    """Drafts for labelled lines; where a line holds nothing but a quotation, that is its content."""
    new = []
    for line in (*find_lines(text, pieces), *find_signatures(text, quotations)):
        taken = [d for d in drafts if d.cue is None and line.content <= d.start < line.stop]
        spoken = [d for d in drafts if d.cue is not None and any(line.content <= s < line.stop for s, _ in d.spans)]
        if not line.transcript and any(line.start <= d.announced[0] < line.end for d in drafts if d.announced):
            continue
        name = [t for t in doc[bisect_left(doc, line.start, key=lambda t: t.idx) :] [:12] if t.idx < line.end]
        head = next((t for t in name if t.head.i < name[0].i or t.head.i > name[-1].i or t.head == t), None)
        if head is None or not line.transcript and (spoken or not head.ent_type_):
            continue
        draft = Draft(None, manner="colon", announced=(line.colon, line.colon + 1), speaker=head)
        draft.spans = taken[0].spans if taken else [(line.content, line.stop - (text[line.stop - 1] == "."))]
        for one in taken:
            drafts.remove(one)
        new.append(draft)
    return new


def _statements(
    doc: Any,
    article: Article,
    resolution: Resolution,
    reporting: Reporting,
    quotations: Sequence[Quotation],
    pieces: Sequence[tuple[int, int]],
    drafts: list[Draft],
) -> tuple[Statement, ...]:
    text = article.text
    roles = {id(d): None if d.speaker is None else role(d.speaker, resolution, text) for d in drafts}
    _inherit(drafts, roles, pieces, text)
    kept = link(
        doc,
        drafts,
        lambda draft: roles[id(draft)],
        lambda draft: _passes_on(draft, roles[id(draft)], reporting),
        lambda draft: _stands(draft, roles[id(draft)], quotations),
    )
    found = {}
    for draft in kept:
        speaker = roles[id(draft)]
        if draft.manner == "alone" and speaker is None and _repeated(text, draft, kept):
            continue
        statement = _statement(doc, article, resolution, quotations, draft, speaker)
        found.setdefault((statement.content, statement.speaker), statement)
    ordered = sorted(found.values(), key=lambda s: (s.content[0].start, s.content[-1].end, s.cue or s.content[0], s.id))
    return apply_remarks(ordered, find_remarks(doc, resolution, text))


def _passes_on(draft: Draft, speaker: Role | None, reporting: Reporting) -> bool:
    if draft.cue is None or speaker is None:
        return False
    return draft.cue.form == "phrase" or is_media(draft.speaker, speaker.text, reporting)


def _stands(draft: Draft, speaker: Role | None, quotations: Sequence[Quotation]) -> bool:
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
    if draft.content is not None and draft.content.frame not in {"clause", "question", "quote"}:
        return False
    if speaker.text.lower() in _ANYBODY or quoted and speaker.actor is None:
        return False
    outer = draft.attribution[-1] if draft.attribution else None
    return outer is None or (speaker.actor or speaker.text) != (outer.actor or outer.text)


def _inherit(
    drafts: list[Draft], roles: dict[int, Role | None], pieces: Sequence[tuple[int, int]], text: str
) -> None:
    """A paragraph that is one quotation without a cue goes on with the speaker of the paragraph before, once."""
    last: dict[int, Draft] = {}

    def paragraph(offset: int) -> int:
        return bisect_right(pieces, (offset, sys.maxsize)) - 1

    for draft in sorted(drafts, key=lambda d: d.spans[0]):
        here = paragraph(draft.start)
        before = last.get(here - 1)
        if draft.manner == "alone" and before is not None and before.manner != "alone" and here not in last:
            roles[id(draft)] = roles[id(before)]
        last[paragraph(draft.spans[-1][1] - 1)] = draft


def _repeated(text: str, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a quotation without speaker says again, word by word, what another statement says: a pull quote."""
    said = " ".join(re.findall(r"\w+", text[draft.start : draft.spans[-1][1]].lower()))
    return any(
        said in " ".join(re.findall(r"\w+", text[other.start : other.spans[-1][1]].lower()))
        for other in drafts
        if other is not draft and other.speaker is not None
    )


def _statement(
    doc: Any,
    article: Article,
    resolution: Resolution,
    quotations: Sequence[Quotation],
    draft: Draft,
    speaker: Role | None,
) -> Statement:
    text = article.text
    spans = tuple(Span.of(text, start, end) for start, end in draft.spans)
    cue = None if draft.announced is None else Span.of(text, *draft.announced)
    about: dict[str, None] = {}
    for span in spans:
        for mention in resolution.within(span.start, span.end):
            about.update(dict.fromkeys(mention.actors))
    if speaker is not None and speaker.actor is not None:
        about.pop(speaker.actor, None)
    addressees = find_addressees(doc, draft.cue, draft.content) if draft.cue else ()
    relayed = find_relays(doc, draft.cue, draft.speaker) if draft.cue else ()
    relays = [role(token, resolution, text) for token in relayed]
    use = draft.content.use if draft.content else draft.cue.use("quote", "quoted") if draft.cue else None
    frame = draft.content.frame if draft.content and not draft.quotations else "quote"
    confidence = _CONFIDENCE.get(frame, 0.7) if draft.cue else 0.5
    if draft.manner == "colon":
        confidence = 0.8
    return Statement(
        id=content_iri("statement", article.id, [[s.start, s.end] for s in spans], cue and [cue.start, cue.end]),
        speaker=speaker,
        addressee=tuple(role(token, resolution, text) for token in addressees),
        cue=cue,
        content=spans,
        text=" ".join(span.text for span in spans),
        kind="direct" if draft.manner == "colon" and frame == "quote" else kind_of(text, draft.spans, quotations),
        about=tuple(about),
        date=None,
        modality=_modality(doc, draft.cue, use),
        attribution=(*draft.attribution, *relays),
        rule=f"{use.kind}/{use.lemma}/{frame}" if use else f"say/-/{draft.manner}",
        confidence=confidence,
    )


def _modality(doc: Any, cue: Cue | None, use: ReportingWord | None) -> tuple[str, ...]:
    """Whether it was said at all: "would say" is hypothetical, "denied that" and "declined to say" are negation."""
    if cue is None or cue.form != "verb":
        return use.modality if use else ()
    found = {*modality(doc[cue.token]), *(use.modality if use else ())}
    return tuple(name for name in MODALITIES if name in found)

"""Drafts of statements: quotations, cues, complements and labelled lines put together, before anybody is resolved."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diplograph.extraction.chains import part
from diplograph.extraction.colons import Line, find_lines, find_signatures
from diplograph.extraction.contents import find_content
from diplograph.extraction.cues import Cue, find_cues
from diplograph.extraction.drafts import Draft, quotation_at, spans_of
from diplograph.extraction.quoted import Attachment, attach_quotations
from diplograph.extraction.quotes import Quotation, find_quotations, paragraphs
from diplograph.extraction.reporting import Reporting
from diplograph.extraction.speakers import find_speaker, near_speaker, top
from diplograph.extraction.syntax import agents, is_passive

__all__ = ["Drafting", "draft_statements"]

_NO_NEWS = frozenset({"BYLINE", "CAPTION", "BOILERPLATE", "DATELINE"})
_NAME_TOKENS = 12
_SAME_SENTENCE = 40
_SHORT_NAME = 3
_NOBODY = frozenset({"it", "this", "that", "there", "what", "which", "these", "those", "i", "you", "we"})


@dataclass(frozen=True, slots=True)
class Drafting:
    """The drafts of an article with the paragraphs and quotations that they were made from."""

    drafts: list[Draft]
    quotations: list[Quotation]
    pieces: tuple[tuple[int, int], ...]


def draft_statements(doc: Any, text: str, reporting: Reporting) -> Drafting:
    """All drafts of a parsed article; bylines, captions and the like give none."""
    closed = _closed(doc)
    pieces = paragraphs(text)
    quotations = [q for q in find_quotations(text) if not _lies_in(closed, q.start)]
    cues = [cue for cue in find_cues(doc, reporting) if not _lies_in(closed, cue.start)]
    drafts = [_parsed(doc, cue, quotations, pieces) for cue in cues]
    part(doc, drafts)
    free = [draft for draft in drafts if draft.cue and quotation_at(quotations, draft.cue.start) is None]
    telling = {number for number, draft in enumerate(free) if _tells(draft)}
    outside = [draft.cue for draft in free if draft.cue is not None]
    attached = attach_quotations(doc, text, quotations, outside, pieces, telling)
    drafts += _quoted(doc, text, attached, quotations, pieces, drafts, free)
    for draft in drafts:
        home = None if draft.cue is None else quotation_at(quotations, draft.cue.start)
        draft.spans = spans_of(doc, text, draft.tokens, draft.quotations, quotations, home)
    drafts = [draft for draft in drafts if draft.spans]
    drafts += _lines(doc, text, pieces, quotations, drafts)
    return Drafting(drafts, quotations, pieces)


def _closed(doc: Any) -> tuple[tuple[int, int], ...]:
    """The stretches of the layout in which nobody speaks: bylines, captions, credits."""
    spans = doc.spans.get("layout", ())
    return tuple(sorted((s.start_char, s.end_char) for s in spans if s.label_ in _NO_NEWS))


def _lies_in(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(stretches, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < stretches[at][1]


def _parsed(doc: Any, cue: Cue, quotations: Sequence[Quotation], pieces: Sequence[tuple[int, int]]) -> Draft:
    """What the parse alone gives: in the paragraph of its cue; a cue inside a quotation has its content there too."""
    content = find_content(doc, cue)
    draft = Draft(cue, content, announced=(cue.start, cue.end))
    if content is not None:
        home = quotation_at(quotations, cue.start)
        start, end = pieces[bisect_right(pieces, (cue.start, sys.maxsize)) - 1]
        inside = {i for i in content.tokens if start <= doc[i].idx < end}
        draft.tokens = {i for i in inside if home is None or quotation_at(quotations, doc[i].idx) == home}
        draft.speaker = find_speaker(doc, cue, content)
    return draft


def _tells(draft: Draft) -> bool:
    return draft.content is not None and draft.content.frame in {"clause", "question", "quote"}


def _quoted(
    doc: Any,
    text: str,
    attachments: Sequence[Attachment],
    quotations: Sequence[Quotation],
    pieces: Sequence[tuple[int, int]],
    parsed: Sequence[Draft],
    drafts: Sequence[Draft],
) -> list[Draft]:
    """Put the attached quotations into the drafts of their cues, and make drafts for those that have none."""
    new: list[Draft] = []
    by_quotation: dict[int, Draft] = {}
    said = {draft.cue.token for draft in drafts if draft.cue is not None and _tells(draft)}
    for attachment in attachments:
        number = attachment.quotation
        if attachment.cue is not None:
            draft = drafts[attachment.cue]
            if draft.speaker is None and draft.cue is not None:
                draft.speaker = find_speaker(doc, draft.cue, None)
            if attachment.manner == "before":
                opening = _opening(doc, text, quotations, number)
                if (
                    not opening and not draft.quotations
                ):  # an utterance of its own: what else the parse adds is not said
                    draft.tokens = {i for i in draft.tokens if quotation_at(quotations, doc[i].idx) == number}
                if said.isdisjoint(opening):
                    draft.tokens.update(opening)
        elif attachment.manner == "resumed" and number - 1 in by_quotation:
            draft = by_quotation[number - 1]
        else:
            draft = _lone(doc, text, quotations[number], pieces)
            if _is_reported_inside(quotations, number, parsed):
                continue  # its closing mark is missing: the clause that reports it stands inside
            new.append(draft)
        draft.quotations.append(number)
        draft.manner = draft.manner or attachment.manner
        by_quotation[number] = draft
    _find_missing(doc, quotations, drafts)
    return _without_openings(new, quotations, by_quotation)


def _without_openings(
    new: Sequence[Draft], quotations: Sequence[Quotation], by_quotation: Mapping[int, Draft]
) -> list[Draft]:
    """The new drafts but for those that a later paragraph goes on with and gives to a cue ("“First.", "“Second,” Kim said"):
    these quotations join the draft of that cue."""
    kept = []
    for draft in new:
        last = draft.quotations[-1]
        later = by_quotation.get(last + 1)
        if later is None or later.cue is None or draft.speaker is not None or not quotations[last + 1].resumes:
            kept.append(draft)
            continue
        later.quotations[:0] = draft.quotations
    return kept


def _lone(doc: Any, text: str, quotation: Quotation, pieces: Sequence[tuple[int, int]]) -> Draft:
    """A draft for a quotation without a cue; a name and a colon right before it say whose it is, or else the subject of the
    sentence before it in its paragraph does: "Sanders had a snappy retort: "…"", "Cruz sent a warning. "…""."""
    before = text[max(0, quotation.start - 9) : quotation.start]
    first = bisect_left(doc, quotation.start, key=_offset)
    if before.rstrip()[-1:] == ":" and "\n" not in before.partition(":")[2]:
        colon = quotation.start - len(before) + before.rindex(":")
        last = doc[bisect_left(doc, colon, key=_offset) - 1]
        if last.pos_ == "PROPN" and doc[last.sent.start : last.i].text.count(" ") < _SHORT_NAME:
            return Draft(None, manner="colon", announced=(colon, colon + 1), speaker=top(last))
        return Draft(None, manner="colon", announced=(colon, colon + 1), speaker=_topic_of(doc, last.i, pieces))
    start = pieces[bisect_right(pieces, (quotation.start, sys.maxsize)) - 1][0]
    if start < quotation.start and before.rstrip()[-1:] in {".", "!", "?"}:
        return Draft(None, speaker=_topic_of(doc, first - 1, pieces))
    return Draft(None)


def _topic_of(doc: Any, last: int, pieces: Sequence[tuple[int, int]]) -> Any | None:
    """The subject of the main clause of the sentence that ends with this token, where it can be somebody who speaks."""
    while last > 0 and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    sentence = doc[last].sent
    subject = next(iter(agents(sentence.root)), None)
    if subject is None or subject.pos_ not in {"PROPN", "NOUN", "PRON"} or subject.lower_ in _NOBODY:
        return None
    start, end = pieces[bisect_right(pieces, (doc[last].idx, sys.maxsize)) - 1]
    return subject if start <= subject.idx < end else None


def _is_reported_inside(quotations: Sequence[Quotation], number: int, drafts: Sequence[Draft]) -> bool:
    quotation = quotations[number]
    if quotation.closed or (number + 1 < len(quotations) and quotations[number + 1].resumes):
        return False
    return any(
        draft.cue is not None and draft.speaker is not None and quotation.start < draft.cue.start < quotation.end
        for draft in drafts
    )


def _find_missing(doc: Any, quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> None:
    """Speakers for cues outside quotations whose subject the parser found inside one, or nowhere.

    A participle ("…, adding that") goes on with the speaker of the cue before it; else the nominal next to the cue speaks.
    """
    before: Draft | None = None
    for draft in drafts:
        if draft.cue is None or not (draft.content or draft.quotations):
            continue
        token = doc[draft.cue.token]
        lost = draft.speaker is not None and quotation_at(quotations, draft.speaker.idx) is not None
        lost = lost or (draft.speaker is not None and draft.speaker.i in draft.tokens)
        if lost or (draft.speaker is None and draft.quotations):
            near = before is not None and before.cue is not None and token.i - before.cue.token < _SAME_SENTENCE
            if before is not None and near and token.tag_ == "VBG":
                draft.speaker = before.speaker
            elif not is_passive(token) or draft.cue.form == "phrase":
                draft.speaker = near_speaker(doc, draft.cue)
            elif lost:
                draft.speaker = None
        elif draft.speaker is None and (_is_inverted(doc, draft.cue) or _lacks_subject(token, draft)):
            draft.speaker = near_speaker(doc, draft.cue)
        before = draft


def _lacks_subject(token: Any, draft: Draft) -> bool:
    """Whether a finite active verb has what is said, but no subject in the parse."""
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or not _tells(draft) or is_passive(token):
        return False
    return not any(c.dep_ in {"expl", "csubj", "nsubj"} for c in token.children)


def _is_inverted(doc: Any, cue: Cue) -> bool:
    """Whether the speaker stands behind the verb ("…, said one of them"), taken for a participle by the parser."""
    token = doc[cue.token]
    if cue.form != "verb" or token.tag_ not in {"VBD", "VBN"} or any(c.dep_ == "aux:pass" for c in token.children):
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1].text if token.i else ""
    return (
        following is not None
        and before in {",", "”", '"', "''", "’", "'"}
        and following.pos_ in {"PROPN", "DET", "NUM", "PRON"}
    )


def _opening(doc: Any, text: str, quotations: Sequence[Quotation], number: int) -> list[int]:
    """The words before a quotation that go on into it: "The talks" in `The talks "went well," Kim said`."""
    quotation = quotations[number]
    if text[max(0, quotation.start - 9) : quotation.start].rstrip()[-1:] in {"", ",", ":", ".", "!", "?", "”", '"'}:
        return []
    found: list[int] = []
    i = bisect_left(doc, quotation.start, key=_offset) - 1
    while i >= 0 and not doc[i].is_space and quotation_at(quotations, doc[i].idx) is None:
        found.append(i)
        if doc[i].is_sent_start:
            break
        i -= 1
    return found if any(doc[i].pos_ not in {"CCONJ", "ADV", "PUNCT", "SPACE"} for i in found) else []


def _offset(token: Any) -> int:
    return int(token.idx)


def _lines(
    doc: Any, text: str, pieces: Sequence[tuple[int, int]], quotations: Sequence[Quotation], drafts: list[Draft]
) -> list[Draft]:
    """Drafts for labelled lines; a quotation without a cue in such a line is what its speaker says."""
    new = []
    loose = sorted((span, n) for n, draft in enumerate(drafts) if draft.cue is None for span in draft.spans)
    for line in (*find_lines(text, pieces), *find_signatures(text, pieces, quotations)):
        head = _named(doc, line)
        if head is None:
            continue
        first = bisect_left(loose, ((min(line.start - 1, line.content), 0), 0))
        last = bisect_left(loose, ((line.stop, 0), 0))
        taken = [span for span, _ in loose[first:last]]
        for span, n in loose[first:last]:
            drafts[n].spans = [one for one in drafts[n].spans if one != span]
        stop = line.content + len(text[line.content : line.stop].rstrip('.”"'))
        draft = Draft(None, manner="colon", announced=(line.colon, line.colon + 1), speaker=head)
        whole = quotation_at(quotations, line.content)
        if taken and taken[0][0] >= line.content:
            draft.spans = taken
        elif whole is not None and quotations[whole].start == line.content and quotations[whole].end >= stop:
            draft.spans = [(quotations[whole].inner_start, quotations[whole].inner_end)]
        else:
            draft.spans = [(line.content, stop)]
        if draft.spans[0][0] < draft.spans[-1][1]:
            new.append(draft)
    drafts[:] = [draft for draft in drafts if draft.spans]
    return new


def _named(doc: Any, line: Line) -> Any | None:
    """The head of the name of a labelled line; ``None`` where a headline begins with what may be no name."""
    first = bisect_left(doc, line.start, key=_offset)
    name = [token for token in doc[first : first + _NAME_TOKENS] if token.idx < line.end]
    head = next((t for t in name if t.head.i < name[0].i or t.head.i > name[-1].i or t.head == t), None)
    if head is None or line.transcript or head.ent_type_:
        return head
    return head if len(name) <= _SHORT_NAME and all(token.pos_ == "PROPN" for token in name) else None

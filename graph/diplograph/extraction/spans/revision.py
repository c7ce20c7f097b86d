"""What the span model changes in the drafts that the rules made.

Rules keep what they do better: quotations, with all that is attached to them, and who reports whom. Of the rest the model judges
whether it was said at all, and by whom and how far it goes; and it adds the statements for which the rules have no word or
construction.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diplograph.extraction.complement import FINITE, Content, subtree
from diplograph.extraction.cues import Cue
from diplograph.extraction.drafting import Drafting
from diplograph.extraction.drafts import Draft, kind_of, quotation_at, spans_of
from diplograph.extraction.reporting import ReportingWord, load_reporting
from diplograph.extraction.spans.decode import settle, source
from diplograph.extraction.spans.features import Sentence, marks_of, sentences_of
from diplograph.extraction.spans.span_model import SpanModel
from diplograph.extraction.speakers import find_addressees, find_relays
from diplograph.record import Role

__all__ = ["LEARNED", "revise"]

LEARNED = "learned"
"""The frame of statements that only the model finds."""

_ONLY_QUOTED = frozenset({"quoted"})
_LIGHT = frozenset({"PRON", "PUNCT", "SPACE"})
_CLAUSAL = frozenset({"clause", "question"})
_INFINITIVE = frozenset({"infinitive"})
_GERUND = frozenset({"gerund"})
_NOMINAL = frozenset({"object"})


def revise(
    doc: Any,
    text: str,
    drafting: Drafting,
    standing: Sequence[Draft],
    roles: dict[int, Role | None],
    role: Callable[[Any], Role],
    model: SpanModel,
) -> None:
    """Change the drafts of a parsed article in place, together with ``roles``, the speakers of the drafts by ``id()``.

    ``standing`` are those of the drafts that the rules would tell; ``role`` resolves the party that a token heads. The Doc has the
    states that the model reads on from in its tensor.
    """
    sentences = sentences_of(doc, drafting.quotations, model.labels, model.tags)
    marks_of(doc, sentences, standing, roles)
    chains = _chains(doc, standing)
    dropped: set[int] = set()
    added: list[Draft] = []
    for sentence, likely in zip(sentences, model.likely_cues(sentences), strict=True):
        chosen = []
        for position, probability in enumerate(likely.tolist()):
            mark = sentence.marks.get(position)
            inner = chains.get(sentence.tokens[position])
            if mark is None:
                if inner is None and probability >= model.new:
                    chosen.append(position)
            elif inner != [] and _is_open(text, mark.draft, drafting):
                if inner or probability >= model.keep:
                    chosen.append(position)
                elif mark.draft.cue is not None and mark.draft.cue.form == "verb":
                    dropped.add(id(mark.draft))
        if not chosen:
            continue
        for position, scores in zip(chosen, model.read_spans(sentence, chosen), strict=True):
            mark = sentence.marks.get(position)
            draft = mark.draft if mark else _new(doc, sentence.tokens[position], float(likely[position]))
            cue = draft.cue
            assert cue is not None
            said, by = (_chosen(sentence, column, model.inside) for column in scores.T)
            content = _content(doc, sentence, said, by, draft, drafting)
            spans = spans_of(doc, text, content, (), drafting.quotations, _home(draft, drafting))
            if (
                not spans
                or all(doc[i].pos_ in _LIGHT for i in content)
                or not _holds(spans, chains.get(sentence.tokens[position], ()))
            ):
                continue
            head = source(doc, by)
            if mark is None:
                use = _use(doc, cue, content, head, kind_of(text, spans, drafting.quotations) != "indirect")
                if use is None or _is_told(spans, drafting):
                    continue
                draft.content = Content(frozenset(content), use, LEARNED)
                draft.cue = replace(cue, words=(use,))
                added.append(draft)
            draft.tokens, draft.spans = set(content), spans
            if head is not None or mark is None:
                draft.speaker = head
                roles[id(draft)] = None if head is None else role(head)
    drafting.drafts[:] = [draft for draft in drafting.drafts if id(draft) not in dropped] + added


def _chains(doc: Any, standing: Iterable[Draft]) -> dict[int, list[tuple[int, int]]]:
    """The cues, by token, that take part in chains, each with the offsets of the cues that must stay in its content.

    The model was trained on outermost statements alone; it may neither take the inner ones away nor find the outer ones anew.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for draft in standing:
        if draft.cue is None or draft.announced is None:
            continue
        if draft.attribution or find_relays(doc, draft.cue, draft.speaker):
            found.setdefault(draft.cue.token, [])
            for one in draft.outer:
                if one.cue is not None:
                    found.setdefault(one.cue.token, []).append(draft.announced)
    return found


def _holds(spans: Sequence[tuple[int, int]], inner: Iterable[tuple[int, int]]) -> bool:
    return all(any(start <= a and b <= end for start, end in spans) for a, b in inner)


def _is_open(text: str, draft: Draft, drafting: Drafting) -> bool:
    """Whether the model may judge a draft of the rules: not one with quotations of its own, or wholly in quotation marks."""
    if draft.quotations or draft.cue is None or draft.frame in {"quote", "colon"}:
        return False
    return kind_of(text, draft.spans, drafting.quotations) == "indirect"


def _new(doc: Any, token: int, probability: float) -> Draft:
    word = doc[token]
    reporting = load_reporting()
    verb = word.tag_.startswith("VB")
    words = reporting.verb(word) if verb else reporting.noun(word)
    cue = Cue(token, word.idx, word.idx + len(word), "verb" if verb else "noun", words)
    return Draft(cue, announced=(cue.start, cue.end), sure=round(probability, 2))


def _use(doc: Any, cue: Cue, content: Sequence[int], speaker: Any | None, quoted: bool) -> ReportingWord | None:
    """The use of a word that the model takes for a cue: one of saying where the lexicon has it or what is said is quoted, else an
    attitude. ``None`` where a word of saying has neither a speaker nor a quotation, or a content that it does not take: a mere noun
    phrase ("called his colleague"), an infinitive ("agreed to limit its programme").
    """
    uses = [use for use in cue.words if quoted or use.frames != _ONLY_QUOTED]
    if not uses:
        word = doc[cue.token]
        lemma = cue.words[0].lemma if cue.words else word.lemma_.lower()
        kind = "say" if quoted or word.lower_ == "according" else "attitude"
        return ReportingWord(lemma, kind, frozenset({LEARNED}), attitude=kind == "attitude")
    frames = _frames(doc, content)
    topic = {doc[i].lower_ for i in range(content[0] - 1, content[0] + 1)}
    fitting = [use for use in uses if use.frames & frames or (frames == _NOMINAL and use.about & topic)]
    if not quoted and (speaker is None or (not fitting and frames in {_NOMINAL, _INFINITIVE})):
        return None
    named = [use for use in uses if frames == _NOMINAL and "object-as" in use.frames]
    return replace([*fitting, *named, *uses][0], frames=frozenset({LEARNED}))


def _frames(doc: Any, content: Sequence[int]) -> frozenset[str]:
    """The frames of the lexicon that a content may stand in, by its verbs."""
    tags = {doc[i].tag_ for i in content}
    if tags & FINITE:
        return _CLAUSAL
    if "TO" in tags:
        return _INFINITIVE
    return _GERUND if any(tag.startswith("VB") for tag in tags) else _NOMINAL


def _chosen(sentence: Sentence, scores: NDArray[np.float32], inside: float) -> list[int]:
    return [i for i, score in zip(sentence.tokens, scores.tolist(), strict=True) if score > inside]


def _content(
    doc: Any, sentence: Sentence, said: Iterable[int], by: Iterable[int], draft: Draft, drafting: Drafting
) -> list[int]:
    """The tokens of a content: in the paragraph of its cue, in the same quotation where the cue stands in one, and without those
    who are told."""
    assert draft.announced is not None
    assert draft.cue is not None
    pieces = drafting.pieces
    start, end = pieces[bisect_right(pieces, (draft.announced[0], sys.maxsize)) - 1]
    home = _home(draft, drafting)
    told = {i for token in find_addressees(doc, draft.cue, draft.content) for i in subtree(token)}
    barred = {*by, *told, draft.cue.token}
    near = [
        i
        for i in said
        if i not in barred
        and start <= doc[i].idx < end
        and (home is None or quotation_at(drafting.quotations, doc[i].idx) == home)
    ]
    return settle(doc, near, {*barred, *(sentence.tokens[position] for position in sentence.marks)})


def _home(draft: Draft, drafting: Drafting) -> int | None:
    return None if draft.announced is None else quotation_at(drafting.quotations, draft.announced[0])


def _is_told(spans: Sequence[tuple[int, int]], drafting: Drafting) -> bool:
    """Whether most of a new content is a quotation that has its statement already."""
    attached = {number for draft in drafting.drafts for number in draft.quotations}

    def of(offset: int) -> set[int]:
        number = quotation_at(drafting.quotations, offset)
        return set() if number is None else attached & {number}

    total = sum(end - start for start, end in spans)
    told = 0
    for start, end in spans:
        for number in of(start) | of(end - 1):
            quotation = drafting.quotations[number]
            told += max(0, min(end, quotation.end) - max(start, quotation.start))
    return 2 * told > total

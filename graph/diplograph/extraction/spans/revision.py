"""What the span model changes in the drafts that the rules made.

Rules keep what they do better: quotations, with all that is attached to them. Of the rest the model judges whether it was said at
all, and by whom and how far it goes; and it adds the statements for which the rules have no word or construction.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diplograph.extraction.complement import Content
from diplograph.extraction.cues import Cue
from diplograph.extraction.drafting import Drafting
from diplograph.extraction.drafts import Draft, kind_of, quotation_at, spans_of
from diplograph.extraction.reporting import Reporting, ReportingWord, load_reporting
from diplograph.extraction.spans.features import Sentence, marks_of, sentences_of
from diplograph.extraction.spans.model import SpanModel
from diplograph.record import Role

__all__ = ["LEARNED", "revise"]

LEARNED = "learned"
"""The frame of statements that only the model finds."""

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTED = 0.1
"""A content of which more than this share is quoted was said, whatever the word that reports it."""


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

    ``standing`` are those of the drafts that the rules would tell; ``role`` resolves the party that a token heads. A Doc
    without the states that the model reads on from stays as it is.
    """
    if doc.tensor.shape != (len(doc), model.width):
        return
    sentences = sentences_of(doc, drafting.quotations, model.labels, model.tags)
    marks_of(doc, sentences, standing, roles)
    dropped: set[int] = set()
    added: list[Draft] = []
    for sentence, likely in zip(sentences, model.likely_cues(sentences), strict=True):
        chosen = []
        for position, probability in enumerate(likely.tolist()):
            mark = sentence.marks.get(position)
            if mark is None and probability >= model.new:
                chosen.append(position)
            elif mark is not None and _is_open(text, mark.draft, drafting):
                if probability >= model.keep:
                    chosen.append(position)
                else:
                    dropped.add(id(mark.draft))
        if not chosen:
            continue
        for position, scores in zip(chosen, model.read_spans(sentence, chosen), strict=True):
            mark = sentence.marks.get(position)
            draft = mark.draft if mark else _new(doc, sentence.tokens[position], float(likely[position]))
            content = _content(doc, sentence, scores[:, 0], model.inside, draft, drafting)
            spans = spans_of(doc, text, content, (), drafting.quotations, _home(draft, drafting))
            if not spans:
                continue
            if mark is None and _is_told(spans, drafting):
                continue
            draft.tokens, draft.spans = set(content), spans
            head = _head(doc, sentence, scores[:, 1], model.inside)
            if head is not None or mark is None:
                draft.speaker = head
                roles[id(draft)] = None if head is None else role(head)
            if mark is None:
                _settle(doc, text, draft, drafting)
                added.append(draft)
    drafting.drafts[:] = [draft for draft in drafting.drafts if id(draft) not in dropped] + added


def _is_open(text: str, draft: Draft, drafting: Drafting) -> bool:
    """Whether the model may judge a draft of the rules: not one with quotations of its own, or wholly in quotation marks."""
    if draft.quotations or draft.cue is None or draft.frame in {"quote", "colon"}:
        return False
    return kind_of(text, draft.spans, drafting.quotations) == "indirect"


def _new(doc: Any, token: int, probability: float) -> Draft:
    word = doc[token]
    verb = word.tag_.startswith("VB")
    cue = Cue(token, word.idx, word.idx + len(word), "verb" if verb else "noun", ())
    return Draft(cue, announced=(cue.start, cue.end), sure=round(probability, 2))


def _settle(doc: Any, text: str, draft: Draft, drafting: Drafting) -> None:
    """Give a new draft the use of its word: one of saying where the lexicon has it or what is said is quoted."""
    assert draft.cue is not None
    word = doc[draft.cue.token]
    quoted = kind_of(text, draft.spans, drafting.quotations) != "indirect"
    known = _uses(word, load_reporting())
    kind = known[0].kind if known else "say" if quoted or word.lower_ == "according" else "attitude"
    modality = known[0].modality if known else ()
    use = ReportingWord(
        word.lemma_.lower(), kind, frozenset({LEARNED}), modality=modality, attitude=not known and kind == "attitude"
    )
    draft.content = Content(frozenset(draft.tokens), use, LEARNED)
    draft.cue = Cue(draft.cue.token, draft.cue.start, draft.cue.end, draft.cue.form, (use,))


def _uses(word: Any, reporting: Reporting) -> tuple[ReportingWord, ...]:
    return reporting.verb(word) if word.tag_.startswith("VB") else reporting.noun(word)


def _content(
    doc: Any, sentence: Sentence, scores: NDArray[np.float32], inside: float, draft: Draft, drafting: Drafting
) -> list[int]:
    """The tokens of a content: in the paragraph of its cue, and in the same quotation where the cue stands in one."""
    assert draft.announced is not None
    pieces = drafting.pieces
    start, end = pieces[bisect_right(pieces, (draft.announced[0], sys.maxsize)) - 1]
    home = _home(draft, drafting)
    return [
        i
        for i, score in zip(sentence.tokens, scores.tolist(), strict=True)
        if score > inside
        and start <= doc[i].idx < end
        and (home is None or quotation_at(drafting.quotations, doc[i].idx) == home)
    ]


def _home(draft: Draft, drafting: Drafting) -> int | None:
    return None if draft.announced is None else quotation_at(drafting.quotations, draft.announced[0])


def _head(doc: Any, sentence: Sentence, scores: NDArray[np.float32], inside: float) -> Any | None:
    """The head of the first noun phrase that the model takes for the source."""
    chosen = [i for i, score in zip(sentence.tokens, scores.tolist(), strict=True) if score > inside]
    run = chosen[:1]
    for before, i in pairwise(chosen):
        if i - before > 1 and any(not (doc[j].is_punct or doc[j].is_space) for j in range(before + 1, i)):
            break
        run.append(i)
    held = set(run)
    tops = [i for i in run if doc[i].head.i not in held or doc[i].head.i == i]
    return next((doc[i] for i in [*tops, *run] if doc[i].pos_ in _NOMINAL), doc[tops[0]] if tops else None)


def _is_told(spans: Sequence[tuple[int, int]], drafting: Drafting) -> bool:
    """Whether most of a new content is a quotation that has its statement already."""
    attached = {number for draft in drafting.drafts for number in draft.quotations}
    total = sum(end - start for start, end in spans)
    told = 0
    for start, end in spans:
        for number in {quotation_at(drafting.quotations, start), quotation_at(drafting.quotations, end - 1)} & attached:
            quotation = drafting.quotations[number]  # type: ignore[index]
            told += max(0, min(end, quotation.end) - max(start, quotation.start))
    return 2 * told > total

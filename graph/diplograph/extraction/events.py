"""Who did what to whom: the PLOVER events of an article, each with the words and the rule that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.article import Article
from diplograph.extraction.clause import Clause, find_clauses
from diplograph.extraction.coding import Coding, code_clause
from diplograph.extraction.context import Contexts
from diplograph.extraction.credit import credit
from diplograph.extraction.dating import date_event
from diplograph.extraction.lexicon import event_lexicon
from diplograph.extraction.merging import merge_events
from diplograph.extraction.modality import MODALITIES, denies_telling, is_long_past
from diplograph.extraction.places import place_of
from diplograph.extraction.scope import absorbed_by, is_detail
from diplograph.extraction.times import find_times
from diplograph.record import Event, Span, Statement, content_iri

__all__ = ["find_events"]

Token = Any

_TO_COME = frozenset({"future", "hypothetical"})
"""Modality under which a day without a year is more likely the next than the last: "might visit in April"."""
_FIRST, _FURTHER = 0.9, 0.8
"""How far confidence falls where a sentence tells several events: for the first of them, for each further one."""
_SILENT_LAYOUT = frozenset({"BYLINE", "CAPTION", "BOILERPLATE", "DATELINE"})


def find_events(
    doc: Any, article: Article, resolution: Resolution, statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """The events of a parsed article, by offset of their triggers.

    ``statements`` say whose word an event rests on: one that lies in what somebody said is attributed to that speaker.
    """
    silent = _silent_spans(doc)
    times = find_times(article.text)
    contexts = Contexts(doc)
    found: list[tuple[Event, int]] = []
    for number, sentence in enumerate(doc.sents):
        for clause, coding in _codings(sentence, resolution):
            start, end = _trigger(clause)
            if any(a <= start < b for a, b in silent):
                continue
            told = credit(clause.token, start, end, statements, resolution, article.text)
            when = date_event(clause, times, article.date, future=not _TO_COME.isdisjoint(coding.raw_modality))
            modality = coding.modality
            if "negation" not in modality:  # what is denied is not also supposed
                modality = tuple(name for name in MODALITIES if name in {*modality, *told.modality})
            if is_long_past(when, article.date) and "historical" not in modality:
                modality = (*modality, "historical")
            event = Event(
                id=content_iri("event", article.id, coding.type, start, end, [r.start for r in coding.actor]),
                type=coding.type,
                mode=coding.mode,
                context=contexts.of(sentence),
                actor=coding.actor,
                recipient=coding.recipient,
                trigger=Span.of(article.text, start, end),
                evidence=Span.of(article.text, *_sentence_span(sentence)),
                date=when,
                place=place_of((clause.site, clause.predicate), resolution),
                modality=modality,
                attribution=told.attribution,
                cameo=coding.cameo,
                rule=coding.rule,
                confidence=round(coding.confidence, 2),
                within=told.within,
            )
            found.append((event, number))
    return merge_events(found, _headings(doc), resolution)


def _codings(sentence: Any, resolution: Resolution) -> Iterator[tuple[Clause, Coding]]:
    """The clauses of a sentence that give an event; one inside another's complement gives none of its own."""
    lexicon = event_lexicon()
    readings = {token.i: found for token in sentence if (found := tuple(find_clauses(token, lexicon)))}
    coded: dict[int, tuple[Clause, Coding]] = {}
    held: set[int] = set()
    for index in sorted(readings, key=lambda i: _rank(readings[i][0])):
        first = readings[index][0]
        if index in held or absorbed_by(first, coded) or is_detail(first, {i: c.type for i, (_, c) in coded.items()}):
            continue
        for clause in readings[index]:
            if clause.construction == "verb" and denies_telling(clause.token):
                break
            coding = code_clause(clause, resolution, lexicon)
            if coding is not None:
                coded[index] = (clause, coding)
                if clause.construction in {"support", "received"}:
                    held.add(clause.predicate.i)
                break
    for number, index in enumerate(sorted(coded)):
        clause, coding = coded[index]
        share = 1.0 if len(coded) == 1 else _FIRST if number == 0 else _FURTHER
        yield clause, replace(coding, confidence=coding.confidence * share)


def _rank(clause: Clause) -> tuple[int, bool, int]:
    """Outer clauses first; an act that a verb only supports before that verb."""
    depth = sum(1 for _ in clause.predicate.ancestors)
    return depth, clause.construction not in {"support", "received"}, clause.token.i


def _trigger(clause: Clause) -> tuple[int, int]:
    """The words of the trigger where they stand together, else the word that carries the meaning."""
    words = sorted(clause.words, key=lambda t: t.i)
    if words[-1].i - words[0].i <= len(words) + 1:
        return words[0].idx, words[-1].idx + len(words[-1])
    return clause.token.idx, clause.token.idx + len(clause.token)


def _sentence_span(sentence: Any) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, sentence.start_char + len(text.rstrip())


def _silent_spans(doc: Any) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans.get("layout", ()) if span.label_ in _SILENT_LAYOUT]


def _headings(doc: Any) -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans.get("layout", ()) if span.label_ == "HEADING"]

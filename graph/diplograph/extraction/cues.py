"""Cues: the words of an article that announce a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from diplograph.extraction.reporting import Reporting, ReportingWord

__all__ = ["Cue", "find_cues"]

CueForm = Literal["verb", "noun", "phrase"]

_LIGHT_PARTICLES = frozenset({"out", "up", "off", "in"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in the text: ``token`` is the index of its head, ``start`` and ``end`` are offsets of all its words.

    ``words`` are the uses that the lexicon knows; which one it is shows only with its content.
    """

    token: int
    start: int
    end: int
    form: CueForm
    words: tuple[ReportingWord, ...]

    def use(self, *frames: str) -> ReportingWord | None:
        """The first use of the word that takes one of these frames."""
        return next((word for word in self.words if not word.frames.isdisjoint(frames)), None)


def find_cues(doc: Any, reporting: Reporting) -> tuple[Cue, ...]:
    """The cues of a parsed article in the order of their heads."""
    found: list[Cue] = []
    phrases = {phrase[0]: [p for p in reporting.phrases if p[0] == phrase[0]] for phrase in reporting.phrases}
    for token in doc:
        if token.tag_.startswith("VB"):
            words = reporting.verb(token)
            if words and not _is_auxiliary(token):
                found.append(_verb(token, words))
        elif token.tag_ in {"NN", "NNS"}:
            words = reporting.noun(token)
            if words:
                found.append(Cue(token.i, token.idx, token.idx + len(token), "noun", words))
        for phrase in phrases.get(token.lower_, ()):
            if _follows(doc, token.i, phrase[1:]):
                last = doc[token.i + len(phrase) - 1]
                use = ReportingWord(" ".join(phrase), reporting.phrases[phrase], frozenset({"clause", "quote"}))
                found.append(Cue(token.i, token.idx, last.idx + len(last), "phrase", (use,)))
    return tuple(found)


def _is_auxiliary(token: Any) -> bool:
    return str(token.dep_).partition(":")[0] in {"aux", "cop", "amod", "compound"}


def _verb(token: Any, words: Iterable[ReportingWord]) -> Cue:
    end = token.idx + len(token)
    for child in token.children:
        if child.i == token.i + 1 and child.dep_ == "compound:prt" and child.lower_ in _LIGHT_PARTICLES:
            end = child.idx + len(child)
    return Cue(token.i, token.idx, end, "verb", tuple(words))


def _follows(doc: Any, at: int, rest: tuple[str, ...]) -> bool:
    return all(at + 1 + n < len(doc) and doc[at + 1 + n].lower_ == word for n, word in enumerate(rest))

"""The words that report what somebody says, as ``ontology/lexicon/reporting.toml`` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.extraction.forms import known_form
from diplograph.resources import ontology_path

__all__ = ["FRAMES", "Reporting", "ReportingWord", "load_reporting"]

FRAMES = frozenset({"quote", "quoted", "clause", "question", "infinitive", "gerund", "object", "object-as"})
"""What the content of a reporting word can be; ``reporting.toml`` explains each."""

_KEYS = frozenset({"kind", "frames", "about", "addressee", "modality", "attitude", "lemmas"})
_MODALITIES = frozenset({"negation", "hypothetical", "future", "historical"})


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One use of a reporting verb or noun: ``frames`` and ``about`` (prepositions) say where its content stands, ``addressee`` where
    the one stands who is told ("object", or prepositions), ``modality`` what the word itself denies."""

    lemma: str
    kind: str
    frames: frozenset[str]
    about: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    modality: tuple[str, ...] = ()
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """The lexicon: words by lemma (several where a word has several uses), phrases that name a source as tuples of lower-case words, and what counts as media."""

    verbs: Mapping[str, tuple[ReportingWord, ...]]
    nouns: Mapping[str, tuple[ReportingWord, ...]]
    phrases: Mapping[tuple[str, ...], str]
    media_nouns: frozenset[str]
    media_names: frozenset[str]

    def verb(self, token: Any) -> tuple[ReportingWord, ...]:
        """The uses of a verb; none where it reports nothing."""
        return self.verbs.get(known_form(token, self.verbs) or "", ())

    def noun(self, token: Any) -> tuple[ReportingWord, ...]:
        """The uses of a noun; none where it reports nothing."""
        return self.nouns.get(known_form(token, self.nouns) or "", ())


@lru_cache(maxsize=4)
def load_reporting(*, attitudes: bool = False, path: Path | None = None) -> Reporting:
    """The lexicon of the package, or of ``path``; with ``attitudes`` also words of thinking, wanting and supporting.

    Raises :class:`KnowledgeError` where the file is malformed, naming the line.
    """
    path = path or ontology_path("lexicon", "reporting.toml")
    source = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"not valid TOML: {error}", path=path) from None
    unknown = sorted(set(data) - {"verb", "noun", "phrase", "media"})
    if unknown:
        raise KnowledgeError(f"unknown table {unknown[0]!r}; use verb, noun, phrase or media", path=path)
    media = data.get("media", {})
    return Reporting(
        verbs=_words(data.get("verb", []), "verb", attitudes, path, source),
        nouns=_words(data.get("noun", []), "noun", attitudes, path, source),
        phrases={tuple(p.split()): str(group["kind"]) for group in data.get("phrase", []) for p in group["lemmas"]},
        media_nouns=frozenset(media.get("lemmas", [])),
        media_names=frozenset(media.get("names", [])),
    )


def _words(
    groups: list[dict[str, Any]], table: str, attitudes: bool, path: Path, source: str
) -> dict[str, tuple[ReportingWord, ...]]:
    found: dict[str, tuple[ReportingWord, ...]] = {}
    lines = [number for number, line in enumerate(source.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    for group, line in zip(groups, lines, strict=False):
        _check(group, path, line)
        if group.get("attitude") and not attitudes:
            continue
        for lemma in group["lemmas"]:
            word = ReportingWord(
                lemma=lemma,
                kind=group["kind"],
                frames=frozenset(group["frames"]),
                about=frozenset(group.get("about", ())),
                addressee=frozenset(group.get("addressee", ())),
                modality=(group["modality"],) if "modality" in group else (),
                attitude=bool(group.get("attitude", False)),
            )
            found[lemma] = (*found.get(lemma, ()), word)
    return found


def _check(group: dict[str, Any], path: Path, line: int) -> None:
    def fail(problem: str) -> KnowledgeError:
        return KnowledgeError(problem, path=path, line=line)

    unknown = sorted(set(group) - _KEYS)
    if unknown:
        raise fail(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    for key in ("kind", "frames", "lemmas"):
        if key not in group:
            raise fail(f"the group has no {key!r}")
    for key in ("frames", "lemmas", "about", "addressee"):
        value = group.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise fail(f"{key!r} must be a list of words")
    wrong = sorted(set(group["frames"]) - FRAMES)
    if wrong:
        raise fail(f"unknown frame {wrong[0]!r}; known are {', '.join(sorted(FRAMES))}")
    if "modality" in group and group["modality"] not in _MODALITIES:
        raise fail(f"unknown modality {group['modality']!r}; known are {', '.join(sorted(_MODALITIES))}")

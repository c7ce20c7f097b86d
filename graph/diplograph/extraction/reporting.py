"""The words that report what somebody says, as ``ontology/lexicon/reporting.toml`` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.language.forms import known_form
from diplograph.resources import ontology_path
from diplograph.toml_files import line_of, read_tables

__all__ = ["FRAMES", "LISTS", "Reporting", "ReportingWord", "load_reporting"]

FRAMES = frozenset({"quote", "quoted", "clause", "question", "infinitive", "gerund", "object", "object-as"})
"""What the content of a reporting word can be; ``reporting.toml`` explains each."""

LISTS = frozenset({"give", "relay", "occasion", "utterance", "anybody", "belief"})
"""The shared word lists that the rules ask for."""

_TABLES = ("verb", "noun", "phrase", "lists", "media")
_KEYS = frozenset({"kind", "frames", "about", "addressee", "modality", "attitude", "lemmas"})
_MODALITIES = frozenset({"negation", "hypothetical", "future", "historical"})


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One use of a reporting verb or noun.

    ``frames`` and ``about`` (prepositions) say where its content stands, ``addressee`` where the one stands who is told
    ("object", or prepositions), ``modality`` what the word itself denies.
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    about: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    modality: tuple[str, ...] = ()
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """The lexicon: the uses of words by lemma, phrases that name a source as tuples of lower-case words, word lists that
    several rules share, and what counts as media."""

    verbs: Mapping[str, tuple[ReportingWord, ...]]
    nouns: Mapping[str, tuple[ReportingWord, ...]]
    phrases: Mapping[tuple[str, ...], str]
    lists: Mapping[str, frozenset[str]]
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
    data = read_tables(path)
    source = path.read_text(encoding="utf-8")
    for table in data:
        if table not in _TABLES:
            line = line_of(path, f"[{table}]")
            raise KnowledgeError(f"unknown table {table!r}; known are {', '.join(_TABLES)}", path=path, line=line)
    lists = {name: frozenset(words) for name, words in data.get("lists", {}).items()}
    missing = sorted(LISTS - lists.keys())
    if missing:
        raise KnowledgeError(f"[lists] has no {missing[0]!r}", path=path, line=line_of(path, "[lists]"))
    media = data.get("media", {})
    return Reporting(
        verbs=_words(data.get("verb", []), "verb", attitudes, path, source),
        nouns=_words(data.get("noun", []), "noun", attitudes, path, source),
        phrases={tuple(p.split()): str(group["kind"]) for group in data.get("phrase", []) for p in group["lemmas"]},
        lists=lists,
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

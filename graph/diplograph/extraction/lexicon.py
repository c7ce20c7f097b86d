"""The event lexicon: which words in which construction evoke which PLOVER type, as ``ontology/lexicon/events/*.toml`` says.

Political scientists extend it by editing those files; ``ontology/lexicon/README.md`` explains every key. All of it
is checked when loaded, and what is wrong is reported with file and line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.resources import ontology_path
from diplograph.toml_files import line_of, read_tables

__all__ = ["COOPERATIVE", "HOSTILE", "TYPES", "Entry", "Lexicon", "Pattern", "event_lexicon", "load_lexicon"]

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
TYPES = COOPERATIVE | HOSTILE | {"REQUEST"}

_NEEDS = frozenset({"recipient", "political", "person", "persons", "abroad", "two-sided"})
_COMPLEMENTS = {
    "clause": frozenset({"clause"}),
    "infinitive": frozenset({"infinitive"}),
    "any": TYPES,
    "cooperative": COOPERATIVE,
    "hostile": HOSTILE,
}
_LISTS = frozenset(
    {
        "verbs", "nouns", "adjectives", "recipient", "noun_recipient", "objects", "objects_not", "obliques_any", "needs",
        "complement", "complement_not", "complement_modal", "objects_complement", "verbs_weak", "support", "modifiers",
        "modifiers_not", "complement_words_not",
    }
)  # fmt: skip
_FLAGS = frozenset(
    {"equal", "complement_recipient", "place_recipient", "person_recipient", "direct_recipient", "without_object"}
)
_TEXTS = frozenset({"id", "type", "mode", "cameo", "example"})


@dataclass(frozen=True)
class Entry:
    """One entry: words, where the recipient stands, conditions, and the type, mode and CAMEO root that they evoke.

    ``objects`` and the like hold dictionary forms; ``None`` means no condition. ``strength`` is how often the construction
    tells such an event when it matches (0 to 1), before anything is known about its parties.
    """

    id: str
    type: str
    example: str
    mode: str | None = None
    cameo: str | None = None
    recipient: tuple[str, ...] = ("patient",)
    noun_recipient: tuple[str, ...] = ()
    objects: frozenset[str] | None = None
    objects_not: frozenset[str] = frozenset()
    objects_complement: frozenset[str] = frozenset()
    obliques: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    obliques_any: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    complement_not: frozenset[str] = frozenset()
    complement_modal: frozenset[str] = frozenset()
    complement_words_not: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    modifiers_not: frozenset[str] = frozenset()
    verbs_weak: frozenset[str] = frozenset()
    equal: bool = False
    complement_recipient: bool = False
    place_recipient: bool = False
    person_recipient: bool = False
    direct_recipient: bool = False
    without_object: bool = False
    strength: float = 0.9

    @property
    def specificity(self) -> int:
        """How many conditions it sets: of two entries that match, the one with more of them speaks."""
        conditions = (
            self.objects, self.objects_complement, self.obliques, self.obliques_any, self.complement, self.modifiers,
            self.complement_modal, self.support, self.without_object,
        )  # fmt: skip
        return sum(bool(condition) for condition in conditions)


@dataclass(frozen=True)
class Pattern:
    """One word or phrase of an entry: ``rest`` are the words that must stand under the head word ("off" of "call off")."""

    entry: Entry
    rest: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All entries, and their patterns by dictionary form of the head word, the most specific first."""

    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    parties: Mapping[str, frozenset[str]]
    support: frozenset[str]
    ending: frozenset[str]
    receiving: frozenset[str]
    occurrence: frozenset[str]
    efforts: frozenset[str]
    series: frozenset[str]
    norms: frozenset[str]
    nature: frozenset[str]
    telling: frozenset[str]


@cache
def event_lexicon() -> Lexicon:
    """The lexicon that comes with the package, loaded once."""
    return load_lexicon(ontology_path("lexicon", "events"))


def load_lexicon(folder: Path) -> Lexicon:
    """Read all entries under a folder. Raises :class:`KnowledgeError` with file and line for whatever is wrong."""
    classes = _classes(folder / "classes.toml", "classes")
    parties = _classes(folder / "classes.toml", "parties")
    carriers = _classes(folder / "classes.toml", "carriers")
    entries: dict[str, Entry] = {}
    tables: dict[str, dict[str, list[Pattern]]] = {kind: defaultdict(list) for kind in ("verbs", "nouns", "adjectives")}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "classes.toml":
            continue
        for raw in read_tables(path).get("entry", []):
            entry = _entry(raw, path, classes, frozenset(parties))
            if entry.id in entries:
                raise KnowledgeError(
                    f"a second entry {entry.id!r}; rename it", path=path, line=line_of(path, f'"{entry.id}"')
                )
            entries[entry.id] = entry
            for kind, patterns in tables.items():
                for phrase in dict.fromkeys(raw.get(kind, [])):
                    words = tuple(phrase.lower().split())
                    head = words[-1] if kind == "nouns" else words[0]
                    rest = words[:-1] if kind == "nouns" else words[1:]
                    patterns[head].append(Pattern(entry, rest, phrase in entry.verbs_weak))
    ranked = {kind: {word: _ranked(found) for word, found in patterns.items()} for kind, patterns in tables.items()}
    none: frozenset[str] = frozenset()
    return Lexicon(
        tuple(entries.values()),
        ranked["verbs"],
        ranked["nouns"],
        ranked["adjectives"],
        parties,
        *(
            carriers.get(name, none)
            for name in (
                "support",
                "ending",
                "receiving",
                "occurrence",
                "efforts",
                "series",
                "norms",
                "nature",
                "telling",
            )
        ),
    )


def _ranked(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    def rank(pattern: Pattern) -> tuple[float, ...]:
        entry = pattern.entry
        return -len(pattern.rest), pattern.weak, -entry.specificity, -entry.strength, len(entry.objects or ())

    return tuple(sorted(patterns, key=rank))


def _classes(path: Path, table: str) -> dict[str, frozenset[str]]:
    found = {}
    for name, words in read_tables(path).get(table, {}).items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise KnowledgeError(f"class {name!r} must be a list of words", path=path, line=line_of(path, name))
        found[name] = frozenset(word.lower() for word in words)
    return found


def _entry(raw: dict[str, Any], path: Path, classes: dict[str, frozenset[str]], parties: frozenset[str]) -> Entry:
    identifier = raw.get("id")
    line = line_of(path, f'id = "{identifier}"') if identifier else None

    def fail(problem: str) -> KnowledgeError:
        return KnowledgeError(f"entry {identifier or 'without id'}: {problem}", path=path, line=line)

    for key, value in raw.items():
        if key in _LISTS:
            if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
                raise fail(f"{key} must be a list of words")
        elif key in _FLAGS:
            if not isinstance(value, bool):
                raise fail(f"{key} must be true or false")
        elif key in _TEXTS:
            if not isinstance(value, str) or not value:
                raise fail(f"{key} must be a text")
        elif key not in {"obliques", "strength"}:
            raise fail(f"unknown key {key!r}")
    for key in ("id", "type", "example"):
        if key not in raw:
            raise fail(f"{key} is missing")
    if raw["type"] not in TYPES:
        raise fail(f"{raw['type']!r} is no PLOVER type; known: {', '.join(sorted(TYPES))}")
    if not any(raw.get(kind) for kind in ("verbs", "nouns", "adjectives")):
        raise fail("it has no verbs, nouns or adjectives")
    if unknown := set(raw.get("needs", [])) - _NEEDS - parties:
        raise fail(f"needs {', '.join(sorted(unknown))}; known: {', '.join(sorted(_NEEDS | parties))}")
    if not isinstance(raw.get("strength", 0.9), float) or not 0 < raw.get("strength", 0.9) <= 1:
        raise fail("strength must be a number between 0 and 1")

    def words(items: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for item in items:
            if not item.startswith("@"):
                found.add(item.lower())
            elif item[1:] in classes:
                found |= classes[item[1:]]
            else:
                raise fail(f"there is no class {item!r} in classes.toml")
        return frozenset(found)

    def types(items: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for item in items:
            if item not in TYPES and item not in _COMPLEMENTS:
                raise fail(f"{item!r} is neither a type nor one of {', '.join(_COMPLEMENTS)}")
            found |= _COMPLEMENTS.get(item, {item})
        return frozenset(found)

    return Entry(
        id=raw["id"],
        type=raw["type"],
        example=raw["example"],
        mode=raw.get("mode"),
        cameo=raw.get("cameo"),
        recipient=tuple(raw.get("recipient", ("patient",))),
        noun_recipient=tuple(raw.get("noun_recipient", ())),
        objects=words(raw["objects"]) if "objects" in raw else None,
        objects_not=words(raw.get("objects_not", ())),
        objects_complement=words(raw.get("objects_complement", ())),
        obliques={prep: None if "@any" in nouns else words(nouns) for prep, nouns in raw.get("obliques", {}).items()},
        obliques_any=tuple(raw.get("obliques_any", ())),
        needs=frozenset(raw.get("needs", ())),
        complement=types(raw.get("complement", ())),
        complement_not=types(raw.get("complement_not", ())),
        complement_modal=words(raw.get("complement_modal", ())),
        complement_words_not=words(raw.get("complement_words_not", ())),
        support=frozenset(phrase.lower() for phrase in raw.get("support", ())),
        modifiers=words(raw.get("modifiers", ())),
        modifiers_not=words(raw.get("modifiers_not", ())),
        verbs_weak=frozenset(raw.get("verbs_weak", ())),
        strength=raw.get("strength", 0.9),
        **{flag: raw[flag] for flag in _FLAGS if flag in raw},
    )

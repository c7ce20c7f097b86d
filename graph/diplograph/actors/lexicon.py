"""The word lists of ``ontology/actors/words.toml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from spacy.tokens import Token

from diplograph.errors import KnowledgeError
from diplograph.language.forms import known_form
from diplograph.resources import ontology_path
from diplograph.toml_files import read_tables

__all__ = ["is_one_of", "read_word_lists", "word_list"]

_LISTS = (
    "buildings",
    "calling",
    "family_either",
    "family_first",
    "feminine",
    "judging",
    "kin",
    "kitchen",
    "masculine",
    "motion",
    "particles",
    "quantities",
    "rule",
    "speech",
    "where",
    "writings",
)


@lru_cache(maxsize=32)
def word_list(name: str) -> frozenset[str]:
    """One of the built-in word lists. Raises :class:`KeyError` for a list that is not there."""
    return _built_in()[name]


@lru_cache(maxsize=1)
def _built_in() -> dict[str, frozenset[str]]:
    return read_word_lists(ontology_path("actors", "words.toml"))


def is_one_of(token: Token, name: str) -> bool:
    """Whether one of the built-in word lists holds a dictionary form of a token, even where the reader's lemma is off."""
    return known_form(token, word_list(name)) is not None


def read_word_lists(path: Path) -> dict[str, frozenset[str]]:
    """All word lists of a file. Raises :class:`KnowledgeError` naming the file, the list and what was expected."""
    data = read_tables(path)
    found = {}
    for name in _LISTS:
        words = data.get(name)
        if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
            raise KnowledgeError(f"{name} is {words!r}; expected a list of words in lower case", path=path)
        found[name] = frozenset(words)
    return found

"""Dictionary forms of a word, to look it up in a lexicon even where the reader's lemma is off."""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.resources import ontology_path
from diplograph.toml_files import line_of, read_tables

__all__ = ["base_forms", "irregular_verbs", "known_form"]

_VOWELS = "aeiou"


def known_form(token: Any, vocabulary: Container[str]) -> str | None:
    """The first of the token's possible dictionary forms that the vocabulary holds; with what a hyphen joins to it first."""
    lemma = token.lemma_.lower()
    if token.tag_.startswith("V"):
        lemma = irregular_verbs().get(token.lower_, lemma)
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        first = token.nbor(-2).lower_
        for form in (lemma, *base_forms(token.lower_, token.tag_)):
            if f"{first}-{form}" in vocabulary:
                return f"{first}-{form}"
    if lemma in vocabulary:
        return str(lemma)
    for form in base_forms(token.lower_, token.tag_):
        if form in vocabulary:
            return form
    return None


@lru_cache(maxsize=20_000)
def base_forms(word: str, tag: str) -> tuple[str, ...]:
    """The dictionary forms that regular inflection allows for a lower-case word with a Penn tag, likeliest first.

    Covers ``cancelled`` -> ``cancell, cancelle, cancel``, ``denied`` -> ``deny``, and the irregular verbs of
    ``ontology/lexicon/irregular.toml``.
    """
    found: list[str] = [word]
    if tag.startswith("V") and word in irregular_verbs():
        found.append(irregular_verbs()[word])
    if tag in {"VBD", "VBN", "JJ"} and word.endswith("ed"):
        found += _without(word, "ed")
    elif tag in {"VBG", "NN", "JJ"} and word.endswith("ing"):
        found += _without(word, "ing")
    elif tag in {"VBZ", "NNS", "NNPS"} and word.endswith("s"):
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
        if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            found.append(word[:-2])
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))


def _without(word: str, ending: str) -> list[str]:
    stem = word[: -len(ending)]
    if len(stem) < 2:
        return []
    forms = [stem, stem + "e"]
    if stem.endswith("i") and ending == "ed":
        forms.insert(0, stem[:-1] + "y")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        forms.append(stem[:-1])
    return forms


@cache
def irregular_verbs() -> dict[str, str]:
    """Irregular verb forms with their base forms. Raises :class:`KnowledgeError` where the file is malformed."""
    path = ontology_path("lexicon", "irregular.toml")
    forms = read_tables(path).get("forms", {})
    for word, base in forms.items():
        if not isinstance(base, str):
            raise KnowledgeError(f"the base form of {word!r} must be a word", path=path, line=line_of(path, word))
    return dict(forms)

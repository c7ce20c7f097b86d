"""PLOVER's contexts of an event, from the words around it (``ontology/lexicon/contexts.toml``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.extraction.forms import known_form
from diplograph.resources import ontology_path
from diplograph.toml_files import line_of, read_tables

__all__ = ["contexts_of"]


def contexts_of(tokens: Iterable[Any]) -> tuple[str, ...]:
    """The contexts that the tokens show, sorted by name."""
    words = _words()
    found: set[str] = set()
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
            form = known_form(token, words)
            if form is not None:
                found.update(words[form])
    return tuple(sorted(found))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    path = ontology_path("lexicon", "contexts.toml")
    found: dict[str, tuple[str, ...]] = {}
    for name, words in read_tables(path).get("contexts", {}).items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise KnowledgeError(f"context {name!r} must be a list of words", path=path, line=line_of(path, name))
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found

"""PLOVER's contexts of an event, from the words around it (``ontology/lexicon/contexts.toml``).

A word of the event's own sentence is enough; what only the rest of its paragraph speaks of must do so in two different words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.extraction.quotes import paragraphs
from diplograph.language.forms import known_form
from diplograph.resources import ontology_path
from diplograph.toml_files import line_of, read_tables

__all__ = ["Contexts", "contexts_of"]


_OFTEN = 2


class Contexts:
    """The contexts of a parsed article, sentence by sentence and paragraph by paragraph."""

    def __init__(self, doc: Any) -> None:
        self._ends = [end for _, end in paragraphs(doc.text)]
        self._shown: dict[int, dict[str, set[str]]] = {}
        for sentence in doc.sents:
            around = self._shown.setdefault(self._paragraph(sentence), {})
            for form, contexts in _shown(sentence):
                for context in contexts:
                    around.setdefault(context, set()).add(form)

    def _paragraph(self, sentence: Any) -> int:
        text = sentence.text
        return bisect_left(self._ends, sentence.start_char + len(text) - len(text.lstrip()) + 1)

    def of(self, sentence: Any) -> tuple[str, ...]:
        """The contexts of an event in this sentence, sorted by name."""
        around = self._shown[self._paragraph(sentence)]
        often = {context for context, forms in around.items() if len(forms) >= _OFTEN}
        return tuple(sorted(often.union(contexts_of(sentence))))


def contexts_of(tokens: Iterable[Any]) -> tuple[str, ...]:
    """The contexts that the tokens show, sorted by name."""
    return tuple(sorted({context for _, contexts in _shown(tokens) for context in contexts}))


def _shown(tokens: Iterable[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that show contexts, and which."""
    words = _words()
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
            form = known_form(token, words)
            if form is not None:
                yield form, words[form]


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

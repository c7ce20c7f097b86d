"""Whether a text is English: by its function words, and where they don't tell, by py3langid's model."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

__all__ = ["foreign_language"]

_WORD = re.compile(r"[^\W\d_]+")
# fmt: off
_FUNCTION_WORDS = frozenset({
    "the", "and", "of", "to", "that", "with", "for", "by", "from", "his", "which", "have", "said", "this",
    "were",
})
# fmt: on
_ENGLISH_SHARE = 0.05  # of all words; English news has 0.12 to 0.25, Dutch and German under 0.03
_FEWEST_LETTERS = 100  # of a text that can be told apart at all
_LOOKED_AT = 20_000  # characters
_SURE = 0.8


def foreign_language(text: str) -> str | None:
    """The ISO 639 code of the language of ``text`` where it is certainly not English; else None.

    None for short texts, and for anything in doubt: an English article that is left out is worse than a foreign one read in vain.
    """
    words = _WORD.findall(text[:_LOOKED_AT])
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return None
    if sum(word.lower() in _FUNCTION_WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    code, certainty = _identifier().classify(" ".join(words))
    if code == "en":
        return None
    return str(code) if certainty >= _SURE or not _is_latin(words, letters) else None


def _is_latin(words: list[str], letters: int) -> bool:
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for word in words for c in word)
    return 2 * latin >= letters


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # seconds to load, and few batches need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

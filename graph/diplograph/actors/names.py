"""Names as sequences of folded words, so that "Kim Jong-un" and "Kim Jong Un" are one, and the parts of a person's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from diplograph.actors.lexicon import word_list

__all__ = ["fold", "is_acronym", "person_keys", "same_person", "singular", "surname", "words"]

_WORD = re.compile(r"\w+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case without diacritics: ``Jaé`` and ``jae`` are the same."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_SPECIAL))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name: letters and digits; hyphens, full stops and apostrophes separate them."""
    if name.isascii():
        return tuple(_WORD.findall(name.lower()))
    return tuple(_WORD.findall(fold(name)))


def is_acronym(name: str) -> bool:
    """Whether the letters of ``name`` are all capitals, so that it must be written so in the text too (WHO, not who)."""
    if not name.isupper():
        return False
    letters = [c for c in name if c.isalpha()]
    return 0 < len(letters) <= 8 and all(c.isupper() for c in letters)


def surname(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which later sentences call the bearer of a name (folded words): ``("trump",)``, ``("bin", "laden")``."""
    parts = name
    if not _SUFFIXES.isdisjoint(name):
        parts = tuple(word for word in name if word not in _SUFFIXES) or name
    if len(parts) < 2:
        return parts
    first = word_list("family_first")
    if parts[0] in first and len(parts) == 3:
        return parts[:1]
    if len(parts) == 2 and parts[0] in first and parts[0] not in word_list("family_either"):
        return parts[:1]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in word_list("particles"):
        start -= 1
    return parts[start:]


def person_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """The forms under which a full name is looked up: as it is, without middle initials, family name last or first."""
    parts = words(name)
    if len(parts) < 3:
        return (parts,)
    forms = [parts]
    if any(len(word) == 1 for word in parts[1:-1]):
        without = (parts[0], *(word for word in parts[1:-1] if len(word) > 1), parts[-1])
        forms.append(without)
    if len(parts) == 3 and parts[0] in word_list("family_first"):
        forms.append((*parts[1:], parts[0]))
        forms.append((parts[0], parts[1] + parts[2]))
    return tuple(dict.fromkeys(forms))


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether ``short`` (folded words) can be a later, shorter form of ``full`` within one article.

    True for the surname, for the first words or any run that ends in the surname, and for a lone given name of a name
    whose family name comes last.
    """
    if len(short) > len(full) or not short:
        return False
    if short == full:
        return True
    family = surname(full)
    if short == family or (short == family[-1:] and len(family) > 1):
        return True
    if len(short) >= 2:
        at = 0
        for word in full:
            if at < len(short) and (word == short[at] or (len(short[at]) == 1 and word.startswith(short[at]))):
                at += 1
        return at == len(short) and (short[-len(family) :] == family or short[0] == family[0])
    return len(full) >= 2 and short[0] == full[-1] and full[0] not in word_list("family_first")


def singular(noun: str) -> str:
    """The singular of a regular English plural in lower case: ``countries`` gives ``country``, ``spokesmen`` ``spokesman``."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun

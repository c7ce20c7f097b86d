"""Lemmas as edit rules: what to cut from the end of a word, what to add, and in which case to write it.

A rule is learnt from the treebanks once (`rule_of`) and applied to any word (`apply`): `went` -> `go` is
"cut 4, add go, lower case", `cities` -> `city` is "cut 3, add y". A few hundred rules cover English.

The network ranks the rules without seeing what they make of the word, so that it takes `observe` for `observed` at one time and
`observ` at another: `choose` asks a list of words as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from diplograph.language.forms import base_forms, irregular_verbs

KEEP = "keep"
LOWER = "lower"


def rule_of(word: str, lemma: str) -> str:
    """The rule that turns `word` into `lemma`, as `case|cut|added`."""
    case = KEEP if word != word.lower() and lemma != lemma.lower() else LOWER
    base = word if case == KEEP else word.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def applies(rule: str, word: str) -> bool:
    """Whether `rule` leaves something of `word`, or replaces it whole."""
    _, cut, added = rule.split("|", 2)
    return int(cut) < len(word) or (int(cut) == len(word) and added != "")


def apply(rule: str, word: str) -> str:
    """The lemma of `word` under `rule`; the word itself where the rule does not apply."""
    if not applies(rule, word):
        return word
    case, cut, added = rule.split("|", 2)
    base = word if case == KEEP else word.lower()
    return base[: len(base) - int(cut)] + added


_INFLECTED = ("VBD", "VBN", "VBZ", "VBG", "NNS")
_SHORT = 3
"""A beginning of so few letters is often a remnant that happens to be a word (`com` of `coming`)."""
_TWO_LETTERS = frozenset({"be", "do", "go"})
"""The verbs that have no more."""
_SILENT_E = re.compile(r"(?:[cuvz]|[^s]s|[^aeiou][aeiou]k)$")
"""Stems that English does not write without a final e: `announc`, `authoriz`, `endors`, `invok`."""


def choose(word: str, tag: str, lemmas: Sequence[str], rank: Callable[[str], int | None]) -> str:
    """The likeliest lemma of an inflected word: the first of `lemmas`, best first, where that is a word, or else what regular
    inflection allows.

    `rank` tells how common a word is, 0 the commonest, and None of what is no word.
    """
    best, lower = lemmas[0], word.lower()
    if tag not in _INFLECTED or not word.isalpha() or best == lower:
        return best
    if tag in ("VBD", "VBN", "VBZ") and lower in irregular_verbs():
        return irregular_verbs()[lower]
    remnant = len(best) <= _SHORT and lower.startswith(best) and best not in _TWO_LETTERS
    if rank(best) is not None and not remnant:
        return best
    regular = [form for form in base_forms(lower, tag) if form != lower and (len(form) > 2 or form in _TWO_LETTERS)]
    common = [(place, form) for form in regular if (place := rank(form)) is not None]
    if common:
        return min(common)[1]
    known = next((lemma for lemma in lemmas if lemma != lower and rank(lemma) is not None), None)
    return known or _spelt(lower, regular) or best


def _spelt(word: str, forms: Sequence[str]) -> str | None:
    """Of the forms that inflection allows for a word that nobody knows, the one that is spelt as English verbs and nouns are."""
    if word.endswith(("ies", "ied")):
        return next((form for form in forms if form.endswith("y")), None)
    stem = next((form for form in forms if word in (f"{form}ed", f"{form}ing", f"{form}s")), None)
    silent = stem and f"{stem}e"
    return silent if silent in forms and _SILENT_E.search(stem or "") else stem

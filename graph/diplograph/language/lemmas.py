"""Lemmas as edit rules: what to cut from the end of a word, what to add, and in which case to write it.

A rule is learnt from the treebanks once (`rule_of`) and applied to any word (`apply`): `went` -> `go` is
"cut 4, add go, lower case", `cities` -> `city` is "cut 3, add y". A few hundred rules cover English.
"""

from __future__ import annotations

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

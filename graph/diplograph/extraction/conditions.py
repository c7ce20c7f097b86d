"""When an entry of the lexicon holds: the conditions on a word's objects, prepositions, complements and modifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from diplograph.extraction.lexicon import Entry
from diplograph.extraction.syntax import children, conjuncts, objects, obliques, patients, preposition, relation
from diplograph.language.forms import known_form

__all__ = ["complements", "holds", "is_infinitive", "is_time", "lemma_in", "modifiers_hold"]

Token = Any

_TIME_NOUNS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "nov.",
        "dec.",
        "jan.",
        "feb.",
        "aug.",
        "sept.",
        "oct.",
        "week",
        "month",
        "year",
        "day",
        "morning",
        "evening",
        "weekend",
        "eve",
        "time",
    ]
)


def complements(token: Token) -> tuple[Token, ...]:
    """The clauses and noun phrases that can hold the act which the token is about ("agreed to talks", "agreed to meet")."""
    found: list[Token] = []
    for child in token.children:
        label = relation(child)
        if (
            label in {"xcomp", "ccomp"}
            or (label in {"advcl", "acl"} and is_infinitive(child) and child.dep_ != "acl:relcl")
            or (
                label == "advcl"
                and any(c.lower_ in {"of", "for", "from", "against", "to"} for c in children(child, "mark", "case"))
            )
        ):
            found += conjuncts(child)
    return tuple(found)


def lemma_in(token: Token, words: Iterable[str]) -> bool:
    """Whether one of the token's dictionary forms, or its whole compound, stands in the words."""
    known = words if isinstance(words, (set, frozenset, dict)) else frozenset(words)
    return known_form(token, known) is not None


def holds(token: Token, entry: Entry, construction: str, kinds: Callable[[], set[str]]) -> bool:
    """Whether all conditions of an entry hold at a token; ``kinds`` gives the types of the acts that the token is about."""
    if construction not in {"verb", "adjective"}:
        return modifiers_hold(token, entry)
    heads = patients(token)
    if entry.objects is not None and not _object_in(heads, entry.objects):
        return False
    if heads and any(lemma_in(head, entry.objects_not) for head in heads[:1]):
        return False
    if entry.modifiers and not any(modifiers_hold(head, entry) for head in heads):
        return False
    if entry.without_object and objects(token):
        return False
    if entry.objects_complement and not _complement_word_in(token, entry.objects_complement):
        return False
    if entry.obliques and not _oblique_in(token, entry):
        return False
    if entry.obliques_any and not any(not is_time(head) for head in obliques(token, *entry.obliques_any)):
        return False
    if entry.complement_words_not and any(lemma_in(inner, entry.complement_words_not) for inner in complements(token)):
        return False
    if entry.complement_modal and not _modal_in(token, entry.complement_modal):
        return False
    if entry.complement or entry.complement_not:
        found = kinds()
        if entry.complement and not found & entry.complement:
            return False
        if found & entry.complement_not:
            return False
    return True


def modifiers_hold(noun: Token, entry: Entry) -> bool:
    """Whether a noun has one of the modifiers that the entry asks for, and none that it excludes."""
    if not entry.modifiers and not entry.modifiers_not:
        return True
    around = {c.lower_ for c in noun.subtree if relation(c) in {"amod", "compound", "nmod", "case", "advmod"}}
    if entry.modifiers and not around & entry.modifiers:
        return False
    return not around & entry.modifiers_not


def _object_in(heads: tuple[Token, ...], words: frozenset[str]) -> bool:
    for head in heads:
        if lemma_in(head, words) or (head.tag_ == "$" and "dollar" in words):
            return True
        inner = [
            c for c in head.children if relation(c) == "compound" or (relation(c) == "nmod" and preposition(c) == "of")
        ]
        if any(lemma_in(c, words) for c in inner):
            return True
    return False


def _complement_word_in(token: Token, words: frozenset[str]) -> bool:
    for child in token.children:
        if relation(child) in {"xcomp", "obl", "obj", "ccomp"} and any(
            lemma_in(t, words) for t in (child, *children(child, "amod", "compound"))
        ):
            return True
    return False


def _oblique_in(token: Token, entry: Entry) -> bool:
    for prep, words in entry.obliques.items():
        beside = tuple(head for noun in patients(token) for head in obliques(noun, prep))
        for head in (*obliques(token, prep), *beside):
            if words is None or lemma_in(head, words) or any(lemma_in(c, words) for c in children(head, "compound")):
                return True
    return False


def is_time(head: Token) -> bool:
    """Whether a noun only says when: "Monday", "last week"."""
    return head.lower_ in _TIME_NOUNS or head.pos_ == "NUM"


def _modal_in(token: Token, modals: frozenset[str]) -> bool:
    return any(
        child.lower_ in modals
        for inner in complements(token) if relation(inner) == "ccomp"
        for child in (*children(inner, "aux"), inner)
    )  # fmt: skip


def is_infinitive(token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and relation(c) in {"mark", "aux"} for c in token.children)

"""Pronouns that may refer to actors."""

from __future__ import annotations

from spacy.tokens import Token

from diplograph.actors.candidates import Candidate

__all__ = ["find_pronoun"]

_MASCULINE = frozenset(("he", "him", "his", "himself"))
_FEMININE = frozenset(("she", "her", "hers", "herself"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"))
_SINGULAR = frozenset(
    (*("it", "its", "itself"), *("i", "me", "my", "mine", "myself"), *("you", "your", "yours", "yourself"))
)
_PERSONAL = _MASCULINE | _FEMININE | _PLURAL | _SINGULAR
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))


def find_pronoun(token: Token) -> Candidate | None:
    """A personal or relative pronoun, or "both" as a subject; ``None`` for any other word, and for "it" in "it rains"."""
    word = token.lower_
    if token.dep_ == "expl":
        return None
    if word in _PERSONAL:
        candidate = Candidate(token.i, token.i, token.i, "pronoun", noun=word)
        candidate.plural = word in _PLURAL
        candidate.sex = "f" if word in _FEMININE else "m" if word in _MASCULINE else ""
        return candidate
    if word in _RELATIVE:
        clause = token
        while clause.dep_ != "acl:relcl" and clause.head != clause and clause.dep_ != "root":
            clause = clause.head
        if clause.dep_ == "acl:relcl" and clause.head.i < token.i:
            relative = "which" if word in ("which", "that") else "who"
            return Candidate(token.i, token.i, token.i, "pronoun", noun=relative, same_as=clause.head.i)
    if word in ("both", "two") and token.dep_.startswith("nsubj"):
        return Candidate(token.i, token.i, token.i, "noun", noun="both", plural=True, definite=True, number=2)
    return None

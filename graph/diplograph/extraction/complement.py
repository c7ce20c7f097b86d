"""What a rule finds as the content of a cue, and the tokens that parts of a tree cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diplograph.extraction.reporting import ReportingWord

__all__ = ["FINITE", "QUESTION", "Content", "core", "last_word", "mark", "subtree", "union"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Penn tags of finite verbs and modals."""

QUESTION = frozenset({"WDT", "WP", "WP$", "WRB"})
"""Penn tags of question words and relative pronouns."""


@dataclass(frozen=True, slots=True)
class Content:
    """The tokens of what is said (without the words of the cue), the use of the word and the frame that led to them.

    ``own`` are the tokens of a clause or phrase that stands inside or behind what is said and only says who said it.
    """

    tokens: frozenset[int]
    use: ReportingWord
    frame: str
    own: frozenset[int] = frozenset()


def subtree(token: Any) -> frozenset[int]:
    """The indices of a token and all that depends on it."""
    return frozenset(t.i for t in token.subtree)


def union(tokens: Iterable[Any]) -> frozenset[int]:
    """The indices of several tokens and all that depends on them."""
    return frozenset(i for token in tokens for i in subtree(token))


def core(tokens: Iterable[Any]) -> frozenset[int]:
    """The noun phrases or topics without a relative clause that only adds something, behind a comma."""
    found: set[int] = set()
    for token in tokens:
        found |= subtree(token)
        for child in token.subtree:
            if child.dep_ == "acl:relcl" and child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text == ",":
                found -= subtree(child)
    return frozenset(found)


def mark(token: Any) -> str:
    """The word that introduces a clause: its conjunction, or the preposition that stands before an -ing form."""
    return next((c.lower_ for c in token.children if c.dep_ in {"mark", "case"} and c.i < token.i), "")


def last_word(tokens: Iterable[int], doc: Any) -> int:
    """The last token that is no punctuation: parsers hang full stops anywhere."""
    return max(i for i in tokens if not (doc[i].is_punct or doc[i].is_space))

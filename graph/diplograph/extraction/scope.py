"""Which acts a sentence only talks about: the act inside another event's complement is no event of its own."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from diplograph.extraction.clause import Clause
from diplograph.extraction.modality import is_performed
from diplograph.extraction.syntax import preposition, relation

__all__ = ["absorbed_by", "is_detail"]

_TIMES = frozenset({"after", "during", "since", "following", "before", "despite", "amid", "at", "ahead of"})


def absorbed_by(clause: Clause, coded: Container[int]) -> bool:
    """Whether an event that is already coded (its trigger's index in ``coded``) holds this clause in what it is about.

    Infinitives, reported clauses, gerunds with a preposition and arguments are held; relative clauses, finite
    adverbial clauses and times ("after the talks") stand for themselves.
    """
    node: Any = clause.token
    for _ in range(12):
        upper = node.head
        if upper == node:
            return False
        label = relation(node)
        if node.dep_ == "acl:relcl" or label in {"parataxis", "appos", "list"}:
            return False
        if label == "conj":
            if upper.pos_ == "VERB" and node.pos_ == "VERB" and upper.i in coded:
                return False
        elif label == "advcl":
            if not _is_held(node) or is_performed(node):
                return False
        elif (label in {"obl", "nmod"} and preposition(node) in _TIMES) or (
            label in {"nsubj", "csubj"} and upper.pos_ == "VERB" and node.pos_ == "VERB"
        ):
            return False
        if upper.i in coded and label != "conj":
            return True
        node = upper
    return False


def is_detail(clause: Clause, coded: Mapping[int, str]) -> bool:
    """Whether a participle only spells out the event of its main clause: "attacked the post, killing two".

    ``coded`` maps the triggers of coded events to their types.
    """
    token = clause.token
    return bool(token.tag_ == "VBG" and token.dep_ == "advcl" and coded.get(token.head.i) == clause.entry.type)


def _is_held(node: Any) -> bool:
    marks = {c.lower_ for c in node.children if relation(c) in {"mark", "case"}}
    return bool(marks & {"to", "of", "for", "from", "against"})

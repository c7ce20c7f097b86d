"""Small questions to a Universal Dependencies tree: who is the subject really, what is negated, what governs what.

All functions take spaCy tokens whose ``dep_`` is a UD v2 label, and return tokens in the order of the text. None of them
knows about actors or events; they only undo what syntax does to arguments: passive, control, raising, relative clauses,
coordination, prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diplograph.language.forms import known_form

__all__ = [
    "agents",
    "antecedent",
    "children",
    "clause_head",
    "conjuncts",
    "first_conjunct",
    "governors",
    "indirect_objects",
    "is_negated",
    "is_passive",
    "is_predicate",
    "objects",
    "obliques",
    "particle",
    "patients",
    "phrase",
    "preposition",
    "relation",
    "subjects",
]

Token = Any
"""A spaCy token: spaCy's own annotations are too loose to help under strict typing."""

_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "swear", "agree", "refuse", "propose"})
"""Verbs whose own subject is the subject of their infinitive even where an object stands between."""

_OBLIQUE_CONTROL = {
    "call": ("on", "upon", "for"),
    "appeal": ("to", "for"),
    "plead": ("with", "for"),
    "push": ("for",),
    "wait": ("for",),
    "press": ("for",),
    "rely": ("on",),
    "sign": ("to",),
    "lean": ("on",),
    "shout": ("at",),
    "signal": ("to",),
}
"""Verbs whose infinitive is done by their prepositional object: "called on Iran to stop"."""

_DOCUMENTS = frozenset(
    {
        "announcement", "article", "bill", "communique", "complaint", "declaration", "decree", "directive", "law", "lawsuit",
        "letter", "memo", "message", "motion", "note", "order", "petition", "post", "report", "resolution", "ruling", "speech",
        "statement", "suit", "tweet", "verdict", "video",
    }
)  # fmt: skip
"""What says something for whoever issues it: "sent a letter thanking Egypt"."""

_REPORTS = frozenset({"say", "report", "announce", "tell", "add"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "barely", "scarcely", "no"})
_NOT_IN_PHRASE = frozenset(
    {"case", "cc", "conj", "acl", "parataxis", "punct", "mark", "cop", "aux", "nsubj", "advcl", "ccomp"}
)


def relation(token: Token) -> str:
    """The token's relation without a subtype: ``nsubj`` for ``nsubj:pass``."""
    label: str = token.dep_
    return label.partition(":")[0]


def children(token: Token, *relations: str) -> tuple[Token, ...]:
    """The dependents in one of these relations, each given whole (``nmod:poss``) or without subtype (``nmod``)."""
    return tuple(c for c in token.children if c.dep_ in relations or relation(c) in relations)


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that the token is part of, or the token itself."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token with everything coordinated under it: "envoys" in "envoys, aides and guards" gives all three."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return tuple(found)


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause: a verb that is no auxiliary, or a noun or adjective with a copula or subject."""
    if token.pos_ == "VERB":
        return True
    return any(c.dep_ in {"cop", "nsubj", "nsubj:pass", "csubj"} for c in token.children)


def clause_head(token: Token) -> Token:
    """The nearest predicate at or above the token."""
    while not is_predicate(token) and token.head != token:
        token = token.head
    return token


def governors(token: Token) -> Iterator[tuple[str, Token]]:
    """What embeds the token, from the inside out, as (relation of the lower to the upper, upper token)."""
    while token.head != token:
        yield token.dep_, token.head
        token = token.head


def is_passive(token: Token) -> bool:
    """Whether a verb is passive: by its auxiliary, its subject, or as a bare participle ("troops backed by Iran")."""
    labels = {child.dep_ for child in token.children}
    if labels & {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"}:
        return True
    if labels & {"nsubj", "aux", "cop"}:
        return False
    if token.tag_ != "VBN":
        return False
    if token.dep_ == "conj":
        return is_passive(token.head)
    return token.dep_ in {"acl", "advcl"} and not any(c.dep_ == "obj" for c in token.children)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for ("who" in "the envoy who left"); any other token is its own antecedent."""
    if token.tag_ in {"WDT", "WP", "WP$"} or (token.lower_ == "that" and token.pos_ == "PRON"):
        for label, upper in governors(token):
            if label == "acl:relcl":
                return upper
            if label in {"ccomp", "advcl", "parataxis"}:
                break
    return token


def subjects(token: Token) -> tuple[Token, ...]:
    """The heads of a predicate's grammatical subject, coordinated ones each, found where syntax left them.

    Through coordination ("came and left"), control and raising ("asked Iran to stop"), participles and relative clauses; a
    relative pronoun is replaced by what it stands for. Of a passive it is the one that it is done to.
    """
    own = children(token, "nsubj", "csubj")
    if own:
        return _expand(own[:1])
    upper = token.head
    if upper == token:
        return ()
    label = token.dep_
    if label == "conj":
        return subjects(upper)
    if label == "acl:relcl":
        return conjuncts(upper)
    if label == "acl":
        return _noun_controller(token, upper)
    if label in {"xcomp", "advcl", "ccomp"}:
        return _controller(token, upper, label)
    return ()


def _noun_controller(token: Token, noun: Token) -> tuple[Token, ...]:
    """The subject of a participle or infinitive under a noun: the noun, or for "a decision to leave" whose decision it is."""
    issued = token.tag_ == "VBG" and known_form(noun, _DOCUMENTS) is not None
    if not issued and (token.tag_ in {"VBG", "VBN"} or not any(c.lower_ == "to" for c in token.children)):
        return conjuncts(noun)
    if issued and (writer := obliques(noun, "by", "from")):
        return writer
    owner = children(noun, "nmod:poss")
    if owner:
        return _expand(owner[:1])
    if is_predicate(noun):
        return subjects(noun)
    if relation(noun) in {"obj", "obl", "xcomp"} and noun.head.pos_ in {"VERB", "ADJ"}:
        return subjects(noun.head)
    return conjuncts(noun)


def _controller(token: Token, upper: Token, label: str) -> tuple[Token, ...]:
    """The subject of an infinitive, participle or bare clause without its own, taken from the predicate above it."""
    infinitive = any(c.lower_ == "to" and relation(c) in {"mark", "aux"} for c in token.children)
    if infinitive:
        controllers = obliques(upper, *_OBLIQUE_CONTROL.get(known_form(upper, _OBLIQUE_CONTROL) or "", ()))
        if controllers:
            return _expand(controllers[:1])
    if label == "xcomp" and upper.pos_ == "VERB" and not is_passive(upper):
        above = objects(upper) or indirect_objects(upper)
        if above and known_form(upper, _SUBJECT_CONTROL) is None:
            return above
    if label == "advcl" and token.tag_ == "VBG" and known_form(upper, _REPORTS) is not None:
        # "Troops entered, officials said, killing ten": the participle goes with what is said.
        said = [c for c in children(upper, "ccomp", "parataxis") if c.i < upper.i]
        if said:
            return subjects(said[0])
    if label == "advcl" and upper.pos_ in {"NOUN", "PROPN"} and not is_predicate(upper):
        return conjuncts(upper)
    return subjects(upper)


def agents(token: Token) -> tuple[Token, ...]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if not is_passive(token):
        return subjects(token)
    return tuple(dict.fromkeys(_expand(children(token, "obl:agent")) + obliques(token, "by")))


def patients(token: Token) -> tuple[Token, ...]:
    """Whom or what it is done to: the object of an active verb, the subject of a passive one."""
    return subjects(token) if is_passive(token) else objects(token)


def objects(token: Token) -> tuple[Token, ...]:
    """The heads of the direct object; in a relative clause without its own, the noun that the clause belongs to."""
    own = children(token, "obj")
    if own:
        return _expand(own[:1])
    if is_passive(token):
        return ()
    if token.dep_ == "acl:relcl" and children(token, "nsubj"):
        gap = not any(c.tag_ in {"WDT", "WP", "WP$", "WRB"} for c in token.subtree)
        return conjuncts(token.head) if gap else ()
    if any(relation(c) in {"obl", "ccomp", "xcomp"} for c in token.children):
        return ()
    # "criticised and later banned the group": the shared object hangs on the last of the verbs.
    for child in token.children:
        if child.dep_ == "conj" and child.tag_ == token.tag_ and not children(child, "nsubj"):
            return objects(child)
    return ()


def indirect_objects(token: Token) -> tuple[Token, ...]:
    """The heads of the indirect object: "Seoul" in "offered Seoul help"."""
    return _expand(children(token, "iobj")[:1])


def preposition(token: Token) -> str:
    """The preposition of a noun, with its fixed parts, in lower case ("according to"); empty where it has none."""
    for child in token.children:
        if child.dep_ == "case" and child.tag_ != "POS":
            follows = child.i + 1 < len(child.doc) and child.nbor().dep_ == "case" and child.nbor().lower_ == "of"
            if follows:  # "out of", where the parser gives both to the noun
                return f"{child.lower_} of"
            return " ".join([child.lower_, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
    return preposition(token.head) if token.dep_ == "conj" and token.head != token else ""


def obliques(token: Token, *prepositions: str) -> tuple[Token, ...]:
    """The dependents with one of these prepositions, coordinated ones each: of verbs (``obl``) and of nouns (``nmod``)."""
    if not prepositions:
        return ()
    return _expand(tuple(c for c in children(token, "obl", "nmod") if preposition(c) in prepositions))


def particle(token: Token) -> str:
    """The particle of a verb ("off" in "called it off"), also where the parser took it for an adverb or preposition."""
    for child in token.children:
        if child.dep_ == "compound:prt":
            return str(child.lower_)
    for child in token.children:
        if child.dep_ == "advmod" and child.tag_ == "RP":
            return str(child.lower_)
    return ""


def is_negated(token: Token) -> bool:
    """Whether the token itself is negated: "did not meet", "never met", "no meeting", "without meeting", "nobody met"."""
    for child in token.children:
        if relation(child) in {"advmod", "det", "cc"} and child.lower_ in NEGATORS:
            return True
        if relation(child) in {"mark", "case"} and child.lower_ == "without":
            return True
        if child.lower_ in {"longer", "more"} and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ in {"nsubj", "nsubj:pass"} and _is_nobody(child):
            return True
        if child.dep_ == "obj" and token.pos_ == "VERB" and _is_nobody(child):
            return True
        if relation(child) == "aux" and any(c.lower_ in NEGATORS for c in child.children):
            return True
    if token.dep_ == "conj" and relation(token.head) == relation(first_conjunct(token)):
        shared = any(c.lower_ in {"or", "nor"} for c in token.children) and not children(token, "nsubj")
        return shared and is_negated(token.head)
    return False


def _is_nobody(token: Token) -> bool:
    return token.lower_ in {"nobody", "none", "no-one", "neither", "nothing"} or any(
        c.lower_ in {"no", "neither"} and relation(c) in {"det", "cc"} for c in token.children
    )


def phrase(token: Token) -> tuple[int, int]:
    """The offsets of the noun phrase that the token heads, without its preposition, coordinated phrases and clauses."""
    left = right = token
    for child in token.children:
        if relation(child) in _NOT_IN_PHRASE or (child.dep_ == "appos"):
            continue
        edge = child.left_edge
        if edge.i < left.i:
            left = edge
        edge = child.right_edge
        if edge.i > right.i:
            right = edge
    while left.i < token.i and (left.is_punct or left.is_space):
        left = left.nbor()
    while right.i > token.i and (right.is_punct or right.is_space):
        right = right.nbor(-1)
    return left.idx, right.idx + len(right)


def _expand(heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """Coordinated heads each, relative pronouns replaced by what they stand for, none twice."""
    found: dict[int, Token] = {}
    for head in heads:
        for one in conjuncts(head):
            known = antecedent(one)
            for single in conjuncts(known) if known != one else (known,):
                found.setdefault(single.i, single)
    return tuple(found.values())

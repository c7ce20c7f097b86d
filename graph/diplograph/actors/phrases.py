"""Noun phrases and syntactic positions over a Universal Dependencies parse: what the actors stage asks of the tree."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from diplograph.actors.lexicon import is_one_of, word_list

__all__ = [
    "coarguments",
    "conjunct_head",
    "is_agent",
    "is_location",
    "is_plural",
    "judged_by",
    "parallel",
    "phrase",
    "preposition",
    "root_of",
    "subject_of",
    "verb_of",
]

_LEFT = frozenset(
    (
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "flat",
        "obl:unmarked",
    )
)
_RIGHT = frozenset(("flat", "compound", "nummod", "goeswith", "fixed"))
_OF = frozenset(("of", "for", "from", "in", "to", "at"))


def phrase(token: Token, *, loose: bool) -> tuple[int, int]:
    """First and last token of the noun phrase that ``token`` heads.

    Determiners, modifiers and flat parts belong to it, relative clauses, appositions and conjuncts do not. A phrase with
    "of" after the noun does; with ``loose`` also one with "for", "from", "in", "at" or "to" (for nouns, not for names).
    """
    first = last = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _LEFT and child.right_edge.i < token.i:
            if any(t.is_space for t in child.doc[child.right_edge.i + 1 : first]):
                break
            edge = child.left_edge
            if edge.dep_ == "case" and edge.tag_ != "POS" and edge.i < child.i:  # "of North Korean leader Kim"
                first = min(first, edge.i + 1)
                break
            first = min(first, edge.i)
        elif child.dep_ in ("case", "mark", "cop", "nsubj", "advmod"):
            break
    for child in token.rights:
        if child.dep_ in _RIGHT and child.i - last <= 2:
            last = max(last, phrase(child, loose=False)[1])
        elif child.dep_ == "nmod" and child.left_edge.i - last <= 2:
            case = preposition(child)
            if case == "of" or (loose and case in _OF):
                last = max(last, phrase(child, loose=False)[1])
                for conjunct in child.rights:
                    if conjunct.dep_ == "conj" and conjunct.left_edge.i - last <= 2:
                        last = max(last, phrase(conjunct, loose=False)[1])
            else:
                break
        elif (child.dep_ == "case" and child.tag_ == "POS") or child.dep_ != "punct":
            break
    while last > token.i and token.doc[last].is_punct and token.doc[last].text not in (".",):
        last -= 1
    return first, last


def preposition(token: Token) -> str:
    """The preposition before a noun phrase, in lower case; ``""`` where there is none."""
    for child in token.lefts:
        if child.dep_ == "case" and child.tag_ != "POS":
            return str(child.lower_)
        if child.dep_ == "nmod:desc" and (case := preposition(child)):  # "of leader Kim"
            return case
    return ""


def root_of(doc: Doc, first: int, last: int) -> int:
    """The token of a span whose head lies outside it; the first of several."""
    for token in doc[first : last + 1]:
        if (not first <= token.head.i <= last or token.head == token) and not token.is_punct:
            return int(token.i)
    return last


def conjunct_head(token: Token) -> Token:
    """The first conjunct of the coordination that ``token`` is part of."""
    while token.dep_ == "conj":
        token = token.head
    return token


def is_plural(token: Token) -> bool:
    """Whether a noun or pronoun is plural, by its tag, number feature or a coordination with "and"."""
    if token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph):
        return True
    return any(child.dep_ == "nummod" and child.lower_ not in ("one", "1") for child in token.lefts)


def is_agent(token: Token) -> bool:
    """Whether a noun does something: the subject of a verb, the agent of a passive, a possessor of an act."""
    head = conjunct_head(token)
    return (
        head.dep_ in ("nsubj", "nsubj:pass", "obl:agent", "nsubj:outer", "csubj", "iobj") or preposition(head) == "by"
    )


def is_location(token: Token) -> bool:
    """Whether a place name tells where, not who: "in Seoul", "flew to Geneva", "a Beijing suburb"."""
    after = [other.lower_ for other in token.doc[token.i + 1 : token.i + 3]]
    if after in (["-", "based"], ["-", "born"]):
        return True
    head = conjunct_head(token)
    if head.dep_ in ("obl", "nmod", "advmod", "obl:unmarked", "acl", "root", "parataxis"):
        case = preposition(head)
        if case in word_list("where"):
            return True
        if case in ("to", "from", "into", "toward", "towards", "for", "via", "onto"):
            return is_one_of(head.head, "motion") or case in ("into", "via", "onto")
        return False
    return head.dep_ in ("compound", "nmod:unmarked", "flat")


def subject_of(verb: Token) -> Token | None:
    """The subject of a clause, or of the clause that shares its subject with it (coordination, control)."""
    seen = 0
    while seen < 6:
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer"):
                return child
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "parataxis") and verb.head != verb:
            verb = verb.head
            seen += 1
        elif verb.dep_ in ("acl", "acl:relcl"):
            return verb.head
        else:
            return None
    return None


def verb_of(token: Token) -> Token:
    """The verb whose clause a noun or pronoun belongs to."""
    current = token
    while current.head != current and current.pos_ not in ("VERB", "AUX") and current.dep_ not in ("root", "ROOT"):
        current = current.head
    return current


def judged_by(token: Token) -> Token | None:
    """Who is judged for what a possessive is part of: the president in "praised the president for his leadership"."""
    thing = token.head
    if (
        token.dep_ != "nmod:poss"
        or preposition(thing) not in ("for", "on", "over")
        or thing.dep_ not in ("obl", "nmod")
    ):
        return None
    above = thing.head
    if not is_one_of(above, "judging"):
        return None
    wanted = ("obj", "iobj", "nsubj:pass") if above.pos_ == "VERB" else ("nmod",)
    for child in above.children:
        if child.dep_ in wanted and child.i < token.i and (above.pos_ == "VERB" or preposition(child) in ("to", "of")):
            return child
    return None


def coarguments(head: Token, token: Token) -> bool:
    """Whether two nouns depend on the same verb, so that a plain pronoun cannot mean the other."""
    first, second = conjunct_head(head), conjunct_head(token)
    return first.head == second.head and first != second


def parallel(head: Token, token: Token) -> bool:
    """Whether two nouns stand in the same position of their clauses."""
    return conjunct_head(head).dep_.split(":")[0] == conjunct_head(token).dep_.split(":")[0] != "nmod"

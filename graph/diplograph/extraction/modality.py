"""Whether what a word tells took place: PLOVER's auxiliary modes, from auxiliaries, negation and what governs the word.

The words that decide are data (``ontology/lexicon/modality.toml``). A clause is judged by its own auxiliaries and
adverbs, then by each word above it that bears on it: "plans to visit" is to come, "failed to visit" did not happen,
"said that he visited" is as told. A relative clause and a reported clause stand for themselves.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from diplograph.extraction.syntax import (
    antecedent,
    children,
    is_negated,
    is_passive,
    is_predicate,
    particle,
    preposition,
    relation,
)
from diplograph.extraction.wordlists import word_tables
from diplograph.language.forms import known_form
from diplograph.resources import ontology_path

__all__ = ["MODALITIES", "denies_telling", "is_conditional", "is_denied", "is_long_past", "is_performed", "modality"]

Token = Any

MODALITIES = ("future", "hypothetical", "negation", "historical")
_LISTS = ("transparent", "future", "future-clause", "hypothetical", "negation", "denial", "report")
_TABLES = {
    "verbs": _LISTS,
    "nouns": _LISTS,
    "adjectives": _LISTS,
    "auxiliaries": ("future", "hypothetical"),
    "markers": ("future", "hypothetical", "negation"),
    "adverbs": ("future", "hypothetical", "negation", "historical"),
    "times": ("future", "historical"),
    "performed": ("by", "act"),
}
_DENIED = "denied"
_LONG_PAST = timedelta(days=120)
_CIRCUMSTANCES = frozenset({"during", "in", "at", "on", "following", "after", "amid"})
_TOLD = frozenset({"tell", "insist", "suggest", "warn"})
"""Verbs that report a finite clause but ask for what stands in an infinitive or subjunctive."""
_ARGUMENT_OF_NOUN = {"obj", "nsubj", "obl", "nmod", "compound", "iobj", "appos"}


def modality(token: Token, support: Token | None = None) -> tuple[str, ...]:
    """The auxiliary modes of the act that the token (a verb, or a noun such as "talks") evokes, in a fixed order.

    ``support`` is the verb that only carries a noun's act ("ordered an attack" is one): it says nothing but its tense.
    Empty where the text tells the act as having taken place or taking place.
    """
    found = _marks(token, support)
    return tuple(name for name in MODALITIES if name in found)


def is_denied(token: Token, support: Token | None = None) -> bool:
    """Whether somebody denies that the act took place: "denied that they agreed" is no refusal to agree."""
    return _DENIED in _marks(token, support)


def is_conditional(verb: Token) -> bool:
    """Whether a verb says what would be done if something else came: "would attack if the talks failed"."""
    if not any(c.lower_ in {"would", "'d", "’d"} for c in children(verb, "aux")):
        return False
    conditions = (
        *children(verb, "advcl"),
        *(children(verb.head, "advcl") if relation(verb) in {"ccomp", "parataxis"} else ()),
    )
    return any(c.lower_ in {"if", "unless"} for clause in conditions for c in children(clause, "mark"))


def _marks(token: Token, support: Token | None) -> set[str]:
    found: set[str] = set()
    _judge(token, found)
    node = token
    while node.head != node:
        carried = support is not None and node.head == support and relation(node) in {"obj", "nsubj"}
        if not carried and not _rise(node, found):
            break
        aside = relation(node) == "obl" and preposition(node) in _CIRCUMSTANCES and "negation" not in found
        node = node.head
        _judge(node, found)
        if aside:  # "said nothing during a visit": the visit took place
            found.discard("negation")
    return found


def is_long_past(when: str | None, published: date | None) -> bool:
    """Whether a date (``2018-02-12``, ``2018-02`` or ``2018``) lies months before the article: background, not news."""
    if when is None or published is None:
        return False
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 1:
        return parts[0] < published.year - (1 if published.month < 5 else 0)
    last = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 28)
    return published - last > _LONG_PAST


def denies_telling(verb: Token) -> bool:
    """Whether the verb denies that something took place: "denied that they met", "dismissed reports that they met".

    Then the act below it is what the sentence is about, told as not having taken place; the denial is no act of its own.
    """
    words = _words()["verbs"]
    if words.get(known_form(verb, words) or verb.lemma_.lower()) != "denial":
        return False
    tellings = children(verb, "obj")
    below = ("ccomp", "xcomp") if tellings else ("ccomp", "xcomp", "advcl")
    if any(child.tag_ == "VBG" or _is_finite(child) for child in children(verb, *below)):
        return True
    return any(
        _is_finite(clause)
        for noun in tellings
        for clause in children(noun, "acl", "ccomp")
        if clause.dep_ != "acl:relcl"
    )


def _is_finite(clause: Token) -> bool:
    if any(c.lower_ == "to" and relation(c) in {"mark", "aux"} for c in clause.children):
        return False
    return clause.tag_ in {"VBD", "VBP", "VBZ"} or bool(
        children(clause, "aux") and children(clause, "nsubj", "nsubj:pass")
    )


def _judge(node: Token, found: set[str]) -> None:
    """Add what the node's own auxiliaries, adverbs, conjunctions and modifiers say."""
    words = _words()
    if is_negated(node):
        found.add("negation")
    infinitive = has_future = False
    for child in node.children:
        lower, label = child.lower_, relation(child)
        if label == "aux":
            mode = words["auxiliaries"].get(lower)
            if lower in {"would", "'d", "’d"} and _is_future_in_past(node):
                mode = "future"
            if mode == "future" or (mode == "hypothetical" and not _is_ability(lower, node)):
                found.add(mode)
        elif label in {"mark", "case"}:
            phrase = " ".join([lower, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
            mode = words["markers"].get(phrase)
            if phrase in {"until", "till"} and _is_told_past(node.head):
                mode = None
            if mode and (label == "mark" or mode == "negation"):
                found.add(mode)
            infinitive = infinitive or lower == "to"
        elif label == "advmod":
            mode = words["adverbs"].get(lower)
            if mode and (mode != "historical" or node.tag_ in {"VBD", "VBN"}):
                found.add(mode)
            if lower == "ago" and any(_is_long(c) for c in child.children):
                found.add("historical")
        elif label == "amod" and node.pos_ in {"NOUN", "PROPN"}:
            mode = words["adjectives"].get(known_form(child, words["adjectives"]) or child.lower_)
            if mode and mode not in {"transparent", "report"}:
                found.add(mode)
        if label in {"obl", "nmod"}:
            has_future = has_future or _is_future_time(child)
            if _is_long_ago(child):
                found.add("historical")
    if has_future and (node.pos_ in {"NOUN", "PROPN"} or node.tag_ in {"VBP", "VBZ", "VBG", "VB"}):
        found.add("future")
    if infinitive and node.tag_ == "VB" and _stands_alone(node):
        found.add("negation" if any(c.lower_ == "yet" for c in node.children) else "future")
    if infinitive and node.tag_ == "VBN" and _stands_alone(node):
        found.add("hypothetical")  # "was to have met"


def _is_told_past(node: Token) -> bool:
    """Whether a verb tells of what has happened: "fought until Egypt withdrew", not "will fight until"."""
    return node.tag_ == "VBD" and not is_negated(node) and not children(node, "aux")


def _is_ability(auxiliary: str, node: Token) -> bool:
    """Whether "could" tells of a past ability that is as good as the act ("could finally meet"): never assumed."""
    return auxiliary in {"can", "ca"} and is_negated(node)


def _is_future_in_past(node: Token) -> bool:
    """Whether "would" is the future of something said in the past: "said it would withdraw", without an if."""
    clause = node
    while clause.dep_ in {"conj", "xcomp"} and clause.head != clause:
        clause = clause.head
    told = _class_of(clause.head) == "report" or known_form(clause.head, _TOLD) is not None
    if clause.dep_ != "ccomp" or clause.head.tag_ not in {"VBD", "VBN", "VBG"} or not told:
        return False
    conditions = (*children(clause, "advcl"), *children(node, "advcl"))
    return not any(c.lower_ in {"if", "unless"} for child in conditions for c in children(child, "mark"))


def _stands_alone(node: Token) -> bool:
    """A headline's infinitive ("Trump to visit Beijing") and "is to visit"."""
    if node.dep_ == "acl":
        return bool(node.head.head == node.head and node.head.pos_ == "PROPN")
    return bool(children(node, "nsubj", "nsubj:pass")) and node.dep_ in {
        "root",
        "ROOT",
        "ccomp",
        "parataxis",
        "conj",
        "acl:relcl",
    }


def _is_future_time(child: Token) -> bool:
    if relation(child) not in {"obl", "nmod"} or child.dep_ == "obl:agent":
        return False
    lemma = child.lemma_.lower()
    if lemma == "tomorrow":
        return True
    times = _words()["times"]
    named = lemma in {"week", "month", "year", "day", "weekend", "decade", "quarter", "hour"} or child.pos_ == "PROPN"
    return (
        named
        and any(times.get(c.lower_) == "future" and relation(c) in {"amod", "nmod"} for c in child.children)
        and (preposition(child) not in {"after", "before", "until", "since"})
    )


def _is_long_ago(child: Token) -> bool:
    return _is_long(child) and any(c.lower_ == "ago" for c in child.subtree)


def _is_long(noun: Token) -> bool:
    return noun.lower_ in {"year", "years", "decade", "decades", "century", "centuries", "generations"}


def _rise(node: Token, found: set[str]) -> bool:
    """Add what the word above makes of the node; whether to go on upward."""
    upper, label = node.head, relation(node)
    if node.dep_ == "acl:relcl" or label in {"parataxis", "appos", "list", "discourse"}:
        return False
    if label == "conj":
        return _shares(node, upper)
    if label == "advcl":
        return _rise_adverbial(node, found)
    if not is_predicate(node) or node.pos_ in {"NOUN", "PROPN"}:
        if label not in _ARGUMENT_OF_NOUN and label not in {"xcomp", "ccomp"}:
            return False
        if antecedent(node) != node:
            return False
        if label == "obl" and preposition(node) in {
            "about",
            "after",
            "since",
            "before",
            "despite",
            "following",
            "over",
            "because of",
            "amid",
        }:
            return False
    return _apply(node, upper, found)


def _shares(node: Token, upper: Token) -> bool:
    """Whether a coordinated word stands under the same auxiliaries and governors as the first."""
    if node.pos_ in {"NOUN", "PROPN"}:
        return True
    own = any(relation(c) in {"nsubj", "aux", "csubj"} for c in node.children)
    return not own and (node.tag_ == upper.tag_ or upper.pos_ != "VERB")


def _rise_adverbial(node: Token, found: set[str]) -> bool:
    """Adverbial clauses: a purpose is not yet so; a participle is as real as what it goes with; a finite one stands alone."""
    infinitive = any(c.lower_ == "to" and relation(c) in {"mark", "aux"} for c in node.children)
    upper = node.head
    if infinitive:
        if is_performed(node):
            return False
        known = _class_of(upper)
        if known in {None, "report", "transparent"}:
            found.add("hypothetical")
            return False
        found.add("future" if known == "future-clause" else known)
        return True
    if any(c.lower_ in {"of", "from"} for c in children(node, "mark", "case")):
        known = _class_of(upper)  # "accused of killing", "prevented from meeting"
        if known in {"hypothetical", "negation"}:
            found.add(known)
        return False
    if node.tag_ in {"VBG", "VBN"} and not any(relation(c) in {"nsubj", "aux"} for c in node.children):
        # "will visit Seoul after meeting Abe" is all to come; "did not resign after meeting Abe" says that he met him.
        for auxiliary in children(upper, "aux"):
            mode = _words()["auxiliaries"].get(auxiliary.lower_)
            if mode:
                found.add(mode)
    return False


def is_performed(node: Token) -> bool:
    """Whether an act of words is done by addressing somebody: "phoned Egypt to congratulate it" has congratulated it."""
    acts = _words()["performed"]
    return (
        relation(node) == "advcl"
        and acts.get(known_form(node.head, acts) or "") == "by"
        and acts.get(known_form(node, acts) or "") == "act"
    )


def _class_of(upper: Token) -> str | None:
    found = _listed(upper)
    return "negation" if found == "denial" else found


def _listed(upper: Token) -> str | None:
    words = _words()
    if upper.pos_ in {"NOUN", "PROPN"}:
        return words["nouns"].get(known_form(upper, words["nouns"]) or "")
    if upper.pos_ == "ADJ" or (upper.lower_ in words["adjectives"] and children(upper, "cop", "aux:pass")):
        return words["adjectives"].get(upper.lower_) or words["verbs"].get(known_form(upper, words["verbs"]) or "")
    if upper.pos_ in {"VERB", "AUX"}:
        joined = f"{known_form(upper, words['verbs']) or upper.lemma_.lower()} {particle(upper)}".strip()
        return words["verbs"].get(joined) or words["verbs"].get(joined.partition(" ")[0])
    return None


def _apply(node: Token, upper: Token, found: set[str]) -> bool:
    label = relation(node)
    if label in {"acl", "ccomp"} and relation(upper) == "obj" and denies_telling(upper.head):
        found.update({"negation", _DENIED})  # "denied reports that they met"
        return False
    known = _class_of(upper)
    if label in {"ccomp", "xcomp"} and denies_telling(upper):
        found.add(_DENIED)
    if upper.lemma_.lower() == "go" and upper.tag_ == "VBG" and label == "xcomp":
        found.add("future")
        return True
    if upper.lemma_.lower() == "be" and label == "xcomp":
        found.add("negation" if any(c.lower_ == "yet" for c in (*upper.children, *node.children)) else "future")
        return True
    if label == "xcomp" and _is_bound(upper):
        found.add("hypothetical")
        return True
    nominal = node.pos_ in {"NOUN", "PROPN"} and not is_predicate(node)
    if known == "future-clause":  # "this would mean that they met" tells what somebody makes of it
        known = "transparent" if nominal else "hypothetical" if label == "ccomp" else "future"
    if known is None:
        return label != "ccomp" and (upper.pos_ in {"VERB", "AUX", "ADJ"} or nominal)
    if label == "ccomp" and node.tag_ in {"VBD", "VBN", "VBZ"} and known_form(upper, _TOLD):
        known = "report"
    if known == "report":
        # "confirmed the visit" and "said it visited" leave the act as it is
        return False
    if known == "transparent":
        return label not in {"ccomp"} or upper.lemma_.lower() in {"see", "let", "make", "happen", "appear", "seem"}
    if nominal and label == "nsubj" and known in {"hypothetical", "future"} and not is_passive(upper):
        return False  # "the talks aim to …" have taken place
    if (
        nominal
        and label == "obl"
        and known in {"future", "negation"}
        and preposition(node) in {"in", "at", "during", "on", "by", "from"}
    ):
        return _is_refused(upper, node, found, known)
    if (
        label in {"nmod", "compound"}
        and upper.pos_ in {"NOUN", "PROPN"}
        and preposition(node) not in {"for", "to", "of", "on", ""}
    ):
        return False
    found.add(known)
    return not (known == "hypothetical" and label == "ccomp")


def _is_bound(upper: Token) -> bool:
    """Whether somebody only has to do it, or is able to, at present: "had to leave" and "was able to leave" have left."""
    if known_form(upper, ("have",)):
        return upper.tag_ in {"VBZ", "VBP", "VB"}
    return bool(upper.lower_ == "able" and any(c.tag_ in {"VBZ", "VBP"} for c in children(upper, "cop")))


def _is_refused(upper: Token, node: Token, found: set[str], known: str) -> bool:
    """ "Refrained from talks" is about the talks; "agreed at talks", "refused during a visit" are not."""
    if known == "negation" and preposition(node) == "from" and upper.lemma_.lower() not in {"stop", "suspend"}:
        found.add(known)
        return True
    return False


@cache
def _words() -> dict[str, dict[str, str]]:
    return word_tables(ontology_path("lexicon", "modality.toml"), _TABLES)

"""Who says it and to whom: the parties of a cue as tokens of the parse, and as roles with the actor they stand for."""

from __future__ import annotations

from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.complement import Content
from diplograph.extraction.cues import Cue
from diplograph.extraction.reporting import load_reporting
from diplograph.extraction.syntax import (
    agents,
    antecedent,
    children,
    conjuncts,
    indirect_objects,
    is_passive,
    objects,
    obliques,
    phrase,
    preposition,
    relation,
    subjects,
)
from diplograph.language.forms import known_form
from diplograph.record import Role

__all__ = ["companions", "find_addressees", "find_relays", "find_speaker", "near_speaker", "role", "roles_of", "top"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_INVERTED = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_INNER = frozenset({"nmod:desc", "compound", "flat", "nmod", "amod", "appos", "det", "nummod", "obl"})
_STOPS = frozenset({".", "!", "?", ";"})
_REACH = 40
_IMPERSONAL = frozenset({"it", "there"})
_EITHER = frozenset({"or", "nor", "but", "not"})


def role(token: Any, resolution: Resolution, text: str) -> Role:
    """The party that a token heads: its whole mention, or where the resolution has none its noun phrase, unresolved.

    A relative pronoun stands as it is, with the actor of what it refers to.
    """
    return roles_of(token, resolution, text)[0]


def roles_of(token: Any, resolution: Resolution, text: str) -> tuple[Role, ...]:
    """The same where a phrase stands for several ("the two leaders"): one role each, never none."""
    mention = resolution.headed_by(token.i)
    if mention is not None:
        return mention.roles
    before = antecedent(token)
    if before != token:
        named = resolution.headed_by(before.i)
        actors = named.actors if named and named.actors else (None,)
        return tuple(Role(actor, token.idx, token.idx + len(token), token.text) for actor in actors)
    start, end = phrase(token)
    return (Role(None, start, end, text[start:end]),)


def companions(token: Any, resolution: Resolution, text: str) -> tuple[Role, ...]:
    """Who speaks together with the one that the token heads: "Kim and Moon said", "the two leaders said"."""
    first, *others = roles_of(token, resolution, text)
    found = dict.fromkeys(others)
    mention = resolution.headed_by(token.i)
    end = mention.end if mention else 0
    for other in conjuncts(antecedent(token))[1:]:
        if other.pos_ in _NOMINAL and other.idx >= end and not any(c.lower_ in _EITHER for c in children(other, "cc")):
            found.update(dict.fromkeys(roles_of(other, resolution, text)))
    return tuple(one for one in found if one.actor is None or one.actor != first.actor)


def find_speaker(doc: Any, cue: Cue, content: Content | None) -> Any | None:
    """The head of the noun phrase that names the speaker, by the parse; ``None`` where the sentence names none."""
    token = doc[cue.token]
    if cue.form == "phrase":
        return _source_of_phrase(doc, cue)
    if cue.form == "noun":
        return _owner(token)
    if content is not None and content.frame in {"clause", "object", "object-as"} and is_passive(token):
        return next(iter(agents(token)), None)
    quoted = _quoted_as(token)
    if quoted is not None:
        return quoted
    own = children(token, "nsubj")
    if own and antecedent(own[0]) != own[0]:
        return own[0]
    for subject in agents(token):
        if subject.lower_ in _IMPERSONAL and subject.dep_ == "expl":
            return None
        return _issuer(subject, token)
    return None


def near_speaker(doc: Any, cue: Cue) -> Any | None:
    """The nominal next to a cue, for where the parse gives it no subject: behind it in "…," said Kim, else before it."""
    for i in range(cue.token + 1, min(len(doc), cue.token + 6)):
        token = doc[i]
        if token.is_punct or token.is_space or token.pos_ not in _INVERTED:
            break
        if token.pos_ in _NOMINAL:
            return top(token)
    nearest = None
    for i in range(cue.token - 1, max(-1, cue.token - _REACH), -1):
        token = doc[i]
        if token.is_quote or token.text in _STOPS or "\n" in token.text:
            break
        if token.pos_ in _NOMINAL:
            if relation(token) == "nsubj":
                return token
            nearest = nearest or token
    return None if nearest is None else top(nearest)


def find_addressees(doc: Any, cue: Cue, content: Content | None) -> tuple[Any, ...]:
    """The heads of those who are told: "told Moon", "said to reporters", "in a call with Putin"."""
    token = doc[cue.token]
    if cue.form != "verb":
        return ()
    inside = content.tokens if content else frozenset()
    uses = [content.use] if content else list(cue.words)
    found: list[Any] = []
    for use in uses:
        if "object" in use.addressee:
            found.extend(subjects(token) if is_passive(token) else indirect_objects(token) or objects(token))
        found.extend(obliques(token, *sorted(use.addressee - {"object"})))
    for child in children(token, "obl"):
        if known_form(child, load_reporting().lists["occasion"]) and preposition(child) in {
            "in",
            "on",
            "during",
            "at",
            "after",
        }:
            found.extend(c for c in obliques(child, "with", "to") if c.pos_ in _NOMINAL)
    return tuple({t.i: t for t in found if t.i not in inside and t.pos_ in _NOMINAL}.values())


def top(token: Any) -> Any:
    """The head of the noun phrase that the token is part of."""
    while token.head != token and token.head.pos_ in _NOMINAL and relation(token) in _INNER:
        token = token.head
    return token


def _source_of_phrase(doc: Any, cue: Cue) -> Any | None:
    source = doc[cue.token]
    while source.dep_ in {"case", "fixed", "mark", "advmod"} and source.head != source:
        source = source.head
    if source.pos_ in _NOMINAL and source.i > cue.token:
        return source
    for child in source.subtree:
        if child.i > cue.token and child.pos_ in _NOMINAL:
            return top(child)
    return None


def _owner(token: Any) -> Any | None:
    """Whose claim it is: "Kim's claim", "a claim by Kim", "Kim made the claim"."""
    owners = children(token, "nmod:poss") or obliques(token, "by", "from")
    if owners:
        return antecedent(owners[0])
    if token.dep_ == "obj" and known_form(token.head, load_reporting().lists["give"]):
        return next(iter(agents(token.head)), None)
    return None


def _quoted_as(token: Any) -> Any | None:
    """The speaker in "the agency quoted Kim as saying …"."""
    head = token.head
    if (
        relation(token) in {"advcl", "xcomp", "ccomp", "acl"}
        and known_form(head, {"quote", "cite"})
        and token.tag_ == "VBG"
    ):
        return next(iter(subjects(head) if is_passive(head) else objects(head)), None)
    return None


def _issuer(subject: Any, verb: Any) -> Any:
    """For "Seoul issued a statement saying …" and "she spoke at a conference announcing …" who did; else the subject."""
    if relation(verb) == "acl" and verb.head.i == subject.i:
        head = subject.head
        made = subject.dep_ == "obj" and known_form(head, load_reporting().lists["give"])
        if made or (subject.dep_ == "obl" and known_form(subject, load_reporting().lists["occasion"])):
            return next(iter(agents(head)), subject)
    return subject


def find_relays(doc: Any, cue: Cue, speaker: Any | None) -> tuple[Any, ...]:
    """Who passes the statement on within its own clause: "the agency quoted Kim as saying", "was quoted by the agency as
    saying", "officials quoted by the paper said", "said in a statement carried by the agency"."""
    token = doc[cue.token]
    relays: list[Any] = []
    if _quoted_as(token) is not None:
        # "quoted as saying by the agency": whatever the parser calls what follows "by" below "saying"
        relays.extend(agents(token.head) or [c for c in token.children if preposition(c) == "by"])
    named = [] if speaker is None else [speaker]
    for noun in [*named, *children(token, "obl")]:
        for clause in children(noun, "acl"):
            if clause.tag_ == "VBN" and known_form(clause, load_reporting().lists["relay"]):
                relays.extend(agents(clause))
    return tuple({relay.i: relay for relay in relays}.values())

"""Contents around their cue: "The talks, Kim said, should go on", "…, KCNA reported.", "According to Kim, …"."""

from __future__ import annotations

from typing import Any

from diplograph.extraction.complement import FINITE, QUESTION, Content, last_word, mark, subtree, union
from diplograph.extraction.cues import Cue
from diplograph.extraction.syntax import children, relation

__all__ = ["around_phrase", "find_closed", "find_host"]

_ARGUMENT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "compound", "flat", "nummod", "amod"})
_EMBEDDED = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "obj", "obl", "nmod", "amod", "nsubj", "csubj", "appos", "dep", "advmod"}
)


def find_host(token: Any, cue: Cue) -> Content | None:
    """The clause that the cue interrupts or follows ("The talks, Kim said, should go on"), or "as Kim said" comments on."""
    use = cue.use("clause", "quote", "quoted")
    if use is None or token.head == token:
        return None
    comments = relation(token) == "advcl" and mark(token) == "as" and not children(token, "obj", "xcomp")
    if token.dep_ != "parataxis" and not comments and not _interrupts(token):
        return None
    if not any(relation(c) in {"nsubj", "expl"} for c in token.children) or use.frames == {"quoted"}:
        return None
    own = subtree(token)
    host = token.head
    while (
        relation(host) in _ARGUMENT and host.head != host
    ):  # the parser may hang the cue on a noun that it stands behind
        host = host.head
    before = [c for c in children(host, "ccomp") if c.i < token.i < host.i]
    if before:  # "…, KCNA reported, Yonhap said": both report the clause before them
        return Content(union(before) - own, use, "clause", own)
    tokens = subtree(host) - own
    return Content(tokens, use, "clause", own) if tokens else None


def _interrupts(token: Any) -> bool:
    """Whether a clause such as ", Kim said," stands between commas, whatever relation the parser gave it."""
    subject = next(iter(children(token, "nsubj")), None)
    if subject is None or subject.i > token.i or token.tag_ not in FINITE or subject.tag_ in QUESTION:
        return False
    if children(token, "mark", "cc", "obj", "ccomp", "xcomp"):
        return False
    own = subtree(token)
    first, last, doc = subject.left_edge.i, last_word(own, token.doc) + 1, token.doc
    return first > token.sent.start and last < len(doc) and doc[first - 1].text == doc[last].text == ","


def find_closed(token: Any, cue: Cue) -> Content | None:
    """What stands before a cue that closes its sentence, where the parser took ", KCNA reported." for something else."""
    use = cue.use("clause")
    subject = next(iter(children(token, "nsubj")), None)
    doc, start = token.doc, token.sent.start
    if use is None or subject is None or subject.i > token.i or children(token, "mark", "cc", "obj", "ccomp", "xcomp"):
        return None
    first = subject.left_edge.i
    if first - 1 <= start or doc[first - 1].text != "," or subject.tag_ in QUESTION or token.tag_ not in FINITE:
        return None
    own = subtree(token)
    last = last_word(own, doc)
    if last + 1 < len(doc) and doc[last + 1].text not in {".", ",", "!"}:
        return None
    if any(doc[i].tag_ in FINITE or doc[i].tag_ in QUESTION for i in own if i > token.i):
        return None
    before = frozenset(range(start, first - 1))
    if not any(doc[i].tag_ in FINITE for i in before):
        return None
    return Content(before, use, "clause", own | {first - 1})


def around_phrase(doc: Any, cue: Cue) -> Content | None:
    """ "according to Kim, …": all of the clause that the phrase belongs to, but for the phrase."""
    source = doc[cue.token]
    while source.dep_ in {"case", "fixed", "mark", "advmod"} and source.head != source:
        source = source.head
    host = source.head
    while host.head != host and (
        relation(host) in _EMBEDDED or (host.dep_ == "conj" and not children(host, "nsubj", "csubj", "expl"))
    ):
        host = host.head
    phrase = subtree(source)
    if host == source:
        return None
    tokens = subtree(host) - phrase
    first = min(tokens, default=0)
    tokens -= {c.i for c in host.children if c.dep_ == "cc" and c.i == first}
    return Content(tokens, cue.words[0], "clause", phrase) if tokens else None

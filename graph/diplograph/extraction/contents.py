"""What is said, by the parse: the complement of a reporting word, as the tokens that it covers.

The content of "Kim said that the talks should go on" is "that the talks should go on"; of "The talks, Kim said, should
go on" it is everything but the words of the cue; of "Kim called the talks a success" both "the talks" and "a success".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diplograph.extraction.cues import Cue
from diplograph.extraction.reporting import ReportingWord
from diplograph.extraction.syntax import children, is_passive, preposition, relation

__all__ = ["Content", "find_content"]

_QUESTION = frozenset({"WDT", "WP", "WP$", "WRB"})
_EMBEDDED = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "obj", "obl", "nmod", "amod", "nsubj", "csubj", "appos", "dep", "advmod"}
)
_ARGUMENT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "compound", "flat", "nummod", "amod"})
_SETTINGS = frozenset({"in", "at", "on", "during", "after", "before"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REASONS = frozenset({"because", "since", "if", "unless", "until"})
_GOING_ON = frozenset({"go", "continue", "begin", "proceed", "take", "use", "start", "come", "hasten", "rush"})
_LIGHT = frozenset(
    {"it", "this", "that", "them", "him", "her", "me", "us", "you", "what", "which", "whom", "who", "so"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """The tokens of what is said (without the words of the cue), the use of the word and the frame that led to them.

    ``own`` are the tokens of a clause or phrase that stands inside or behind what is said and only says who said it.
    """

    tokens: frozenset[int]
    use: ReportingWord
    frame: str
    own: frozenset[int] = frozenset()


def find_content(doc: Any, cue: Cue) -> Content | None:
    """The complement of the cue in its sentence; ``None`` where the parse shows none that the lexicon allows for."""
    token = doc[cue.token]
    if cue.form == "verb" and _is_imperative(token):
        return None
    if cue.form == "phrase":
        return _around_phrase(doc, cue)
    if cue.form == "noun":
        return _noun_complement(token, cue)
    clause = _clause(token, cue) or _host(token, cue) or _closing(token, cue)
    if clause or not _is_told(token):
        return clause
    return _infinitive(token, cue) or _topic(token, cue) or _object(token, cue)


def _is_imperative(token: Any) -> bool:
    """ "Tell us that it is over": nobody has said so."""
    if token.tag_ != "VB" or relation(token) not in {"root", "ROOT", "parataxis"}:
        return False
    return not any(relation(c) in {"nsubj", "csubj", "aux", "mark", "expl"} for c in token.children)


def _is_told(token: Any) -> bool:
    """Whether the verb says that something was uttered: not so an infinitive such as "asked him to apologise"."""
    if token.tag_ != "VB" or not any(c.lower_ == "to" for c in children(token, "mark", "aux")):
        return True
    return token.head.lemma_.lower() in _GOING_ON or relation(token) in {"root", "ROOT"}


def _subtree(token: Any) -> frozenset[int]:
    return frozenset(t.i for t in token.subtree)


def _core(tokens: Iterable[Any]) -> frozenset[int]:
    """The noun phrases or topics without a relative clause that only adds something, behind a comma."""
    found: set[int] = set()
    for token in tokens:
        found |= _subtree(token)
        for child in token.subtree:
            if child.dep_ == "acl:relcl" and child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text == ",":
                found -= _subtree(child)
    return frozenset(found)


def _union(tokens: Iterable[Any]) -> frozenset[int]:
    return frozenset(i for token in tokens for i in _subtree(token))


def _mark(token: Any) -> str:
    """The word that introduces a clause: its conjunction, or the preposition that stands before an -ing form."""
    return next((c.lower_ for c in token.children if c.dep_ in {"mark", "case"} and c.i < token.i), "")


def _is_question(token: Any) -> bool:
    if _mark(token) in {"whether", "if"}:
        return True
    return any(t.tag_ in _QUESTION and t.i < token.i for t in token.children) or token.tag_ in _QUESTION


def _clause(token: Any, cue: Cue) -> Content | None:
    """A finite clause or an embedded question as complement, before or behind the verb."""
    clauses = [c for c in children(token, "ccomp") if c.tag_ != "VBG" or any(a.dep_ == "aux" for a in c.children)]
    clauses = clauses or [c for c in children(token, "csubj") if c.i > token.i]  # "it was announced that …"
    if not clauses:
        return _through_noun(token, cue)
    wanted = ("question", "clause") if _is_question(clauses[0]) else ("clause", "question")
    frame = next((f for f in wanted if cue.use(f)), None)
    if frame is None:
        frame = "quote" if cue.use("quote", "quoted") and all(c.i < token.i for c in clauses) else None
    use = (cue.use(frame) or cue.use("quoted")) if frame else None
    if use is None or frame is None:
        return None
    last = clauses[-1]
    also = [c for c in children(token, "conj") if c.i > last.i > token.i and _belongs(c, token)]
    reasons = [c for c in children(token, "advcl") if _mark(c) in _REASONS and c.i > clauses[-1].i > token.i]
    tokens = _union([*clauses, *reasons, *also])
    return Content(tokens | _fronted(token, clauses[0]) | frozenset(_after_colon(token.doc, max(tokens))), use, frame)


def _belongs(conjunct: Any, cue: Any) -> bool:
    """Whether a verb that the parser coordinates with the cue is said too: "said he was ready and would come"."""
    kids = list(conjunct.children)
    if any(relation(c) in {"nsubj", "csubj", "expl"} for c in kids) or any(relation(c) == "aux" for c in cue.children):
        return False
    return any(c.tag_ == "MD" for c in kids) or (
        conjunct.tag_ == "VBN" and any(c.lower_ in {"had", "has", "have"} for c in kids)
    )


def _after_colon(doc: Any, last: int) -> range:
    """What a colon adds to a content that ends before it, to the end of the sentence."""
    if last + 2 < len(doc) and doc[last + 1].text == ":" and not doc[last + 2].is_space and not doc[last + 2].is_quote:
        return range(last + 1, doc[last].sent.end)
    return range(0)


def _fronted(token: Any, clause: Any) -> frozenset[int]:
    """What stands before an interrupting cue: "To end it" in "To end it, Kim said, both sides must talk"."""
    subject = next(iter(children(token, "nsubj")), None)
    last = token if subject is None else max(token, subject.right_edge)
    doc = token.doc
    if clause.i < token.i or subject is None or last.i + 2 >= len(doc) or doc[last.i + 1].text != ",":
        return frozenset()
    first = min(token, subject.left_edge).i
    start = token.sent.start
    if start >= first or doc[first - 1].text != "," or doc[last.i + 2].is_quote or doc[start].lower_ in {"as", "asked"}:
        return frozenset()
    if doc[start].pos_ in {"CCONJ", "ADV"} or doc[start].tag_ == "VBG":
        return frozenset()
    return frozenset(range(start, first - 1))


def _through_noun(token: Any, cue: Cue) -> Content | None:
    """ "said in a statement that …", "said before he left that …": the clause hangs on another word, but it is what was said."""
    use = cue.use("clause")
    if use is None:
        return None
    for other in children(token, "obl", "obj", "advcl"):
        clauses = [c for c in children(other, "acl", "ccomp") if _mark(c) == "that"]
        if clauses and other.i > token.i and (relation(other) == "advcl" or preposition(other) in _SETTINGS):
            return Content(_union(clauses), use, "clause")
    return None


def _host(token: Any, cue: Cue) -> Content | None:
    """The clause that the cue interrupts or follows ("The talks, Kim said, should go on"), or "as Kim said" comments on."""
    use = cue.use("clause", "quote", "quoted")
    if use is None or token.head == token:
        return None
    comments = relation(token) == "advcl" and _mark(token) == "as" and not children(token, "obj", "xcomp")
    if token.dep_ != "parataxis" and not comments and not _interrupts(token):
        return None
    if not any(relation(c) in {"nsubj", "expl"} for c in token.children) or use.frames == {"quoted"}:
        return None
    own = _subtree(token)
    host = token.head
    while (
        relation(host) in _ARGUMENT and host.head != host
    ):  # the parser may hang the cue on a noun that it stands behind
        host = host.head
    before = [c for c in children(host, "ccomp") if c.i < token.i < host.i]
    if before:  # "…, KCNA reported, Yonhap said": both report the clause before them
        return Content(_union(before) - own, use, "clause", own)
    tokens = _subtree(host) - own
    return Content(tokens, use, "clause", own) if tokens else None


def _last_word(tokens: Iterable[int], doc: Any) -> int:
    """The last token that is no punctuation: parsers hang full stops anywhere."""
    return max(i for i in tokens if not (doc[i].is_punct or doc[i].is_space))


def _interrupts(token: Any) -> bool:
    """Whether a clause such as ", Kim said," stands between commas, whatever relation the parser gave it."""
    subject = next(iter(children(token, "nsubj")), None)
    if subject is None or subject.i > token.i or token.tag_ not in _FINITE or subject.tag_ in _QUESTION:
        return False
    if children(token, "mark", "cc", "obj", "ccomp", "xcomp"):
        return False
    own = _subtree(token)
    first, last, doc = subject.left_edge.i, _last_word(own, token.doc) + 1, token.doc
    return first > token.sent.start and last < len(doc) and doc[first - 1].text == doc[last].text == ","


def _closing(token: Any, cue: Cue) -> Content | None:
    """What stands before a cue that closes its sentence, where the parser took ", KCNA reported." for something else."""
    use = cue.use("clause")
    subject = next(iter(children(token, "nsubj")), None)
    doc, start = token.doc, token.sent.start
    if use is None or subject is None or subject.i > token.i or children(token, "mark", "cc", "obj", "ccomp", "xcomp"):
        return None
    first = subject.left_edge.i
    if first - 1 <= start or doc[first - 1].text != "," or subject.tag_ in _QUESTION or token.tag_ not in _FINITE:
        return None
    own = _subtree(token)
    last = _last_word(own, doc)
    if last + 1 < len(doc) and doc[last + 1].text not in {".", ",", "!"}:
        return None
    if any(doc[i].tag_ in _FINITE or doc[i].tag_ in _QUESTION for i in own if i > token.i):
        return None
    before = frozenset(range(start, first - 1))
    if not any(doc[i].tag_ in _FINITE for i in before):
        return None
    return Content(before, use, "clause", own | {first - 1})


def _infinitive(token: Any, cue: Cue) -> Content | None:
    """An infinitive or -ing clause; of a passive ("is said to have left") also the subject that it was raised from."""
    for clause in children(token, "xcomp", "ccomp", "advcl"):
        if clause.i < token.i:
            continue
        if any(c.lower_ == "to" and c.i < clause.i for c in children(clause, "mark", "aux")) and clause.dep_ != "advcl":
            use = cue.use("infinitive", "clause")
            if use and is_passive(token) and "object" not in use.addressee:
                return Content(_union([*children(token, "nsubj"), clause]), use, "clause")
            use = cue.use("infinitive")
            if use and use.kind == "urge" and "object" in use.addressee and not _is_aimed(token):
                continue  # "asked not to be named"
            if use:
                return Content(_subtree(clause), use, "infinitive")
        elif clause.tag_ == "VBG" and not _mark(clause) and clause.i - token.i <= 3:
            use = cue.use("gerund")
            if use:
                return Content(_subtree(clause), use, "gerund")
    return None


def _is_aimed(token: Any) -> bool:
    return is_passive(token) or bool(children(token, "obj", "iobj", "obl"))


def _topic(token: Any, cue: Cue) -> Content | None:
    """What a preposition leads to: "warned of a war", "called for talks", "accused Kim of lying"."""
    topics = []
    use = None
    for child in token.children:
        if relation(child) not in {"obl", "advcl", "xcomp", "ccomp", "nmod"} or child.i < token.i:
            continue
        word = preposition(child) or _mark(child)
        found = next((u for u in cue.words if word in u.about), None)
        if found is not None and use in {None, found}:
            use = found
            topics.append(child)
    if use is None:
        return None
    if use.frames & {"object", "object-as"}:
        named = children(token, "nsubj" if is_passive(token) else "obj")
        if not named or (is_passive(token) and use.kind not in {"accuse", "describe"}):
            return None
        return Content(_core([*named, *topics]), use, "object")
    opening = {c.i for c in topics[0].children if c.dep_ in {"case", "mark"} and c.lower_ in use.about}
    return Content(_core(topics[:1]) - opening, use, "about")


def _object(token: Any, cue: Cue) -> Content | None:
    """A noun phrase: "announced a freeze"; with what it is said to be: "called the talks a success"."""
    objects = [c for c in children(token, "obj") if c.i > token.i]
    use = cue.use("object-as")
    if use:
        named = [c for c in children(token, "xcomp", "obl", "advcl") if c.i > token.i and _mark(c) in {"", "as"}]
        named = [c for c in named if c.dep_ == "xcomp" or _mark(c) == "as"]
        subject = children(token, "nsubj") if is_passive(token) else objects
        if named and subject:
            return Content(_union([*(t for t in subject if t.lower_ not in _LIGHT), *named]), use, "object-as")
        if len(objects) > 1:
            return Content(_union(objects), use, "object-as")
    use = cue.use("object")
    if use is None or not objects or is_passive(token) or all(c.lower_ in _LIGHT for c in objects):
        return None
    return Content(_core(objects), use, "object")


def _noun_complement(token: Any, cue: Cue) -> Content | None:
    for clause in children(token, "acl", "ccomp", "xcomp"):
        if clause.i < token.i:
            continue
        if _mark(clause) == "that" and any(relation(c) in {"nsubj", "csubj", "expl"} for c in clause.children):
            use, frame = cue.use("clause"), "clause"
        elif any(c.lower_ == "to" and c.i < clause.i for c in children(clause, "mark", "aux")):
            use, frame = cue.use("infinitive"), "infinitive"
        else:
            continue
        if use:
            return Content(_subtree(clause), use, frame)
    for topic in children(token, "nmod", "acl"):
        word = preposition(topic) or _mark(topic)
        use = next((u for u in cue.words if word in u.about), None)
        if use and topic.i > token.i:
            opening = {c.i for c in topic.children if c.dep_ in {"case", "mark"} and c.lower_ == word}
            return Content(_subtree(topic) - opening, use, "about")
    return None


def _around_phrase(doc: Any, cue: Cue) -> Content | None:
    """ "according to Kim, …": all of the clause that the phrase belongs to, but for the phrase."""
    source = doc[cue.token]
    while source.dep_ in {"case", "fixed", "mark", "advmod"} and source.head != source:
        source = source.head
    host = source.head
    while host.head != host and (
        relation(host) in _EMBEDDED or (host.dep_ == "conj" and not children(host, "nsubj", "csubj", "expl"))
    ):
        host = host.head
    phrase = _subtree(source)
    if host == source:
        return None
    tokens = _subtree(host) - phrase
    first = min(tokens, default=0)
    tokens -= {c.i for c in host.children if c.dep_ == "cc" and c.i == first}
    return Content(tokens, cue.words[0], "clause", phrase) if tokens else None

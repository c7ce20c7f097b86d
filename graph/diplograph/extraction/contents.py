"""What is said, by the parse: the complement of a reporting word, as the tokens that it covers.

The content of "Kim said that the talks should go on" is "that the talks should go on"; of "The talks, Kim said, should
go on" it is everything but the words of the cue; of "Kim called the talks a success" both "the talks" and "a success".
"""

from __future__ import annotations

from typing import Any

from diplograph.extraction.complement import QUESTION, Content, core, mark, subtree, union
from diplograph.extraction.cues import Cue
from diplograph.extraction.hosts import around_phrase, find_closed, find_host
from diplograph.extraction.syntax import children, is_passive, preposition, relation

__all__ = ["find_content"]

_SETTINGS = frozenset({"in", "at", "on", "during", "after", "before"})
_REASONS = frozenset({"because", "since", "if", "unless", "until"})
_GOING_ON = frozenset({"go", "continue", "begin", "proceed", "take", "use", "start", "come", "hasten", "rush"})
_LIGHT = frozenset(
    {"it", "this", "that", "them", "him", "her", "me", "us", "you", "what", "which", "whom", "who", "so"}
)


def find_content(doc: Any, cue: Cue) -> Content | None:
    """The complement of the cue in its sentence; ``None`` where the parse shows none that the lexicon allows for."""
    token = doc[cue.token]
    if cue.form == "verb" and _is_imperative(token):
        return None
    if cue.form == "phrase":
        return around_phrase(doc, cue)
    if cue.form == "noun":
        return _noun_complement(token, cue)
    clause = _clause(token, cue) or find_host(token, cue) or find_closed(token, cue)
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


def _is_question(token: Any) -> bool:
    if mark(token) in {"whether", "if"}:
        return True
    return any(t.tag_ in QUESTION and t.i < token.i for t in token.children) or token.tag_ in QUESTION


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
    reasons = [c for c in children(token, "advcl") if mark(c) in _REASONS and c.i > clauses[-1].i > token.i]
    tokens = union([*clauses, *reasons, *also])
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
        clauses = [c for c in children(other, "acl", "ccomp") if mark(c) == "that"]
        if clauses and other.i > token.i and (relation(other) == "advcl" or preposition(other) in _SETTINGS):
            return Content(union(clauses), use, "clause")
    return None


def _infinitive(token: Any, cue: Cue) -> Content | None:
    """An infinitive or -ing clause; of a passive ("is said to have left") also the subject that it was raised from."""
    for clause in children(token, "xcomp", "ccomp", "advcl"):
        if clause.i < token.i:
            continue
        if any(c.lower_ == "to" and c.i < clause.i for c in children(clause, "mark", "aux")) and clause.dep_ != "advcl":
            use = cue.use("infinitive", "clause")
            if use and is_passive(token) and "object" not in use.addressee:
                return Content(union([*children(token, "nsubj"), clause]), use, "clause")
            use = cue.use("infinitive")
            if use and use.kind == "urge" and "object" in use.addressee and not _is_aimed(token):
                continue  # "asked not to be named"
            if use:
                return Content(subtree(clause), use, "infinitive")
        elif clause.tag_ == "VBG" and not mark(clause) and clause.i - token.i <= 3:
            use = cue.use("gerund")
            if use:
                return Content(subtree(clause), use, "gerund")
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
        word = preposition(child) or mark(child)
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
        return Content(core([*named, *topics]), use, "object")
    opening = {c.i for c in topics[0].children if c.dep_ in {"case", "mark"} and c.lower_ in use.about}
    return Content(core(topics[:1]) - opening, use, "about")


def _object(token: Any, cue: Cue) -> Content | None:
    """A noun phrase: "announced a freeze"; with what it is said to be: "called the talks a success"."""
    objects = [c for c in children(token, "obj") if c.i > token.i]
    use = cue.use("object-as")
    if use:
        named = [c for c in children(token, "xcomp", "obl", "advcl") if c.i > token.i and mark(c) in {"", "as"}]
        named = [c for c in named if c.dep_ == "xcomp" or mark(c) == "as"]
        subject = children(token, "nsubj") if is_passive(token) else objects
        if named and subject:
            return Content(union([*(t for t in subject if t.lower_ not in _LIGHT), *named]), use, "object-as")
        if len(objects) > 1:
            return Content(union(objects), use, "object-as")
    use = cue.use("object")
    if use is None or not objects or is_passive(token) or all(c.lower_ in _LIGHT for c in objects):
        return None
    return Content(core(objects), use, "object")


def _noun_complement(token: Any, cue: Cue) -> Content | None:
    for clause in children(token, "acl", "ccomp", "xcomp"):
        if clause.i < token.i:
            continue
        if mark(clause) == "that" and any(relation(c) in {"nsubj", "csubj", "expl"} for c in clause.children):
            use, frame = cue.use("clause"), "clause"
        elif any(c.lower_ == "to" and c.i < clause.i for c in children(clause, "mark", "aux")):
            use, frame = cue.use("infinitive"), "infinitive"
        else:
            continue
        if use:
            return Content(subtree(clause), use, frame)
    for topic in children(token, "nmod", "acl"):
        word = preposition(topic) or mark(topic)
        use = next((u for u in cue.words if word in u.about), None)
        if use and topic.i > token.i:
            opening = {c.i for c in topic.children if c.dep_ in {"case", "mark"} and c.lower_ == word}
            return Content(subtree(topic) - opening, use, "about")
    return None

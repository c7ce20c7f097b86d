"""The clause layer: which entry of the lexicon a word evokes where it stands, and which words are its arguments.

A clause is a verb, an adjective ("ready to help") or a noun that names an act, alone ("during talks with Egypt") or held
by a support verb ("paid a visit"). Its arguments are heads of phrases; who they are is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diplograph.extraction.conditions import complements, holds, is_infinitive, lemma_in, modifiers_hold
from diplograph.extraction.lexicon import Entry, Lexicon, Pattern
from diplograph.extraction.syntax import (
    agents,
    children,
    first_conjunct,
    indirect_objects,
    is_negated,
    objects,
    obliques,
    particle,
    patients,
    preposition,
    relation,
    subjects,
)
from diplograph.language.forms import known_form

__all__ = ["ASIDE", "Clause", "act_type", "find_clause", "find_clauses"]

Token = Any

_ANY = ("to", "with", "against", "on", "from", "for", "into", "in")
_PHRASE = 4
"""So many words at most lie between those of a phrase: "give in", "call the talks off"."""
_UNDOING = frozenset({"off", "back", "down"})
_OBJECT = frozenset({"object", "ended", "received"})
ASIDE = frozenset({"subject", "inside", "adjunct", "object"})
"""How a noun can stand where no verb carries it."""
_ENDED_IS_DONE = frozenset({"CONSULT", "COOPERATE"})
"""Types whose end says that they took place ("ended talks"); the end of a strike or an attack is a concession."""
_ADJUNCT = frozenset({"after", "during", "in", "at", "on", "following", "amid", "for", "from", "before"})


@dataclass(frozen=True)
class Clause:
    """A word that evokes an entry: ``token`` the word, ``support`` the verb that holds a noun, ``construction`` how it stands.

    ``site`` is the noun in whose place it stands: "effort" for "a mediation effort", mostly the word itself.
    """

    entry: Entry
    token: Token
    support: Token | None
    construction: str
    words: tuple[Token, ...]
    lexicon: Lexicon
    site: Token
    weak: bool = False

    @property
    def predicate(self) -> Token:
        """The verb of the clause where it has one, else the noun."""
        return self.support if self.support is not None else self.token

    def actors(self) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """Where the actor can stand, best first, as (slot, heads)."""
        token = self.site
        if self.construction in {"verb", "adjective"}:
            yield "agent", agents(token) if self.construction == "verb" else subjects(token)
            return
        yield "by", obliques(token, "by")
        if self.support is not None and self.construction == "support":
            yield "support", agents(self.support)
        if self.support is not None and self.construction == "received":
            yield "from", obliques(token, "from") or obliques(self.support, "from")
        yield "poss", children(token, "nmod:poss")
        if self.entry.equal:
            yield "between", obliques(token, "between", "among")
        yield "from", obliques(token, "from")
        if self.entry.equal:
            yield "joined", _joined(token)
        yield "modifier", children(token, "compound", "amod")
        if "of" not in self.entry.noun_recipient or self.entry.equal:
            yield "of", obliques(token, "of")
        if self.support is not None and self.construction == "adjunct" and self.entry.type == "CONSULT":
            yield "adjunct", agents(self.support)

    def recipients(self) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """Where the recipient can stand, best first, as (slot, heads)."""
        token = self.site
        if self.construction == "received" and self.support is not None:
            yield "received", agents(self.support)
            return
        if self.construction in {"verb", "adjective"}:
            for slot in self.entry.recipient:
                if slot == "clause":
                    yield from self._inner(token, 0)
                elif slot == "clause-subject":
                    for inner in complements(token):
                        yield slot, children(inner, "nsubj", "nsubj:pass")
                else:
                    yield slot, _slot(token, slot)
            return
        for slot in self.entry.noun_recipient:
            yield slot, obliques(token, slot)
        for slot in self.entry.noun_recipient:  # "a visit by the president to Egypt"
            yield (
                slot,
                tuple(head for doer in obliques(token, "by") for head in obliques(doer, slot) if head.i > doer.i),
            )
        if self.support is not None and self.construction == "support":
            for slot in self.entry.noun_recipient:
                if slot not in {"in", "at"}:
                    yield slot, obliques(self.support, slot)
            yield "iobj", indirect_objects(self.support)
        yield "modifier", children(token, "compound", "amod")

    def _inner(self, token: Token, depth: int) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """The arguments of the act that the clause is about: its own subject, then what its own entry says, then any."""
        for inner in complements(token):
            if children(inner, "nsubj", "nsubj:pass"):
                yield "clause", subjects(inner)
            act = find_clause(inner, self.lexicon)
            if act is not None and depth < 2:
                for slot, heads in act.recipients():
                    yield "clause" if slot == "patient" else f"clause-{slot}", heads
            yield "clause", patients(inner)
            yield "clause-iobj", indirect_objects(inner)
            for slot in _ANY:
                yield f"clause-{slot}", obliques(inner, slot)
            if depth < 2:
                yield from self._inner(inner, depth + 1)


def _slot(token: Token, slot: str) -> tuple[Token, ...]:
    if slot == "patient":
        return patients(token) or indirect_objects(token)
    if slot == "iobj":
        return indirect_objects(token)
    # "discussed the crisis with Egypt": a parser may hang the preposition on the object.
    return obliques(token, slot) or tuple(head for noun in objects(token) for head in obliques(noun, slot))


def _joined(noun: Token) -> tuple[Token, ...]:
    """The names before a noun where dashes join them: "the US–North Korea summit"."""
    before = [t for child in children(noun, "compound", "amod") for t in child.subtree if t.i < noun.i]
    if not any(t.text in {"-", "–", "—", "/"} for t in before):
        return ()
    return tuple(t for t in before if t.pos_ in {"PROPN", "ADJ"})


def find_clause(token: Token, lexicon: Lexicon) -> Clause | None:
    """The clause that the token heads, of the entry whose conditions hold and that is the most specific."""
    return next(find_clauses(token, lexicon), None)


def find_clauses(token: Token, lexicon: Lexicon) -> Iterator[Clause]:
    """All readings of a token that the lexicon allows here, the most specific first."""
    if (
        token.pos_ == "VERB"
        and (lemma_in(token, lexicon.support) or lemma_in(token, lexicon.receiving))
        and any(_is_held(head, token, lexicon) for head in patients(token))
    ):
        return
    if token.pos_ == "PROPN" and token.ent_type_ in {"ORG", "PERSON"} and relation(token) != "obj":
        return  # "the Bishops' Conference" meets nobody
    site = _site(token, lexicon) if token.pos_ in {"NOUN", "PROPN"} else token
    for pattern, construction, support in _candidates(token, site, lexicon):
        words = _phrase_words(token, pattern)
        if words is not None and not pattern.rest and construction == "verb" and particle(token) in _UNDOING:
            continue  # "called it off" calls nobody
        if words is not None and holds(token, pattern.entry, construction, lambda: _complement_kinds(token, lexicon)):
            extra = (support,) if support is not None and construction in {"support", "received"} else ()
            yield Clause(pattern.entry, token, support, construction, (*words, *extra), lexicon, site, pattern.weak)


def _is_held(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb only supports the act that its object names: "held discussions" detains nobody."""
    if noun.pos_ != "NOUN":
        return False
    found = find_clause(noun, lexicon)
    if found is None or found.support != verb:
        return False
    return found.construction == "support" or (
        found.construction == "received" and any(heads for _, heads in found.actors())
    )


def _site(token: Token, lexicon: Lexicon) -> Token:
    """The noun that only carries what the token names, and stands for it: "effort" of "mediation effort", "round" of talks."""
    upper = token.head
    if upper.pos_ == "NOUN" and upper != token:
        if relation(token) in {"compound", "amod"} and lemma_in(upper, lexicon.efforts):
            return upper
        if relation(token) == "nmod" and preposition(token) == "of" and lemma_in(upper, lexicon.series):
            return upper
    return token


def act_type(token: Token, lexicon: Lexicon) -> str | None:
    """The type that the token evokes by itself, whoever its parties are; ``None`` where it evokes none."""
    if token.pos_ in {"NOUN", "PROPN"}:
        for pattern in lexicon.nouns.get(known_form(token, lexicon.nouns) or "", ()):
            if _phrase_words(token, pattern) is not None and modifiers_hold(token, pattern.entry):
                return pattern.entry.type
        return None
    found = find_clause(token, lexicon)
    return None if found is None else found.entry.type


def _candidates(token: Token, site: Token, lexicon: Lexicon) -> Iterator[tuple[Pattern, str, Token | None]]:
    if token.pos_ == "VERB" or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
        for pattern in lexicon.verbs.get(known_form(token, lexicon.verbs) or "", ()):
            yield pattern, "verb", None
    elif token.pos_ == "ADJ":
        for pattern in lexicon.adjectives.get(token.lower_, ()):
            yield pattern, "adjective", None
    elif token.pos_ in {"NOUN", "PROPN"}:
        patterns = lexicon.nouns.get(known_form(token, lexicon.nouns) or "", ())
        if patterns:
            construction, support = _standing(site, lexicon)
            for pattern in patterns:
                if construction in _OBJECT and support is not None and _carries(support, pattern.entry):
                    yield pattern, "support", support
                elif (
                    construction in {"support", "received", "bare"}
                    or (construction not in {"object", "ended"} and pattern.entry.type == "CONSULT")
                    or (
                        construction in ASIDE
                        and pattern.entry.type != "CONSULT"
                        and _tells(token, pattern.entry, lexicon)
                    )
                ):
                    yield pattern, construction, support
                elif construction == "ended" and pattern.entry.type in _ENDED_IS_DONE:
                    yield pattern, "support", support


def _tells(noun: Token, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a noun that no verb carries tells an act whole: what, by whom, and to whom ("French criticism of Egypt")."""
    if not lemma_in(noun, lexicon.telling):
        return False
    doer = obliques(noun, "by") or children(noun, "nmod:poss", "amod", "compound")
    return bool(doer) and bool(obliques(noun, *entry.noun_recipient))


def _carries(verb: Token, entry: Entry) -> bool:
    """Whether the verb is one that the entry names as carrying its nouns; "call off" is not the "call" of "call a strike"."""
    part = particle(verb)
    for phrase in entry.support:
        first, _, rest = phrase.partition(" ")
        if lemma_in(verb, (first,)) and (not part or rest == part or (not rest and part not in _UNDOING)):
            return True
    return False


def _standing(token: Token, lexicon: Lexicon) -> tuple[str, Token | None]:
    """How a noun stands: held by a support verb, with a verb of taking place, beside a verb, or alone."""
    first = first_conjunct(token)
    upper, label = first.head, first.dep_
    if upper == first:
        return "bare", None
    if upper.pos_ == "VERB":
        if label == "obj" or (label == "nsubj:pass") or (label == "acl:relcl"):
            if particle(upper) not in _UNDOING:
                for construction, verbs in (
                    ("support", lexicon.support),
                    ("ended", lexicon.ending),
                    ("received", lexicon.receiving),
                ):
                    if lemma_in(upper, verbs):
                        return construction, upper
            return "object", upper
        if relation(first) == "nsubj":
            return ("bare" if lemma_in(upper, lexicon.occurrence) else "subject"), upper
        if relation(first) == "obl" and preposition(first) in _ADJUNCT:
            return "adjunct", upper
    return "inside", None


def _phrase_words(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    """The tokens of a multi-word pattern; ``None`` where one of its words is not there."""
    found = [token]
    for word in pattern.rest:
        match = _find_word(token, word)
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _find_word(token: Token, word: str) -> Token | None:
    """The dependent (or its dependent) of the token that is this word."""
    for child in token.children:
        if (child.lower_ == word or child.lemma_.lower() == word) and abs(child.i - token.i) <= _PHRASE:
            return child
        if relation(child) in {"obj", "obl", "xcomp"}:
            for inner in child.children:
                if inner.lower_ == word and relation(inner) in {"case", "compound"} and inner.i - token.i < 3:
                    return inner
    return None


def _complement_kinds(token: Token, lexicon: Lexicon) -> set[str]:
    """The types of the acts that the token is about, and "clause" where it has a clause at all."""
    kinds: set[str] = set()
    for inner in complements(token):
        kinds.add("clause")
        if is_infinitive(inner):
            kinds.add("infinitive")
        if is_negated(inner):  # "promised not to attack" is about no attack
            continue
        found = act_type(inner, lexicon)
        if found is not None:
            kinds.add(found)
        for head in patients(inner):
            if head.pos_ == "NOUN" and found is None and (named := act_type(head, lexicon)):
                kinds.add(named)
    for head in (
        *patients(token),
        *(c for c in children(token, "obl") if preposition(c) in {"to", "on", "for", "of", "with", "in"}),
    ):
        if head.pos_ == "NOUN" and (named := act_type(head, lexicon)):
            kinds.add(named)
    return kinds

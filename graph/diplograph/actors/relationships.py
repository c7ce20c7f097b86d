"""What the text says that one actor is to another: "Kim's sister, Kim Yo Jong", "the Chinese envoy Wu", "a member of NATO".

A noun of ``roles.toml`` says which relationship it is. Who has it is named by the noun's phrase (as a title), or is the same
actor as the noun (in apposition, or as the subject of "is"); the other one stands before the noun, or after it with "of".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from diplograph.actors.candidates import Candidate
from diplograph.actors.phrases import preposition
from diplograph.actors.referents import Referent
from diplograph.actors.roles import Roles
from diplograph.actors.wording import LOWER_RANK, longest_noun
from diplograph.record import ActorKind, Relation, Relationship, Role, Span, content_iri

__all__ = ["find_relationships"]

_FAMILY: frozenset[Relation] = frozenset(("siblingOf", "spouseOf", "parentOf", "childOf", "relativeOf"))
_PAST = frozenset(("former", "ex", "then", "future", "next", "ousted", "deposed", "would-be", "alleged", "self-styled"))
_NOT = frozenset(("not", "n't", "n’t", "never", "no", "neither"))
_ALL: frozenset[ActorKind] = frozenset(("person", "country", "organisation", "group"))
_BODIES: frozenset[ActorKind] = frozenset(("country", "organisation"))
_OBJECTS: dict[Relation, frozenset[ActorKind]] = {
    **dict.fromkeys(_FAMILY, frozenset(("person",))),
    "envoyOf": _ALL,
    "spokespersonOf": _ALL,
    "ministerOf": frozenset(("country",)),
    "leaderOf": _BODIES,
    "memberOf": frozenset(("organisation",)),
}
# A leader of something that only a noun names ("the opposition leader", "the army chief") leads that, not the country.
_LEADING = frozenset(
    ("new", "current", "supreme", "prime", "longtime", "veteran", "acting", "interim", "spiritual", "top")
)


def find_relationships(
    doc: Doc, roles: Roles, candidates: Sequence[Candidate], known: Callable[[str], Referent]
) -> tuple[Relationship, ...]:
    """The relationships that a text states between two of its actors, in its order, each once.

    ``candidates`` are resolved already, and ``known`` tells what is known of an actor. What somebody was before ("former"),
    or is said not to be, is no relationship.
    """
    return _Finder(doc, roles, candidates, known).run()


class _Finder:
    def __init__(
        self, doc: Doc, roles: Roles, candidates: Sequence[Candidate], known: Callable[[str], Referent]
    ) -> None:
        self.doc = doc
        self.roles = roles
        self.known = known
        self.single = [c for c in candidates if len(c.actors) == 1]
        self.by_head = {c.head: c for c in reversed(self.single)}
        self.titles = {i: c for c in self.single if c.name is not None for i in range(c.first, c.name.first)}
        self.longest = max(map(len, roles.relations))

    def run(self) -> tuple[Relationship, ...]:
        found: dict[str, Relationship] = {}
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS"):
                continue
            noun = longest_noun(token, self.roles.relations.keys(), self.longest)
            if noun is None:
                continue
            relation = self.roles.relations[noun[0]]
            subject = self._subject(token)
            if subject is None or self._past(subject[0].first, noun[1], relation):
                continue
            other = self._object(token, noun[1], subject[0].first, relation)
            if other is None or other.actors == subject[1].actors:
                continue
            made = self._relationship(relation, subject, other)
            found.setdefault(made.id, made)
        return tuple(found.values())

    def _subject(self, token: Token) -> tuple[Candidate, Candidate, str] | None:
        """Whom a noun is said of: the phrase that says so, the mention of who is meant, and how."""
        titled = self.titles.get(token.i)
        if titled is not None:
            return (titled, titled, "title") if self._is(titled, "person") else None
        noun = self.by_head.get(token.i)
        if noun is None or noun.name is not None or noun.kind == "pronoun" or noun.same_as < 0:
            return None
        if any(child.lower_ in _NOT for child in token.children):
            return None
        named = self.by_head.get(noun.same_as)
        if named is None:
            named = next(
                (c for c in self.single if c.first <= noun.same_as <= c.last and c.actors == noun.actors), noun
            )
        copula = any(child.dep_ == "cop" for child in token.children)
        return (noun, named, "copula" if copula else "apposition") if named.actors == noun.actors else None

    def _past(self, first: int, last: int, relation: Relation) -> bool:
        """Whether the words before the noun say that it holds no more, or name a lower rank."""
        before = [token.lower_ for token in self.doc[max(0, first - 2) : last]]
        return not _PAST.isdisjoint(before) or (relation not in _FAMILY and self.doc[last - 1].lower_ in LOWER_RANK)

    def _object(self, token: Token, first: int, start: int, relation: Relation) -> Candidate | None:
        """Whose sister, envoy or member it is: the last that the words before the noun name, or what follows with "of"."""
        fitting = [c for c in self.single if self._is(c, *_OBJECTS[relation])]
        for child in token.rights:
            if child.dep_ == "nmod" and preposition(child) == "of":
                return next((c for c in fitting if c.head == child.i), None)
        before = [c for c in fitting if start <= c.first and c.last < first and not c.last < token.left_edge.i]
        if token.i in self.titles:
            before = before or [c for c in fitting if start <= c.first and c.last < first]
        if not before:
            return None
        other = max(before, key=lambda c: (c.last, -c.first))
        between = [t for t in self.doc[other.last + 1 : first] if not t.is_punct and t.tag_ != "POS"]
        if relation in ("leaderOf", "memberOf") and any(t.lower_ not in _LEADING for t in between):
            return None
        return other if other.name is not None or relation in _FAMILY or self._is(other, "organisation") else None

    def _relationship(
        self, relation: Relation, subject: tuple[Candidate, Candidate, str], other: Candidate
    ) -> Relationship:
        phrase, named, rule = subject
        parties = (phrase, named, other)
        first, last = min(c.first for c in parties), max(c.last for c in parties)
        return Relationship(
            content_iri("relationship", named.actors[0], relation, other.actors[0]),
            relation,
            self._role(named),
            self._role(other),
            self._span(first, last),
            f"{relation}/{rule}",
        )

    def _is(self, candidate: Candidate, *kinds: ActorKind) -> bool:
        return self.known(candidate.actors[0]).kind in kinds

    def _span(self, first: int, last: int) -> Span:
        end = self.doc[last]
        return Span.of(self.doc.text, self.doc[first].idx, end.idx + len(end))

    def _role(self, candidate: Candidate) -> Role:
        span = self._span(candidate.first, candidate.last)
        return Role(candidate.actors[0], span.start, span.end, span.text)

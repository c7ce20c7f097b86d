"""Pronouns that refer back, by rules: agreement, syntactic position, distance, and how often one is spoken of.

Deterministic; each choice depends on the mentions before it in the text (or, for a pronoun that comes first in its
sentence, on the one after it).
"""

from __future__ import annotations

from collections.abc import Container
from math import log

from spacy.tokens import Token

from diplograph.actors.candidates import Candidate
from diplograph.actors.discourse import ROLE_WEIGHT, Antecedent, Discourse
from diplograph.actors.lexicon import is_one_of
from diplograph.actors.phrases import coarguments, conjunct_head, judged_by, parallel, preposition, subject_of, verb_of
from diplograph.actors.roles import Roles
from diplograph.actors.speakers import Speakers

__all__ = ["Coreference"]

_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
# How much each circumstance of a possible antecedent counts; found by varying one at a time on the GUM training texts.
_POSITION, _DISTANCE, _SAME_SENTENCE, _NEARNESS = 0.7, 2.2, 1.4, 0.01
_OWN_SUBJECT, _SPOKEN_OF, _NAMED, _PARALLEL, _PRONOUN, _SEX_UNKNOWN = 0.7, 0.6, 1.3, 0.8, 0.4, 1.0
_NAMED_THING, _JUDGED = 0.3, 2.5
_DIRECTED = frozenset(("with", "to", "against", "from", "by", "at"))
_REACH = {"person": 4, "thing": 2, "plural": 2}


class Coreference:
    """Resolves the pronouns of one article, read from beginning to end."""

    def __init__(self, discourse: Discourse, roles: Roles, speakers: Speakers) -> None:
        self.discourse = discourse
        self.doc = discourse.doc
        self.speakers = speakers
        self.referents = discourse.referents
        self.roles = roles
        self.sentence_of = discourse.sentence_of

    def pronoun(self, candidate: Candidate, upcoming: list[Candidate]) -> tuple[tuple[str, ...], float, str]:
        """The actors that a pronoun refers to, with score and reason; no actors where none fits."""
        token = self.doc[candidate.head]
        kind = "person" if candidate.sex else "plural" if candidate.plural else "thing"
        ranked = self._ranked(token, kind, candidate)
        if ranked:
            top = ranked[0]
            gap = top[0] - ranked[1][0] if len(ranked) > 1 else 3.0
            return (
                tuple(r.id for r in top[1].referents),
                min(0.9, 0.6 + 0.1 * max(0.0, gap)),
                f"antecedent: {self.discourse.text(top[1].candidate)}",
            )
        if kind == "person":
            for later in upcoming:
                if self.sentence_of[later.head] != self.sentence_of[token.i]:
                    break
                found = [self.referents.known(iri) for iri in later.actors]
                if (
                    len(found) == 1
                    and found[0].kind == "person"
                    and found[0].sex in ("", candidate.sex)
                    and self.doc[later.head].dep_.startswith("nsubj")
                ):
                    return (found[0].id,), 0.6, "the subject that follows"
        return (), 0.0, ""

    def _other_parties(self, token: Token, subject: Token | None) -> frozenset[str]:
        """Whom a plain pronoun cannot mean: the other arguments of its verb, and the subject that its clause shares.

        In "Trump called Putin, telling him …" neither "his" nor "him" before it makes Trump the one who is told.
        """
        object_of_verb = token.dep_ in ("obj", "iobj") and token.head.pos_ == "VERB"
        beside = token.dep_ in ("obl", "nmod") and preposition(token) in _DIRECTED
        if beside and not is_one_of(verb_of(token), "motion"):
            object_of_verb = True
        found: set[str] = set()
        for past in reversed(self.discourse.past):
            if past.sentence != self.sentence_of[token.i]:
                break
            head = self.doc[past.candidate.head]
            if coarguments(head, token) or (object_of_verb and subject is not None and head == subject):
                found.update(referent.id for referent in past.referents)
        return frozenset(found)

    def _ranked(self, token: Token, kind: str, candidate: Candidate) -> list[tuple[float, Antecedent]]:
        here = self.sentence_of[token.i]
        reflexive = candidate.noun in _REFLEXIVE
        possessive = token.dep_ == "nmod:poss"
        subject = subject_of(verb_of(token))
        others = frozenset() if reflexive or possessive else self._other_parties(token, subject)
        others |= self._own_relative(token) if possessive else frozenset()
        others |= self._named_in(self._said(token))
        judged = judged_by(token)
        ranked: list[tuple[float, Antecedent]] = []
        seen: set[tuple[str, ...]] = set()
        for past in reversed(self.discourse.past):
            distance = here - past.sentence
            if distance > _REACH[kind]:
                break
            if not others.isdisjoint(referent.id for referent in past.referents):
                continue
            mention = past.candidate
            if not self._agrees(past, kind, candidate) or (mention.first <= token.i <= mention.last and not reflexive):
                continue
            head = self.doc[mention.head]
            if reflexive and (distance or subject is None or conjunct_head(head) != conjunct_head(subject)):
                continue
            if self._inside_own_quote(token, past):
                continue
            key = tuple(r.id for r in past.referents)
            score = _POSITION * ROLE_WEIGHT.get(conjunct_head(head).dep_, 0.8) - _DISTANCE * distance
            if distance == 0:
                score += _SAME_SENTENCE if head.i < token.i else -3.0
                score -= _NEARNESS * min(40, token.i - head.i)
                if possessive and subject is not None and head == subject:
                    score += _OWN_SUBJECT
            so_far = max(sum(h < token.i for h in r.heads) for r in past.referents)
            named = min(self.discourse.named[r.id] for r in past.referents)
            score += _SPOKEN_OF * log(1 + so_far) + (_NAMED if kind == "person" else _NAMED_THING) * log(1 + named)
            if mention.location or (kind == "thing" and mention.noun in self.roles.references["city"]):
                score -= 2.0
            if mention.kind == "demonym" and mention.noun != "people":
                score -= 2.0
            if parallel(head, token):
                score += _PARALLEL
            if mention.kind == "pronoun":
                score += _PRONOUN
            if kind == "person" and past.referents[0].sex != candidate.sex:
                score -= _SEX_UNKNOWN
            if judged is not None and conjunct_head(head) == judged:
                score += _JUDGED
            if kind == "plural":
                score += self._plural_bonus(past)
            if key in seen:
                score -= 0.01
            seen.add(key)
            ranked.append((score, past))
        ranked.sort(key=lambda pair: -pair[0])
        best: dict[tuple[str, ...], tuple[float, Antecedent]] = {}
        for score, past in ranked:
            best.setdefault(tuple(r.id for r in past.referents), (score, past))
        return list(best.values())

    def _own_relative(self, token: Token) -> frozenset[str]:
        """Whom a possessive cannot mean: the one in apposition to what is possessed ("Dmitry Peskov, his spokesman")."""
        noun = self.discourse.nouns.get(token.head.i)
        if noun is None or noun.same_as < 0:
            return frozenset()
        return frozenset(
            iri
            for past in self.discourse.past
            if past.candidate.first <= noun.same_as <= past.candidate.last
            for iri in past.candidate.actors
        )

    def _named_in(self, tokens: Container[int]) -> frozenset[str]:
        return frozenset(
            referent.id
            for past in self.discourse.past
            if past.candidate.kind != "pronoun" and past.candidate.head in tokens
            for referent in past.referents
        )

    def _said(self, token: Token) -> range | frozenset[int]:
        """The tokens of what the subject "he" of a verb of saying says: a name in there is somebody else's."""
        verb = token.head
        if not token.dep_.startswith("nsubj") or not is_one_of(verb, "speech"):
            return frozenset()
        if verb.dep_ == "parataxis" and verb.head.i < verb.i:
            inside = {t.i for t in verb.subtree}
            return frozenset(t.i for t in verb.head.subtree if t.i not in inside)
        return frozenset(t.i for c in verb.children if c.dep_ in ("ccomp", "parataxis") for t in c.subtree)

    def _plural_bonus(self, past: Antecedent) -> float:
        if len(past.referents) > 1 or past.candidate.plural:
            return 1.0
        return 0.0 if past.referents[0].plural else -1.0

    def _agrees(self, past: Antecedent, kind: str, candidate: Candidate) -> bool:
        first = past.referents[0]
        if kind == "person":
            return len(past.referents) == 1 and first.kind == "person" and first.sex in ("", candidate.sex)
        if kind == "thing":
            if len(past.referents) != 1 or (past.candidate.plural and first.kind != "organisation"):
                return False
            return first.kind in ("country", "organisation")
        if len(past.referents) > 1:
            return True
        return first.plural or past.candidate.plural or first.kind == "organisation" or (first.kind == "group")

    def _inside_own_quote(self, token: Token, past: Antecedent) -> bool:
        """A third person inside a quotation is not the one who speaks it."""
        quote_of = self.speakers.quote_of
        if not quote_of[token.i] or quote_of[past.candidate.head] == quote_of[token.i]:
            return False
        speaker = self.speakers.subject_of_saying(token)
        if speaker is None:
            return False
        named = self.discourse.by_head.get(speaker.i)
        if named is not None and named.actors == past.candidate.actors:
            return True
        return past.candidate.first <= speaker.i <= past.candidate.last

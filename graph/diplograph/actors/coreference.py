"""Pronouns and definite nouns that refer back, by rules: agreement, syntactic position, distance, and how often one is spoken of.

Deterministic; each choice depends on the mentions before it in the text (or, for a pronoun that comes first in its
sentence, on the one after it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log

from spacy.tokens import Doc, Token

from diplograph.actors.candidates import Candidate
from diplograph.actors.lexicon import is_one_of
from diplograph.actors.names import singular
from diplograph.actors.phrases import coarguments, conjunct_head, judged_by, parallel, preposition, subject_of, verb_of
from diplograph.actors.referents import Referent, Referents
from diplograph.actors.roles import Roles
from diplograph.actors.speakers import Speakers

__all__ = ["Coreference"]

_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
# What kinds of organisation a noun can mean whose name does not hold the noun itself.
_ANY = frozenset(("", "igo", "ngo", "armed_group", "party", "movement", "company", "institution"))
_TYPES = dict.fromkeys(
    ("group", "organisation", "organization", "agency", "alliance", "bloc", "body", "network", "institution", "union"),
    _ANY,
)
_TYPES |= {noun: frozenset(("", "company")) for noun in ("company", "firm", "corporation", "manufacturer", "airline")}
_TYPES |= {noun: frozenset(("", "party", "movement", "armed_group")) for noun in ("party", "movement")}
_TYPES |= {
    noun: frozenset(("",)) for noun in ("team", "club", "college", "school", "university", "foundation", "publisher")
}
_TYPES |= {noun: frozenset(("", "outlet", "news_agency")) for noun in ("newspaper", "daily", "magazine", "broadcaster")}
_ROLE_WEIGHT = {
    "nsubj": 3.0,
    "nsubj:pass": 2.8,
    "nsubj:outer": 3.0,
    "obj": 1.6,
    "iobj": 1.5,
    "obl:agent": 1.8,
    "nmod:poss": 1.1,
    "appos": 1.0,
}
# How much each circumstance of a possible antecedent counts; found by varying one at a time on the GUM training texts.
_POSITION, _DISTANCE, _SAME_SENTENCE, _NEARNESS = 0.7, 2.2, 1.4, 0.01
_OWN_SUBJECT, _SPOKEN_OF, _NAMED, _PARALLEL, _PRONOUN, _SEX_UNKNOWN = 0.7, 0.6, 1.3, 0.8, 0.4, 1.0
_NAMED_THING, _JUDGED = 0.3, 2.5
_CITY_REACH, _PAIR_REACH, _LOOSE_REACH = 3, 8, 6
_LEADING = frozenset(("president", "prime_minister", "monarch", "supreme_leader", "ruler"))
_PRESS = frozenset(("outlet", "news_agency"))
_DIRECTED = frozenset(("with", "to", "against", "from", "by", "at"))
_REACH = {"person": 4, "thing": 2, "plural": 2}


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """A mention already resolved, as a possible antecedent."""

    candidate: Candidate
    referents: tuple[Referent, ...]
    sentence: int


class Coreference:
    """The discourse of one article, read from beginning to end."""

    def __init__(self, doc: Doc, referents: Referents, roles: Roles, speakers: Speakers) -> None:
        self.doc = doc
        self.speakers = speakers
        self.referents = referents
        self.roles = roles
        self.past: list[_Antecedent] = []
        self.named: Counter[str] = Counter()
        self.by_head: dict[int, Candidate] = {}
        self.nouns: dict[int, Candidate] = {}
        self.sentence_of: list[int] = [0] * len(doc)
        for number, sentence in enumerate(s for s in doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number

    def count(self, candidate: Candidate) -> None:
        """Count a mention by name beforehand: who is named most is most likely meant."""
        self.by_head.setdefault(candidate.head, candidate)
        for iri in candidate.actors:
            self.named[iri] += 1

    def note(self, candidate: Candidate) -> None:
        """Remember a resolved mention as a possible antecedent of later ones."""
        found = tuple(self.referents.known(iri) for iri in candidate.actors)
        if found:
            self.past.append(_Antecedent(candidate, found, self.sentence_of[candidate.head]))
            for referent in found:
                if candidate.head not in referent.heads:
                    referent.heads.append(candidate.head)
            self._together(candidate)

    def _together(self, candidate: Candidate) -> None:
        """Remember coordinated names as one antecedent of "they", at the last of them: "Saudi Arabia and Iran"."""
        if candidate.name is None or self.doc[candidate.head].dep_ != "conj":
            return
        first = conjunct_head(self.doc[candidate.head])
        heads = [first.i, *(t.i for t in first.conjuncts if t.i <= candidate.head)]
        parts = [self.by_head.get(i) for i in heads]
        if any(c is None or c.name is None or len(c.actors) != 1 for c in parts):
            return
        found = tuple(self.referents.known(c.actors[0]) for c in parts if c is not None)
        if len({r.id for r in found}) < 2 or len({r.kind for r in found}) > 1:
            return
        whole = replace(
            candidate, first=min(c.first for c in parts if c is not None), head=first.i, actors=(), plural=True
        )
        self.past = [p for p in self.past if not (len(p.referents) > 1 and p.candidate.head == first.i)]
        self.past.append(_Antecedent(whole, found, self.sentence_of[first.i]))

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
                f"antecedent: {self._text(top[1].candidate)}",
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
        for past in reversed(self.past):
            if past.sentence != self.sentence_of[token.i]:
                break
            head = self.doc[past.candidate.head]
            if coarguments(head, token) or (object_of_verb and subject is not None and head == subject):
                found.update(referent.id for referent in past.referents)
        return frozenset(found)

    def _ranked(self, token: Token, kind: str, candidate: Candidate) -> list[tuple[float, _Antecedent]]:
        here = self.sentence_of[token.i]
        reflexive = candidate.noun in _REFLEXIVE
        possessive = token.dep_ == "nmod:poss"
        subject = subject_of(verb_of(token))
        others = frozenset() if reflexive or possessive else self._other_parties(token, subject)
        others |= self._own_relative(token) if possessive else frozenset()
        said = self._said(token)
        judged = judged_by(token)
        ranked: list[tuple[float, _Antecedent]] = []
        seen: set[tuple[str, ...]] = set()
        for past in reversed(self.past):
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
            if head.i in said and mention.kind != "pronoun":
                continue
            key = tuple(r.id for r in past.referents)
            score = _POSITION * _ROLE_WEIGHT.get(conjunct_head(head).dep_, 0.8) - _DISTANCE * distance
            if distance == 0:
                score += _SAME_SENTENCE if head.i < token.i else -3.0
                score -= _NEARNESS * min(40, token.i - head.i)
                if possessive and subject is not None and head == subject:
                    score += _OWN_SUBJECT
            so_far = max(sum(h < token.i for h in r.heads) for r in past.referents)
            named = min(self.named[r.id] for r in past.referents)
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
        best: dict[tuple[str, ...], tuple[float, _Antecedent]] = {}
        for score, past in ranked:
            best.setdefault(tuple(r.id for r in past.referents), (score, past))
        return list(best.values())

    def _own_relative(self, token: Token) -> frozenset[str]:
        """Whom a possessive cannot mean: the one in apposition to what is possessed ("Dmitry Peskov, his spokesman")."""
        noun = self.nouns.get(token.head.i)
        if noun is None or noun.same_as < 0:
            return frozenset()
        return frozenset(
            iri
            for past in self.past
            if past.candidate.first <= noun.same_as <= past.candidate.last
            for iri in past.candidate.actors
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

    def _plural_bonus(self, past: _Antecedent) -> float:
        if len(past.referents) > 1 or past.candidate.plural:
            return 1.0
        return 0.0 if past.referents[0].plural else -1.0

    def _agrees(self, past: _Antecedent, kind: str, candidate: Candidate) -> bool:
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

    def _inside_own_quote(self, token: Token, past: _Antecedent) -> bool:
        """A third person inside a quotation is not the one who speaks it."""
        quote_of = self.speakers.quote_of
        if not quote_of[token.i] or quote_of[past.candidate.head] == quote_of[token.i]:
            return False
        speaker = self.speakers.subject_of_saying(token)
        if speaker is None:
            return False
        named = self.by_head.get(speaker.i)
        if named is not None and named.actors == past.candidate.actors:
            return True
        return past.candidate.first <= speaker.i <= past.candidate.last

    def noun(self, candidate: Candidate) -> tuple[tuple[str, ...], float, str]:
        """The actors that a definite noun refers back to ("the country", "the two sides", "the ministry"), if any."""
        noun = candidate.noun
        references = self.roles.references
        if candidate.number == 2 or (noun in ("pair", "duo", "side") and candidate.plural):
            return self._two(candidate)
        if candidate.plural:
            return (), 0.0, ""
        if noun in references["city"]:
            return self._place(candidate)
        if noun in references["country"]:
            return self._last(candidate, lambda r: r.kind == "country", 4)
        if noun in references["organisation"] or (
            candidate.group is not None and candidate.group.acts == "organisation"
        ):
            last_word = noun.split()[-1]
            found = self._last(
                candidate,
                lambda r: (
                    r.kind == "organisation"
                    and (last_word in r.key or last_word in r.noun or last_word == r.type.split("_")[-1])
                ),
                12,
            )
            if found[0]:
                return found
            types = _TYPES.get(last_word)
            if types is None:
                return (), 0.0, ""
            found = self._last(candidate, lambda r: r.kind == "organisation" and not r.noun and r.type in types, 2)
            return found if found[0] else self._most(types)
        if noun in references["person"]:
            sex = candidate.sex
            return self._last(candidate, lambda r: r.kind == "person" and (not sex or r.sex in ("", sex)), 2)
        word = singular(noun.split()[-1]) if noun else ""
        return self._last(candidate, lambda r: r.kind == "person" and word in r.titles, 8)

    def _most(self, types: frozenset[str]) -> tuple[tuple[str, ...], float, str]:
        """The organisation of some types that the article so far speaks of far more than of any other."""
        spoken = Counter(
            past.referents[0].id
            for past in self.past
            if len(past.referents) == 1
            and past.referents[0].kind == "organisation"
            and not past.referents[0].noun
            and past.referents[0].type in types
        )
        top = spoken.most_common(2)
        if not top or top[0][1] < 3 or (len(top) > 1 and top[0][1] < 2 * top[1][1]):
            return (), 0.0, ""
        return (top[0][0],), 0.5, "the organisation spoken of most"

    def _place(self, candidate: Candidate) -> tuple[tuple[str, ...], float, str]:
        """The city that "the city" or "the capital" means: the one named last, if not long ago, else the one named most."""
        here = self.sentence_of[candidate.head]
        cities = [past for past in self.past if _is_city(past.candidate)]
        if not cities:
            return (), 0.0, ""
        named = Counter(past.candidate.place for past in cities)
        top = named.most_common(2)
        found = cities[-1]
        if here - found.sentence > _CITY_REACH:
            if len(top) > 1 and top[1][1] * 2 > top[0][1]:
                return (), 0.0, ""
            found = next(past for past in reversed(cities) if past.candidate.place == top[0][0])
        candidate.place = found.candidate.place
        return found.candidate.actors, 0.6, f"antecedent: {self._text(found.candidate)}"

    def _last(
        self, candidate: Candidate, fits: Callable[[Referent], bool], reach: int
    ) -> tuple[tuple[str, ...], float, str]:
        here = self.sentence_of[candidate.head]
        best: tuple[float, _Antecedent] | None = None
        for past in reversed(self.past):
            distance = here - past.sentence
            if distance > reach:
                break
            if len(past.referents) != 1 or not fits(past.referents[0]):
                continue
            if (
                past.candidate.first <= candidate.head <= past.candidate.last
                or candidate.first <= past.candidate.head <= candidate.last
            ):
                continue
            weight = _ROLE_WEIGHT.get(conjunct_head(self.doc[past.candidate.head]).dep_, 0.8)
            score = (
                0.5 * weight
                - 0.6 * distance
                + 0.8 * log(1 + len(past.referents[0].heads))
                + 0.8 * log(1 + self.named[past.referents[0].id])
                - (1.0 if past.candidate.kind == "demonym" else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, past)
        if best is None:
            return (), 0.0, ""
        return (best[1].referents[0].id,), 0.6, f"antecedent: {self._text(best[1].candidate)}"

    def _two(self, candidate: Candidate) -> tuple[tuple[str, ...], float, str]:
        """The two actors of the kind that the noun asks for: those spoken of together, else the last two."""
        kinds = self._kinds(candidate)
        here = self.sentence_of[candidate.head]
        loose: dict[str, None] = {}
        best: tuple[float, _Antecedent] | None = None
        for past in reversed(self.past):
            distance = here - past.sentence
            if distance > _PAIR_REACH:
                break
            if candidate.first <= past.candidate.head <= candidate.last or past.candidate.location:
                continue
            if any(r.kind not in kinds or r.noun or r.type in _PRESS for r in past.referents):
                continue
            if len(past.referents) == 2:
                score = sum(self._holds(r, candidate) for r in past.referents) - 0.4 * distance
                if best is None or score > best[0]:
                    best = (score, past)
            elif len(past.referents) == 1 and len(loose) < 2 and distance <= _LOOSE_REACH:
                loose[past.referents[0].id] = None
        apart = sum(self._holds(self.referents.known(iri), candidate) for iri in loose) - 1.0
        if best is not None and (len(loose) < 2 or best[0] >= apart):
            return tuple(r.id for r in best[1].referents), 0.7, f"antecedent: {self._text(best[1].candidate)}"
        return (tuple(sorted(loose)), 0.6, "the last two spoken of") if len(loose) == 2 else ((), 0.0, "")

    def _kinds(self, candidate: Candidate) -> tuple[str, ...]:
        """The kinds of actors of which a noun can mean two."""
        noun = candidate.noun
        people = bool(candidate.offices) or (candidate.group is not None and candidate.group.acts == "group")
        if noun == "both":
            return ("person", "country")
        if noun in ("pair", "duo") or noun in self.roles.references["person"] or people:
            return ("person",)
        return ("country",) if noun in self.roles.references["country"] else ("country", "organisation")

    def _holds(self, referent: Referent, candidate: Candidate) -> float:
        """How well an actor fits the office that a noun names: two leaders are two who lead."""
        if not candidate.offices or referent.kind != "person":
            return 0.0
        wanted = {office.office for office in candidate.offices}
        wanted |= _LEADING if "leader" in wanted else frozenset()
        roles = {role for role, _ in referent.roles}
        roles |= {term.role for term in self.referents.authority.terms.get(referent.id, ())}
        return 0.0 if not roles else 1.0 if roles & wanted else -1.0

    def _text(self, candidate: Candidate) -> str:
        return str(self.doc[candidate.first : candidate.last + 1].text)


def _is_city(candidate: Candidate) -> bool:
    """Whether a mention names a city, not a country."""
    match = candidate.name
    return (
        candidate.place is not None
        and match is not None
        and bool(match.of_kind("capital", "place"))
        and not match.of_kind("country")
    )

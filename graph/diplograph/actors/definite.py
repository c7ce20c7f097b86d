"""Definite nouns that refer back: "the country", "the two sides", "the ministry", "the city"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log

from diplograph.actors.candidates import Candidate
from diplograph.actors.discourse import ROLE_WEIGHT, Antecedent, Discourse
from diplograph.actors.names import singular
from diplograph.actors.phrases import conjunct_head
from diplograph.actors.referents import Referent
from diplograph.actors.roles import Roles

__all__ = ["DefiniteNouns"]

_CITY_REACH, _PAIR_REACH, _LOOSE_REACH = 3, 8, 6
_LEADING = frozenset(("president", "prime_minister", "monarch", "supreme_leader", "ruler"))
_PRESS = frozenset(("outlet", "news_agency"))
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


class DefiniteNouns:
    """Resolves the definite nouns of one article, read from beginning to end."""

    def __init__(self, discourse: Discourse, roles: Roles) -> None:
        self.discourse = discourse
        self.doc = discourse.doc
        self.referents = discourse.referents
        self.roles = roles
        self.sentence_of = discourse.sentence_of

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
            for past in self.discourse.past
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
        cities = [past for past in self.discourse.past if _is_city(past.candidate)]
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
        return found.candidate.actors, 0.6, f"antecedent: {self.discourse.text(found.candidate)}"

    def _last(
        self, candidate: Candidate, fits: Callable[[Referent], bool], reach: int
    ) -> tuple[tuple[str, ...], float, str]:
        here = self.sentence_of[candidate.head]
        best: tuple[float, Antecedent] | None = None
        for past in reversed(self.discourse.past):
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
            weight = ROLE_WEIGHT.get(conjunct_head(self.doc[past.candidate.head]).dep_, 0.8)
            score = (
                0.5 * weight
                - 0.6 * distance
                + 0.8 * log(1 + len(past.referents[0].heads))
                + 0.8 * log(1 + self.discourse.named[past.referents[0].id])
                - (1.0 if past.candidate.kind == "demonym" else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, past)
        if best is None:
            return (), 0.0, ""
        return (best[1].referents[0].id,), 0.6, f"antecedent: {self.discourse.text(best[1].candidate)}"

    def _two(self, candidate: Candidate) -> tuple[tuple[str, ...], float, str]:
        """The two actors of the kind that the noun asks for: those spoken of together, else the last two."""
        kinds = self._kinds(candidate)
        here = self.sentence_of[candidate.head]
        loose: dict[str, None] = {}
        best: tuple[float, Antecedent] | None = None
        for past in reversed(self.discourse.past):
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
            elif len(past.referents) == 1:
                if len(loose) < 2 and distance <= _LOOSE_REACH:
                    loose[past.referents[0].id] = None
                pair = self._facing(past)
                score = sum(self._holds(r, candidate) for r in pair) - 0.4 * distance - 0.5
                if pair and (best is None or score > best[0]):
                    best = (score, Antecedent(past.candidate, pair, past.sentence))
        apart = sum(self._holds(self.referents.known(iri), candidate) for iri in loose) - 1.0
        if best is not None and (len(loose) < 2 or best[0] >= apart):
            return tuple(r.id for r in best[1].referents), 0.7, f"antecedent: {self.discourse.text(best[1].candidate)}"
        return (tuple(sorted(loose)), 0.6, "the last two spoken of") if len(loose) == 2 else ((), 0.0, "")

    def _facing(self, past: Antecedent) -> tuple[Referent, ...]:
        """The subject of a verb and who stands to it as its object, where a mention is that: "Kim met Moon"; else nobody."""
        token = self.doc[past.candidate.head]
        if token.dep_ not in ("obj", "obl", "iobj"):
            return ()
        subjects = [t.i for t in token.head.children if t.dep_ == "nsubj"]
        for other in self.discourse.past:
            if other.candidate.head in subjects and len(other.referents) == 1:
                first, second = other.referents[0], past.referents[0]
                return (first, second) if first.kind == second.kind and first != second else ()
        return ()

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


def _is_city(candidate: Candidate) -> bool:
    """Whether a mention names a city, not a country."""
    match = candidate.name
    return (
        candidate.place is not None
        and match is not None
        and bool(match.of_kind("capital", "place"))
        and not match.of_kind("country")
    )

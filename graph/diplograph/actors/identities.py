"""Two phrases of which the text says that they mean the same actor: apposition, relative clauses, "is", short forms."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from diplograph.actors.candidates import Candidate, is_person
from diplograph.actors.names import surname
from diplograph.actors.people import People
from diplograph.actors.referents import Referents

__all__ = ["Identities"]


class Identities:
    """Who is said to be whom in one article. ``by_head`` has the outermost candidate of each head token."""

    def __init__(
        self, doc: Doc, candidates: list[Candidate], referents: Referents, people: People, by_head: dict[int, Candidate]
    ) -> None:
        self.doc = doc
        self.candidates = candidates
        self.referents = referents
        self.people = people
        self.by_head = by_head

    def surnames(self) -> None:
        """Take "Jordan" for the person where the article has named Michael Jordan, and has the country by no other word."""
        families = {surname(p.key): min(p.heads) for p in self.people.persons if len(p.key) > 1 and p.heads}
        named = [c for c in self.candidates if c.name is not None and c.kind == "name" and c.name.key in families]
        for candidate in named:
            match = candidate.name
            assert match is not None
            if (
                not match.of_kind("country", "capital", "place")
                or families[match.key] > candidate.head
                or candidate.location
            ):
                continue
            codes = {name.entry for name in match.names}
            others = (c.name for c in self.candidates if c.name is not None and c.name.key != match.key)
            if not any(name.entry in codes and name.kind != "person" for other in others for name in other.names):
                candidate.name = replace(match, names=(), label="person")
                candidate.actors, candidate.place = (), None

    def short_forms(self) -> None:
        """Tie a body that only a noun names to the acronym behind it: "the Movement for Rivers and Lakes (MRL)"."""
        for candidate in self.candidates:
            bracket, short = candidate.first - 1, self.doc[candidate.head].text
            if candidate.name is None or bracket < 1 or self.doc[bracket].text != "(" or not short.isupper():
                continue
            for other in self.candidates:
                if other.last == bracket - 1 and other.name is None and other.group is not None and other.same_as < 0:
                    letters = "".join(t.text[0] for t in self.doc[other.first : other.last + 1] if t.text[:1].isupper())
                    if short in (letters, letters.removeprefix("T")):
                        other.same_as = candidate.head

    def same(self, candidate: Candidate) -> bool:
        """A relative pronoun and its head, a noun and the name in apposition to it: one actor.

        Several where the names are coordinated: "Norway and Cuba, which …", "their ministers, Kotzias and Dimitrov".
        """
        other = self.by_head.get(candidate.same_as)
        together = self._together(candidate)
        if together:
            candidate.take(together, 0.8, "relative clause" if candidate.kind == "pronoun" else "apposition")
            return True
        if candidate.noun == "who":
            other = self._person_before(candidate) or other
        elif candidate.noun == "which" and self.doc[candidate.head].head.tag_ == "VBZ":
            other = self._last_before(candidate) or other
        if other is None or other is candidate:
            other = self.covering(candidate.same_as, candidate)
        if other is None or not other.actors:
            return False
        if candidate.kind in ("role", "noun") and other.noun == "it":
            return False
        person = self.referents.known(other.actors[0])
        codes = {self.referents.code(owner) for owner in candidate.owners}
        if candidate.offices and (
            person.kind == "country" or (person.wikidata and codes and person.country not in codes)
        ):
            return False
        if person.kind == "person" and candidate.noun:
            person.titles.add(candidate.noun)
        if candidate.noun == "which" and self.referents.known(other.actors[0]).kind == "person":
            return False
        candidate.take(
            other.actors,
            other.score,
            "relative clause" if candidate.noun in ("who", "which") else "apposition",
        )
        return True

    def covering(self, token: int, but: Candidate | None = None) -> Candidate | None:
        """The first candidate with actors whose phrase holds a token."""
        if token < 0:
            return None
        return next((c for c in self.candidates if c.first <= token <= c.last and c is not but and c.actors), None)

    def _together(self, candidate: Candidate) -> tuple[str, ...]:
        """The actors of the names that a plural noun in apposition, or a relative clause after a comma, is said of."""
        relative = candidate.kind == "pronoun"
        if not relative and not candidate.plural:
            return ()
        if relative and (self.doc[candidate.head - 1].text != "," or self.doc[candidate.head].head.tag_ == "VBZ"):
            return ()
        head = self.doc[candidate.same_as]
        parts = [head, *(t for t in head.conjuncts if t.i < candidate.head or not relative)]
        if relative and any(t.i > candidate.head for t in head.conjuncts):
            return ()
        found = [self.by_head.get(t.i) for t in parts]
        if len(parts) < 2 or any(c is None or c.name is None or len(c.actors) != 1 for c in found):
            return ()
        kinds = {self.referents.known(c.actors[0]).kind for c in found if c is not None}
        if len(kinds) > 1 or (relative and (kinds == {"person"}) != (candidate.noun == "who")):
            return ()
        return tuple(dict.fromkeys(c.actors[0] for c in found if c is not None))

    def _person_before(self, candidate: Candidate) -> Candidate | None:
        """The person right before "who", even where the parse ties the clause to another noun: "Assoumani of the Comoros, who"."""
        end = candidate.head - 1
        while end > 0 and self.doc[end].is_punct:
            end -= 1
        place = next((c for c in self.candidates if c.name is not None and c.last == end and not is_person(c)), None)
        ends = {end}
        if place is not None:
            for of in (place.first - 1, place.first - 2):  # "of Senegal", "of the Comoros"
                if of > 0 and self.doc[of].lower_ == "of":
                    ends.add(of - 1)
        for other in reversed(self.candidates):
            if other.last in ends and len(other.actors) == 1 and is_person(other):
                return other
        return None

    def _last_before(self, candidate: Candidate) -> Candidate | None:
        """The last of several coordinated names, where a clause in the singular follows: "France and Germany, which borders"."""
        before = [t for t in self.doc[candidate.same_as].conjuncts if t.i < candidate.head]
        return self.by_head.get(before[-1].i) if before and self.doc[candidate.head - 1].text == "," else None

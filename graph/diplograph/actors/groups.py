"""Actors without a name of their own: officials, troops, rebels and ministries, each of the country that is meant.

"South Korean officials" is one group in every article; without a country a group is the article's own.
"""

from __future__ import annotations

from spacy.tokens import Doc

from diplograph.actors.authority import Authority, Name
from diplograph.actors.candidates import Candidate
from diplograph.actors.names import fold
from diplograph.actors.phrases import conjunct_head, is_location, preposition, verb_of
from diplograph.actors.referents import Referent, Referents
from diplograph.record import content_iri

__all__ = ["Groups"]

_OF_STATE = frozenset(("GOV", "LEG", "MIL", "COP", "JUD", "SPY"))


class Groups:
    """The groups and bodies of one article, and the countries that its words leave to be understood."""

    def __init__(
        self, doc: Doc, authority: Authority, referents: Referents, candidates: list[Candidate], scope: str
    ) -> None:
        self.doc = doc
        self.authority = authority
        self.referents = referents
        self.candidates = candidates
        self.scope = scope
        self.dateline = self._dateline()

    def make(self, candidate: Candidate, noun: str, acts: str) -> tuple[tuple[str, ...], float, str]:
        """People or a body of a country: one actor for each owner, else for the country that the article is evidently about."""
        owners: tuple[str, ...] = candidate.owners
        score = 0.85
        if not owners:
            code = self.evident(candidate)
            owners = (self.authority.countries[code].id,) if code else ()
            score = 0.4
        kind = "organisation" if acts == "organisation" else "group"
        found = []
        for owner in owners or ("",):
            label = _label(noun, self.referents.known(owner).label if owner else None, kind == "group")
            scope = (owner.rsplit("/", 1)[-1],) if owner else ("", self.scope)
            iri = content_iri("actor", kind, noun, *scope)
            new = Referent(
                iri,
                label,
                "group" if kind == "group" else "organisation",
                self.referents.code(owner) if owner else None,
                noun=noun,
            )
            new.plural = kind == "group" or candidate.plural
            found.append(self.referents.add(new).id)
        return tuple(found), score, "group" if candidate.owners else "group; country from the article"

    def evident(self, candidate: Candidate) -> str | None:
        """The country of a bare noun ("the police", "rebels"): where its sentence is set, what the article is about."""
        sentence = self.doc[candidate.head].sent
        near: list[str] = []
        clause = verb_of(self.doc[candidate.head])
        for other in self.candidates:
            if sentence.start <= other.head < sentence.end and other.name is not None and other.name.names:
                read = other.actors[0] if len(other.actors) == 1 else other.name.names[0].entry
                code = self.referents.code(read)
                if code and code in self.authority.countries:
                    if other.location and is_location(self.doc[other.head]):
                        place = self.doc[other.head]
                        there = preposition(conjunct_head(place)) not in (
                            "to",
                            "from",
                            "into",
                            "for",
                            "toward",
                            "towards",
                        )
                        if there and (verb_of(place) == clause or self.doc[candidate.head].is_ancestor(place)):
                            return code
                        continue
                    near.append(code)
        dominant = self.referents.dominant()
        if self.dateline is not None and (
            self.referents.countries[dominant or ""] < 2 or self.referents.countries[self.dateline] > 0
        ):
            return self.dateline
        if dominant is not None and dominant in self.authority.countries:
            return dominant
        return near[0] if len(set(near)) == 1 else self.dateline

    def _dateline(self) -> str | None:
        """The country of the city that the article is dated from: "RIYADH, Feb 13 —"."""
        for span in self.doc.spans.get("layout", ()):
            key = tuple(fold(t.text) for t in span if t.is_alpha) if span.label_ == "DATELINE" else ()
            for last in range(len(key), 0, -1):
                for name in self.authority.names.get(key[:last], ()):
                    code = self.authority.entries[name.entry].country
                    if name.kind in ("capital", "place", "country") and code in self.authority.countries:
                        return code
        return None

    def country(self, candidate: Candidate) -> str | None:
        """The country of an unknown organisation: what the phrase says, or a country or place in its name."""
        for owner in candidate.owners:
            code = self.referents.code(owner)
            if code:
                return code
        key = candidate.name.key if candidate.name is not None else ()
        for n in (3, 2, 1):
            for at in range(len(key) - n + 1):
                for name in self.authority.names.get(key[at : at + n], ()):
                    code = self.authority.entries[name.entry].country
                    if name.kind in ("country", "adjective", "capital", "place") and code and not name.acronym:
                        return code
        if candidate.group is not None and candidate.group.sector in _OF_STATE:
            return self.evident(candidate)
        return None

    def near(self, candidate: Candidate, name: Name) -> int:
        """How often the country of one reading of a name is spoken of around it: Georgia among Ohio and Texas is the state.

        For a reading as a place only other places count; what it is coordinated with counts twice.
        """
        country = self.authority.entries[name.entry].country
        at = self.candidates.index(candidate)
        together = {t.i for t in self.doc[candidate.head].conjuncts}
        near = 0
        for other in self.candidates[max(0, at - 6) : at + 7]:
            if other.name is None or not other.name.names or other.name.key == self._key(candidate):
                continue
            read = other.name.names[0]
            if self.authority.entries[read.entry].country == country and (name.kind != "place" or read.kind == "place"):
                near += 2 if other.head in together else 1
        return near

    def _key(self, candidate: Candidate) -> tuple[str, ...]:
        return () if candidate.name is None else candidate.name.key


def _label(noun: str, owner: str | None, plural: bool) -> str:
    """A name for a group: "officials (South Korea)"."""
    text = noun
    if plural and noun.endswith(("man", "woman")):
        text = noun[:-2] + "en"
    elif plural and noun == "child":
        text = "children"
    elif plural and not noun.endswith(("s", "men", "people", "children", "aircraft", "youth", "personnel", "police")):
        text = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
    return text if owner is None else f"{text} ({owner})"

"""Countries, places and organisations that an article names: which of the authority's they are, or new ones."""

from __future__ import annotations

from spacy.tokens import Doc

from diplograph.actors.authority import Authority
from diplograph.actors.candidates import Candidate
from diplograph.actors.groups import Groups
from diplograph.actors.referents import Referent, Referents
from diplograph.record import content_iri

__all__ = ["Bodies"]


class Bodies:
    """Resolves the names of one article that are not names of people."""

    def __init__(self, doc: Doc, authority: Authority, referents: Referents, groups: Groups) -> None:
        self.doc = doc
        self.authority = authority
        self.referents = referents
        self.groups = groups
        self.spelled: dict[tuple[str, ...], str] = {}
        self.acronyms: dict[str, str] = {}

    def resolve(self, candidate: Candidate) -> None:
        """Give a named country, place or organisation its actor; a place its label and country too."""
        match = candidate.name
        assert match is not None
        names = match.of_kind("country", "capital", "metonym", "place", "organisation")
        options = [self.authority.entries[name.entry] for name in names]
        codes = sorted({self.referents.code(owner) or "" for owner in candidate.owners})
        if codes and len(options) == 1 and options[0].type == "institution" and options[0].country not in codes:
            options = []  # "Iran's National Security Council" is not the one that the authority has
        if options:
            best = options[0]
            if len(options) > 1:
                near = [self.groups.near(candidate, name) for name in names]
                best = options[near.index(max(near))]
            entry = self.referents.entry(best)
            place = match.of_kind("country", "capital", "place")
            if place and entry.kind == "country":
                label = entry.label if place[0].kind == "country" else match.label or place[0].text
                candidate.place = (label, entry.country or "")
            candidate.actors, candidate.score = (entry.id,), 0.95 if len(options) == 1 else 0.8
            candidate.reason = f"{names[0].kind} in the authority"
            return
        candidate.actors = (self._unknown(candidate, tuple(codes) if match.names else ()),)
        candidate.score, candidate.reason = 0.7, "a name that the authority does not have"

    def _unknown(self, candidate: Candidate, codes: tuple[str, ...]) -> str:
        """The actor of a name that is nobody's in the authority; an acronym may stand for a name spelled out before.

        ``codes`` are the countries of a namesake of a known body, which alone tell the two apart.
        """
        match = candidate.name
        assert match is not None
        key = (*match.key, *codes)
        known = self.spelled.get(key)
        if known is None and len(key) == 1:
            known = self.acronyms.get(key[0])
        if known is None:
            label = str(self.doc[match.first : match.last + 1].text)
            iri = content_iri("actor", "organisation", " ".join(match.key), *codes)
            new = Referent(iri, label, "organisation", self.groups.country(candidate), key=match.key)
            known = self.referents.add(new).id
            self.spelled[key] = known
            initials = _initials(match.key)
            if len(initials) > 2:
                self.acronyms.setdefault(initials, known)
        return known


def _initials(key: tuple[str, ...]) -> str:
    """The acronym of a name: its first letters, small words left out."""
    return "".join(word[0] for word in key if word not in ("of", "the", "for", "and", "in", "on", "to", "s"))

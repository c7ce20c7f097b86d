"""Mentions by office: "the South Korean president", "the president" alone, "his Russian counterpart"."""

from __future__ import annotations

from spacy.tokens import Doc

from diplograph.actors.authority import Authority
from diplograph.actors.candidates import Candidate
from diplograph.actors.definite import DefiniteNouns
from diplograph.actors.groups import Groups
from diplograph.actors.people import People
from diplograph.actors.referents import Referent, Referents
from diplograph.article import Article
from diplograph.record import content_iri

__all__ = ["Offices"]


class Offices:
    """Finds whom the offices of one article mean; each method tells whether it gave the candidate its actors."""

    def __init__(
        self,
        doc: Doc,
        article: Article,
        authority: Authority,
        referents: Referents,
        people: People,
        definite: DefiniteNouns,
        groups: Groups,
        by_head: dict[int, Candidate],
    ) -> None:
        self.doc = doc
        self.article = article
        self.authority = authority
        self.referents = referents
        self.people = people
        self.definite = definite
        self.groups = groups
        self.by_head = by_head
        self.date = people.date

    def of_somebody(self, candidate: Candidate) -> bool:
        """Resolve an office that the phrase gives to countries or organisations: who holds it on the article's date."""
        found: dict[str, str] = {}
        for owner in candidate.owners:
            for noun in candidate.offices:
                holder = self.people.holder(noun.office, owner, candidate.former)
                if holder is not None:
                    found[holder[0].id] = holder[1]
                    holder[0].roles.add((noun.office, self.referents.code(owner) or ""))
        if len(found) == len(candidate.owners):
            candidate.take(tuple(found), 0.85, next(iter(found.values())))
            return True
        office = candidate.offices[0].office
        if candidate.plural or office == "leader" or candidate.former or not candidate.definite:
            return False
        owner = candidate.owners[0]
        year = self.article.id if self.date is None else self.date[:4]
        label = str(self.doc[candidate.first : candidate.last + 1].text)
        new = Referent(
            content_iri("actor", "office", office, owner, year),
            _upper(label),
            "person",
            self.referents.code(owner),
            sex=candidate.sex,
        )
        new.roles.add((office, new.country or ""))
        candidate.take((self.referents.add(new).id,), 0.5, "an office whose holder is not known")
        return True

    def here(self, candidate: Candidate) -> bool:
        """Resolve "the president" alone: the one spoken of last who has that office, else who has it in the country spoken of."""
        roles = {office.office for office in candidate.offices}
        fitting = [
            p
            for p in self.people.persons
            if any(
                r in roles or (roles == {"leader"} and r in ("president", "prime_minister", "supreme_leader"))
                for r, _ in p.roles
            )
        ]
        before = [p for p in fitting if any(head < candidate.head for head in p.heads)]
        if not before and self.date is not None:
            before = [
                p for p in self.people.persons if self._holds(p, roles) and any(h < candidate.head for h in p.heads)
            ]
        if before:
            best = max(before, key=lambda p: max(head for head in p.heads if head < candidate.head))
            candidate.take((best.id,), 0.75, "the office, given earlier in the article")
            return True
        code = candidate.offices[0].country or self.groups.evident(candidate)
        office = candidate.offices[0].office
        holder = (
            None if code is None else self.people.holder(office, self.authority.countries[code].id, candidate.former)
        )
        found = self.definite.noun(candidate)
        if (
            found[0]
            and self.referents.known(found[0][0]).kind == "person"
            and (holder is None or holder[0] not in self.people.persons)
        ):
            person = self.referents.known(found[0][0])
            terms = {t.role for t in self.authority.terms.get(person.id, ())} | {role for role, _ in person.roles}
            if not terms or terms & roles or "leader" in roles:
                candidate.take(*found)
                return True
        if (
            holder is None
            or candidate.former
            or roles & {"governor", "mayor", "ambassador", "speaker", "secretary_general", "party_leader"}
        ):
            return False
        candidate.take((holder[0].id,), 0.5, holder[1])
        return True

    def _holds(self, person: Referent, roles: set[str]) -> bool:
        """Whether the authority has a person in one of some offices on the article's date."""
        terms = self.authority.terms.get(person.id, ())
        return self.date is not None and any(t.role in roles and t.since and t.covers(self.date) for t in terms)

    def counterpart(self, candidate: Candidate) -> bool:
        """Resolve "his Russian counterpart": who holds in Russia the office that he holds."""
        possessor = self.by_head.get(candidate.possessor)
        if possessor is None or len(possessor.actors) != 1:
            return False
        person = self.referents.known(possessor.actors[0])
        roles = [role for role, _ in sorted(person.roles)] or [
            t.role for t in self.authority.terms.get(person.id, ()) if self.date and t.since and t.covers(self.date)
        ]
        for role in roles:
            holder = self.people.holder(role, candidate.owners[0], former=False)
            if holder is not None:
                candidate.take((holder[0].id,), 0.7, "counterpart: " + holder[1])
                return True
        return False


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]

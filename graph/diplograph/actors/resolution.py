"""All actors of an article: its mentions, each resolved to one IRI (or several) at the article's date.

The order of evidence: what the article itself says, then who holds an office on its date, then the authority by name and
context. What nobody knows gets an IRI made from its own name, so that another article that names it means the same.
"""

from __future__ import annotations

from spacy.tokens import Doc

from diplograph.actors.authority import Authority
from diplograph.actors.bodies import Bodies
from diplograph.actors.candidates import Candidate, is_person
from diplograph.actors.coreference import Coreference
from diplograph.actors.definite import DefiniteNouns
from diplograph.actors.discourse import Discourse
from diplograph.actors.groups import Groups
from diplograph.actors.identities import Identities
from diplograph.actors.mention import Mention, Resolution
from diplograph.actors.mentions import find_candidates
from diplograph.actors.offices import Offices
from diplograph.actors.people import People
from diplograph.actors.phrases import is_agent, is_location
from diplograph.actors.referents import Referent, Referents
from diplograph.actors.relationships import find_relationships
from diplograph.actors.speakers import OF_SPEAKERS, Speakers
from diplograph.article import Article
from diplograph.record import INVERSE_RELATIONS, Actor, Place, Relationship, Span

__all__ = ["resolve"]

_STATE = frozenset(("GOV", "LEG", "MIL", "COP", "SPY"))
_GENERIC = frozenset(("authority", "state", "nation", "country", "kingdom", "republic", "side", "monarchy"))


def resolve(doc: Doc, article: Article, authority: Authority) -> Resolution:
    """Find and resolve every mention of an actor in a parsed article.

    ``doc`` is what :func:`diplograph.language.load` makes of ``article.text``. Tokens in layout spans (bylines, captions,
    datelines, boilerplate) refer to nobody. The result depends on nothing but the arguments.
    """
    return _Resolver(doc, article, authority).run()


class _Resolver:
    def __init__(self, doc: Doc, article: Article, authority: Authority) -> None:
        self.doc = doc
        self.article = article
        self.authority = authority
        self.date = None if article.date is None else article.date.isoformat()
        self.candidates = find_candidates(doc, authority)
        self.referents = Referents(authority, self.candidates)
        self.people = People(authority, self.referents, self.date, article.id)
        self.speakers = Speakers(doc, self.referents, self._body)
        self.discourse = Discourse(doc, self.referents)
        self.coreference = Coreference(self.discourse, authority.roles, self.speakers)
        self.definite = DefiniteNouns(self.discourse, authority.roles)
        self.groups = Groups(doc, authority, self.referents, self.candidates, article.id)
        self.people.setting = self.groups.evident
        self.bodies = Bodies(doc, authority, self.referents, self.groups)
        self.by_head: dict[int, Candidate] = {}
        self.identities = Identities(doc, self.candidates, self.referents, self.people, self.by_head)
        self.offices = Offices(
            doc, article, authority, self.referents, self.people, self.definite, self.groups, self.by_head
        )

    def run(self) -> Resolution:
        for candidate in self.candidates:
            if candidate.name is not None and candidate.kind in ("name", "metonym") and not is_person(candidate):
                self.bodies.resolve(candidate)
        for candidate in self.candidates:
            match = candidate.name
            if match is not None and is_person(candidate) and len(match.key) > 1:
                self.people.full(candidate, self._text(match.first, match.last))
        self.identities.surnames()
        self.identities.short_forms()
        for candidate in self.candidates:
            self.by_head.setdefault(candidate.head, candidate)
        for candidate in self.candidates:
            if candidate.kind in ("noun", "role"):
                self.discourse.nouns[candidate.head] = candidate
            named = self.identities.covering(candidate.same_as) if candidate.possessor >= 0 else None
            if named is not None and len(named.actors) == 1:
                self.people.barred[candidate.possessor] = named.actors[0]
        for referent in self.people.persons:
            referent.heads.clear()
        order = sorted(self.candidates, key=lambda c: (c.head, c.first, -c.last))
        for candidate in order:
            if candidate.name is not None:
                if not candidate.actors:
                    self._named(candidate)
                self.discourse.count(candidate)
        self._choose_owners()
        later: list[Candidate] = []
        speaking: list[Candidate] = []
        for position, candidate in enumerate(order):
            if candidate.kind == "pronoun" and candidate.noun in OF_SPEAKERS:
                speaking.append(candidate)
                continue
            if not candidate.actors:
                self._resolve(candidate, order[position + 1 : position + 12])
            if candidate.actors:
                self.discourse.note(candidate)
            elif candidate.same_as > candidate.head:
                later.append(candidate)
        for candidate in later:
            self.identities.same(candidate)
        self.speakers.meet(order)
        for candidate in speaking:
            candidate.take(*self.speakers.who(candidate))
        relationships = find_relationships(self.doc, self.authority.roles, order, self.referents.known)
        for candidate in order:
            if not candidate.actors and candidate.possessor >= 0 and not candidate.plural:
                self._relative(candidate, relationships)
        return self._result(relationships)

    def _choose_owners(self) -> None:
        """Give a phrase the reading of a name of several ("voters in Georgia") that the article has been found to mean."""
        for candidate in self.candidates:
            match = candidate.name
            if match is None or len(match.names) < 2 or len(candidate.actors) != 1:
                continue
            read = [name.entry for name in match.names]
            for other in self.candidates:
                if other is not candidate and other.first <= candidate.head <= other.last:
                    other.owners = tuple(
                        dict.fromkeys(candidate.actors[0] if iri in read else iri for iri in other.owners)
                    )

    # One candidate

    def _named(self, candidate: Candidate) -> None:
        match = candidate.name
        assert match is not None
        if is_person(candidate):
            self.people.short(candidate, self._text(match.first, match.last))
        elif candidate.kind == "demonym" and candidate.noun == "people":
            if candidate.ethnic:
                candidate.owners = ()
                candidate.take(*self.groups.make(candidate, "ethnic " + match.label, "group"))
            else:
                candidate.take(*self.groups.make(candidate, "people", "group"))
        elif candidate.kind == "demonym":
            candidate.take(candidate.owners, 0.95, "demonym")
        else:
            self.bodies.resolve(candidate)

    def _resolve(self, candidate: Candidate, upcoming: list[Candidate]) -> None:
        if candidate.same_as >= 0 and self.identities.same(candidate):
            return
        if candidate.noun in ("who", "which"):
            return
        if candidate.name is not None:
            self._named(candidate)
        elif candidate.kind == "pronoun":
            found = self.coreference.pronoun(candidate, upcoming)
            candidate.take(*found)
            self._learn_sex(candidate)
        else:
            self._noun(candidate)

    def _body(self, person: Referent) -> str | None:
        """The country of a person that holds an office of it: in the article, or on its date."""
        code = next((code for _, code in sorted(person.roles) if code in self.authority.countries), None)
        if code is None:
            office = self.authority.office(person.id, self.date)
            code = None if office is None else office.country
        return self.authority.countries[code].id if code is not None and code in self.authority.countries else None

    def _relative(self, candidate: Candidate, relationships: tuple[Relationship, ...]) -> None:
        """Resolve "her brother" where the text has said who is the sister or brother of whom."""
        relation = self.authority.roles.relations.get((candidate.noun,))
        possessor = self.by_head.get(candidate.possessor)
        if (
            relation not in INVERSE_RELATIONS
            or relation == "relativeOf"
            or possessor is None
            or len(possessor.actors) != 1
        ):
            return
        whose = possessor.actors[0]
        found = [r.subject.actor for r in relationships if r.relation == relation and r.object.actor == whose]
        found += [
            r.object.actor
            for r in relationships
            if r.relation == INVERSE_RELATIONS[relation] and r.subject.actor == whose
        ]
        fitting = [iri for iri in found if iri and self.referents.known(iri).sex in ("", candidate.sex)]
        if len(set(fitting)) == 1:
            candidate.take((fitting[0],), 0.75, "a relative that the article names")

    def _learn_sex(self, candidate: Candidate) -> None:
        if candidate.sex and len(candidate.actors) == 1:
            referent = self.referents.known(candidate.actors[0])
            referent.sex = referent.sex or candidate.sex

    def _noun(self, candidate: Candidate) -> None:
        plural, group = candidate.plural, candidate.group
        if candidate.possessor >= 0 and not candidate.owners:
            self._possessed(candidate)
        of_somebody = candidate.offices and candidate.owners and (not plural or len(candidate.owners) > 1)
        if of_somebody and self.offices.of_somebody(candidate):
            return
        if (
            candidate.offices
            and not candidate.owners
            and candidate.definite
            and not plural
            and candidate.possessor < 0
            and self.offices.here(candidate)
        ):
            return
        if candidate.noun in ("koreas", "korea"):
            candidate.take(tuple(self.authority.countries[c].id for c in ("PRK", "KOR")), 0.9, "the two Koreas")
            return
        if group is not None and group.acts != "group" and not candidate.owners:
            self._of_person(candidate)
        counterpart = candidate.possessor >= 0 and candidate.noun == "counterpart" and candidate.owners
        if counterpart and self.offices.counterpart(candidate):
            return
        if candidate.definite and not candidate.owners and candidate.possessor < 0:
            found = self.definite.noun(candidate)
            if found[0]:
                candidate.take(*found)
                return
            about = self.referents.dominant()
            if (
                candidate.noun in ("country", "nation")
                and not plural
                and about is not None
                and about in self.authority.countries
            ):
                candidate.take((self.authority.countries[about].id,), 0.5, "the country the article is about")
                return
        if group is None or (candidate.number and candidate.definite and not candidate.owners):
            return
        if group.acts == "country" and candidate.owners and not (group.noun in ("side",) and plural):
            candidate.take(candidate.owners, 0.9, "government")
        elif group.acts == "country":
            bare = candidate.definite or candidate.first == candidate.head
            if bare and group.noun not in _GENERIC and (code := self.groups.evident(candidate)):
                candidate.take((self.authority.countries[code].id,), 0.5, "the government of the country spoken of")
        else:
            candidate.take(*self.groups.make(candidate, group.noun, group.acts))

    def _possessed(self, candidate: Candidate) -> None:
        """Give "their embassies" and "whose soldiers" the countries or organisations that the pronoun means."""
        possessor = self.by_head.get(candidate.possessor)
        if possessor is None or possessor.kind != "pronoun" or candidate.group is None:
            return
        found = [self.referents.known(iri) for iri in possessor.actors]
        codes = dict.fromkeys(r.country or "" for r in found)
        if candidate.group.sector in _STATE and all(r.kind == "person" for r in found):
            candidate.owners = tuple(self.authority.countries[c].id for c in codes if c in self.authority.countries)
            return
        if all(r.kind == "country" or (r.kind == "organisation" and not r.noun) for r in found):
            candidate.owners = tuple(r.id for r in found)

    def _of_person(self, candidate: Candidate) -> None:
        """Give a government the country of the person it is named after: "the Bush administration"."""
        for other in self.candidates:
            if (
                candidate.first <= other.first
                and other.last < candidate.head
                and other.name is not None
                and len(other.actors) == 1
            ):
                referent = self.referents.known(other.actors[0])
                code = referent.country or ""
                if referent.kind == "person" and code in self.authority.countries:
                    candidate.owners = (self.authority.countries[code].id,)
                    return

    # Results

    def _text(self, first: int, last: int) -> str:
        return str(self.doc[first : last + 1].text)

    def _place(self, label: str, country: str) -> Place:
        geonames, latitude, longitude = self.authority.where(label, country) or (None, None, None)
        return Place(label, country, geonames=geonames, latitude=latitude, longitude=longitude)

    def _result(self, relationships: tuple[Relationship, ...]) -> Resolution:
        mentions: dict[tuple[int, int, int], Mention] = {}
        text = self.article.text
        for candidate in self.candidates:
            if not candidate.actors and (candidate.kind in ("noun", "pronoun") or candidate.noun in _GENERIC):
                continue
            while candidate.first < candidate.head and self.doc[candidate.first].is_punct:
                candidate.first += 1
            start = self.doc[candidate.first].idx
            last = self.doc[candidate.last]
            end = last.idx + len(last)
            place = None if candidate.place is None else self._place(*candidate.place)
            head = self.doc[candidate.head]
            where = place is not None and not is_agent(head) and is_location(head)
            mention = Mention(
                start,
                end,
                text[start:end],
                candidate.head,
                candidate.actors,
                candidate.kind,
                candidate.score,
                candidate.reason,
                place,
                where,
            )
            mentions.setdefault((start, -end, candidate.head), mention)
        ordered = tuple(mentions[key] for key in sorted(mentions))
        spans: dict[str, list[Span]] = {}
        for mention in ordered:
            for iri in mention.actors:
                spans.setdefault(iri, []).append(Span(mention.start, mention.end, mention.text))
        actors = []
        for iri, found in spans.items():
            referent = self.referents.known(iri)
            office = self.authority.office(iri, self.date) if referent.kind == "person" else None
            unique = tuple(dict.fromkeys(found))
            country = referent.country
            if office is not None and (country is None or office.country == "IGO"):
                country = office.country
            actors.append(Actor(iri, referent.label, referent.kind, country, referent.wikidata, office, unique))
        actors.sort(key=lambda actor: (actor.mentions[0].start, actor.id))
        types = {actor.id: kind for actor in actors if (kind := self.referents.known(actor.id).type)}
        return Resolution(tuple(actors), ordered, relationships, types)

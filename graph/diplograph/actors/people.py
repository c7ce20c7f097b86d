"""Which person a name or an office means: in the article first, then in the authority at the article's date."""

from __future__ import annotations

from collections.abc import Callable

from diplograph.actors.authority import Authority, Entry
from diplograph.actors.candidates import Candidate
from diplograph.actors.names import same_person, surname, words
from diplograph.actors.referents import Referent, Referents
from diplograph.record import content_iri

__all__ = ["People"]

# Titles that go with a given name as well: "Sheikh Mohamed", "Prince Charles".
_BEFORE_GIVEN = frozenset(
    ("the", "crown", "sheikh", "prince", "princess", "king", "queen", "sir", "lady", "emir", "saint")
)
_PROMINENT = frozenset(
    (
        "president",
        "prime_minister",
        "monarch",
        "supreme_leader",
        "foreign_minister",
        "defence_minister",
        "vice_president",
        "secretary_general",
    )
)


class People:
    """Finds the persons of one article. ``date`` is its day, ISO 8601; ``scope`` keeps lone surnames of two articles apart.

    ``barred`` is whom the name with a certain head cannot mean: Kim is somebody else than "Kim's sister, Kim Yo Jong".
    """

    def __init__(self, authority: Authority, referents: Referents, date: str | None, scope: str) -> None:
        self.authority = authority
        self.referents = referents
        self.date = date
        self.scope = scope
        self.persons: list[Referent] = []
        self.barred: dict[int, str] = {}
        self.setting: Callable[[Candidate], str | None] = lambda _: None

    def full(self, candidate: Candidate, label: str) -> None:
        """Resolve a name of two words or more, wherever in the article it stands."""
        match = candidate.name
        assert match is not None
        owners = self.codes(candidate)
        options = [self.authority.entries[name.entry] for name in match.of_kind("person")]
        reason = "name in the authority"
        if not options:
            earlier = [
                p
                for p in self.persons
                if len(p.key) > 1 and (same_person(match.key, p.key) or same_person(p.key, match.key))
            ]
            if earlier:
                self._take(candidate, earlier[0], owners, 0.9, "the full name elsewhere in the article")
                return
            options = self._similar(match.key, owners, candidate)
            reason = "a similar name in the authority"
        if options:
            best = max(options, key=lambda entry: self._fit(entry, owners, candidate))
            fit = self._fit(best, owners, candidate)
            if len(options) > 1 or not match.names:
                reason += ", chosen by context"
            if not (len(options) == 1 and match.names and owners and fit < 0):
                self._take(candidate, self.referents.entry(best), owners, 0.95 if len(options) == 1 else 0.8, reason)
                return
        country = owners[0] if owners else None
        new = Referent(content_iri("actor", "person", " ".join(match.key)), label, "person", country, key=match.key)
        new.sex = candidate.sex or self.authority.given.get(match.key[0], "")
        self._take(candidate, self.referents.add(new), owners, 0.7, "a name that the authority does not have")

    def short(self, candidate: Candidate, label: str) -> None:
        """Resolve a lone name: a person of the article whose name it shortens, else by title, else by renown at the date."""
        match = candidate.name
        assert match is not None
        owners = self.codes(candidate)
        fitting = [
            p
            for p in self.persons
            if same_person(match.key, p.key)
            and not (candidate.sex and p.sex and candidate.sex != p.sex)
            and p.id != self.barred.get(candidate.head)
        ]
        if fitting:
            before = [p for p in fitting if any(head < candidate.head for head in p.heads)]
            titled = [
                p
                for p in before or fitting
                if candidate.offices and any(r[0] == candidate.offices[0].office for r in p.roles)
            ]
            family = [p for p in titled or before or fitting if surname(p.key) == match.key]
            pool = family or titled or before or fitting
            best = max(pool, key=lambda p: (sum(head < candidate.head for head in p.heads), -min(p.heads, default=0)))
            self._take(candidate, best, owners, 0.9 if len(pool) == 1 else 0.75, "the full name in the article")
            return
        honoured = bool(candidate.titles) and not set(candidate.titles) - _BEFORE_GIVEN
        given = [
            p
            for p in self.persons
            if len(p.key) > 1 and len(match.key) == 1 and _spelt_alike((*match.key, ""), (p.key[0], ""))
        ]
        if given and (honoured or not candidate.titles):
            self._take(candidate, given[0], owners, 0.7, "the given name of somebody in the article")
            return
        whole = not honoured and (
            candidate.first == match.first or candidate.titles or candidate.owners or len(match.key) > 1
        )
        options = [self.authority.entries[iri] for iri in self.authority.surnames.get(match.key, ()) if whole]
        options += [self.authority.entries[n.entry] for n in match.of_kind("person")]
        ranked = sorted(
            ((self._renown(entry, owners, candidate), entry.id, entry) for entry in dict.fromkeys(options)),
            reverse=True,
        )
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
        if lead == 0 and candidate.offices:
            tied = [entry for renown, _, entry in ranked if renown == ranked[0][0]]
            if len({entry.country for entry in tied}) == 1:
                ranked = [(ranked[0][0], entry.id, entry) for entry in sorted(tied, key=self._since, reverse=True)]
                lead = 1.0
        if ranked and ((ranked[0][0] >= 2 and lead > 0) or (ranked[0][0] >= 1.5 and lead >= 1 and len(ranked) <= 4)):
            self._take(candidate, self.referents.entry(ranked[0][2]), owners, 0.8, "surname and office at the date")
            return
        country = owners[0] if owners else None
        new = Referent(
            content_iri("actor", "person", " ".join(match.key), country, self.scope),
            label,
            "person",
            country,
            sex=candidate.sex,
            key=match.key,
        )
        new.sex = new.sex or self.authority.given.get(match.key[0], "")
        self._take(candidate, self.referents.add(new), owners, 0.5, "a name that the authority does not have")

    def codes(self, candidate: Candidate) -> tuple[str, ...]:
        """The countries that the phrase names as the person's own."""
        found = (self.referents.code(iri) for iri in candidate.owners)
        return tuple(dict.fromkeys(code for code in found if code))

    def _take(self, candidate: Candidate, person: Referent, owners: tuple[str, ...], score: float, reason: str) -> None:
        candidate.take((person.id,), score, reason)
        if person not in self.persons:
            self.persons.append(person)
        person.sex = person.sex or candidate.sex or (self.authority.given.get(person.key[0], "") if person.key else "")
        if person.country is None:
            person.country = (
                owners[0] if owners else self.setting(candidate) if candidate.titles and not candidate.former else None
            )
        country = owners[0] if owners else person.country or ""
        for office in candidate.offices:
            if not candidate.former:
                person.roles.add((office.office, country))
        person.heads.append(candidate.head)
        person.titles.update(candidate.titles)

    def _fit(self, entry: Entry, owners: tuple[str, ...], candidate: Candidate) -> float:
        """How well a known person fits: the country named, the office, being in office, the article's countries."""
        terms = self.authority.terms.get(entry.id, ())
        countries = {entry.country, *(t.country for t in terms)}
        fit = 0.0
        if owners:
            fit += 3 if set(owners) & countries else -2
        if candidate.offices:
            fit += 2 if any(t.role == candidate.offices[0].office for t in terms) else 0
        fit += 0.5 * bool(entry.country and self.referents.countries[entry.country])
        if self.date:
            fit += 1 if any(t.since and t.covers(self.date) for t in terms) else 0
        return fit + 0.2 * any(t.role in _PROMINENT for t in terms)

    def _renown(self, entry: Entry, owners: tuple[str, ...], candidate: Candidate) -> float:
        """How surely a lone surname means a known person: 2 and more is enough."""
        terms = self.authority.terms.get(entry.id, ())
        countries = {entry.country, *(t.country for t in terms)}
        if owners and not set(owners) & countries:
            return -1
        roles = {office.office for office in candidate.offices} - {"leader"}
        active = [t for t in terms if self.date is None or (t.since and t.covers(self.date))]
        renown = 0.0
        if roles:
            ruling = roles & {"president", "prime_minister", "monarch", "supreme_leader"}
            renown += (
                3
                if any(t.role in roles for t in active)
                else 2
                if any(t.role in roles or (ruling and t.role == "ruler") for t in terms)
                else -1
            )
        elif self.date and any(t.role in _PROMINENT for t in active):
            renown += 1.5
        if owners:
            renown += 1
        renown += 0.6 * bool(entry.country and self.referents.countries[entry.country])
        return renown

    def _since(self, entry: Entry) -> str:
        """When the last term of a person began that had begun by the date."""
        return max(
            (t.since for t in self.authority.terms.get(entry.id, ()) if not self.date or t.since <= self.date),
            default="",
        )

    def _similar(self, key: tuple[str, ...], owners: tuple[str, ...], candidate: Candidate) -> list[Entry]:
        """Known persons whose name is this one with a word more or less, if the context speaks for them."""
        found = []
        for iri in self.authority.surnames.get(surname(key), ()):
            entry = self.authority.entries[iri]
            name = words(entry.label)
            alike = name[0][:3] == key[0][:3] and (
                same_person(name, key) or same_person(key, name) or _spelt_alike(name, key)
            )
            if alike and self._fit(entry, owners, candidate) >= 0.5:
                found.append(entry)
        return found

    def holder(self, role: str, owner: str, former: bool) -> tuple[Referent, str] | None:
        """Who holds an office of a country or organisation: somebody the article gave it to, else the authority's at the date."""
        code = self.referents.code(owner)
        if code is None:
            return None
        leaders = (
            {"leader", self.authority.countries[code].type, "president", "supreme_leader", "monarch"}
            if code in self.authority.countries
            else {role}
        )
        wanted = leaders if role == "leader" else {role}
        exact = [p for p in self.persons if (role, code) in p.roles]
        titled = exact or [p for p in self.persons if any(r in wanted and c == code for r, c in p.roles)]
        if titled and not former:
            return max(titled, key=lambda p: len(p.heads)), "the office, given earlier in the article"
        if former:
            return None
        if code == "IGO":
            label = self.referents.known(owner).label
            for term in self.authority.holders.get((role, "IGO"), ()):
                if label in term.label and (self.date is None or term.covers(self.date)):
                    return self.referents.entry(self.authority.entries[term.person]), "the office at the date"
            return None
        if self.referents.known(owner).kind != "country":
            return None
        found = self.authority.holder(role, code, self.date)
        if found is None or not (found.since or self.date is None):
            return None
        return self.referents.entry(self.authority.entries[found.person]), "the office at the date"


def _spelt_alike(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names with the same surname differ in the spelling of the given names only (Mohamed, Mohammed)."""
    family = surname(name)
    if family != surname(other) or len(name) != len(other):
        return False
    return all(a[:3] == b[:3] and a[-1:] == b[-1:] for a, b in zip(name, other, strict=True))

"""The authority: the actors that are known by name, from the files of ``ontology/actors/``.

Countries, people with their terms of office, organisations, news media and places, each with the names it goes by.
:func:`load_authority` reads and checks the files; lookups are by hash, so their number does not slow an article down.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from diplograph.actors.names import is_acronym, person_keys, surname, words
from diplograph.actors.roles import Roles, load_roles
from diplograph.actors.tables import Row, read_table, values
from diplograph.record import ID_NAMESPACE, ActorKind, Office, content_iri
from diplograph.resources import ontology_path

__all__ = ["Authority", "Entry", "Name", "NameKind", "Term", "load_authority", "read_authority"]

NameKind = Literal["country", "adjective", "people", "capital", "metonym", "place", "person", "organisation"]

_SEXES = frozenset(("", "f", "m"))
_ORGANISATIONS = frozenset(
    ("igo", "ngo", "armed_group", "party", "movement", "company", "court", "institution", "news_agency", "outlet")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor. ``country`` is the alpha-3 code that it acts for, ``IGO`` for an international organisation.

    ``type`` says more than ``kind``: ``igo``, ``armed_group``, ``news_agency`` …; for a country it is the role of its leader.
    ``members`` are alpha-3 codes.
    """

    id: str
    label: str
    kind: ActorKind
    country: str | None
    wikidata: str | None
    type: str = ""
    sex: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name something in a text: what kind of name, whose, and whether it must stand in capitals.

    ``entry`` is the IRI of the actor named (of the country, for a demonym, a seat of power or a place).
    """

    kind: NameKind
    entry: str
    text: str
    acronym: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from one day until another; ISO 8601 of any precision, ``""`` where open or unknown."""

    person: str
    role: str
    label: str
    country: str
    since: str
    until: str

    def covers(self, date: str) -> bool:
        """Whether the term includes the day ``date`` (ISO 8601), as far as its precision tells."""
        return (not self.since or self.since <= date) and (not self.until or date <= self.until + "~")


@dataclass(frozen=True)
class Authority:
    """Everything known about actors, indexed. Made by :func:`load_authority`."""

    entries: Mapping[str, Entry]
    countries: Mapping[str, Entry]
    names: Mapping[tuple[str, ...], tuple[Name, ...]]
    longest: Mapping[str, int]
    surnames: Mapping[tuple[str, ...], tuple[str, ...]]
    holders: Mapping[tuple[str, str], tuple[Term, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    roles: Roles
    given: Mapping[str, str] = field(repr=False)
    successors: Mapping[str, str] = field(default_factory=dict)

    def holder(self, role: str, country: str, date: str | None) -> Term | None:
        """Who holds an office of a country on a day; without a day, who was last known to hold it.

        Of several terms that cover the day the latest begun wins. ``leader`` is the office that leads the country.
        """
        if role == "leader":
            role = self.countries[country].type if country in self.countries else "president"
        found: Term | None = None
        for term in self.holders.get((role, country), ()):
            if date is None or term.covers(date):
                found = term
        return found

    def office(self, person: str, date: str | None) -> Office | None:
        """The office that a person holds on a day: the most senior, of the own country first; ``None`` where none is known."""
        if date is None:
            return None
        held = [term for term in self.terms.get(person, ()) if term.label and term.since and term.covers(date)]
        own = [term for term in held if term.country == self.entries[person].country]
        return Office((own or held)[0].label, (own or held)[0].country) if held else None


_SENIORITY = (
    "supreme_leader",
    "pope",
    "president",
    "prime_minister",
    "monarch",
    "secretary_general",
    "vice_president",
    "foreign_minister",
    "defence_minister",
    "deputy_prime_minister",
)


@lru_cache(maxsize=4)
def load_authority(extra: Path | None = None) -> Authority:
    """The built-in authority, and a user's own file of actors, which wins over it.

    ``extra`` is a CSV file with the columns ``label``, ``kind`` (person, country, organisation or group) and, if wanted,
    ``names``, ``country``, ``wikidata``, ``sex``. Raises :class:`KnowledgeError` naming file, line, column and what was expected.
    """
    return read_authority(ontology_path("actors"), extra)


def read_authority(folder: Path, extra: Path | None = None) -> Authority:
    """An authority from the files of a folder that is laid out as ``ontology/actors`` is; raises as :func:`load_authority`."""
    collecting = gc.isenabled()
    gc.disable()  # tens of thousands of small objects that all stay: looking for garbage among them doubles the time
    try:
        return _read(folder, extra)
    finally:
        if collecting:
            gc.enable()


def _read(folder: Path, extra: Path | None) -> Authority:
    build = _Builder(load_roles(folder / "roles.toml"))
    if extra is not None:
        build.extra(read_table(extra, ("label", "kind"), ("names", "country", "wikidata", "sex")))
    build.add_countries(
        read_table(
            folder / "countries.csv",
            (
                "code",
                "wikidata",
                "label",
                "names",
                "adjectives",
                "people",
                "capitals",
                "metonyms",
                "from",
                "until",
                "successor",
                "leader",
            ),
        )
    )
    build.add_people(read_table(folder / "people.csv", ("wikidata", "name", "aliases", "country", "sex")))
    build.add_statesmen(read_table(folder / "statesmen.csv", ("name", "aliases", "country", "from", "until")))
    build.add_offices(read_table(folder / "offices.csv", ("person", "role", "office", "country", "from", "until")))
    for name in ("organisations.csv", "media.csv"):
        columns = ("wikidata", "label", "names", "type", "country", "members")
        build.add_organisations(read_table(folder / name, columns[:-1], columns[-1:]))
    build.add_places(read_table(folder / "places.csv", ("label", "names", "country", "wikidata")))
    build.add_given(read_table(folder / "given_names.csv", ("name", "sex")))
    return build.done()


class _Builder:
    """Gathers entries and names file by file; the first to claim an id or to be added under a name comes first."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.entries: dict[str, Entry] = {}
        self.countries: dict[str, Entry] = {}
        self.names: dict[tuple[str, ...], list[Name]] = {}
        self.terms: dict[str, list[Term]] = {}
        self.by_key: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.successors: dict[str, str] = {}
        self.extra_ids: set[str] = set()
        self.families: dict[tuple[str, ...], dict[str, None]] = {}

    def add(self, entry: Entry) -> Entry:
        return self.entries.setdefault(entry.id, entry)

    def name(self, kind: NameKind, entry: str, text: str) -> None:
        key = words(text)
        if key:
            self.names.setdefault(key, []).append(Name(kind, entry, text, is_acronym(text)))

    def country(self, row: Row, column: str = "country") -> str | None:
        value = row[column]
        if value and value != "IGO" and value not in self.countries:
            raise row.wrong(column, "an ISO 3166-1 alpha-3 code of countries.csv, IGO or nothing")
        return value or None

    def extra(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, wikidata = row.required("label"), row.wikidata()
            country, kind = row["country"] or None, row["kind"]
            if kind == "country":
                if not country:
                    raise row.wrong("country", "the code of the country")
                entry = Entry(f"{ID_NAMESPACE}actor/{country}", label, "country", country, wikidata, "president")
                self.countries[country] = entry
            elif kind == "person":
                sex = row.one_of("sex", _SEXES)
                entry = Entry(_iri(wikidata, "person", label), label, "person", country, wikidata, sex=sex)
            elif kind == "organisation":
                entry = Entry(_iri(wikidata, "organisation", label), label, "organisation", country, wikidata)
            elif kind == "group":
                entry = Entry(_iri(wikidata, "group", label), label, "group", country, wikidata)
            else:
                raise row.wrong("kind", "one of 'country', 'group', 'organisation', 'person'")
            self.add(entry)
            self.extra_ids.add(entry.id)
            for text in (label, *values(row["names"])):
                if kind == "person":
                    self.person_names(entry.id, text, "")
                else:
                    self.name("country" if kind == "country" else "organisation", entry.id, text)

    def add_countries(self, rows: Iterable[Row]) -> None:
        kinds: tuple[tuple[str, NameKind], ...] = (
            ("names", "country"),
            ("adjectives", "adjective"),
            ("people", "people"),
            ("capitals", "capital"),
            ("metonyms", "metonym"),
        )
        for row in rows:
            code, label = row.required("code"), row.required("label")
            if not (len(code) == 3 and code.isascii() and code.isupper()):
                raise row.wrong("code", "an ISO 3166-1 alpha-3 code such as KOR")
            iri = f"{ID_NAMESPACE}actor/{code}"
            leader = row.one_of("leader", self.roles.office_keys)
            entry = self.add(Entry(iri, label, "country", code, row.wikidata(), leader))
            self.countries[code] = entry
            row.date("from"), row.date("until")
            if row["successor"]:
                self.successors[code] = row["successor"]
            self.name("country", iri, label)
            for column, kind in kinds:
                for text in values(row[column]):
                    self.name(kind, iri, text)

    def add_people(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, wikidata = row.required("name"), row.wikidata()
            country = self.country(row)
            entry = self.add(
                Entry(
                    _iri(wikidata, "person", label), label, "person", country, wikidata, sex=row.one_of("sex", _SEXES)
                )
            )
            self.by_key[wikidata or label] = entry.id
            self.person_names(entry.id, label, row["aliases"])

    def person_names(self, iri: str, label: str, aliases: str) -> None:
        for text in (label, *values(aliases)) if aliases else (label,):
            name = Name("person", iri, text, False)
            keys = person_keys(text)
            for key in keys:
                self.names.setdefault(key, []).append(name)
            self.families.setdefault(surname(keys[0]), {})[iri] = None

    def add_offices(self, rows: Iterable[Row]) -> None:
        for row in rows:
            person = self.by_key.get(row["person"])
            if person is None:
                raise row.wrong("person", "a Wikidata id or a name of people.csv")
            role = row["role"]
            since, until = row.date("from"), row.date("until")
            if since and until and until + "~" < since:
                raise row.wrong("until", f"a date not before {since}")
            country = self.country(row) or ""
            self.terms.setdefault(person, []).append(Term(person, role, row.required("office"), country, since, until))

    def add_statesmen(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, country = row.required("name"), self.country(row)
            entry = self.add(Entry(_iri(None, "person", label), label, "person", country, None))
            self.person_names(entry.id, label, row["aliases"])
            term = Term(entry.id, "ruler", "", country or "", row.date("from"), row.date("until"))
            self.terms.setdefault(entry.id, []).append(term)

    def add_organisations(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, wikidata = row.required("label"), row.wikidata()
            type_ = row.one_of("type", _ORGANISATIONS)
            members = values(row["members"])
            for code in members:
                if code not in self.countries:
                    raise row.wrong("members", "alpha-3 codes of countries.csv")
            country = self.country(row)
            iri = _iri(wikidata, "organisation", label)
            entry = self.add(Entry(iri, label, "organisation", country, wikidata, type_, "", members))
            for text in (label, *values(row["names"])):
                self.name("organisation", entry.id, text)

    def add_places(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, country = row.required("label"), self.country(row)
            if country is None or country == "IGO":
                raise row.wrong("country", "an ISO 3166-1 alpha-3 code")
            row.wikidata()
            for text in (label, *values(row["names"])):
                self.name("place", self.countries[country].id, text)

    def add_given(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.given["".join(words(row.required("name")))] = row.one_of("sex", _SEXES - {""})

    def done(self) -> Authority:
        longest: dict[str, int] = {}
        names: dict[tuple[str, ...], tuple[Name, ...]] = {}
        for key, found in self.names.items():
            mine = [name for name in found if name.entry in self.extra_ids] if self.extra_ids else []
            names[key] = tuple(dict.fromkeys(mine or found)) if len(found) > 1 else tuple(found)
            if longest.get(key[0], 0) < len(key):
                longest[key[0]] = len(key)
        holders: dict[tuple[str, str], list[Term]] = {}
        for terms in self.terms.values():
            terms.sort(key=lambda t: t.since, reverse=True)
            terms.sort(key=lambda t: _SENIORITY.index(t.role) if t.role in _SENIORITY else len(_SENIORITY))
            for term in terms:
                holders.setdefault((term.role, term.country), []).append(term)
        for held in holders.values():
            held.sort(key=lambda t: (t.since, t.person))
        return Authority(
            entries=self.entries,
            countries=self.countries,
            names=names,
            longest=longest,
            surnames={key: tuple(found) for key, found in self.families.items()},
            holders={key: tuple(held) for key, held in holders.items()},
            terms={person: tuple(terms) for person, terms in self.terms.items()},
            roles=self.roles,
            given=self.given,
            successors=self.successors,
        )


def _iri(wikidata: str | None, kind: str, label: str) -> str:
    """The IRI of an actor: by its Wikidata id, else by its kind and name."""
    return f"{ID_NAMESPACE}actor/{wikidata}" if wikidata else content_iri("actor", kind, " ".join(words(label)))

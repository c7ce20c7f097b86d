"""The files of ``ontology/actors/``, and a user's own file, checked and made into the tables of the authority."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from diplograph.actors.authority import NameKind, Tables
from diplograph.actors.names import is_acronym, person_keys, surname, words
from diplograph.actors.roles import Roles
from diplograph.actors.tables import Row, read_table, values
from diplograph.record import ID_NAMESPACE, ActorKind, content_iri

__all__ = ["FILES", "build_tables"]

FILES = (
    "roles.toml",
    "words.toml",
    "countries.csv",
    "people.csv",
    "statesmen.csv",
    "offices.csv",
    "organisations.csv",
    "media.csv",
    "places.csv",
    "cities.csv",
    "coordinates.csv",
    "given_names.csv",
)
"""The files that the authority is made of."""

_SEXES = frozenset(("", "f", "m"))
_ORGANISATIONS = frozenset(("igo", "ngo", "armed_group", "party", "movement", "company", "court", "institution"))
_MEDIA = frozenset(("news_agency", "outlet"))
_STATE_RUN = {"yes": True, "no": False, "": None}
_KINDS = frozenset(("country", "group", "organisation", "person"))
_SENIORITY = (
    "supreme_leader",
    "pope",
    "president",
    "prime_minister",
    "monarch",
    "crown_prince",
    "secretary_general",
    "vice_president",
    "foreign_minister",
    "defence_minister",
    "deputy_prime_minister",
)
_COUNTRY_NAMES: tuple[tuple[str, NameKind], ...] = (
    ("names", "country"),
    ("adjectives", "adjective"),
    ("people", "people"),
    ("capitals", "capital"),
    ("metonyms", "metonym"),
)


def build_tables(folder: Path, extra: Path | None, roles: Roles) -> Tables:
    """The tables of the files in ``folder``. Raises :class:`KnowledgeError` naming file, line, column and what was expected."""
    build = _Builder(roles)
    if extra is not None:
        build.extra(read_table(extra, ("label", "kind"), ("names", "country", "wikidata", "sex")))
    columns = (
        "code",
        "wikidata",
        "label",
        *(column for column, _ in _COUNTRY_NAMES),
        "from",
        "until",
        "successor",
        "leader",
    )
    build.add_countries(read_table(folder / "countries.csv", columns))
    build.add_people(read_table(folder / "people.csv", ("wikidata", "name", "aliases", "country", "sex")))
    build.add_statesmen(read_table(folder / "statesmen.csv", ("name", "aliases", "country", "from", "until")))
    build.add_offices(read_table(folder / "offices.csv", ("person", "role", "office", "country", "from", "until")))
    columns = ("wikidata", "label", "names", "type", "country")
    build.add_organisations(read_table(folder / "organisations.csv", columns, ("members",)), _ORGANISATIONS)
    build.add_organisations(read_table(folder / "media.csv", (*columns, "state_run")), _MEDIA)
    build.add_places(read_table(folder / "places.csv", ("label", "names", "country", "wikidata")))
    build.add_cities(read_table(folder / "cities.csv", ("label", "country")))
    columns = ("country", "label", "geonames", "latitude", "longitude")
    build.add_coordinates(read_table(folder / "coordinates.csv", columns))
    build.add_given(read_table(folder / "given_names.csv", ("name", "sex")))
    return build.done()


class _Builder:
    """Gathers rows file by file; the first to claim an id or to be added under a name comes first.

    A row of ``entries`` has the fields of :class:`Entry`, one of ``names`` those of :class:`Name`, one of ``terms`` those of
    :class:`Term`, in their order. Keys of several words are joined by spaces.
    """

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.entries: dict[str, tuple[Any, ...]] = {}
        self.countries: dict[str, str] = {}
        self.names: dict[str, list[tuple[str, str, str, bool]]] = {}
        self.terms: dict[str, list[tuple[str, ...]]] = {}
        self.by_key: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.successors: dict[str, tuple[str, str, str]] = {}
        self.bodies: dict[str, list[str]] = {}
        self.coordinates: dict[str, tuple[int, float, float]] = {}
        self.extra_ids: set[str] = set()
        self.families: dict[str, dict[str, None]] = {}

    def add(
        self, iri: str, label: str, kind: ActorKind, country: str | None, wikidata: str | None, *more: object
    ) -> str:
        self.entries.setdefault(iri, (iri, label, kind, country, wikidata, *more))
        return iri

    def name(self, kind: NameKind, entry: str, text: str) -> None:
        key = " ".join(words(text))
        if key:
            self.names.setdefault(key, []).append((kind, entry, text, is_acronym(text)))

    def country(self, row: Row, column: str = "country") -> str | None:
        value = row[column]
        if value and value != "IGO" and value not in self.countries:
            raise row.wrong(column, "an ISO 3166-1 alpha-3 code of countries.csv, IGO or nothing")
        return value or None

    def territory(self, row: Row) -> str:
        """The code of the country that a place lies in."""
        if row["country"] not in self.countries:
            raise row.wrong("country", "an ISO 3166-1 alpha-3 code of countries.csv")
        return row["country"]

    def extra(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, wikidata, kind = row.required("label"), row.wikidata(), row.one_of("kind", _KINDS)
            country = row["country"] or None
            if country is not None and not _is_code(country):
                raise row.wrong("country", "an ISO 3166-1 alpha-3 code such as KOR, IGO or nothing")
            sex = row.one_of("sex", _SEXES)
            if kind == "country":
                if not country:
                    raise row.wrong("country", "the code of the country")
                iri = self.add(f"{ID_NAMESPACE}actor/{country}", label, "country", country, wikidata, "president")
                self.countries[country] = iri
            elif kind == "person":
                iri = self.add(_iri(wikidata, kind, label), label, "person", country, wikidata, "", sex)
            elif kind == "organisation":
                iri = self.add(_iri(wikidata, kind, label), label, "organisation", country, wikidata)
            else:
                iri = self.add(_iri(wikidata, "group", label), label, "group", country, wikidata)
            self.extra_ids.add(iri)
            if kind == "person":
                self.person_names(iri, label, row["names"])
                continue
            for text in (label, *values(row["names"])):
                self.name("country" if kind == "country" else "organisation", iri, text)

    def add_countries(self, rows: Iterable[Row]) -> None:
        for row in rows:
            code, label = row.required("code"), row.required("label")
            if not _is_code(code):
                raise row.wrong("code", "an ISO 3166-1 alpha-3 code such as KOR")
            leader = row.one_of("leader", self.roles.office_keys)
            iri = self.add(f"{ID_NAMESPACE}actor/{code}", label, "country", code, row.wikidata(), leader)
            self.countries[code] = iri
            since, until = row.date("from"), row.date("until")
            if row["successor"]:
                if not _is_code(row["successor"]):
                    raise row.wrong("successor", "the code of the state that acts for it now")
                self.successors[code] = row["successor"], since, until
            self.name("country", iri, label)
            for column, kind in _COUNTRY_NAMES:
                for text in values(row[column]):
                    self.name(kind, iri, text)

    def add_people(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, wikidata = row.required("name"), row.wikidata()
            country, sex = self.country(row), row.one_of("sex", _SEXES)
            iri = self.add(_iri(wikidata, "person", label), label, "person", country, wikidata, "", sex)
            self.by_key[wikidata or label] = iri
            self.person_names(iri, label, row["aliases"])

    def person_names(self, iri: str, label: str, aliases: str) -> None:
        for text in (label, *values(aliases)) if aliases else (label,):
            name = ("person", iri, text, False)
            keys = person_keys(text)
            for key in keys:
                joined = " ".join(key)
                if joined in self.names:
                    self.names[joined].append(name)
                elif joined:
                    self.names[joined] = [name]
            family = " ".join(surname(keys[0]))
            if family in self.families:
                self.families[family][iri] = None
            elif family:
                self.families[family] = {iri: None}

    def add_offices(self, rows: Iterable[Row]) -> None:
        for row in rows:
            person = self.by_key.get(row["person"])
            if person is None:
                raise row.wrong("person", "a Wikidata id or a name of people.csv")
            role = row.required("role")
            since, until = row.date("from"), row.date("until")
            if since and until and until + "~" < since:
                raise row.wrong("until", f"a date not before {since}")
            country = self.country(row) or ""
            self.terms.setdefault(person, []).append((person, role, row.required("office"), country, since, until))

    def add_statesmen(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, country = row.required("name"), self.country(row)
            iri = self.add(_iri(None, "person", label), label, "person", country, None)
            self.person_names(iri, label, row["aliases"])
            term = (iri, "ruler", "", country or "", row.date("from"), row.date("until"))
            self.terms.setdefault(iri, []).append(term)

    def add_organisations(self, rows: Iterable[Row], types: frozenset[str]) -> None:
        for row in rows:
            label, wikidata = row.required("label"), row.wikidata()
            type_ = row.one_of("type", types)
            members = values(row["members"]) if types is _ORGANISATIONS else ()
            for code in members:
                if code not in self.countries:
                    raise row.wrong("members", "alpha-3 codes of countries.csv")
            state_run = _STATE_RUN[row.one_of("state_run", frozenset(_STATE_RUN))] if types is _MEDIA else None
            country = self.country(row)
            iri = _iri(wikidata, "organisation", label)
            self.add(iri, label, "organisation", country, wikidata, type_, "", members, state_run)
            for code in members:
                self.bodies.setdefault(code, []).append(iri)
            for text in (label, *values(row["names"])):
                self.name("organisation", iri, text)

    def add_places(self, rows: Iterable[Row]) -> None:
        for row in rows:
            label, country = row.required("label"), self.countries[self.territory(row)]
            row.wikidata()
            for text in (label, *values(row["names"])):
                self.name("place", country, text)

    def add_cities(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.name("place", self.countries[self.territory(row)], row.required("label"))

    def add_coordinates(self, rows: Iterable[Row]) -> None:
        for row in rows:
            country, id = self.territory(row), row["geonames"]
            if not (id.isascii() and id.isdecimal()):
                raise row.wrong("geonames", "the number of a place in GeoNames, such as 1835848")
            where = (int(id), row.degrees("latitude", 90), row.degrees("longitude", 180))
            self.coordinates[" ".join((country, *words(row.required("label"))))] = where

    def add_given(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.given["".join(words(row.required("name")))] = row.one_of("sex", _SEXES - {""})

    def done(self) -> Tables:
        longest: dict[str, int] = {}
        names: dict[str, tuple[tuple[str, str, str, bool], ...]] = {}
        for key, found in self.names.items():
            if len(found) > 1:
                mine = [name for name in found if name[1] in self.extra_ids] if self.extra_ids else []
                names[key] = tuple(dict.fromkeys(mine or found))
            else:
                names[key] = tuple(found)
            first, count = key.partition(" ")[0], key.count(" ") + 1
            if longest.get(first, 0) < count:
                longest[first] = count
        holders: dict[str, list[tuple[str, ...]]] = {}
        for terms in self.terms.values():
            terms.sort(key=lambda term: term[4], reverse=True)
            terms.sort(key=lambda term: _SENIORITY.index(term[1]) if term[1] in _SENIORITY else len(_SENIORITY))
            for term in terms:
                holders.setdefault(f"{term[1]} {term[3]}", []).append(term)
        for held in holders.values():
            held.sort(key=lambda term: (term[4], term[0]))
        return {
            "entries": self.entries,
            "countries": self.countries,
            "names": names,
            "longest": longest,
            "surnames": {key: tuple(found) for key, found in self.families.items()},
            "holders": {key: tuple(held) for key, held in holders.items()},
            "terms": {person: tuple(terms) for person, terms in self.terms.items()},
            "given": self.given,
            "successors": self.successors,
            "coordinates": self.coordinates,
            "bodies": {code: tuple(dict.fromkeys(found)) for code, found in self.bodies.items()},
        }


def _is_code(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _iri(wikidata: str | None, kind: str, label: str) -> str:
    """The IRI of an actor: by its Wikidata id, else by its kind and name."""
    return f"{ID_NAMESPACE}actor/{wikidata}" if wikidata else content_iri("actor", kind, " ".join(words(label)))

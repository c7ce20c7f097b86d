"""The authority: the actors that are known by name, from the files of ``ontology/actors/``.

Countries, people with their terms of office, organisations, news media and places, each with the names it goes by.
:func:`load_authority` reads them; lookups are by hash, so their number does not slow an article down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from diplograph.actors.names import words
from diplograph.actors.roles import Roles, load_roles
from diplograph.record import ActorKind, Office
from diplograph.resources import ontology_path

__all__ = ["Authority", "Entry", "Name", "NameKind", "Table", "Tables", "Term", "load_authority", "read_authority"]

NameKind = Literal["country", "adjective", "people", "capital", "metonym", "place", "person", "organisation"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor. ``country`` is the alpha-3 code that it acts for, ``IGO`` for an international organisation.

    ``type`` says more than ``kind``: ``igo``, ``armed_group``, ``news_agency`` …; for a country it is the role of its leader.
    ``members`` are alpha-3 codes. ``state_run`` tells of a news outlet whether the state owns or runs it.
    """

    id: str
    label: str
    kind: ActorKind
    country: str | None
    wikidata: str | None
    type: str = ""
    sex: str = ""
    members: tuple[str, ...] = ()
    state_run: bool | None = None


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


Tables: TypeAlias = dict[str, dict[str, Any]]
"""The authority as plain dicts, tuples and strings: what is made of the files once, and stored; see :class:`Authority`."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Table(Mapping[_Key, _Value], Generic[_Key, _Value]):
    """One of the :data:`Tables`, whose rows become objects when they are first asked for: of 100,000 an article needs a few."""

    def __init__(
        self,
        raw: Mapping[str, Any],
        make: Callable[[Any], _Value],
        write: Callable[[Any], str] = str,
        read: Callable[[str], Any] = str,
    ) -> None:
        self._raw = raw
        self._make = make
        self._write = write
        self._read = read
        self._made: dict[Any, _Value] = {}

    def __getitem__(self, key: _Key) -> _Value:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(self._raw[self._write(key)])
        return found

    def __contains__(self, key: object) -> bool:
        return self._write(key) in self._raw

    def get(self, key: _Key, default: Any = None) -> Any:
        """The value of a key, made if it must be."""
        found = self._made.get(key)
        if found is None:
            row = self._raw.get(self._write(key))
            if row is None:
                return default
            found = self._made[key] = self._make(row)
        return found

    def __iter__(self) -> Iterator[_Key]:
        return map(self._read, self._raw)

    def __len__(self) -> int:
        return len(self._raw)


@dataclass(frozen=True)
class Authority:
    """Everything known about actors, indexed. Made by :func:`load_authority`.

    ``successors`` has for a former country the code of the state that acts for it now, and the days of its beginning and end;
    ``bodies`` the organisations that a country is a member of; ``coordinates`` where places lie: see :meth:`where`.
    """

    entries: Mapping[str, Entry]
    countries: Mapping[str, Entry]
    names: Mapping[tuple[str, ...], tuple[Name, ...]]
    longest: Mapping[str, int]
    surnames: Mapping[tuple[str, ...], tuple[str, ...]]
    holders: Mapping[tuple[str, str], tuple[Term, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    roles: Roles
    given: Mapping[str, str] = field(repr=False)
    successors: Mapping[str, tuple[str, str, str]]
    bodies: Mapping[str, tuple[str, ...]]
    coordinates: Mapping[tuple[str, ...], tuple[int, float, float]] = field(repr=False)

    @classmethod
    def of(cls, tables: Tables, roles: Roles) -> Authority:
        """The authority whose rows are those of ``tables``, as :func:`diplograph.actors.building.build_tables` makes them."""
        entries: Table[str, Entry] = Table(tables["entries"], lambda row: Entry(*row))
        return cls(
            entries=entries,
            countries=Table(tables["countries"], lambda iri: entries[iri]),
            names=Table(tables["names"], lambda rows: tuple(Name(*row) for row in rows), " ".join, _words),
            longest=tables["longest"],
            surnames=Table(tables["surnames"], tuple, " ".join, _words),
            holders=Table(tables["holders"], _terms, " ".join, _words),
            terms=Table(tables["terms"], _terms),
            roles=roles,
            given=tables["given"],
            successors=tables["successors"],
            bodies=tables["bodies"],
            coordinates=Table(tables["coordinates"], tuple, " ".join, _words),
        )

    def where(self, label: str, country: str) -> tuple[int, float, float] | None:
        """The id in GeoNames, the latitude and the longitude of a place in a country; ``None`` where they are not known."""
        return self.coordinates.get((country, *words(label)))

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

    def seat(self, term: Term) -> str | None:
        """The IRI of the country or organisation that an office is one of: of the one that its title names, for an IGO's."""
        if term.country in self.countries:
            return self.countries[term.country].id
        if term.country == "IGO":
            parts = term.label.split(" of ", 1)[-1].removeprefix("the ")
            for name in self.names.get(_words(parts.lower()), ()):
                if name.kind == "organisation":
                    return name.entry
        return None

    def names_of(self, actor: str) -> tuple[str, ...]:
        """The proper names of the actor with this IRI, sorted; no demonyms, capitals or seats of power."""
        return self._names_by_actor.get(actor, ())

    @cached_property
    def _names_by_actor(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for names in self.names.values():
            for name in names:
                if name.kind in ("country", "person", "organisation"):
                    found.setdefault(name.entry, set()).add(name.text)
        return {actor: tuple(sorted(names)) for actor, names in found.items()}


def _words(key: str) -> tuple[str, ...]:
    return tuple(key.split(" "))


def _terms(rows: tuple[tuple[str, ...], ...]) -> tuple[Term, ...]:
    return tuple(Term(*row) for row in rows)


@lru_cache(maxsize=4)
def load_authority(extra: Path | None = None) -> Authority:
    """The built-in authority, and a user's own file of actors, which wins over it.

    ``extra`` is a CSV file with the columns ``label``, ``kind`` (person, country, organisation or group) and, if wanted,
    ``names``, ``country``, ``wikidata``, ``sex``. Raises :class:`KnowledgeError` naming file, line, column and what was expected.

    The files are read and checked once; after that their compact form is taken from the user's cache folder until one changes.
    """
    return read_authority(ontology_path("actors"), extra, cached=True)


def read_authority(folder: Path, extra: Path | None = None, *, cached: bool = False) -> Authority:
    """An authority from the files of a folder that is laid out as ``ontology/actors`` is; raises as :func:`load_authority`."""
    from diplograph.actors.building import FILES, build_tables
    from diplograph.actors.compact import kept

    roles = load_roles(folder / "roles.toml")
    files = [folder / name for name in FILES]
    if not cached:
        return Authority.of(build_tables(folder, extra, roles), roles)
    sources = files if extra is None else [*files, extra]
    return Authority.of(kept(sources, lambda: build_tables(folder, extra, roles)), roles)

"""Whom a data set means: countries by code or name, people and organisations that the authority knows, groups for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.actors.authority import Authority, Entry, load_authority
from diplograph.actors.names import words
from diplograph.importers.coded import Named, Placed
from diplograph.record import ID_NAMESPACE, ActorKind, content_iri

__all__ = ["Parties", "Party", "Spot"]

_CODE = re.compile(r"[A-Z]{3}")
_OF_COUNTRY = re.compile(r"(.+?)\s*\(([^()]+)\)")
# CAMEO's codes of countries where they are not those of ISO 3166-1
_CAMEO_COUNTRIES = {"ROM": "ROU", "TMP": "TLS", "WSB": "PSE", "GZS": "PSE", "BGW": "IRQ", "KOS": "XKX", "KSV": "XKX"}
_GOVERNMENT = frozenset({"", "GOV"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of the graph: its IRI, label, kind (``country``, ``person``, ``organisation``, ``group``) and country code."""

    iri: str
    label: str
    kind: ActorKind
    country: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the graph: its IRI, label and country code."""

    iri: str
    label: str
    country: str | None


class Parties:
    """Finds the actors and places that the names of a data set stand for; the same name always means the same one.

    What is not a country, and not known to the authority under that name as one person or organisation of that country, is
    a group: the data sets don't say whether a name is a person's.
    """

    def __init__(self, authority: Authority | None = None) -> None:
        self._authority = authority or load_authority()
        self._known: dict[Named, Party | None] = {}
        self._spots: dict[Placed, Spot] = {}
        self._codes: dict[str, str | None] = {}

    def party(self, named: Named) -> Party | None:
        """The actor; ``None`` for a name without letters or a region that is no actor."""
        if named not in self._known:
            self._known[named] = self._party(named)
        return self._known[named]

    def spot(self, placed: Placed) -> Spot:
        """The place."""
        if placed not in self._spots:
            code = self.code(placed.country)
            label = _plain(placed.name)
            self._spots[placed] = Spot(content_iri("place", label, code), label, code)
        return self._spots[placed]

    def code(self, country: str) -> str | None:
        """The ISO 3166-1 alpha-3 code of a country by code or name, ``IGO`` for an international organisation; or ``None``."""
        if country not in self._codes:
            self._codes[country] = self._code(country.strip())
        return self._codes[country]

    def _code(self, country: str) -> str | None:
        if _CODE.fullmatch(country):
            code = _CAMEO_COUNTRIES.get(country, country)
            if code in self._authority.countries or code == "IGO":
                return code
        entry = self._entry(country, ("country",))
        return entry.country if entry else None

    def _party(self, named: Named) -> Party | None:
        name, code = _plain(named.name), self.code(named.country)
        if not words(name):
            name = ""
        described = _OF_COUNTRY.fullmatch(name)
        if described and (inside := self.code(described[2])):  # "Citizen (India)"
            if described[1].casefold() == "government" and inside in self._authority.countries:
                return _of(self._authority.countries[inside])
            return self._group(described[1], inside)
        if code and code != "IGO":
            own = self._entry(name, ("country", "adjective", "people")) if name else self._authority.countries[code]
            if own is not None and own.country == code and named.sector in _GOVERNMENT.union({own.label}):
                return _of(own)
            if own is not None and own.country == code:
                return self._group(named.sector or own.label, code) if not name or named.sector else _of(own)
        elif name and code is None and (country := self._entry(name, ("country",))):
            return _of(country)
        if not name:
            return None
        entry = self._entry(name, ("person", "organisation"))
        if entry is not None and (code is None or entry.country in (None, code)):
            return _of(entry)
        return self._group(name, code)

    def _entry(self, name: str, kinds: tuple[str, ...]) -> Entry | None:
        found = {known.entry for known in self._authority.names.get(words(name), ()) if known.kind in kinds}
        return self._authority.entries[found.pop()] if len(found) == 1 else None

    def _group(self, name: str, code: str | None) -> Party:
        country = self._authority.countries.get(code or "")
        label = f"{name} ({country.label})" if country else name
        return Party(content_iri("actor", "group", " ".join(words(name)), code), label, "group", code, None)


def _of(entry: Entry) -> Party:
    assert entry.id.startswith(ID_NAMESPACE)
    return Party(entry.id, entry.label, entry.kind, entry.country, entry.wikidata)


def _plain(name: str) -> str:
    return " ".join(name.split())

"""The nouns that name an actor by its role, as ``ontology/actors/roles.toml`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from diplograph.actors.names import words
from diplograph.errors import KnowledgeError
from diplograph.record import Relation
from diplograph.toml_files import read_tables

__all__ = ["GroupNoun", "OfficeNoun", "Roles", "load_roles"]

_ACTS = ("country", "organisation", "group")
_RELATIONS = frozenset(get_args(Relation))
# The codes of PLOVER's actor sectors that role nouns can have.
_SECTORS = frozenset(
    (
        *("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "PTY", "REB", "UAF"),
        *("CVL", "BUS", "MED", "EDU", "LAB", "REL", "NGO", "IGO", "CRM", "REF", "HLH", "AGR"),
    )
)


@dataclass(frozen=True, slots=True)
class OfficeNoun:
    """A post that one person at a time holds: its key in ``offices.csv``, or ``leader``; ``country`` where only one has it."""

    office: str
    sector: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A noun for an actor of a country: it acts for the ``country`` itself, as an ``organisation`` of it or a ``group`` in it."""

    noun: str
    acts: str
    sector: str


@dataclass(frozen=True)
class Roles:
    """All role nouns, by their folded words; ``longest`` is the greatest number of words of any.

    ``relations`` are the nouns that say what one actor is to another: "sister", "envoy", "member".
    """

    offices: Mapping[tuple[str, ...], OfficeNoun]
    groups: Mapping[tuple[str, ...], GroupNoun]
    titles: frozenset[tuple[str, ...]]
    qualifiers: frozenset[str]
    references: Mapping[str, frozenset[str]]
    relations: Mapping[tuple[str, ...], Relation]
    office_keys: frozenset[str]
    longest: int


def load_roles(path: Path) -> Roles:
    """Read ``roles.toml``. Raises :class:`KnowledgeError` naming the file and what was expected."""
    data = read_tables(path)
    offices: dict[tuple[str, ...], OfficeNoun] = {}
    for key, entry in _table(data, "office", path).items():
        for noun in _nouns(entry, f"office.{key}", path):
            sector = _sector(entry, f"office.{key}", path)
            offices[words(noun)] = OfficeNoun(key, sector, str(entry.get("country", "")))
    for noun in _nouns(_table(data, "leader", path), "leader", path):
        offices.setdefault(words(noun), OfficeNoun("leader", "GOV"))
    groups: dict[tuple[str, ...], GroupNoun] = {}
    for number, entry in enumerate(data.get("group", ()), 1):
        where = f"group number {number}"
        acts = _text(entry, "acts", where, path)
        if acts not in _ACTS:
            raise KnowledgeError(f"{where}: acts is {acts!r}; expected one of {', '.join(_ACTS)}", path=path)
        sector = _sector(entry, where, path)
        for noun in _nouns(entry, where, path):
            groups.setdefault(words(noun), GroupNoun(noun, acts, sector))
    relations: dict[tuple[str, ...], Relation] = {}
    for name, entry in _table(data, "relation", path).items():
        if name not in _RELATIONS:
            raise KnowledgeError(f"relation.{name}: expected one of {', '.join(sorted(_RELATIONS))}", path=path)
        for noun in _nouns(entry, f"relation.{name}", path):
            relations[words(noun)] = cast("Relation", name)
    titles = {words(noun) for noun in _nouns(_table(data, "titles", path), "titles", path)}
    reference = _table(data, "reference", path)
    longest = max(len(key) for key in (*offices, *groups, *titles))
    return Roles(
        offices=offices,
        groups=groups,
        titles=frozenset(titles | offices.keys()),
        qualifiers=frozenset(" ".join(_nouns(_table(data, "qualifiers", path), "qualifiers", path)).split()),
        references={kind: frozenset(_strings(reference[kind], f"reference.{kind}", path)) for kind in reference},
        relations=relations,
        office_keys=frozenset(_table(data, "office", path)),
        longest=longest,
    )


def _table(data: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise KnowledgeError(f"lacks the table [{name}]", path=path)
    return table


def _nouns(entry: Any, where: str, path: Path) -> list[str]:
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{where} is no table; expected a table with nouns", path=path)
    return _strings(entry.get("nouns"), f"{where}.nouns", path)


def _strings(value: Any, where: str, path: Path) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and words(item) for item in value):
        raise KnowledgeError(f"{where} is {value!r}; expected a list of words", path=path)
    return value


def _sector(entry: Mapping[str, Any], where: str, path: Path) -> str:
    value = _text(entry, "sector", where, path)
    if value not in _SECTORS:
        problem = f"{where}: sector is {value!r}; expected one of PLOVER's codes, {', '.join(sorted(_SECTORS))}"
        raise KnowledgeError(problem, path=path)
    return value


def _text(entry: Mapping[str, Any], key: str, where: str, path: Path) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise KnowledgeError(f"{where}: {key} is {value!r}; expected some text", path=path)
    return value

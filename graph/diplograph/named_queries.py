"""The queries that users of this field ask, as SPARQL files with a head of comments that says what each one answers.

    # Title: Who met whom
    # Description: What the answer shows; may go on
    #   in further lines that are indented.
    # Parameter: actor (actor): only meetings of this one
    # Parameter: event (thing, required): the IRI of an event
    SELECT … WHERE {
      VALUES (?actor ?since) { (UNDEF UNDEF) }
      …

The line of VALUES names all parameters, in their order. As it stands it leaves them open, so that the file is a query
by itself; asked with values, these take the places of UNDEF as terms of RDF, and the rest of the text is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal, cast, get_args

import rdflib

from diplograph.errors import KnowledgeError, QueryError
from diplograph.lookup import direct_relations, find_actor, find_relation, find_thing
from diplograph.near import near_matches
from diplograph.store import EmbeddedStore, Store

__all__ = ["NamedQuery", "Parameter", "ParameterKind", "bind_parameters", "load_query", "named_queries", "named_query"]

ParameterKind = Literal["actor", "date", "relation", "text", "thing"]

_HEAD = re.compile(r"#\s*(Title|Description|Parameter):\s*(.*)")
_MORE = re.compile(r"#\s{2,}(\S.*)")
_PARAMETER = re.compile(r"(?P<name>[a-z]\w*) \((?P<kind>\w+)(?P<required>, required)?\): (?P<meaning>\S.*)")
_VALUES = re.compile(
    r"^[ \t]*VALUES \((?P<names>(?:\?\w+ ?)+)\) \{ \((?P<undef>(?:UNDEF ?)+)\) \}[ \t]*$", re.MULTILINE
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_AT_LINE = re.compile(r"error at (\d+):")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked with.

    An ``actor`` is given by label, country code or IRI; a ``date`` as 2018-02-12, 2018-02 or 2018; a ``relation`` by
    the name of a direct predicate, such as met; a ``thing`` by its IRI; ``text`` as it is.
    """

    name: str
    kind: ParameterKind
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what it is for. ``text`` is SPARQL that runs as it is where no parameter is required."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name. Raises :class:`KnowledgeError` where the file of one is malformed."""
    return tuple(load_query(path) for path in sorted(Path(__file__).with_name("queries").glob("*.rq")))


def named_query(name: str) -> NamedQuery:
    """The query with this name. Raises :class:`QueryError` that lists the names there are."""
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        near = near_matches(name, queries)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise QueryError(f"no query is named {name!r}; {meant}There are: {', '.join(queries)}")
    return queries[name]


def load_query(path: Path) -> NamedQuery:
    """The query in a file. Raises :class:`KnowledgeError` with file and line where its head, its parameters or its
    SPARQL are malformed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"cannot be read as UTF-8 text: {error}", path=path) from None
    head = _head(text, path)
    parameters = tuple(_parameter(value, path, line) for key, value, line in head if key == "Parameter")
    for key in ("Title", "Description"):
        if sum(found == key for found, _, _ in head) != 1:
            raise KnowledgeError(f"the head needs one line '# {key}: …'", path=path, line=1)
    _check_values(text, parameters, path)
    try:
        EmbeddedStore.in_memory().query(text)
    except QueryError as error:
        at = _AT_LINE.search(str(error))
        raise KnowledgeError(str(error), path=path, line=int(at[1]) if at else None) from None
    of = {key: value for key, value, _ in head}
    return NamedQuery(path.stem, of["Title"], of["Description"], parameters, text)


def bind_parameters(query: NamedQuery, given: Mapping[str, str], store: Store) -> str:
    """The SPARQL of a query asked with these values.

    Raises :class:`QueryError` for a parameter that the query does not have, lacks, or that has a value that it cannot
    have.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = [name for name in given if name not in known]
    missing = [name for name, parameter in known.items() if parameter.required and not given.get(name)]
    if unknown or missing:
        wrong = [f"has no parameter {', '.join(unknown)}"] * bool(unknown) + [f"needs {', '.join(missing)}"] * bool(
            missing
        )
        raise QueryError(f"the query {query.name} {' and '.join(wrong)}; {_usage(query)}")
    choices = {p.name: _choices(p, given.get(p.name, ""), store) for p in query.parameters}
    bound = {name: terms for name, terms in choices.items() if terms}
    names = " ".join(f"?{name}" for name in bound)
    values = " ".join(f"({' '.join(term.n3() for term in row)})" for row in product(*bound.values()))
    return _VALUES.sub(lambda _: f"  VALUES ({names}) {{ {values} }}" if bound else "", query.text, count=1)


def _head(text: str, path: Path) -> list[tuple[str, str, int]]:
    head: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if found := _HEAD.fullmatch(line):
            head.append((found[1], found[2].strip(), number))
        elif (more := _MORE.fullmatch(line)) and head:
            key, value, first = head[-1]
            head[-1] = (key, f"{value} {more[1].strip()}", first)
        else:
            raise KnowledgeError(
                "the head has lines '# Title: …', '# Description: …' and '# Parameter: …' only", path=path, line=number
            )
    return head


def _parameter(value: str, path: Path, line: int) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found or found["kind"] not in get_args(ParameterKind):
        raise KnowledgeError(
            "a parameter is written 'name (kind): meaning' or 'name (kind, required): meaning'; "
            f"kinds are {', '.join(get_args(ParameterKind))}",
            path=path,
            line=line,
        )
    return Parameter(found["name"], cast(ParameterKind, found["kind"]), bool(found["required"]), found["meaning"])


def _check_values(text: str, parameters: tuple[Parameter, ...], path: Path) -> None:
    found = list(_VALUES.finditer(text))
    names = found[0]["names"].replace("?", "").split() if found else []
    fits = len(found) == bool(parameters) and names == [parameter.name for parameter in parameters]
    if not fits or (found and len(found[0]["undef"].split()) != len(names)):
        wanted = " ".join(f"?{parameter.name}" for parameter in parameters)
        undef = " ".join("UNDEF" for _ in parameters)
        problem = (
            f"needs one line 'VALUES ({wanted}) {{ ({undef}) }}'"
            if parameters
            else "has VALUES for parameters, and no parameter"
        )
        line = text.count("\n", 0, found[0].start()) + 1 if found else 1
        raise KnowledgeError(f"the query {problem}", path=path, line=line)


def _choices(parameter: Parameter, value: str, store: Store) -> tuple[rdflib.URIRef | rdflib.Literal, ...]:
    """The terms that a parameter stands for: one for a value; without one none, but every direct predicate for a
    relation.
    """
    if not value:
        return direct_relations() if parameter.kind == "relation" else ()
    match parameter.kind:
        case "actor":
            return (find_actor(store, value),)
        case "relation":
            return (find_relation(value),)
        case "thing":
            return (find_thing(value),)
        case "date":
            if not _DATE.fullmatch(value):
                raise QueryError(f"{parameter.name}={value!r} is no date; write 2018-02-12, 2018-02 or 2018")
    return (rdflib.Literal(value),)


def _usage(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return "it takes: " + "; ".join(
        f"{p.name} ({p.kind}{', required' if p.required else ''}): {p.meaning}" for p in query.parameters
    )

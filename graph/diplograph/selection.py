"""What lies between actors in the merged graph, narrowed to an actor, a relation or a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from diplograph.collector import collector_paused
from diplograph.errors import QueryError, UnknownThingError
from diplograph.near import near_matches
from diplograph.things import Party, Queryable, Thing, read_actors, read_things

__all__ = ["Selection", "bounds", "select", "span_of"]


@dataclass(frozen=True)
class Selection:
    """Events and statements with all actors of the graph; ``focus`` are the actors asked for, if any.

    They are sorted by date (that of the report where there is none) and then IRI.
    """

    actors: Mapping[str, Party]
    things: tuple[Thing, ...]
    focus: frozenset[str] | None = None

    def joins(self, a: str, b: str) -> bool:
        """Whether a tie between the two is part of the selection."""
        return self.focus is None or a in self.focus or b in self.focus

    def events_of(self, iri: str) -> int:
        """The number of selected events that the actor is a party of."""
        return self._counts[False][iri]

    def statements_of(self, iri: str) -> int:
        """The number of selected statements that the actor made."""
        return self._counts[True][iri]

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        events: Counter[str] = Counter()
        statements: Counter[str] = Counter()
        for thing in self.things:
            if thing.is_statement:
                statements.update(thing.by)
            else:
                events.update({*thing.by, *thing.to})
        return events, statements


@collector_paused()
def select(
    graph: Queryable,
    *,
    relation: str | None = None,
    actors: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Selection:
    """The events and statements of the merged graph; see :func:`diplograph.network.network` for the arguments and errors."""
    parties = read_actors(graph)
    focus = None if actors is None else frozenset(_find(name, parties) for name in actors)
    low = None if since is None else bounds("since", since)[0]
    high = None if until is None else bounds("until", until)[1]
    known: set[str] = set()
    things = []
    for thing in read_things(graph, parties):
        known.update(thing.relations)
        if relation is not None and relation not in thing.relations:
            continue
        if focus is not None and not focus.intersection(thing.by) and not focus.intersection(thing.to):
            continue
        if (low is not None or high is not None) and not _between(thing.date or thing.reported, low, high):
            continue
        things.append(thing)
    if relation is not None and relation not in known:
        raise QueryError(f"no relation {relation!r} in this graph; there are: {', '.join(sorted(known)) or 'none'}")
    return Selection(
        parties, tuple(sorted(things, key=lambda thing: (thing.date or thing.reported or "9", thing.iri))), focus
    )


def span_of(date: str) -> tuple[str, str]:
    """The first and last day that a date of any precision may mean: ``2018-02`` is 2018-02-01 to 2018-02-31 (as text)."""
    day = date[:10]
    return (day + "-01-01"[len(day) - 4 :])[:10], (day + "-12-31"[len(day) - 4 :])[:10]


def _between(date: str, low: str | None, high: str | None) -> bool:
    if not date:
        return False
    first, last = span_of(date)
    return (low is None or last >= low) and (high is None or first <= high)


def bounds(name: str, value: str) -> tuple[str, str]:
    """The first and last day of the day, month or year that is given as ``name``.

    Raises :class:`QueryError` where it is none.
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise QueryError(f"{name} is {value!r}; write a day, month or year: 2018-02-12, 2018-02 or 2018")
    return span_of(value)


def _find(name: str, parties: Mapping[str, Party]) -> str:
    """The IRI of the actor that a user means: by IRI, by name, by the code of a country, or by part of one name only."""
    if name in parties:
        return name
    wanted = name.casefold().strip()
    tests = (
        lambda party: wanted == party.label.casefold(),
        lambda party: wanted in {other.casefold() for other in party.names},
        lambda party: party.kind == "country" and wanted == party.country.casefold(),
        lambda party: any(wanted in other.casefold() for other in party.names),
    )
    for test in tests:
        found = sorted(iri for iri, party in parties.items() if test(party))
        if len(found) == 1:
            return found[0]
        if found:
            which = "; ".join(f"{parties[iri].label} <{iri}>" for iri in found[:5])
            raise UnknownThingError(
                f"{name!r} may be any of {len(found)} actors: {which}; give the full label or the IRI"
            )
    near = near_matches(name, (party.label for party in parties.values()))
    hint = f"near it are: {', '.join(near)}" if near else "the query actors lists them all"
    raise UnknownThingError(f"no actor of this graph is called {name!r}; {hint}")

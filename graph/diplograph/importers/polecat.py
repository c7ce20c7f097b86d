"""POLECAT (doi:10.7910/DVN/AJGVIT) in PLOVER: its tables with a header, and JSON Lines as its coder NGEC writes them.

A line of JSON has either the columns of the table as keys, or NGEC's: ``id``, ``event_type``, ``event_mode``,
``contexts``, ``attributes`` with ``ACTOR`` and ``RECIP``, ``event_geolocation``, ``date_resolved``, ``pub_date``, ``publisher``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from diplograph.codebook import MODES
from diplograph.importers.coded import CodedEvent, Named, Placed
from diplograph.importers.codes import context_named, mode_named
from diplograph.importers.files import Complain, columns_of, day, lines_of, table

__all__ = ["NEEDED", "read_polecat", "read_polecat_jsonl"]

NEEDED = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Contexts", "Actor Name", "Actor Country"),
    *("Recipient Name", "Recipient Country"),
)
"""The columns without which a table is not POLECAT."""

_OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}  # names of PLOVER's first version
_USED = (
    *NEEDED,
    *("Primary Actor Sector", "Primary Recipient Sector", "Placename", "City", "Country", "Intensity"),
    *("Event Intensity", "Source"),
)


def read_polecat(path: Path, complain: Complain, skip: Complain) -> Iterator[CodedEvent]:  # noqa: ARG001
    """The events of a table; ``complain`` gets rows that are malformed. PLOVER is what it is coded in, so none is skipped."""
    with lines_of(path) as lines:
        columns, width = columns_of(next(lines, ""), NEEDED, path)
        places = [(name, columns.place(name)) for name in _USED if columns.place(name) >= 0]
        for number, row in table(lines, width, complain, start=2):
            event = _event({name: row[place] for name, place in places}, number, complain)
            if event is not None:
                yield event


def read_polecat_jsonl(path: Path, complain: Complain, skip: Complain) -> Iterator[CodedEvent]:  # noqa: ARG001
    """The events of JSON Lines; ``complain`` gets lines that are malformed."""
    with lines_of(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                complain(number, f"is not JSON: {error}")
                continue
            if not isinstance(record, dict):
                complain(number, "is no JSON object; expected one event a line")
                continue
            try:
                row = _row(record) if "event_type" in record else {key: _text(value) for key, value in record.items()}
            except (AttributeError, TypeError, KeyError, IndexError) as error:
                complain(number, f"is not laid out as NGEC writes it ({error!r})")
                continue
            event = _event(row, number, complain)
            if event is not None:
                yield event


def _event(row: Mapping[str, str], number: int, complain: Complain) -> CodedEvent | None:
    date, type = day(row.get("Event Date", "")), row.get("Event Type", "").strip().upper()
    type = _OLDER.get(type, type)
    actors = _parties(row, "Actor")
    recipients = _parties(row, "Recipient")
    if not row.get("Event ID") or date is None:
        complain(
            number, f"has no event id, or {row.get('Event Date', '')!r} is no date; expected one such as 2018-02-12"
        )
    elif type not in MODES:
        complain(number, f"has the event type {type!r}; expected one of {', '.join(MODES)}")
    elif not actors and not recipients:
        complain(number, "names neither actor nor recipient")
    else:
        modes = [mode_named(type, name) for name in _several(row.get("Event Mode", ""))]
        name = row.get("Placename") or row.get("City") or row.get("Country", "")
        return CodedEvent(
            row["Event ID"],
            date,
            type,
            next(filter(None, modes), None),
            tuple(sorted(filter(None, {context_named(name) for name in _several(row.get("Contexts", ""))}))),
            None,
            actors,
            recipients,
            Placed(name, row.get("Country", "")) if name else None,
            row.get("Intensity") or row.get("Event Intensity", ""),
            row.get("Source", ""),
        )
    return None


def _parties(row: Mapping[str, str], role: str) -> tuple[Named, ...]:
    """Several parties stand in one cell, separated by semicolons, and their countries in another, in the same order."""
    names, countries = _aligned(row.get(f"{role} Name", "")), _aligned(row.get(f"{role} Country", ""))
    sector = row.get(f"Primary {role} Sector", "")
    if len(countries) == 1:
        countries *= max(len(names), 1)
    return tuple(
        Named(name, country, sector) for name, country in zip_longest(names, countries, fillvalue="") if name or country
    )


def _aligned(cell: str) -> list[str]:
    parts = [part.strip() for part in cell.split(";")] if cell else []
    return ["" if part == "None" else part for part in parts]


def _several(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split(";")) if part and part != "None"]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _row(record: Mapping[str, Any]) -> dict[str, str]:
    """What NGEC writes, under the names of the table's columns."""

    def parties(role: str) -> tuple[str, str, str]:
        found = [party for party in record.get("attributes", {}).get(role) or () if party]
        names = [(party.get("wiki") or party.get("text") or "").replace(";", ",") for party in found]
        countries = [party.get("country") or "None" for party in found]
        return ";".join(names), ";".join(countries), next((party.get("code_1") or "" for party in found), "")

    actor, actor_country, actor_sector = parties("ACTOR")
    recipient, recipient_country, recipient_sector = parties("RECIP")
    place = record.get("event_geolocation") or {}
    place = place.get("geo", place) or {}
    return {
        "Event ID": _text(record.get("id")),
        "Event Date": _text(record.get("date_resolved") or record.get("pub_date") or record.get("date")),
        "Event Type": _text(record.get("event_type")),
        "Event Mode": _text(record.get("event_mode")),
        "Contexts": _text(record.get("contexts")),
        "Actor Name": actor,
        "Actor Country": actor_country,
        "Primary Actor Sector": actor_sector,
        "Recipient Name": recipient,
        "Recipient Country": recipient_country,
        "Primary Recipient Sector": recipient_sector,
        "Placename": _text(place.get("resolved_placename")),
        "Country": _text(place.get("country_code3")),
        "Source": _text(record.get("publisher")),
    }

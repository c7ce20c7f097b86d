"""What happened and what was said, month by month or year by year, and in a list."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from diplograph.codebook import QUAD_CLASSES
from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import RefusedError, Reply

__all__ = ["Bar", "timeline"]

_PAGE = 50
_MOST_MONTHS = 96  # more bars than these are bars of years
_FROM = """FROM thing WHERE kind = :kind AND (:type = '' OR type = :type)
    AND (:since = '' OR substr(day, 1, 10) >= substr(:since, 1, length(day)))
    AND (:until = '' OR substr(day, 1, length(:until)) <= :until)
    AND (:actor = 0 OR id IN (SELECT thing FROM party WHERE actor = :actor))"""
_ACTORS = """SELECT id, iri, label FROM thing WHERE iri = :name OR (label = :name COLLATE NOCASE AND kind IN
    ('person', 'country', 'organisation', 'group')) ORDER BY label, id"""
_TALL, _WIDE = 90, 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year of the chart: how many things, and where its bar stands."""

    day: str
    number: int
    x: int
    y: float
    height: float


def timeline(site: Site, ask: Ask) -> Reply:
    """The time-line of the graph, or of an actor, a type, a time."""
    index = site.index(ask)
    kind, type, page = ask.text("kind") or "event", ask.text("type"), ask.page()
    since, until = ask.date("since"), ask.date("until")
    if kind not in ("event", "statement"):
        raise RefusedError(400, f"kind is {kind!r}; there are event and statement")
    if type and type not in QUAD_CLASSES:
        raise RefusedError(400, f"type is {type!r}; there are {', '.join(sorted(QUAD_CLASSES))}")
    name = ask.text("actor")
    actor = _actor(index, name) if name else None
    values: dict[str, Any] = {
        "kind": kind,
        "type": type,
        "since": since,
        "until": until,
        "actor": actor["id"] if actor else 0,
        "rows": _PAGE + 1,
        "start": (page - 1) * _PAGE,
    }
    rows = index.execute(
        f"SELECT iri, kind, label, day, type, modality, sources {_FROM} ORDER BY day = '', day, iri LIMIT :rows OFFSET :start",
        values,
    ).fetchall()
    months = index.execute(
        f"SELECT substr(day, 1, 7) AS month, count(*) {_FROM} AND day != '' GROUP BY month ORDER BY month", values
    )
    return site.page(
        "timeline.html",
        kind=kind,
        type=type,
        types=sorted(QUAD_CLASSES),
        since=since,
        until=until,
        actor=actor,
        name=actor["label"] if actor else "",
        bars=_bars(dict(months.fetchall())),
        tall=_TALL,
        wide=_WIDE,
        rows=rows[:_PAGE],
        page=page,
        more=len(rows) > _PAGE,
    )


def _actor(index: sqlite3.Connection, name: str) -> sqlite3.Row:
    found: sqlite3.Row | None = index.execute(_ACTORS, {"name": name}).fetchone()
    if found is None:
        raise RefusedError(404, f"no actor of this graph is called {name!r}; search for it first")
    return found


def _bars(months: dict[str, int]) -> list[Bar]:
    """A bar for each month from the first to the last, or for each year where these are too many."""
    counts = {month: number for month, number in months.items() if len(month) == 7}
    span = sorted(counts)
    if not span:
        return []
    every = _months(span[0], span[-1])
    if len(every) > _MOST_MONTHS:
        counts = {}
        for month, number in months.items():
            counts[month[:4]] = counts.get(month[:4], 0) + number
        every = [f"{year:04}" for year in range(int(min(counts)), int(max(counts)) + 1)][-_MOST_MONTHS:]
    highest = max(counts.values())
    return [
        Bar(
            day, number := counts.get(day, 0), i * _WIDE, _TALL - (height := round(_TALL * number / highest, 1)), height
        )
        for i, day in enumerate(every)
    ]


def _months(first: str, last: str) -> list[str]:
    number, end = (int(day[:4]) * 12 + int(day[5:]) - 1 for day in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(number, min(end, number + 12 * 3000) + 1)]

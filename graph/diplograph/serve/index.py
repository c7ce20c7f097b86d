"""What the pages look up by words, by time and by actor: a small SQLite file made from the graph, with a full-text index (FTS5).

It is made in a process of its own when the site starts and again when the graph has changed, and read by all others.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from diplograph.graph import KnowledgeGraph
from diplograph.things import read_actors, read_labels, read_things, tables
from diplograph.view.articles import sources

__all__ = ["build_index", "open_index"]

_SCHEMA = """
CREATE TABLE thing (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL,
    mode TEXT NOT NULL, family TEXT NOT NULL, modality TEXT NOT NULL, sources INTEGER NOT NULL, note TEXT NOT NULL
);
CREATE TABLE party (thing INTEGER NOT NULL, actor INTEGER NOT NULL, role TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = "porter unicode61 remove_diacritics 2");
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_INDEXES = """
CREATE INDEX thing_iri ON thing (iri);
CREATE INDEX thing_day ON thing (kind, day);
CREATE INDEX party_actor ON party (actor, role, thing);
CREATE INDEX party_thing ON party (thing);
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
"""
_MOST = 500_000_000  # characters of articles that can be searched: beyond them titles only
_CHUNK = 400


def build_index(kg: KnowledgeGraph, path: Path) -> None:
    """Write the index of a graph into a new file. Raises :class:`sqlite3.Error` and :class:`OSError` where that fails."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        _fill(connection, kg)
        connection.executescript(_INDEXES)  # which commits first


def open_index(path: Path) -> sqlite3.Connection:
    """The index for reading. Raises :class:`sqlite3.Error` where there is none."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _fill(connection: sqlite3.Connection, kg: KnowledgeGraph) -> None:
    counts: dict[str, int] = dict.fromkeys(
        ("article", "event", "statement", "person", "country", "organisation", "group"), 0
    )
    numbers: dict[str, int] = {}

    def add(iri: str, kind: str, label: str, body: str, day: str = "", note: str = "", **more: str | int) -> int:
        number = len(numbers) + 1
        numbers[iri] = number
        counts[kind] += 1
        columns = (more.get("type", ""), more.get("mode", ""), more.get("family", ""), more.get("modality", ""))
        connection.execute(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, iri, kind, label, day, *columns, more.get("sources", 0), note),
        )
        connection.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (number, label, body))
        return number

    parties = read_actors(kg)
    for party in parties.values():
        names = " · ".join(dict.fromkeys(party.names[1:]))
        add(party.iri, party.kind, party.label, f"{names} {party.office}".strip(), note=party.office or party.country)
    labels = read_labels(kg)
    for thing in read_things(kg, parties):
        said = [parties[iri].label for iri in (*thing.by, *thing.to)]
        number = add(
            thing.iri,
            "statement" if thing.is_statement else "event",
            labels.get(thing.iri, ""),
            " · ".join(said),
            day=thing.date or thing.reported,
            type=thing.type,
            mode=thing.mode,
            family=thing.quad_class,
            modality=" ".join(thing.modality),
            sources=thing.sources,
        )
        for role, who in (("by", thing.by), ("to", thing.to)):
            connection.executemany(
                "INSERT INTO party VALUES (?, ?, ?)", [(number, numbers[iri], role) for iri in dict.fromkeys(who)]
            )
    left = _MOST
    (articles,) = tables(kg, ["SELECT ?x { ?x a dg:Article }"], "?x")
    for batch in _batches(iri for (iri,) in articles if iri is not None):
        about = sources(kg, batch)
        bodies = _bodies(kg, batch)
        for iri in batch:
            body = bodies.get(iri, "")[: max(left, 0)]
            left -= len(body)
            add(iri, "article", about[iri].title, body, day=about[iri].date, note=about[iri].publisher)
    facts = {"counts": counts, "searched": left >= 0}
    connection.executemany(
        "INSERT INTO fact VALUES (?, ?)", [(name, json.dumps(value)) for name, value in facts.items()]
    )


def _bodies(kg: KnowledgeGraph, articles: list[str]) -> dict[str, str]:
    values = " ".join(f"<{iri}>" for iri in articles)
    pattern = f"SELECT ?x ?v {{ VALUES ?x {{ {values} }} GRAPH ?x {{ ?x schema:articleBody ?v }} }}"
    (found,) = tables(kg, [pattern])
    return {iri: text for iri, text in found if iri is not None and text is not None}


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _CHUNK)):
        yield batch

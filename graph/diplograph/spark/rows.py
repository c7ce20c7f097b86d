"""The rows that the steps hand on, and the DataFrames that Spark passes them in.

``kind`` says what a row is:

========================  ===================  =======================================================================
kind                      key                  data
========================  ===================  =======================================================================
``article``               its id               the article as JSON; ``place`` is where it was read
``failure``               what cannot be read  what is wrong
``graph``                 the article's IRI    its named graph, as N-Quads
``own``                   the article's IRI    what the merged graph says of it, as N-Triples
``text``                  the article's IRI    its text; ``place`` is its date, ``more`` its text blocks, one a line
``contribution``          its node             its triples, as N-Triples; ``more`` has the facts, ``place`` article and date
``block``                 a merge block        the node of a contribution; ``place`` says whether it is in the block ("in")
                                               or only looks there for what it has to do with ("near")
``shared``                the subject          a triple that several articles may state, as N-Triples
``thing``                 an actor or place    the IRI of an article that has it
========================  ===================  =======================================================================

"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from itertools import islice

import pandas as pd

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.store.lines import triple_line, triples_in
from diplograph.store.protocol import Triple

__all__ = [
    "BATCH",
    "COLUMNS",
    "ROWS",
    "Row",
    "frames",
    "keyed_frames",
    "line_frames",
    "lines_of",
    "row_of",
    "rows_of",
    "triples_of",
]

COLUMNS = ("kind", "key", "place", "data", "more")
ROWS = ", ".join(f"{column} string" for column in COLUMNS)
"""The rows between steps, as Spark writes a schema."""

BATCH = 500
"""Rows of a DataFrame that a step hands on."""

Row = tuple[str, str, str, str, str]


def row_of(item: Article | SourceError, where: str, place: str) -> Row:
    """The row of an article, or of what could not be read at ``where``."""
    if isinstance(item, SourceError):
        return "failure", where, place, item.problem, ""
    return "article", item.id, place, json.dumps(dataclasses.asdict(item), ensure_ascii=False), where


def lines_of(triples: Iterable[Triple]) -> str:
    """Triples as sorted N-Triples, and back with :func:`triples_of`."""
    return "".join(sorted(map(triple_line, triples)))


def triples_of(text: str) -> frozenset[Triple]:
    """The triples of N-Triples."""
    return frozenset(triples_in(text))


def rows_of(batches: Iterable[pd.DataFrame]) -> Iterator[Row]:
    """The rows of DataFrames, one after the other."""
    for batch in batches:
        yield from zip(*(batch[column] for column in COLUMNS), strict=True)


def frames(rows: Iterable[Row]) -> Iterator[pd.DataFrame]:
    """Rows as DataFrames, each of :data:`BATCH` at most."""
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        yield pd.DataFrame(some, columns=list(COLUMNS), dtype=object)


def keyed_frames(lines: Iterable[tuple[str, str]]) -> Iterator[pd.DataFrame]:
    """Lines, each with the key by which it is shuffled, as DataFrames."""
    rest = iter(lines)
    while some := list(islice(rest, 20 * BATCH)):
        yield pd.DataFrame([(line.rstrip("\n"), key) for line, key in some], columns=["line", "key"], dtype=object)


def line_frames(lines: Iterable[str]) -> Iterator[pd.DataFrame]:
    """Lines as DataFrames."""
    rest = iter(lines)
    while some := list(islice(rest, 20 * BATCH)):
        yield pd.DataFrame({"line": [line.rstrip("\n") for line in some]}, dtype=object)

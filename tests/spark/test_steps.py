"""The steps of a build on a cluster, strung together without Spark: the same quads as the local build, whatever the partitions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from zlib import crc32

import pandas as pd
import pytest
from rdflib import URIRef

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.extraction.pipeline import Extractor
from diplograph.graph import open_graph
from diplograph.merge import origins, text_of
from diplograph.reading import read_articles
from diplograph.record import Extraction
from diplograph.spark import steps
from diplograph.spark.origins import first_of_each, reprints
from diplograph.spark.rows import COLUMNS
from diplograph.store.lines import quad_line, triple_line, triples_in
from diplograph.vocab import DG

BERLIN = "Emmanuel Macron met Angela Merkel in Berlin on 19 April 2018. He thanked her for the talks."
WIRE = " ".join(
    f"The foreign ministers of Japan and Peru met in hall {n} on 3 May 2018, and one said that trade with Chile would grow."
    for n in range(9)
)
LINES: list[dict[str, object]] = [
    {"id": "a", "text": BERLIN, "published": "2018-04-20"},
    {"id": "b", "text": "Merkel met Macron on Thursday, the chancellery said.", "published": "2018-04-20"},
    {"id": "c", "text": WIRE, "published": "2018-05-04"},
    {"id": "d", "text": WIRE + " It was late.", "published": "2018-05-03"},
    {"id": "a", "text": BERLIN, "published": "2018-04-20"},
    {"id": "a", "text": "Another article.", "published": "2018-04-20"},
    {"id": "e", "text": "Berlin denied that Macron had met Merkel on 19 April 2018.", "published": "2018-04-21"},
    {"id": "f", "text": "“We will never give up our weapons,” Kim Jong Un said.", "published": "2018-04-21"},
    {"text": 5},
]


def frames(rows: Iterable[tuple[object, ...]], columns: Iterable[str], size: int = 3) -> Iterator[pd.DataFrame]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield pd.DataFrame(some, columns=list(columns), dtype=object)


def rows_of(found: Iterable[pd.DataFrame]) -> list[tuple[str, ...]]:
    return [tuple(row) for frame in found for row in frame.itertuples(index=False)]


def shuffled(
    rows: list[tuple[str, ...]],
    columns: tuple[str, ...],
    step: Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]],
    parts: int,
    by: str = "key",
) -> list[tuple[str, ...]]:
    """Each partition's rows, sorted, through a step; what a row is partitioned by stands under ``by``."""
    found: list[tuple[str, ...]] = []
    key = columns.index(by)
    for part in range(parts):
        mine = sorted(row for row in rows if crc32(row[key].encode()) % parts == part)
        found += rows_of(step(frames(mine, columns)))
    return found


def pairs(blocks: list[tuple[str, ...]], part: int, parts: int) -> Iterator[tuple[str, str]]:
    mine = sorted((row for row in blocks if crc32(row[1].encode()) % parts == part), key=lambda row: row[1:4])
    yield from ((one, other) for one, other in rows_of(steps.neighbours(frames(mine, COLUMNS))))


def grouped(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The lowest name that each hangs together with."""
    lowest: dict[str, str] = {}

    def root(name: str) -> str:
        while lowest.setdefault(name, name) != name:
            name = lowest[name]
        return name

    for one, other in found:
        a, b = sorted((root(one), root(other)))
        lowest[b] = a
    return {name: root(name) for name in list(lowest)}


def distributed(lines: Iterable[dict[str, object]], parts: int) -> tuple[list[str], list[tuple[str, ...]]]:
    raw = (("file:///in.jsonl", 0, n, json.dumps(line).encode()) for n, line in enumerate(lines))
    read = rows_of(steps.read_lines(frames(raw, ("file", "at", "number", "line")), None, {"file:///in.jsonl": "0"}))
    one = shuffled(read, COLUMNS, steps.once, parts)
    extracted = shuffled(one, COLUMNS, partial(steps.extract, settings=steps.Settings()), parts)

    def of(*wanted: str) -> list[tuple[str, ...]]:
        return [row for row in extracted if row[0] in wanted]

    texts = [text_of(URIRef(key), place, data) for _, key, place, data, _ in of("text")]
    origin = {str(article): str(first) for article, first in origins(texts).items()}
    group = grouped(one for part in range(parts) for one in pairs(of("block"), part, parts))
    contributions: list[tuple[str, ...]] = [
        (group.get(key, key), key, place, data, more, origin[place.split("\t")[0]])
        for _, key, place, data, more in of("contribution")
    ]
    columns = ("group", "key", "place", "data", "more", "origin")
    found = shuffled(contributions, columns, steps.merge, parts, "group")
    merged: list[tuple[str, ...]] = [(line,) for line, key in found if not key]
    related: list[tuple[str, ...]] = [(key, line) for line, key in found if key]
    merged += [(line,) for (line,) in shuffled(related, ("key", "line"), steps.relations, parts)]
    stated = [(key, kind, data, "", "") for kind, key, _, data, _ in of("shared", "thing")]
    named = shuffled([(kind, key, "", data, "") for key, kind, data, _, _ in stated], COLUMNS, steps.shared, parts)
    texts_of = [row[3] for row in of("graph", "own")]
    quads = [line for text in texts_of for line in text.rstrip("\n").split("\n")] + [
        line for (line,) in (*merged, *named)
    ]
    quads += [triple_line((URIRef(a), DG.origin, URIRef(o))).rstrip("\n") for a, o in origin.items()]
    return sorted(quads), of("failure")


@pytest.mark.parametrize("parts", [1, 3])
def test_the_quads_are_those_of_the_local_build(tmp_path: Path, parts: int) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    failures: list[SourceError] = []
    with open_graph() as kg:
        kg.add(read_articles(path, on_error=failures.append))
        expected = kg.serialize().rstrip("\n").split("\n")
    quads, failed = distributed(LINES, parts)
    assert quads == expected
    assert len(failed) == len(failures) == 2
    problems = sorted(
        (where.removeprefix("/in.jsonl (the line that begins with "), what) for _, where, _, what, _ in failed
    )
    assert [what for _, what in problems] == [
        "the id 'a' stands already before it with other content; give one of the two another id",
        '"text" is a number; it must be a string',
    ]
    assert problems[0][0].startswith("""'{"id": "a", "text": "Another""")


def test_an_article_that_the_pipeline_fails_on_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Extractor.extract

    def fails(self: Extractor, articles: Iterable[Article]) -> Iterator[Extraction]:
        for extraction in real(self, articles):
            if extraction.article.id == "c":
                raise RecursionError("too deep")
            yield extraction

    monkeypatch.setattr(Extractor, "extract", fails)
    quads, failed = distributed(LINES[:4], 2)
    assert [(where, what) for _, where, _, what, _ in failed] == [
        ("""/in.jsonl (the line that begins with '{"id": "c", "text": "The foreign ministers of Japan and Peru')""",
         "article 'c' cannot be read by the pipeline (RecursionError: too deep); leave it out")
    ]  # fmt: skip
    good = [
        Article.make(str(line["text"]), id=str(line["id"]), published=str(line["published"]))
        for line in LINES[:4]
        if line["id"] != "c"
    ]
    monkeypatch.undo()
    with open_graph() as kg:
        kg.add(good)
        assert quads == kg.serialize().rstrip("\n").split("\n")


def test_reprints_are_found_in_pairs_and_the_first_printed_names_their_origin() -> None:
    columns = ("block", "article", "published", "text")
    texts = [
        ("1", "x:c", "2018-05-04", WIRE),
        ("1", "x:d", "2018-05-03", WIRE + " It was late."),
        ("1", "x:f", "", "Other words. " * 30),
    ]
    assert rows_of(reprints(frames(texts, columns))) == [("x:c", "x:d")]
    members = [("g", "x:c", "2018-05-04"), ("g", "x:d", "2018-05-03"), ("h", "x:f", "")]
    assert rows_of(first_of_each(frames(members, ("group", "article", "published"), size=2))) == [
        ("x:c", "x:d"), ("x:d", "x:d"), ("x:f", "x:f"),
    ]  # fmt: skip


def test_triples_come_back_from_their_lines_as_they_were() -> None:
    with open_graph() as kg:
        kg.add([Article.make('A "quote", a \\ and\ttabs\u2028, é 👩.\r\nIt is.', id="q", published="2018-04-20")])
        [name] = kg.store.graphs()
        triples = kg.store.graph(name)
        lines = sorted(kg.store.lines())
    assert frozenset(triples_in("".join(map(triple_line, triples)))) == triples
    own = [line for line in lines if line.endswith(f"<{name}> .".encode()) and str(DG.origin).encode() not in line]
    assert sorted(quad_line(triple, name).rstrip("\n").encode() for triple in triples) == own

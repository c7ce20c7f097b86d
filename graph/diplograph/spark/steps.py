"""What is done to one partition: functions from an iterator of DataFrames to an iterator of DataFrames.

All of them hand on rows of the shape that :mod:`diplograph.spark.rows` describes.
Every step gives the same rows for the same partition, so that one that is lost can be done again.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
from rdflib import RDF, RDFS, URIRef

from diplograph.actors import Authority, load_authority
from diplograph.article import Article
from diplograph.errors import DiplographError, SourceError
from diplograph.extraction.pipeline import Extractor
from diplograph.merge import (
    ArticleGraph,
    Contribution,
    article_node,
    blocks_of,
    merged_partition,
    take_apart,
    text_of,
    within_reach,
)
from diplograph.merge.authority import authority_graph, in_merged, is_of_actor, is_of_office
from diplograph.merge.beside import known_of, state_name
from diplograph.merge.inference import (
    STATES,
    Relation,
    generally,
    link_to_event,
    relation_triples,
    relations_by_event,
)
from diplograph.merge.nodes import named_thing
from diplograph.predicates import INFERRED_PROPERTIES
from diplograph.reading import read_articles
from diplograph.reading.jsonl import read_jsonl
from diplograph.record import Extraction
from diplograph.spark.rows import BATCH, Row, frames, keyed_frames, line_frames, lines_of, row_of, rows_of, triples_of
from diplograph.store.lines import quad_line, triple_line, triples_in
from diplograph.store.protocol import INFERRED, Triple
from diplograph.triples import article_triples
from diplograph.vocab import DG

__all__ = [
    "Settings",
    "Step",
    "extract",
    "merge",
    "neighbours",
    "once",
    "read_files",
    "read_lines",
    "relations",
    "shared",
]

Step = Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]

_LOCAL = re.compile(r"^file:/+")
_GENERALLY = frozenset(DG[name] for name, rule in INFERRED_PROPERTIES.items() if rule.follows_from)
_EXTRACTED_TOGETHER = 16  # articles


@dataclass(frozen=True)
class Settings:
    """How articles are read: see :func:`diplograph.extract` and :func:`diplograph.read_articles`."""

    language: str | None = None
    actors: str | None = None
    attitudes: bool = False
    published: str | None = None


def read_lines(
    batches: Iterable[pd.DataFrame], published: str | None, places: Mapping[str, str]
) -> Iterator[pd.DataFrame]:
    """Lines of JSON to articles and failures. Columns: ``file`` (a URI), ``at`` (where its part of the file begins), ``number``
    (the lines of a part count up) and ``line`` (bytes). ``places`` leads from files, or the folders that they are in, to their
    place among all.
    """

    def rows() -> Iterator[Row]:
        for batch in batches:
            for uri, at, number, line in zip(*(batch[c] for c in ("file", "at", "number", "line")), strict=True):
                raw = bytes(line)
                if raw.strip():
                    file = unquote(_LOCAL.sub("/", uri))
                    [found] = read_jsonl(io.BytesIO(raw), file, published)
                    # lines are not counted where files are split: one is named by its beginning
                    where = f"{file} (the line that begins with {raw[:60].decode('utf-8', 'replace')!r})"
                    yield row_of(found.item, where, f"{_place(uri, places)}\t{int(at):020}\t{int(number):020}")

    yield from frames(rows())


def _place(uri: str, places: Mapping[str, str]) -> str:
    uri = _LOCAL.sub("file:///", uri)
    if uri in places:
        return places[uri]
    folder = max((name for name in places if uri.startswith(f"{name.rstrip('/')}/")), key=len, default="")
    return f"{places.get(folder, '')}\t{uri}"


def read_files(batches: Iterable[pd.DataFrame], published: str | None) -> Iterator[pd.DataFrame]:
    """Files of any kind that the local build reads (columns ``file`` and ``place``) to articles and failures."""

    def rows() -> Iterator[Row]:
        for batch in batches:
            for file, place in zip(batch["file"], batch["place"], strict=True):
                failures: list[SourceError] = []
                for number, article in enumerate(read_articles(file, published=published, on_error=failures.append), 1):
                    yield row_of(article, file, f"{place}\t{number:012}")
                for failure in failures:
                    line = "" if failure.line is None else f":{failure.line}"
                    yield row_of(failure, f"{failure.path or file}{line}", place)

    yield from frames(rows())


def once(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Of the articles with one id, which come sorted by it and by place, the first; of another one with that id a failure."""

    def rows() -> Iterator[Row]:
        id = content = None
        for kind, key, place, data, more in rows_of(batches):
            if kind != "article" or key != id:
                if kind == "article":
                    id, content = key, data
                yield kind, key, place, data, more
            elif data != content:
                problem = f"the id {key!r} stands already before it with other content; give one of the two another id"
                yield "failure", more, place, problem, ""

    yield from frames(rows())


def extract(batches: Iterable[pd.DataFrame], settings: Settings) -> Iterator[pd.DataFrame]:
    """Articles to their graphs and to all that merging needs of these. Failures are handed on.

    An article that the pipeline fails on is a failure, and the others go on. Raises
    :class:`~diplograph.errors.LanguageModelError` and :class:`~diplograph.errors.KnowledgeError` where the pipeline does not start.
    """

    def rows() -> Iterator[Row]:
        extractor = _extractor(dataclasses.replace(settings, published=None))
        every = rows_of(batches)
        while some := list(islice(every, _EXTRACTED_TOGETHER)):
            articles = []
            for row in some:
                if row[0] == "article":
                    articles.append((Article(**json.loads(row[3])), row[4]))
                else:
                    yield row
            for found in _extracted(extractor, articles):
                if isinstance(found, Extraction):
                    yield from _apart(found, settings.actors)
                else:
                    yield found

    yield from frames(rows())


def _extracted(extractor: Extractor, articles: list[tuple[Article, str]]) -> Iterator[Extraction | Row]:
    try:
        yield from list(extractor.extract(article for article, _ in articles))
    except DiplographError:
        raise
    except Exception as error:  # whatever an article does to the pipeline, it does to itself alone
        if len(articles) > 1:
            for one in articles:
                yield from _extracted(extractor, [one])
        else:
            [(article, where)] = articles
            problem = (
                f"article {article.id!r} cannot be read by the pipeline ({type(error).__name__}: {error}); leave it out"
            )
            yield "failure", where, "", problem, ""


def _apart(extraction: Extraction, actors: str | None) -> Iterator[Row]:
    graph = ArticleGraph(URIRef(extraction.article.iri), article_triples(extraction))
    parts = take_apart(graph)
    text = text_of(parts.article, parts.published, parts.text)
    yield "graph", graph.name, "", "".join(sorted(quad_line(triple, graph.name) for triple in graph.triples)), ""
    own = article_node(parts, text.blocks, parts.article) - {(parts.article, DG.origin, parts.article)}
    yield "own", parts.article, "", lines_of(own), ""
    yield "text", parts.article, parts.published, parts.text, "\n".join(text.blocks)
    for one in parts.contributions:
        place = f"{one.article}\t{one.published}"
        yield "contribution", one.node, place, lines_of(one.triples), lines_of(one.facts)
        blocks = blocks_of(one.traits)
        for block in blocks:
            yield "block", block, "in", one.node, ""
        for block in sorted(within_reach(one) - set(blocks)):
            yield "block", block, "near", one.node, ""
    stated = parts.shared | parts.labels | generally(parts.shared)
    for triple in sorted(stated.union(_offices(parts.things, actors))):
        yield "shared", str(triple[0]), "", triple_line(triple), ""
    for thing in sorted(parts.things):
        yield "thing", thing, "", parts.article, ""


def neighbours(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Rows of the kind ``block``, sorted by block and place, to pairs (``one``, ``other``) of nodes that may be one or linked.

    All in a block are paired with its first, so are those that look into it; a block that nobody is in pairs nobody.
    """
    for _, of in groupby(rows_of(batches), key=lambda row: row[1]):
        nodes = iter(of)
        _, _, first_place, first, _ = next(nodes)
        if first_place != "in":
            continue
        while some := [(first, node) for _, _, _, node, _ in islice(nodes, 20 * BATCH)]:
            yield pd.DataFrame(some, columns=["one", "other"], dtype=object)


def merge(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Contributions, sorted by their group (column ``group``: those that have to do with one another, directly or through
    others), with the origins of their articles (column ``origin``), to the merged graph's triples about them (column ``line``;
    ``key`` is empty); and the relations of states that they give: ``key`` is the pair of states, ``line`` the relation and the
    event as JSON.
    """

    def lines() -> Iterator[tuple[str, str]]:
        columns = ("group", "key", "place", "data", "more", "origin")
        every = (row for batch in batches for row in zip(*(batch[c] for c in columns), strict=True))
        for _, of in groupby(every, key=lambda row: row[0]):
            contributions, origin = [], {}
            for _, node, place, data, more, first in of:
                article, published = place.split("\t")
                contributions.append(
                    Contribution(URIRef(node), URIRef(article), published, triples_of(data), triples_of(more))
                )
                origin[URIRef(article)] = URIRef(first or article)
            found = sorted(merged_partition(contributions, origin))
            for triple in found:
                yield triple_line(triple), ""
                if triple[1] in STATES:
                    yield quad_line(triple, INFERRED), ""
            told = relations_by_event(t for t in found if t[1] in (*STATES, DG.relation))
            for event, relations in sorted(told.items()):
                for one, name, other in sorted(relations):
                    yield json.dumps([one, name, other, str(event)]), f"{one} {other}"

    yield from keyed_frames(lines())


def relations(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The relations of states with their events, sorted by pair and line, to all that is inferred of them (column ``line``)."""

    def lines() -> Iterator[str]:
        every = (row for batch in batches for row in zip(batch["key"], batch["line"], strict=True))
        for _, of in groupby(every, key=lambda row: row[0]):
            counts: dict[Relation, int] = {}
            for _, line in of:
                one, name, other, event = json.loads(line)
                relation = one, name, other
                counts[relation] = counts.get(relation, 0) + 1
                yield from _inferred([link_to_event(relation, URIRef(event))])
            found = {t for relation, count in counts.items() for t in relation_triples(relation, count, state_name)}
            yield from _inferred(sorted(found))

    yield from line_frames(lines())


def _inferred(triples: Iterable[Triple]) -> Iterator[str]:
    """What is inferred stands in the merged graph and in a graph of its own."""
    for triple in triples:
        yield triple_line(triple)
        yield quad_line(triple, INFERRED)


def shared(batches: Iterable[pd.DataFrame], actors: str | None = None) -> Iterator[pd.DataFrame]:
    """Triples that several articles state, and the articles that have a thing, sorted by subject, kind and data, to the merged
    graph's triples about it, and what the authority knows of it (column ``line``). ``actors`` is a user's own file of actors.
    """

    def lines() -> Iterator[str]:
        for key, of in groupby(rows_of(batches), key=lambda row: row[1]):
            thing, before, labels, sources = URIRef(key), "", set(), 0
            for kind, _, _, data, _ in of:
                if kind == "thing":  # an actor of every day is in millions of articles: they are counted as they pass
                    sources += 1
                    yield triple_line((thing, DG.source, URIRef(data)))
                elif data != before:
                    before = data
                    [(_, predicate, value)] = triples_in(data)
                    if predicate == RDFS.label:
                        labels.add(value)
                    else:
                        yield data
                        if predicate in _GENERALLY:
                            yield quad_line((thing, predicate, value), INFERRED)
            if sources and is_of_actor((thing, RDF.type, thing)):
                yield from _known(thing, actors)
            named: Iterable[Triple] = named_thing(thing, labels, sources)
            if not sources:
                named = ((thing, RDFS.label, label) for label in labels)
            yield from map(triple_line, sorted(named))

    yield from line_frames(lines())


def _known(actor: URIRef, actors: str | None) -> Iterator[str]:
    """What the authority knows of an actor, in its own graph and in the merged one; but for offices, which others may have held."""
    known = known_of(_authority(actors), actor)
    if known:
        name = authority_graph(actor)
        for triple in sorted(known | {(name, RDF.type, DG.AuthorityGraph)}):
            yield quad_line(triple, name)
        yield from (triple_line(t) for t in sorted(in_merged(actor, name, known)) if not is_of_office(t))


def _offices(things: Iterable[URIRef], actors: str | None) -> Iterator[Triple]:
    """The offices of actors that the authority knows, which others may have held and articles may tell of."""
    authority = _authority(actors)
    for thing in things:
        yield from filter(is_of_office, known_of(authority, thing))


def _authority(actors: str | None) -> Authority:
    return load_authority(None if actors is None else Path(actors))


@cache
def _extractor(settings: Settings) -> Extractor:
    """One for all the partitions that a worker process is given."""
    return Extractor(language=settings.language, actors=settings.actors, attitudes=settings.attitudes, threads=1)

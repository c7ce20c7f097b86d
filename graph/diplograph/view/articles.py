"""The words that events and statements rest on, read from the merged graph: sentences with their triggers, and their articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diplograph.selection import Queryable, rows

__all__ = ["Details", "Quote", "Source", "details", "sources"]

_CHUNK = 400  # IRIs a query: a URL or a request body of a remote endpoint holds that many
_POSITION = re.compile(r"^(?P<article>[^#]*)#char=(?P<start>\d+),(?P<end>\d+)$")  # RFC 5147


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the reader of the picture sees it; empty where not known."""

    iri: str
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article. ``parts`` joined are its exact text; every second one, from the second, is marked."""

    article: str
    start: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What the panel shows of an event or statement besides its parties and date."""

    quotes: tuple[Quote, ...]
    text: str
    form: str
    place: str
    addressees: tuple[str, ...]
    attributions: tuple[str, ...]


def details(graph: Queryable, iris: Iterable[str]) -> dict[str, Details]:
    """The details of these merged events and statements."""
    wanted = sorted(iris)
    sentences = _many(graph, wanted, "?x dg:evidence ?m . ?m oa:hasSelector ?s . ?s oa:exact ?v", "?x ?m ?v")
    marks = _many(graph, wanted, "VALUES ?p { dg:trigger dg:cue } ?x ?p ?m", "?x ?m")
    texts = _one(graph, wanted, "?x dg:text ?v")
    forms = _one(graph, wanted, "?x dg:kind ?v")
    places = _one(graph, wanted, "?x dg:place ?p . ?p rdfs:label ?v")
    addressees = _many(graph, wanted, "?x dg:addressee ?v", "?x ?v")
    attributions = _many(graph, wanted, "?x dg:attribution ?v", "?x ?v")
    return {
        iri: Details(
            quotes=_quotes(sentences.get(iri, ()), [mark for (mark,) in marks.get(iri, ())]),
            text=texts.get(iri, ""),
            form=re.split("[#/]", forms.get(iri, ""))[-1],
            place=places.get(iri, ""),
            addressees=tuple(v for (v,) in addressees.get(iri, ())),
            attributions=tuple(v for (v,) in attributions.get(iri, ())),
        )
        for iri in wanted
    }


def sources(graph: Queryable, iris: Iterable[str]) -> dict[str, Source]:
    """Title, publisher, day and address of these articles."""
    wanted = sorted(iris)
    titles = _one(graph, wanted, "?x rdfs:label ?v")
    publishers = _one(graph, wanted, "?x schema:publisher ?v")
    dates = _one(graph, wanted, "?x schema:datePublished ?v")
    urls = _one(graph, wanted, "?x schema:url ?v")
    return {
        iri: Source(iri, titles.get(iri, ""), publishers.get(iri, ""), dates.get(iri, "")[:10], urls.get(iri, ""))
        for iri in wanted
    }


def _many(graph: Queryable, iris: Sequence[str], pattern: str, columns: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of a pattern over ?x, one of the IRIs, by ?x: the other columns, sorted."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for start in range(0, len(iris), _CHUNK):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + _CHUNK])
        for first, *rest in rows(graph, f"SELECT {columns} {{ VALUES ?x {{ {values} }} {pattern} }}"):
            found[first or ""].add(tuple(value or "" for value in rest))
    return {iri: sorted(values) for iri, values in found.items()}


def _one(graph: Queryable, iris: Sequence[str], pattern: str) -> Mapping[str, str]:
    return {iri: values[0][0] for iri, values in _many(graph, iris, pattern, "?x ?v").items()}


def _quotes(sentences: Iterable[tuple[str, ...]], marks: Iterable[str]) -> tuple[Quote, ...]:
    places = [match for match in map(_POSITION.match, marks) if match]
    found = []
    for iri, text in sentences:
        match = _POSITION.match(iri)
        if not match:
            continue
        article, start = match["article"], int(match["start"])
        inside = sorted(
            (int(m["start"]) - start, int(m["end"]) - start)
            for m in places
            if m["article"] == article and start <= int(m["start"]) < int(m["end"]) <= start + len(text)
        )
        found.append(Quote(article, start, _parts(text, inside)))
    return tuple(sorted(found, key=lambda quote: (quote.article, quote.start)))


def _parts(text: str, marks: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The text cut at the marks: plain, marked, plain, …; marks that overlap become one."""
    parts: list[str] = []
    done = 0
    for start, end in marks:
        if start < done:
            if end > done:
                parts[-1] += text[done:end]
                done = end
            continue
        parts += [text[done:start], text[start:end]]
        done = end
    return (*parts, text[done:])

"""The words that events and statements rest on: sentences with their triggers marked, what was said by whom, and articles.

Sentences and articles stand in the merged graph; where the trigger or the verb of saying is, and which posts people held at the
time, only each article's own graph says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diplograph.store import PREFIXES
from diplograph.things import Queryable, local_name, tables

__all__ = ["Details", "Quote", "Source", "details", "sources"]

_CHUNK = 400  # IRIs a query: a URL or a request body of a remote endpoint holds that many
_POSITION = re.compile(r"^(?P<article>[^#]*)#char=(?P<start>\d+),(?P<end>\d+)$")  # RFC 5147
_STATEMENT = PREFIXES["statement"]
_LONGEST = 700  # characters of a passage in one piece; of a longer one only what was said is shown

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the reader of the picture sees it; empty where not known.

    ``offices`` are the posts that actors held at its date: the actor's IRI, and the name of the post. ``origin`` is the
    article that printed its text first: itself, unless it is wire copy or a reprint.
    """

    iri: str
    title: str
    publisher: str
    date: str
    url: str
    offices: tuple[tuple[str, str], ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of an article. ``parts`` joined are its text; every second one, from the second, is marked."""

    article: str
    start: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What the panel shows of an event or statement besides its parties and date.

    ``points`` are what other events contradict it on: "held or denied", "date", …
    """

    quotes: tuple[Quote, ...]
    text: str
    form: str
    place: str
    addressees: tuple[str, ...]
    points: tuple[str, ...]
    attributions: tuple[str, ...]

    @property
    def told(self) -> list[str]:
        """The articles that have it, sorted: each has words for it."""
        return sorted({quote.article for quote in self.quotes})


def details(graph: Queryable, iris: Iterable[str]) -> dict[str, Details]:
    """The details of these merged events and statements."""
    wanted = sorted(iris)
    statements = [iri for iri in wanted if iri.startswith(_STATEMENT)]
    events = [iri for iri in wanted if not iri.startswith(_STATEMENT)]
    forms = _one(graph, statements, "?x dg:kind ?v")
    quotes = _sentences(graph, events) | _passages(graph, statements)
    texts = _one(graph, statements, "?x dg:text ?v")
    places = _one(graph, wanted, "?x dg:place ?p . ?p rdfs:label ?v")
    addressees = _many(graph, statements, "?x dg:addressee ?v", "?x ?v")
    points = _many(graph, wanted, "?x dg:disagreement ?d . ?d dg:point ?v", "?x ?v")
    attributions = _many(graph, wanted, "?x dg:attribution ?v", "?x ?v")
    return {
        iri: Details(
            quotes=tuple(sorted(quotes.get(iri, ()), key=lambda quote: (quote.article, quote.start))),
            text=texts.get(iri, ""),
            form=local_name(forms.get(iri, "")),
            place=places.get(iri, ""),
            addressees=tuple(v for (v,) in addressees.get(iri, ())),
            points=tuple(v for (v,) in points.get(iri, ())),
            attributions=tuple(v for (v,) in attributions.get(iri, ())),
        )
        for iri in wanted
    }


def sources(graph: Queryable, iris: Iterable[str]) -> dict[str, Source]:
    """Title, publisher, day and address of these articles, and who held which office then."""
    wanted = sorted(iris)
    offices = _many(graph, wanted, "GRAPH ?x { ?a dg:office ?o . ?o rdfs:label ?l }", "?x ?a ?l")
    titles = _one(graph, wanted, "?x rdfs:label ?v")
    publishers = _one(graph, wanted, "?x schema:publisher ?v")
    dates = _one(graph, wanted, "?x schema:datePublished ?v")
    urls = _one(graph, wanted, "?x schema:url ?v")
    origins = _one(graph, wanted, "?x dg:origin ?v")
    return {
        iri: Source(
            iri,
            titles.get(iri, ""),
            publishers.get(iri, ""),
            dates.get(iri, "")[:10],
            urls.get(iri, ""),
            tuple((actor, label) for actor, label in offices.get(iri, ())),
            origins.get(iri, iri),
        )
        for iri in wanted
    }


def _many(graph: Queryable, iris: Sequence[str], pattern: str, columns: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of a pattern over ?x, one of the IRIs, by ?x: the other columns, sorted."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    queries = []
    for start in range(0, len(iris), _CHUNK):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + _CHUNK])
        queries.append(f"SELECT {columns} {{ VALUES ?x {{ {values} }} {pattern} }}")
    for table in tables(graph, queries, columns):
        for first, *rest in table:
            found[first or ""].add(tuple(value or "" for value in rest))
    return {iri: sorted(values) for iri, values in found.items()}


def _one(graph: Queryable, iris: Sequence[str], pattern: str) -> dict[str, str]:
    return {iri: values[0][0] for iri, values in _many(graph, iris, pattern, "?x ?v").items()}


def _sentences(graph: Queryable, events: Sequence[str]) -> dict[str, list[Quote]]:
    """The sentences of events, with their triggers marked."""
    triggers = _many(graph, events, "?x dg:mergedFrom ?n . GRAPH ?g { ?n dg:trigger ?m }", "?x ?m")
    found: dict[str, list[Quote]] = defaultdict(list)
    sentences = _many(graph, events, "?x dg:evidence ?m . ?m oa:hasSelector ?s . ?s oa:exact ?v", "?x ?m ?v")
    for iri, places in sentences.items():
        marks = [place for (mention,) in triggers.get(iri, ()) for place in _place(mention)]
        for mention, text in places:
            for article, (start, _) in _place(mention):
                inside = [(a - start, b - start) for name, (a, b) in marks if name == article]
                found[iri].append(Quote(article, start, _parts(text, inside)))
    return found


def _passages(graph: Queryable, statements: Sequence[str]) -> dict[str, list[Quote]]:
    """Of each article what was said with who said it and the verb of saying, which is marked."""
    spans: dict[tuple[str, str, str], dict[str, list[_Span]]] = defaultdict(lambda: defaultdict(list))
    pattern = "?x dg:mergedFrom ?n . GRAPH ?g { VALUES ?p { dg:evidence dg:cue dg:speakerMention } ?n ?p ?m }"
    for iri, mentions in _many(graph, statements, pattern, "?x ?n ?p ?m").items():
        for node, role, mention in mentions:
            for article, span in _place(mention):
                spans[iri, node, article][local_name(role)].append(span)
    bodies = _one(graph, sorted({article for _, _, article in spans}), "GRAPH ?x { ?x schema:articleBody ?v }")
    found: dict[str, list[Quote]] = defaultdict(list)
    for (iri, _, article), roles in sorted(spans.items()):
        quote = _passage(article, bodies.get(article, ""), roles)
        if quote not in found[iri]:
            found[iri].append(quote)
    return found


def _passage(article: str, body: str, roles: Mapping[str, list[_Span]]) -> Quote:
    said = sorted(roles["evidence"])
    every = sorted(span for spans in roles.values() for span in spans)
    start, end = every[0][0], max(end for _, end in every)
    if end - start > _LONGEST:
        return Quote(article, said[0][0] if said else start, (" … ".join(body[a:b] for a, b in said or every),))
    while start > 0 and body[start - 1] in "“\"‘'(":
        start -= 1
    while end < len(body) and body[end] in "”\"’'.,!?)":
        end += 1
    return Quote(article, start, _parts(body[start:end], [(a - start, b - start) for a, b in roles["cue"]]))


def _place(mention: str) -> list[tuple[str, _Span]]:
    """The article and offsets in a mention's IRI, or nothing."""
    match = _POSITION.match(mention)
    return [(match["article"], (int(match["start"]), int(match["end"])))] if match else []


def _parts(text: str, marks: Iterable[_Span]) -> tuple[str, ...]:
    """The text cut at the marks that lie in it: plain, marked, plain, …; marks that overlap become one."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(marks):
        if not 0 <= start < end <= len(text):
            continue
        if parts and start < done:
            parts[-1] += text[done : max(end, done)]
        else:
            parts += [text[done:start], text[start:end]]
        done = max(end, done)
    return (*parts, text[done:])

"""The reader and the actors for the tests of extraction, loaded once a run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from diplograph.actors import Authority, load_authority, resolve
from diplograph.article import Article
from diplograph.extraction.events import find_events
from diplograph.extraction.statements import find_statements
from diplograph.language import load
from diplograph.record import Event, Extraction

PUBLISHED = "2018-02-13"


@cache
def language() -> Any:
    return load()


@cache
def authority() -> Authority:
    return load_authority()


def parse(text: str) -> Any:
    return language()(text)


def events_of(text: str, published: str = PUBLISHED) -> tuple[Event, ...]:
    return events_of_all([text], published)[0]


def events_of_all(texts: Iterable[str], published: str = PUBLISHED) -> list[tuple[Event, ...]]:
    """The events of each text, read in one batch."""
    return [extraction.events for extraction in _extractions(texts, published)]


def extraction_of(text: str, published: str = PUBLISHED) -> Extraction:
    return _extractions([text], published)[0]


def _extractions(texts: Iterable[str], published: str) -> list[Extraction]:
    articles = [Article.make(text, published=published) for text in texts]
    found = []
    for article, doc in zip(articles, language().pipe([article.text for article in articles]), strict=True):
        resolution = resolve(doc, article, authority())
        statements = find_statements(doc, article, resolution)
        events = find_events(doc, article, resolution, statements)
        found.append(Extraction(article, resolution.actors, events, statements))
    return found

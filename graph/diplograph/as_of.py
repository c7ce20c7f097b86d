"""A graph as it would be had only the articles been read that were published by a day."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import SDO, URIRef

from diplograph.merge import ArticleGraph, built
from diplograph.merge.beside import with_what_is_beside
from diplograph.merge.inference import infers
from diplograph.selection import bounds
from diplograph.store import EmbeddedStore, Store

__all__ = ["as_of", "published_by"]


def as_of(store: Store, date: str) -> EmbeddedStore:
    """A store in memory with the articles published by a day, month or year (``2018-02-12``, ``2018-02`` or ``2018``; to its
    end): exactly what a build of only these gives.

    The day is the one that the article gives, in its own time zone. An article that does not say when it was published is
    left out: nobody knows that it was there by then. So are imported files of events. Raises
    :class:`~diplograph.errors.QueryError` where the date is none.
    """
    found = EmbeddedStore.in_memory()
    articles = built(ArticleGraph(name, store.graph(name)) for name in published_by(store, date))
    found.commit(with_what_is_beside(store, articles, inference=infers(store)))
    return found


def published_by(store: Store, date: str) -> Iterator[URIRef]:
    """The names of the graphs of the articles that were published by then, sorted."""
    last = bounds("as-of", date)[1]
    names = list(store.graphs())
    days = {article: str(day)[:10] for article, _, day in store.values(names, (SDO.datePublished,))}
    return (name for name in names if name in days and days[name] <= last)

"""Articles from addresses on the web: of feeds, which lead to pages, and of pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from diplograph.article import Article
from diplograph.errors import FetchError, SourceError
from diplograph.reading.feed import LONGEST_FEED, Entry, entries
from diplograph.reading.fields import Found, article_from
from diplograph.reading.html import LONGEST_PAGE, article_of_page
from diplograph.reading.news_api import read_news_api
from diplograph.web.fetch import Answer, Fetcher
from diplograph.web.urls import split_credentials

__all__ = ["FEEDS", "PAGES", "article_of_entry", "read_address"]

FEEDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
PAGES = "text/html, application/xhtml+xml, */*;q=0.1"
"""What to say to servers that one would like to have (RFC 9110, Accept)."""

_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_LONG_ENOUGH = 600  # characters of text in a feed that make the page unnecessary


def read_address(url: str, published: str | None) -> Iterator[Found]:
    """The article of the page at ``url``, or those of the feed there, or of a news service's answer."""
    name = split_credentials(url)[0]
    try:
        with Fetcher([url]) as fetcher:
            answer = fetcher.get(url, most=LONGEST_FEED, accept=FEEDS)
            if answer.status != 200:
                raise FetchError(f"{name} answers with status {answer.status}")
            if answer.kind.endswith("json"):
                yield from read_news_api(io.BytesIO(answer.body), name, published)
            elif is_feed(answer):
                for entry in entries(answer.body, path=name, charset=answer.charset):
                    try:
                        yield Found(article_of_entry(entry, fetcher, path=name, published=published))
                    except SourceError as error:
                        yield Found(error)
            else:
                yield Found(
                    article_of_page(answer.body, path=name, url=answer.url, charset=answer.charset, published=published)
                )
    except FetchError as error:
        yield Found(SourceError(str(error)))


def is_feed(answer: Answer) -> bool:
    """Whether an answer is RSS or Atom."""
    return _FEED.search(answer.body[:100_000]) is not None and "html" not in answer.kind


def article_of_entry(entry: Entry, fetcher: Fetcher, *, path: str, published: str | None = None) -> Article:
    """The article of an entry: from the feed where it carries all of it, else from the page that it links to.

    Its ``url`` is the entry's link, wherever that leads. Raises :class:`SourceError` where there is no article, or robots.txt does
    not let it be read and the feed has nothing but a summary.
    """
    place = entry.link or path
    if entry.link is not None and not (entry.whole and len(entry.text) >= _LONG_ENOUGH):
        try:
            answer = fetcher.get(entry.link, most=LONGEST_PAGE, accept=PAGES)
            if answer.status != 200:
                raise FetchError(f"{place} answers with status {answer.status}", transient=answer.status != 410)
        except FetchError as error:
            raise SourceError(str(error)) from error
        return article_of_page(
            answer.body,
            path=place,
            url=answer.url,
            charset=answer.charset,
            published=published,
            known={"url": entry.link, "title": entry.title, "published": entry.published},
        )
    return article_from(entry.fields(), path=place, line=None, published=published)

"""RSS and Atom: one article an entry, from what the feed itself carries of it."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from diplograph.errors import SourceError
from diplograph.extras import need
from diplograph.reading.encoding import decode_page
from diplograph.reading.fields import Found, article_from
from diplograph.reading.fragment import text_of_fragment
from diplograph.web.urls import is_web_address, split_credentials

__all__ = ["LONGEST_FEED", "Entry", "entries", "read_feed"]

LONGEST_FEED = 50_000_000
"""Bytes of a feed."""

_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_REFERENCE = re.compile(
    r"&(?:amp;)*#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?"
)  # in HTML that is in XML, they are escaped again
_MOST_DIGITS = 4000  # that Python makes a number of
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_MARKED = re.compile(r"<[a-zA-Z/!]|&(?:[a-zA-Z]+|#\d+);")


@dataclass(frozen=True)
class Entry:
    """What a feed says of one article. ``whole`` is false where it has a summary only; the text may be empty then."""

    text: str
    whole: bool
    title: str | None
    link: str | None
    published: str | None
    publisher: str | None
    author: str | None
    language: str | None

    def fields(self) -> dict[str, object]:
        """The fields of an article."""
        return {
            "text": self.text or self.title or "",
            "title": self.title,
            "url": self.link,
            "published": self.published,
            "publisher": self.publisher,
            "author": self.author,
            "language": self.language,
        }


def read_feed(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The entries of a feed as articles: their content where the feed carries it, else their summary, or their title alone."""
    data = stream.read(LONGEST_FEED + 1)
    for number, entry in enumerate(entries(data, path=path), 1):
        try:
            yield Found(article_from(entry.fields(), path=f"{path}#{number}", line=None, published=published))
        except SourceError as error:
            yield Found(error)


def entries(data: bytes, *, path: str, charset: str | None = None) -> list[Entry]:
    """The entries of a feed in its order. Raises :class:`SourceError` where it is none."""
    feedparser = need("feedparser", "web", "reading feeds")
    if len(data) > LONGEST_FEED:
        raise SourceError(f"the feed has more than {LONGEST_FEED:,} bytes; split it", path=path)
    page = decode_page(data, charset)
    if not _FEED.search(page[:100_000]):
        raise SourceError("the file is neither RSS nor Atom; other XML is not read", path=path)
    if _ENTITY.search(page):  # no feed needs any; some are bombs
        raise SourceError("the feed declares XML entities of its own, which are not read; take them out", path=path)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)  # it is decoded now, whatever it declares
    page = _REFERENCE.sub(_possible, page)
    try:
        feed = feedparser.parse(io.BytesIO(page.encode("utf-8", "replace")), response_headers=_HEADERS)
    except (ValueError, OverflowError) as error:
        raise SourceError(f"the feed is damaged ({error}); fetch it anew", path=path) from None
    if not feed.entries:
        if feed.get("bozo"):
            raise SourceError(f"the feed is damaged ({feed.bozo_exception}); fetch it anew", path=path)
        raise SourceError("the feed has no entries", path=path)
    publisher = _text(feed.feed.get("title"))
    language = _text(feed.feed.get("language"))
    return [_entry(entry, publisher, language) for entry in feed.entries]


def _possible(reference: re.Match[str]) -> str:
    """A reference to a character, or U+FFFD where there is none with such a number: feedparser fails on these."""
    number = int(reference[1], 16) if reference[1] else int(reference[2][:_MOST_DIGITS])
    return reference[0] if number <= sys.maxunicode else "\ufffd"


def _entry(entry: Any, publisher: str | None, language: str | None) -> Entry:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    content = max((_plain(part.value) for part in contents), key=len, default="")
    summary = _plain(entry.get("summary") or "")
    link = _text(entry.get("link"))
    return Entry(
        text=content if len(content) > len(summary) else summary,
        whole=len(content) > len(summary) or "\n\n" in summary,
        title=_text(_plain(entry.get("title") or "")),
        link=split_credentials(link)[0] if link and is_web_address(link) else None,
        published=_date(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")),
        publisher=_text((entry.get("source") or {}).get("title")) or publisher,
        author=_text(entry.get("author")),
        language=_text((contents[0].get("language") if contents else None) or language),
    )


def _plain(value: str) -> str:
    return text_of_fragment(value) if _MARKED.search(value) else " ".join(value.split())


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _date(parsed: Any) -> str | None:
    try:
        return f"{datetime(*parsed[:6]).isoformat()}Z" if parsed else None  # noqa: DTZ001
    except (ValueError, TypeError, OverflowError):
        return None

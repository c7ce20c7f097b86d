"""One news article as read: its text, untouched, and what is known about it."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["ARTICLE_NAMESPACE", "Article", "content_id", "parse_published"]

ARTICLE_NAMESPACE = "https://w3id.org/diplograph/id/article/"


@dataclass(frozen=True, slots=True)
class Article:
    """A news article. Offsets of everything extracted are Unicode code points into ``text``.

    ``published`` is an ISO 8601 date or date-time as the source gave it; weekdays and "last month" in the text
    resolve against it. Make one with :meth:`make`, which checks the date and derives a missing id from the content.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None

    @classmethod
    def make(
        cls,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        author: str | None = None,
    ) -> Article:
        """An article from its parts. Raises :class:`ValueError` where ``published`` is not an ISO 8601 date."""
        if published is not None:
            parse_published(published)
        if not id:
            known = (title, published, publisher, url, author)
            id = content_id(text, *(known if author else known[:4]))
        return cls(id=id, text=text, title=title, published=published, publisher=publisher, url=url, author=author)

    @property
    def iri(self) -> str:
        """The article's IRI, which is also the name of its graph."""
        return ARTICLE_NAMESPACE + quote(self.id, safe="")

    @property
    def date(self) -> datetime.date | None:
        """The day of publication, in the time zone that the source wrote it in."""
        return None if self.published is None else parse_published(self.published)

    @property
    def label(self) -> str:
        """The title, or else the beginning of the text, on one line."""
        if self.title:
            return self.title
        start = " ".join(self.text[:400].split())
        return start if len(start) <= 80 else start[:79].rstrip() + "…"


def content_id(text: str, *metadata: str | None) -> str:
    """A stable id for an article that has none: 16 hexadecimal digits of a hash of all that is known of it."""
    return hashlib.sha256(
        json.dumps([text, *metadata], ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]


def parse_published(value: str) -> datetime.date:
    """The day in an ISO 8601 date or date-time. Raises :class:`ValueError` saying what was expected."""
    try:
        return datetime.datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise ValueError(f"{value!r} is not an ISO 8601 date; write it as 2018-02-13 or 2018-02-13T09:30:00Z") from None

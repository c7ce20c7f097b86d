"""Answers of news services as they send them, in ``.json`` files: which service it is shows in the shape of its answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from diplograph.errors import SourceError
from diplograph.reading.encoding import decode
from diplograph.reading.fields import Found, article_from
from diplograph.reading.fragment import text_of_fragment

__all__ = ["read_news_api"]

_LONGEST_FILE = 200_000_000  # bytes
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")  # NewsAPI cuts contents off
_GDELT_SPACES = re.compile(r"\s+(?=[,.;:?!%’'])|(?<=[‘$(])\s+")

_Json = Mapping[str, Any]


def read_news_api(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of an answer of one of :data:`SHAPES`: a news service's, or JSON with the keys of ``.jsonl``."""
    data = stream.read(_LONGEST_FILE + 1)
    if len(data) > _LONGEST_FILE:
        raise SourceError(f"the file has more than {_LONGEST_FILE:,} bytes; write its articles as .jsonl", path=path)
    try:
        answer = json.loads(decode(data, path=path))
    except json.JSONDecodeError as error:
        raise SourceError(
            f"the file is not JSON ({error.msg} at column {error.colno})", path=path, line=error.lineno
        ) from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"the file is not JSON that can be read ({error})", path=path) from None
    shape = next((shape for shape in SHAPES.values() if shape[0](answer) is not None), None)
    if shape is None:
        raise SourceError(
            f"the JSON has none of the shapes that are read: {', '.join(SHAPES)}; write its articles as .jsonl",
            path=path,
        )
    find, fields_of = shape
    items = find(answer) or []
    if not items:
        raise SourceError("the answer holds no article", path=path)
    for number, item in enumerate(items, 1):
        place = f"{path}#{number}"
        try:
            if not isinstance(item, dict):
                raise SourceError("the article is no JSON object", path=place)
            fields = {key: value for key, value in fields_of(item).items() if value is not None and value != ""}
            yield Found(article_from(fields, path=place, line=None, published=published))
        except SourceError as error:
            yield Found(error)


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _string(value: Any, *keys: str) -> str | None:
    found = _at(value, *keys)
    return found.strip() or None if isinstance(found, str) else None


def _list(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None


def _having(items: list[Any] | None, key: str) -> list[Any] | None:
    """The items, if they are a list that is empty or begins with an object that has the key."""
    return items if items == [] or (items and isinstance(items[0], dict) and key in items[0]) else None


def _own(answer: Any) -> list[Any] | None:
    items = [answer] if isinstance(answer, dict) else _list(answer)
    return _having(items, "text") or None


def _own_fields(item: _Json) -> dict[str, Any]:
    return dict(item)


def _gdelt(answer: Any) -> list[Any] | None:
    return _having(_list(_at(answer, "articles")), "seendate")


def _gdelt_fields(item: _Json) -> dict[str, Any]:
    """GDELT's list has titles and addresses only, so the title, with the spaces before its punctuation mended, is the text."""
    title = _string(item, "title")
    title = _GDELT_SPACES.sub("", title) if title else None
    seen = _string(item, "seendate")
    try:
        day = datetime.strptime(seen, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).isoformat() if seen else None
    except ValueError:
        day = None
    return {
        "text": title,
        "title": title,
        "url": _string(item, "url"),
        "published": day,
        "publisher": _string(item, "domain"),
        "language": _string(item, "language"),
    }


def _newsapi(answer: Any) -> list[Any] | None:
    return _having(_list(_at(answer, "articles")), "publishedAt")


def _newsapi_fields(item: _Json) -> dict[str, Any]:
    content, description = _string(item, "content") or "", _string(item, "description") or ""
    content = _CUT.sub("", content)
    return {
        "text": _paragraphs(content if len(content) >= len(description) else description) or _string(item, "title"),
        "title": _string(item, "title"),
        "url": _string(item, "url"),
        "published": _string(item, "publishedAt"),
        "publisher": _string(item, "source", "name"),
        "author": _string(item, "author"),
        "language": _string(item, "language"),
    }


def _guardian(answer: Any) -> list[Any] | None:
    content = _at(answer, "response", "content")
    items = [content] if isinstance(content, dict) else _list(_at(answer, "response", "results"))
    return _having(items, "webTitle")


def _guardian_fields(item: _Json) -> dict[str, Any]:
    body, html = _string(item, "fields", "bodyText"), _string(item, "fields", "body")
    return {
        "text": (_paragraphs(html) if html else body)
        or _paragraphs(_string(item, "fields", "trailText") or "")
        or _string(item, "webTitle"),
        "title": _string(item, "fields", "headline") or _string(item, "webTitle"),
        "url": _string(item, "webUrl"),
        "published": _string(item, "webPublicationDate"),
        "publisher": _string(item, "fields", "publication") or "The Guardian",
        "author": _string(item, "fields", "byline"),
    }


def _nyt(answer: Any) -> list[Any] | None:
    return _having(_list(_at(answer, "response", "docs")), "web_url")


def _nyt_fields(item: _Json) -> dict[str, Any]:
    """The service has no full texts: what there is of the beginning, each sentence once."""
    parts = [_string(item, key) or "" for key in ("lead_paragraph", "abstract", "snippet")]
    kept: list[str] = []
    for part in sorted(filter(None, parts), key=len, reverse=True):
        if not any(part.rstrip("… .") in other for other in kept):
            kept.append(part)
    byline = _string(item, "byline", "original")
    return {
        "text": "\n\n".join(part for part in dict.fromkeys(parts) if part in kept) or _string(item, "headline", "main"),
        "title": _string(item, "headline", "main"),
        "url": _string(item, "web_url"),
        "published": _string(item, "pub_date"),
        "publisher": _string(item, "source") or "The New York Times",
        "author": re.sub(r"(?i)^by\s+", "", byline) if byline else None,
    }


def _paragraphs(value: str) -> str:
    return text_of_fragment(value) if re.search(r"<\w+[^<>]*>", value) else value


_Shape = tuple[Callable[[Any], "list[Any] | None"], Callable[[_Json], dict[str, Any]]]

SHAPES: dict[str, _Shape] = {
    "GDELT DOC": (_gdelt, _gdelt_fields),
    "NewsAPI": (_newsapi, _newsapi_fields),
    "Guardian": (_guardian, _guardian_fields),
    "New York Times": (_nyt, _nyt_fields),
    "diplograph": (_own, _own_fields),
}
"""For each service: the articles in its answer (None where the answer is another's), and the fields of one of them."""

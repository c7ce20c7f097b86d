"""An article from the keys and values that a file gave for it, or a clear word about what is wrong with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading.english import foreign_language
from diplograph.web.urls import split_credentials

__all__ = ["LONGEST_TEXT", "LONGEST_WORD", "Found", "article_from"]


class Found(NamedTuple):
    """An article, or what is wrong in its place, and the line where it stands if the file holds others, one a line."""

    item: Article | SourceError
    line: int | None = None


LONGEST_TEXT = 4_000_000
"""Characters that one article may have: some 700,000 words. Longer files are several articles, or none."""

LONGEST_WORD = 20_000
"""Characters without white space that still pass for prose; longer ones are encoded data."""

_OVERLONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_Fail = Callable[[str], SourceError]
_METADATA = ("title", "published", "publisher", "url", "author")
_ENGLISH = re.compile(r"(?i)en(g|glish)?([-_].*)?")


def article_from(
    fields: Mapping[str, object], *, path: str | Path, line: int | None, published: str | None = None
) -> Article:
    """The article with these ``fields`` (id, text, title, published, publisher, url, author, language; others are ignored).

    An article that is not in English is refused: ``language`` (``en``, ``de``, …) says what it is in, or else the text does.
    ``published`` is the date to assume where the fields have none; ``path`` and ``line`` go into the error. Raises
    :class:`SourceError`.
    """

    def fail(problem: str) -> SourceError:
        return SourceError(problem, path=path, line=line)

    if "text" not in fields:
        raise fail('the article has no "text"; give it one, or leave the article out')
    text = fields["text"]
    if not isinstance(text, str):
        raise fail(f'"text" is {_kind(text)}; it must be a string')
    _check_text(text, fail)

    _check_language(text, fields.get("language"), fail)

    id = fields.get("id")
    if isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    if id is not None and not isinstance(id, str):
        raise fail(f'"id" is {_kind(id)}; it must be a string')
    if id is not None and not id.strip():
        raise fail('"id" is blank; leave it out to have one made from the content')

    metadata: dict[str, str | None] = {}
    for key in _METADATA:
        value = fields.get(key)
        if isinstance(value, datetime.date):  # YAML reads 2018-02-13 as a date
            value = value.isoformat()
        elif isinstance(value, int | float) and not isinstance(value, bool) and key in ("title", "publisher"):
            value = str(value)  # a title such as 1984 is a number to YAML
        if key == "author" and not isinstance(value, str):
            value = ", ".join(v for v in value if isinstance(v, str)) if isinstance(value, list) else None
        if value is not None and not isinstance(value, str):
            raise fail(f'"{key}" is {_kind(value)}; it must be a string')
        metadata[key] = value if value and value.strip() else None
    for value in (id, *metadata.values()):
        if value is not None:
            _check_characters(value, fail)
    if metadata["url"] is not None:
        metadata["url"] = split_credentials(metadata["url"])[0]
    try:
        return Article.make(text, id=id, **metadata | {"published": metadata["published"] or published})
    except ValueError as error:
        raise fail(f'"published": {error}') from None


def _check_text(text: str, fail: _Fail) -> None:
    if not text.strip():
        raise fail("the text is empty; there is no article in it")
    if "\0" in text:
        raise fail("the text holds NUL characters, so it is binary data; convert it to text first")
    if len(text) > LONGEST_TEXT:
        raise fail(
            f"the text has {len(text):,} characters, one article may have {LONGEST_TEXT:,}; split it into its articles"
        )
    _check_characters(text, fail)
    if _OVERLONG_WORD.search(text):
        raise fail(
            f"the text holds a word of more than {LONGEST_WORD:,} characters, so it is encoded data and no prose; take it out"
        )


def _check_language(text: str, declared: object, fail: _Fail) -> None:
    if isinstance(declared, str) and declared.strip():
        if _ENGLISH.fullmatch(declared.strip()):
            return
        language, remedy = declared.strip(), ""
    else:
        language = foreign_language(text) or ""
        remedy = ', or say "language: en" if it is English after all'
    if language:
        raise fail(f"the text is not in English but in {language}; only English is read: leave it out{remedy}")


def _check_characters(value: str, fail: _Fail) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise fail(
            f"character {error.start} is half of a surrogate pair, which no text can hold; write the whole character"
        ) from None


def _kind(value: object) -> str:
    names = {bool: "true or false", dict: "an object", list: "a list", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), f"a {type(value).__name__}")

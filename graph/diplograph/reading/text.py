"""Plain text and Markdown files: one article a file, with YAML front matter or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import yaml

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading.encoding import decode
from diplograph.reading.fields import LONGEST_TEXT, Found, article_from

__all__ = ["read_text"]

_LONGEST_FILE = LONGEST_TEXT * 4  # bytes: no character takes more in UTF-8
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read_text(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The one article of a ``.txt`` or ``.md`` file, which errors call ``path``. All that follows the front matter is the text."""
    data = stream.read(_LONGEST_FILE + 1)
    if len(data) > _LONGEST_FILE:
        raise SourceError(
            f"the file is longer than an article of {LONGEST_TEXT:,} characters can be; split it into its articles",
            path=path,
        )
    yield Found(_article(decode(data, path=path), path, published))


def _article(content: str, path: str, published: str | None) -> Article:
    if not content.strip():
        raise SourceError("the file is empty; there is no article in it", path=path)
    opening = _OPENING.match(content)
    if opening is None:
        return article_from({"text": content}, path=path, line=None, published=published)
    closing = _CLOSING.search(content, opening.end())
    if closing is None:
        raise SourceError(
            "front matter begins here and never ends; close it with a line '---', or begin the text with an empty line",
            path=path,
            line=1,
        )
    fields = _front_matter(content[opening.end() : closing.start()], path)
    return article_from(fields | {"text": content[closing.end() :]}, path=path, line=1, published=published)


def _front_matter(source: str, path: str) -> dict[str, object]:
    try:
        fields = yaml.safe_load(source)
    except yaml.MarkedYAMLError as error:
        line = 2 + (error.problem_mark.line if error.problem_mark else 0)
        raise SourceError(
            f"the front matter is not YAML ({error.problem}); write it as 'key: value' lines, "
            "with quotes around values that hold a colon",
            path=path,
            line=line,
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2018-02-31
        raise SourceError(
            f"the front matter is not YAML ({error}); write it as 'key: value' lines", path=path, line=2
        ) from None
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise SourceError(
            "the front matter is no list of keys and values; write it as 'key: value' lines", path=path, line=2
        )
    return {str(key): value for key, value in fields.items()}

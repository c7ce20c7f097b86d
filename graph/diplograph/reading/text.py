"""Plain text and Markdown files: one article a file, with YAML front matter or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading.encoding import decode
from diplograph.reading.fields import LONGEST_TEXT, Found, article_from

__all__ = ["read_text"]

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read_text(path: Path, published: str | None) -> Iterator[Found]:
    """The one article of a ``.txt`` or ``.md`` file, or the error about it. All that follows the front matter is the text."""
    try:
        size = path.stat().st_size
        if size > LONGEST_TEXT * 4:  # no encoding of a text that is short enough takes more bytes: don't even read it
            raise SourceError(
                f"the file has {size:,} bytes, one article may have {LONGEST_TEXT:,} characters; "
                "split it into its articles",
                path=path,
            )
        yield _article(decode(path.read_bytes(), path=path), path, published), None
    except OSError as error:
        yield (
            SourceError(
                f"cannot be read ({error.strerror or error}); check that it is there and may be read", path=path
            ),
            None,
        )
    except SourceError as error:
        yield error, None


def _article(content: str, path: Path, published: str | None) -> Article:
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


def _front_matter(source: str, path: Path) -> dict[str, object]:
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

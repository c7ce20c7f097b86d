"""Sources to articles: files, folders and standard input, in a fixed order, errors apart from the rest."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from diplograph.article import Article, parse_published
from diplograph.errors import SourceError
from diplograph.reading.fields import Found
from diplograph.reading.jsonl import read_jsonl, read_lines
from diplograph.reading.text import read_text

__all__ = ["ErrorHandler", "read_articles"]

ErrorHandler = Callable[[SourceError], None]
_Reader = Callable[[Path, "str | None"], Iterator[Found]]

READERS: dict[str, _Reader] = {
    ".jsonl": read_jsonl,
    ".md": read_text,
    ".txt": read_text,
}
"""What reads a file with this ending (compared in lower case)."""


def read_articles(
    *sources: str | os.PathLike[str], published: str | None = None, on_error: ErrorHandler | None = None
) -> Iterator[Article]:
    """The articles of ``sources``, in order: files, folders (read recursively, sorted by path) or ``-`` (JSONL on standard input).

    ``published`` is the date to assume for articles that have none. An article that cannot be read raises
    :class:`SourceError`; with ``on_error`` the error is handed to that function instead and the rest goes on. Two articles with the
    same id and different content are an error about the second.
    """
    if published is not None:
        parse_published(published)
    seen: dict[str, tuple[bytes, str]] = {}
    for (found, line), path in _read_all(sources, published):
        item = _check_id(found, path, line, seen) if isinstance(found, Article) else found
        if isinstance(item, Article):
            yield item
        elif on_error is None:
            raise item
        else:
            on_error(item)


def _read_all(sources: tuple[str | os.PathLike[str], ...], published: str | None) -> Iterator[tuple[Found, str]]:
    for source in sources:
        if str(source) == "-":
            for item in read_lines(sys.stdin.buffer, "standard input", published):
                yield item, "standard input"
            continue
        for path in _files(Path(source)):
            if isinstance(path, SourceError):
                yield (path, None), str(source)
                continue
            for item in READERS[path.suffix.lower()](path, published):
                yield item, str(path)


def _files(source: Path) -> Iterator[Path | SourceError]:
    known = ", ".join(sorted(READERS))
    if source.is_dir():
        files = sorted(
            path
            for path in source.rglob("*")
            if path.suffix.lower() in READERS
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(source).parts)
        )
        yield from files
        if not files:
            yield SourceError(f"the folder holds no article; articles are files that end in {known}", path=source)
    elif not source.exists():
        yield SourceError("there is no such file or folder; check the path", path=source)
    elif source.suffix.lower() not in READERS:
        yield SourceError(f"a file of this kind is not read; the endings that are read: {known}", path=source)
    else:
        yield source


def _check_id(
    article: Article, path: str, line: int | None, seen: dict[str, tuple[bytes, str]]
) -> Article | SourceError:
    content = repr((article.text, article.title, article.published, article.publisher, article.url))
    digest = hashlib.blake2b(content.encode(), digest_size=16).digest()
    first, place = seen.setdefault(article.id, (digest, path if line is None else f"{path}:{line}"))
    if first == digest:
        return article
    return SourceError(
        f"the id {article.id!r} stands already in {place} with other content; give one of the two another id",
        path=path,
        line=line,
    )

"""Sources to articles: files, folders, archives, addresses and standard input, in a fixed order, errors apart from the rest."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from diplograph.article import Article, parse_published
from diplograph.errors import MissingExtraError, SourceError
from diplograph.reading.archive import members, open_member
from diplograph.reading.feed import read_feed
from diplograph.reading.fields import Found
from diplograph.reading.html import read_html
from diplograph.reading.jsonl import read_jsonl
from diplograph.reading.news_api import read_news_api
from diplograph.reading.text import read_text
from diplograph.reading.warc import read_gzipped_warc, read_warc
from diplograph.web.urls import is_web_address, split_credentials

__all__ = ["READERS", "ErrorHandler", "read_articles"]

ErrorHandler = Callable[[SourceError], None]
ReadHandler = Callable[[int, int], None]
Reader = Callable[[BinaryIO, str, "str | None"], Iterator[Found]]

READERS: dict[str, Reader] = {
    ".atom": read_feed,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_news_api,
    ".jsonl": read_jsonl,
    ".md": read_text,
    ".rss": read_feed,
    ".txt": read_text,
    ".warc": read_warc,
    ".warc.gz": read_gzipped_warc,
    ".xhtml": read_html,
    ".xml": read_feed,
}
"""What reads a file with this ending (compared in lower case)."""

ARCHIVE = ".zip"
_KNOWN = ", ".join(sorted([*READERS, ARCHIVE]))


@dataclass(frozen=True)
class _Input:
    """A file, wherever it stands: what errors call it, and how to open and read it."""

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    read: Reader
    size: int = 0


def read_articles(
    *sources: str | os.PathLike[str],
    published: str | None = None,
    on_error: ErrorHandler | None = None,
    on_read: ReadHandler | None = None,
) -> Iterator[Article]:
    """The articles of ``sources``, in order: files, zip archives, folders (read recursively, sorted by path), addresses of feeds
    and pages (http, https), or ``-`` (JSONL on standard input).

    ``published`` is the date to assume for articles that have none. An article that cannot be read, or is not in English, raises
    :class:`SourceError`; with ``on_error`` the error is handed to that function instead and the rest goes on. Two articles with the
    same id and different content are an error about the second. ``on_read`` gets, after each article, the number of bytes
    read so far and that of all files; archives count packed, addresses and standard input not at all.
    """
    if published is not None:
        parse_published(published)
    seen: dict[int, tuple[int, str]] = {}
    missing: set[str] = set()
    for found, name in _read_all(sources, published, missing, on_read):
        item = _check_id(found.item, name, found.line, seen) if isinstance(found.item, Article) else found.item
        if isinstance(item, Article):
            yield item
        elif on_error is None:
            raise item
        else:
            on_error(item)


def _read_all(
    sources: tuple[str | os.PathLike[str], ...],
    published: str | None,
    missing: set[str],
    on_read: ReadHandler | None,
) -> Iterator[tuple[Found, str]]:
    total = sum(map(_size, sources)) if on_read is not None else 0
    before = 0
    for source in sources:
        if is_web_address(str(source)):
            name = split_credentials(str(source))[0]
            for found in _guarded(functools.partial(_read_address, str(source), published), name, missing):
                yield found, name
            continue
        for input in _inputs(source):
            if isinstance(input, SourceError):
                yield Found(input), str(source)
                continue
            position = _Position()
            for found in _guarded(functools.partial(_read, input, published, position), input.name, missing):
                yield found, input.name
                if on_read is not None:
                    on_read(before + min(position.at, input.size), total)
            before += input.size


@dataclass
class _Position:
    """How far a file is read, in bytes."""

    at: int = 0


def _read_address(url: str, published: str | None) -> Iterator[Found]:
    from diplograph.reading.online import read_address

    yield from read_address(url, published)


def _read(input: _Input, published: str | None, position: _Position) -> Iterator[Found]:
    with input.open() as stream:
        for found in input.read(stream, input.name, published):
            if input.size and stream.seekable():
                position.at = stream.tell()
            yield found


def _size(source: str | os.PathLike[str]) -> int:
    """The bytes of all files of a source that will be read."""
    if str(source) == "-" or is_web_address(str(source)):
        return 0
    path = Path(source)
    files = [file for file in path.rglob("*") if _is_wanted(file, path)] if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _guarded(read: Callable[[], Iterator[Found]], name: str, missing: set[str]) -> Iterator[Found]:
    """What ``read`` finds, and whatever ends it before its time as an error about ``name``; a missing extra is told once."""
    try:
        yield from read()
    except SourceError as error:
        yield Found(error)
    except MissingExtraError as error:
        if error.extra not in missing:
            missing.add(error.extra)
            yield Found(SourceError(f"{error}; other files of this kind are passed over", path=name))
    except OSError as error:
        yield Found(
            SourceError(
                f"cannot be read ({error.strerror or error}); check that it is there and may be read", path=name
            )
        )


def _inputs(source: str | os.PathLike[str]) -> Iterator[_Input | SourceError]:
    if str(source) == "-":
        yield _Input("standard input", lambda: nullcontext(sys.stdin.buffer), read_jsonl)
        return
    path = Path(source)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_wanted(file, path))
        if not files:
            yield SourceError(f"the folder holds no article; articles are files that end in {_KNOWN}", path=path)
        for file in files:
            yield from _of_file(file)
    elif not path.exists():
        yield SourceError("there is no such file or folder; check the path", path=path)
    elif _ending(path.name) is None:
        yield SourceError(f"a file of this kind is not read; the endings that are read: {_KNOWN}", path=path)
    else:
        yield from _of_file(path)


def _is_wanted(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return (
        _ending(file.name) is not None
        and file.is_file()
        and not any(part.startswith(".") for part in parts)
        and not any(_is_of_saved_page(parent) for parent in file.parents[: len(parts) - 1])
    )


def _is_of_saved_page(folder: Path) -> bool:
    """Whether a browser put the folder beside a page that it saved: "Talks_files" beside "Talks.html"."""
    stem = folder.name.removesuffix("_files")
    return stem != folder.name and any((folder.parent / f"{stem}{ending}").is_file() for ending in (".html", ".htm"))


def _of_file(path: Path) -> Iterator[_Input | SourceError]:
    ending = _ending(path.name)
    if ending != ARCHIVE:
        yield _Input(str(path), functools.partial(_open, path), READERS[ending or ""], path.stat().st_size)
        return
    empty = True
    try:
        for member in members(path):
            if isinstance(member, SourceError):
                yield member
                empty = False
                continue
            inner = _ending(member.filename)
            if inner in READERS:
                yield _Input(
                    f"{path}/{member.filename}",
                    functools.partial(open_member, path, member),
                    READERS[inner or ""],
                    member.compress_size,
                )
                empty = False
            elif inner == ARCHIVE:
                yield SourceError(
                    "an archive in an archive is not read; unpack it first", path=f"{path}/{member.filename}"
                )
                empty = False
    except OSError as error:
        yield SourceError(
            f"cannot be read ({error.strerror or error}); check that it is there and may be read", path=path
        )
        return
    if empty:
        yield SourceError(f"the archive holds no article; articles are files that end in {_KNOWN}", path=path)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _ending(name: str) -> str | None:
    name = name.lower()
    return max((ending for ending in (*READERS, ARCHIVE) if name.endswith(ending)), key=len, default=None)


def _check_id(article: Article, path: str, line: int | None, seen: dict[int, tuple[int, str]]) -> Article | SourceError:
    """The article, or an error where another one had its id. Of each article a hundred bytes are remembered."""
    content = repr((article.text, article.title, article.published, article.publisher, article.url, article.author))
    key, digest = _digest(article.id), _digest(content)
    first, place = seen.setdefault(key, (digest, path))
    if first == digest:
        return article
    return SourceError(
        f"the id {article.id!r} stands already in {place} with other content; give one of the two another id",
        path=path,
        line=line,
    )


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())

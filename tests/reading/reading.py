"""Reading one file, or its bytes, with the errors beside what was read."""

from __future__ import annotations

from pathlib import Path

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading import read_articles

__all__ = ["read", "read_bytes"]


def read(path: Path, published: str | None = None) -> tuple[list[Article], list[str]]:
    """The articles of a source, and the errors without the path that they begin with."""
    errors: list[SourceError] = []
    articles = list(read_articles(path, published=published, on_error=errors.append))
    return articles, [str(error).removeprefix(str(path)) for error in errors]


def read_bytes(folder: Path, name: str, content: bytes | str) -> tuple[list[Article], list[str]]:
    """The same for a file with this name and content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)

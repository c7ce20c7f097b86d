"""Quads in files, as an export or a build on Spark leaves them, into a graph that is still empty."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from diplograph.errors import SourceError, StoreError
from diplograph.store import Store
from diplograph.store.lines import complaint

__all__ = ["load_quads"]

_PIECE = 32_000_000  # bytes


def load_quads(store: Store, paths: Sequence[Path]) -> None:
    """Load N-Quads; see :meth:`diplograph.graph.KnowledgeGraph.load`."""
    if next(store.quads(), None) is not None:
        raise StoreError("quads can be loaded into an empty graph only; name a new folder, or build from the articles")
    try:
        store.bulk((piece for path in paths for piece in _pieces(path)), lambda: ())
    except SyntaxError:
        raise _first_bad_line(paths) from None


def _pieces(path: Path) -> Iterator[bytes]:
    """The lines of a file, many at once."""
    try:
        with cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as file:
            while lines := file.readlines(_PIECE):
                yield b"".join(lines) if lines[-1].endswith(b"\n") else b"".join((*lines, b"\n"))
    except (OSError, EOFError) as error:
        raise SourceError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=path) from None


def _first_bad_line(paths: Sequence[Path]) -> SourceError:
    for path in paths:
        number = 0
        for piece in _pieces(path):
            for line in piece.splitlines():
                number += 1
                if problem := complaint(line):
                    return SourceError(f"is no N-Quads: {problem}", path=path, line=number)
    return SourceError("the files are no N-Quads", path=paths[0])

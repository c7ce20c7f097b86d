"""Whether the graph's folder has changed since it was last read."""

from __future__ import annotations

import time
from pathlib import Path

from diplograph.store.folder import graph_folder, quads_folder

__all__ = ["Watch"]

_UNTOLD = ("LOG", "LOCK", "OPTIONS")  # files of the database that change without its content


class Watch:
    """Counts the changes of a folder, looking at most every so many ``seconds``: a build changes it many times a second."""

    def __init__(self, folder: Path, seconds: float = 1.0) -> None:
        self._quads = quads_folder(graph_folder(folder, create=False), create=False)
        self._seconds = seconds
        self._looked = time.monotonic()
        self._seen = self._look()
        self._count = 0

    def generation(self) -> int:
        """A number that is another one after the folder changed."""
        now = time.monotonic()
        if now - self._looked >= self._seconds:
            self._looked = now
            seen = self._look()
            if seen != self._seen:
                self._seen = seen
                self._count += 1
        return self._count

    def _look(self) -> frozenset[tuple[str, int, int]]:
        found = set()
        try:
            for entry in self._quads.iterdir():
                if not entry.name.startswith(_UNTOLD):
                    state = entry.stat()
                    found.add((entry.name, state.st_size, state.st_mtime_ns))
        except OSError:  # a file went while the folder was read: look again next time
            return frozenset()
        return frozenset(found)

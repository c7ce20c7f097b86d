"""The folder that holds a knowledge graph on disk: a marker file that says so, and the quads beside it.

The marker (``diplograph.json``) holds the version of the format. A folder without it is somebody else's unless it is
empty, and is never written to.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from diplograph.errors import StoreError

if sys.platform != "win32":
    import fcntl

__all__ = ["FORMAT", "MARKER", "alone", "graph_folder", "next_quads", "quads_folder", "replace_quads"]

FORMAT = 1
MARKER = "diplograph.json"
_UNFINISHED = (
    MARKER + ".part"
)  # a build that is killed while it writes the marker leaves this; such a folder counts as empty
_QUADS = "quads"
_NEXT = "quads.next"
_OLD = "quads.old"


def graph_folder(path: Path, *, create: bool) -> Path:
    """``path``, after checking that it is a knowledge graph of a known format.

    With ``create`` a missing or empty folder becomes one. Raises :class:`StoreError`; nothing is changed then.
    """
    with _complaining(path):
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file; a knowledge graph is a folder, so name another place")
        if not path.exists() or not _entries(path):
            if not create:
                raise StoreError(
                    f"{path} holds no knowledge graph; make one with: diplograph build SOURCE… --into {path}"
                )
            path.mkdir(parents=True, exist_ok=True)
            _write_marker(path)
        _check_marker(path)
    return path


def quads_folder(path: Path, *, create: bool) -> Path:
    """The subfolder of a :func:`graph_folder` for the quads. Raises :class:`StoreError` where there is none and none is made."""
    quads = path / _QUADS
    with _complaining(path):
        _finish_replacement(path)
        if create:
            quads.mkdir(exist_ok=True)
        elif not (quads / "CURRENT").exists():
            raise StoreError(f"{path} holds no article yet; add some with: diplograph build SOURCE… --into {path}")
    return quads


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path} cannot be used as a knowledge graph: {error.strerror or error}; name a folder that you may write"
        ) from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While the quads are opened or replaced, no other process does either: none opens a state that is about to go."""
    with (path / MARKER).open("rb") as marker:
        if sys.platform != "win32":
            with suppress(OSError):  # some network file systems have no locks
                fcntl.flock(marker, fcntl.LOCK_EX)
        yield


def next_quads(path: Path) -> Path:
    """The subfolder in which another state of the quads may be built; what was left there unfinished is deleted."""
    shutil.rmtree(path / _OLD, ignore_errors=True)
    shutil.rmtree(path / _NEXT, ignore_errors=True)
    return path / _NEXT


def replace_quads(path: Path) -> None:
    """Let what was built in :func:`next_quads`, which must be whole, take the place of the quads.

    A process that is killed in the midst of it leaves either the old or the new state: whoever opens the folder next
    finishes the step that was left.
    """
    (path / _QUADS).rename(path / _OLD)
    _finish_replacement(path)
    shutil.rmtree(path / _OLD, ignore_errors=True)


def _finish_replacement(path: Path) -> None:
    if (path / _OLD).exists() and not (path / _QUADS).exists():
        with suppress(FileNotFoundError):  # another process that opens the folder may be faster
            (path / _NEXT).rename(path / _QUADS)


def _entries(path: Path) -> list[str]:
    return [entry.name for entry in path.iterdir() if entry.name != _UNFINISHED]


def _write_marker(path: Path) -> None:
    unfinished = path / _UNFINISHED
    unfinished.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
    unfinished.replace(path / MARKER)


def _check_marker(path: Path) -> None:
    marker = path / MARKER
    if not marker.is_file():
        raise StoreError(
            f"{path} is a folder with something else in it; name a new or empty folder for the knowledge graph"
        )
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            f"{marker} is damaged; it should hold {json.dumps({'format': FORMAT})}: "
            "write that into it, or build anew in another folder"
        ) from None
    if found != FORMAT:
        raise StoreError(
            f"{path} has format {found!r} and this diplograph reads format {FORMAT}; "
            "use the version of diplograph that made it, or build it anew in another folder"
        )

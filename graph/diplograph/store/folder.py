"""The folder that holds a knowledge graph on disk: a marker file that says so, and the quads beside it.

The marker (``diplograph.json``) holds the version of the format. A folder without it is somebody else's unless it is
empty, and is never written to.
"""

from __future__ import annotations

import json
from pathlib import Path

from diplograph.errors import StoreError

__all__ = ["FORMAT", "MARKER", "quads_folder"]

FORMAT = 1
MARKER = "diplograph.json"
_UNFINISHED = (
    MARKER + ".part"
)  # a build that is killed while it writes the marker leaves this; such a folder counts as empty
_QUADS = "quads"


def quads_folder(path: Path, *, create: bool) -> Path:
    """The subfolder of ``path`` for the quads, after checking that ``path`` is a knowledge graph of a known format.

    With ``create`` a missing or empty folder becomes one. Raises :class:`StoreError`; nothing is changed then.
    """
    try:
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
        quads = path / _QUADS
        if create:
            quads.mkdir(exist_ok=True)
        elif not (quads / "CURRENT").exists():
            raise StoreError(f"{path} holds no article yet; add some with: diplograph build SOURCE… --into {path}")
    except OSError as error:
        raise StoreError(
            f"{path} cannot be used as a knowledge graph: {error.strerror or error}; name a folder that you may write"
        ) from error
    return quads


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

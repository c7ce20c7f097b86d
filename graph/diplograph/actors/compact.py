"""The compact form of the authority: its tables as one file in the user's cache folder, made when first needed.

Reading and checking the files takes longer than everything else at the start of the program, and they seldom change. The name of
the compact file is a hash of their content, so a change makes a new one; a damaged one is made again, and where the folder
cannot be written to the program does without.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_cache_path

from diplograph.actors.authority import Tables
from diplograph.collector import collector_paused

__all__ = ["kept"]

_FORMAT = 2  # to be raised when the tables change their layout
_KEPT = 4  # compact files that stay: of several versions, and of users' own files
_DIGEST = hashlib.sha256().digest_size


def kept(sources: Sequence[Path], build: Callable[[], Tables]) -> Tables:
    """The tables that ``build`` makes of the files ``sources``: those of last time, if the files are the same."""
    folder = user_cache_path("diplograph")
    with collector_paused():
        try:
            path = folder / f"actors-{_fingerprint(sources)}.bin"
        except OSError:  # building says which file, and why
            return build()
        tables = _read(path)
        if tables is None:
            tables = build()
            with contextlib.suppress(OSError):
                _write(path, tables)
        return tables


def _fingerprint(sources: Sequence[Path]) -> str:
    digest = hashlib.sha256(f"{_FORMAT} {sys.implementation.cache_tag} {marshal.version}".encode())
    for source in sources:
        content = source.read_bytes()
        digest.update(f"\n{source.name} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()[:24]


def _read(path: Path) -> Tables | None:
    """The tables of a compact file; ``None`` where it is not there, damaged, or another user's."""
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            content = file.read()
    except OSError:
        return None
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    tables: Tables = marshal.loads(content[_DIGEST:])
    return tables


def _write(path: Path, tables: Tables) -> None:
    """Write a compact file whole or not at all, and remove the oldest of too many."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = marshal.dumps(tables)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
        file.write(hashlib.sha256(content).digest() + content)
    Path(file.name).replace(path)
    others = sorted(path.parent.glob("actors-*.bin"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        old.unlink(missing_ok=True)

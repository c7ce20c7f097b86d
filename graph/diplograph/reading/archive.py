"""Zip archives, read as a folder is: member by member, in the order of their names, nothing unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from diplograph.errors import SourceError
from diplograph.reading.bounds import Bounded

__all__ = ["members", "open_member"]

# What zipfile raises where bytes are not as they should be. RuntimeError: locked, or packed in a way that it does not know.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)

_MOST_MEMBERS = 1_000_000


def members(path: Path) -> Iterator[zipfile.ZipInfo | SourceError]:
    """The files in an archive, sorted by name, and an error in the place of each that is not read."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _DAMAGE as error:
        yield SourceError(f"the archive is damaged ({error}); make it anew", path=path)
        return
    if len(infos) > _MOST_MEMBERS:
        yield SourceError(f"the archive holds more than {_MOST_MEMBERS:,} files; split it", path=path)
        return
    seen = set()
    for info in sorted(infos, key=lambda info: (PurePosixPath(info.filename).parts, info.header_offset)):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts:
            continue  # hidden, as in folders
        place = f"{path}/{info.filename}"
        if ".." in parts or info.filename.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
            yield SourceError(
                "the file's path leads out of the archive, so it is not read; pack it under another name", path=place
            )
        elif info.filename in seen:
            yield SourceError("the archive holds a second file of this name; pack it under another", path=place)
        elif info.flag_bits & 1:
            yield SourceError("the file is encrypted; unpack the archive and give the files", path=place)
        else:
            yield info
        seen.add(info.filename)


def open_member(path: Path, info: zipfile.ZipInfo) -> BinaryIO:
    """The unpacked bytes of a file in an archive. Opening and reading raise :class:`SourceError` for damage and for bombs."""
    place = f"{path}/{info.filename}"
    try:
        with zipfile.ZipFile(path) as archive:  # the member keeps the file open for itself
            member = archive.open(info)
    except _DAMAGE as error:
        raise SourceError(f"the archive is damaged here ({error}); make it anew", path=place) from None
    return io.BufferedReader(Bounded(member, place, info.compress_size, damage=_DAMAGE))

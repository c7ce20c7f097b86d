"""Data files in TOML, read with the line of anything that is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError

__all__ = ["line_of", "read_tables"]


def read_tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises :class:`KnowledgeError` with its line where it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        last = path.read_bytes().count(b"\n") + 1
        raise KnowledgeError(f"is not TOML: {error}", path=path, line=int(found[1]) if found else last) from error


def line_of(path: Path, text: str) -> int | None:
    """The number of the first line that holds ``text``, for messages."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    return None

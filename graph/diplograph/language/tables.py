"""Small tables that belong to one module, kept as TOML beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError


@lru_cache(maxsize=16)
def load_table(file: Path, keys: Iterable[str]) -> dict[str, Any]:
    """The table in `file`, which must have these keys. Raises KnowledgeError, naming the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot be read as TOML ({error})", path=file) from error
    for key in keys:
        if key not in table:
            raise KnowledgeError(f"the key {key!r} is missing", path=file)
    return table

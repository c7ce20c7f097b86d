"""Word lists of the lexicon, read from TOML with the line of anything that is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError

__all__ = ["line_of", "read_tables", "word_tables"]


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


def word_tables(path: Path, tables: dict[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    """For each table, word -> the list that it stands in.

    ``tables`` names the lists that each table may have. Raises :class:`KnowledgeError` for an unknown table or list, a
    list that is not of words, and a word that stands in two lists of a table.
    """
    content = read_tables(path)
    found: dict[str, dict[str, str]] = {name: {} for name in tables}
    for table, lists in content.items():
        if table not in tables:
            raise KnowledgeError(
                f"unknown table [{table}]; known: {', '.join(tables)}", path=path, line=line_of(path, f"[{table}]")
            )
        for name, words in lists.items():
            if name not in tables[table]:
                known = ", ".join(tables[table])
                raise KnowledgeError(
                    f"unknown list {name!r} in [{table}]; known: {known}", path=path, line=line_of(path, name)
                )
            if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                raise KnowledgeError(
                    f"{name!r} in [{table}] must be a list of words", path=path, line=line_of(path, name)
                )
            for word in words:
                if found[table].get(word, name) != name:
                    problem = f"{word!r} stands in [{table}] as {found[table][word]} and as {name}; keep one"
                    raise KnowledgeError(problem, path=path, line=line_of(path, f'"{word}"'))
                found[table][word] = name
    return found

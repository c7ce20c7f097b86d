"""Word lists of the lexicon: which list of a table each word stands in."""

from __future__ import annotations

from pathlib import Path

from diplograph.errors import KnowledgeError
from diplograph.toml_files import line_of, read_tables

__all__ = ["word_tables"]


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

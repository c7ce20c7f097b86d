"""What is on a news page and not in its article, by the rules of ``boilerplate.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from diplograph.errors import KnowledgeError
from diplograph.toml_files import read_tables

__all__ = ["Rules", "load_rules"]

_FILE = Path(__file__).with_name("boilerplate.toml")
_TEXT_BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6"})
_LINKED = 0.9  # of the characters of a block: then it is a link to something else


@dataclass(frozen=True)
class _Paragraph:
    pattern: re.Pattern[str]
    longest: int
    ends: bool


@dataclass(frozen=True)
class Rules:
    """Elements to take out of a page before the article is sought, and paragraphs to take out of the article."""

    elements: tuple[str, ...]
    named: re.Pattern[str]
    paragraphs: tuple[_Paragraph, ...]

    def prune(self, tree: Any) -> None:
        """Take what is no article out of the tree of a page (lxml), in place."""
        gone = [e for name in self.elements for e in tree.iter(name)]
        for element in tree.iter():
            if isinstance(element.tag, str) and element.tag not in ("html", "body", "head", "main", "article"):
                names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
                if self.named.search(names) or (element.tag in _TEXT_BLOCKS and _is_link(element)):
                    gone.append(element)
        for element in gone:
            if element.getparent() is not None:
                element.drop_tree()

    def kept(self, paragraphs: list[str], *, title: str | None) -> list[str]:
        """The paragraphs of the article itself. A first one that repeats the title is not among them."""
        found: list[str] = []
        for text in paragraphs:
            if not found and title is not None and _letters(text) == _letters(title):
                continue
            rule = next((r for r in self.paragraphs if len(text) <= r.longest and r.pattern.search(text)), None)
            if rule is None:
                found.append(text)
            elif rule.ends and found:
                break
        return found


@cache
def load_rules(file: Path = _FILE) -> Rules:
    """The rules of a file. Raises :class:`KnowledgeError`."""
    data = read_tables(file)
    try:
        return Rules(
            elements=tuple(map(str, data["elements"])),
            named=re.compile("|".join(data["named"]), re.IGNORECASE),
            paragraphs=tuple(
                _Paragraph(re.compile(r["pattern"], re.VERBOSE), int(r["longest"]), bool(r.get("ends", False)))
                for r in data["paragraph"]
            ),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise KnowledgeError(f"is no file of boilerplate rules ({error!r})", path=file) from error


def _is_link(element: Any) -> bool:
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a") if link.get("href"))
    return linked > 0 and linked >= _LINKED * len("".join(element.itertext()).strip())


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())

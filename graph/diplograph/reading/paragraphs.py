"""The paragraphs of a tree of text: HTML, or what trafilatura makes of it."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["paragraphs"]

# fmt: off
_BLOCKS = frozenset({  # HTML's names of blocks, and trafilatura's
    "p", "head", "item", "quote", "list", "main", "body", "div", "cell", "row", "table", "ab", "code", "fw",
    "html", "section", "article", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
    "dd", "blockquote", "pre", "tr", "td", "th", "hr", "address", "figure", "center",
})
# fmt: on
_LINE_BREAKS = frozenset({"lb", "br"})
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?")


def paragraphs(body: Any) -> list[str]:
    """The text of each block of ``body``, in order, on one line but for line breaks that the page sets."""
    found: list[str] = []
    current: list[str] = []

    def end() -> None:
        text = _LINES.sub("\n", _SPACE.sub(" ", "".join(current))).strip()
        if text:
            found.append(text)
        current.clear()

    def write(text: str | None) -> None:
        if text:
            current.append(text.replace("\n", " "))

    for step, element in _walk(body):
        if step in ("comment", "pi"):
            write(element.tail)
            continue
        block = element.tag in _BLOCKS
        if step == "start":
            if block:
                end()
            elif element.tag in _LINE_BREAKS:
                current.append("\n")
            write(element.text)
        else:
            if block:
                end()
            write(element.tail)
    end()
    return found


def _walk(body: Any) -> Any:
    from lxml import etree  # comes with trafilatura

    return etree.iterwalk(body, events=("start", "end", "comment", "pi"))

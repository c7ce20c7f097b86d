"""PolNeAR as it is published: texts, and standoff annotation of attributions in brat's format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Attribution:
    """Who (source) says (cue) what (content), as offsets into the text; any of them may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class Document:
    """A text with its attributions; of several annotators the first in the alphabet counts."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read_polnear(split: Path) -> Iterator[Document]:
    """The documents of a split (a folder with ``text`` and ``attributions``), in the order of their names."""
    annotations: dict[str, Path] = {}
    for path in sorted((split / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in sorted(annotations.items()):
        text = split / "text" / f"{name}.txt"
        if text.exists():
            yield Document(name, text.read_bytes().decode("utf-8"), tuple(_attributions(path)))


def _attributions(path: Path) -> Iterator[Attribution]:
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T") and rest:
            offsets = rest.partition("\t")[0].partition(" ")[2]
            spans[name] = tuple((int(a), int(b)) for a, b in (part.split() for part in offsets.split(";")))
        elif name.startswith("E") and rest:
            events.append(rest.split())
    for event in events:
        found: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
        for part in event[1:]:
            role, _, name = part.partition(":")
            found.get(re.sub(r"\d+$", "", role).lower(), set()).update(spans.get(name, ()))
        yield Attribution(*(tuple(sorted(found[role])) for role in ("source", "cue", "content")))

"""A tiny corpus in PolNeAR's format, of sentences of our own."""

from __future__ import annotations

from pathlib import Path

TEXT = "Officials in Seoul signalled that talks might resume.\n\nThe border, Moon said, would stay open.\n"

_ANNOTATION = [
    [("Source", ["Officials in Seoul"]), ("Cue", ["signalled"]), ("Content", ["that talks might resume"])],
    [("Source", ["Moon"]), ("Cue", ["said"]), ("Content", ["The border", "would stay open"])],
]


def write_corpus(folder: Path) -> None:
    """Two documents with the same text in each split."""
    for split in ("train", "dev"):
        for part in ("text", "attributions"):
            (folder / split / part).mkdir(parents=True)
        for name in ("b", "a"):
            (folder / split / "text" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
            (folder / split / "attributions" / f"{name}_ann.ann").write_text(_standoff(), encoding="utf-8")


def _standoff() -> str:
    lines = []
    number = 0
    for event, roles in enumerate(_ANNOTATION, 1):
        named = []
        for role, pieces in roles:
            number += 1
            offsets = ";".join(f"{TEXT.index(piece)} {TEXT.index(piece) + len(piece)}" for piece in pieces)
            lines.append(f"T{number}\t{role} {offsets}\t{' '.join(pieces)}")
            named.append(f"{role}:T{number}")
        lines.append(f"E{event}\tAttribution:T{number} " + " ".join(named))
    return "\n".join(lines) + "\n"

"""What somebody may have meant who wrote a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

__all__ = ["near_matches"]


def near_matches(name: str, known: Iterable[str], *, limit: int = 5) -> list[str]:
    """Those of the known names that resemble ``name``, the nearest first; names that share a word with it do."""
    found = process.extract(
        name, sorted(set(known)), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit, score_cutoff=70
    )
    return [match for match, _, _ in found]

"""From the probabilities of the span model, word by word, to the words of a content and the word that names the source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any

__all__ = ["runs", "settle", "source"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_GAP = 6
_SHORT = 1
_JOINING = frozenset({"cc", "mark"})


def settle(doc: Any, chosen: Sequence[int], barred: Collection[int]) -> list[int]:
    """The tokens of a content, from those that the model takes for it: short gaps are filled, if they hold no ``barred`` token;
    shreds beside a longer stretch fall away, and so do words at the edges that lead on to what is not part of it."""
    filled: list[int] = list(chosen[:1])
    for before, i in pairwise(chosen):
        gap = range(before + 1, i)
        if sum(not (doc[j].is_punct or doc[j].is_space) for j in gap) <= _GAP and not any(j in barred for j in gap):
            filled.extend(gap)
        filled.append(i)
    found = [_opened(doc, _trimmed(doc, run), barred) for run in runs(doc, filled)]
    longest = max(map(len, found), default=0)
    return [i for run in found if len(run) > _SHORT or len(run) == longest for i in run]


def runs(doc: Any, tokens: Sequence[int]) -> list[list[int]]:
    """Tokens in order, parted where words stand between them that are not among them; punctuation parts nothing."""
    found: list[list[int]] = []
    for i in tokens:
        if found and not any(not (doc[j].is_punct or doc[j].is_space) for j in range(found[-1][-1] + 1, i)):
            found[-1].append(i)
        else:
            found.append([i])
    return found


def source(doc: Any, chosen: Sequence[int]) -> Any | None:
    """The head of the first noun phrase among the tokens that the model takes for the source."""
    run = next(iter(runs(doc, chosen)), [])
    held = set(run)
    tops = [i for i in run if doc[i].head.i not in held or doc[i].head.i == i]
    return next((doc[i] for i in [*tops, *run] if doc[i].pos_ in _NOMINAL), doc[tops[0]] if tops else None)


def _trimmed(doc: Any, run: list[int]) -> list[int]:
    """A stretch without the conjunctions at its edges that belong to words outside it."""
    held = set(run)
    words = [i for i in run if not (doc[i].is_punct or doc[i].is_space)]
    first, last = 0, len(words)
    while last > first and _hangs(doc[words[last - 1]], held):
        last -= 1
    while first < last and _hangs(doc[words[first]], held):
        first += 1
    if last == first:
        return []
    low = words[first] if first else run[0]
    high = words[last - 1] if last < len(words) else run[-1]
    return [i for i in run if low <= i <= high]


def _opened(doc: Any, run: list[int], barred: Collection[int]) -> list[int]:
    """A stretch with the conjunction right before it that introduces it: "to" of an infinitive, "that" of a clause."""
    first = run[0] - 1 if run else -1
    if first >= 0 and first not in barred and doc[first].dep_ == "mark" and doc[first].head.i in run:
        return [first, *run]
    return run


def _hangs(token: Any, held: Collection[int]) -> bool:
    return token.dep_ in _JOINING and token.head.i not in held

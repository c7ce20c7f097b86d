"""From scores to structures: one well-formed tree a sentence, and names that begin where they should.

Trees: greedy where the best heads already form a tree with one root, otherwise the best such tree by Chu-Liu-Edmonds
(Edmonds 1967; single root by penalising root arcs, as in Zmigrod et al. 2020, section 3). Names: Viterbi over BIO tags.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def heads_of(scores: Floats) -> Ints:
    """The heads (counted from 1, 0 is the root) of a sentence; scores: (words, words + 1), column 0 the root."""
    heads = greedy(scores)
    return heads if is_tree(heads) else best_tree(scores)


def greedy(scores: Floats) -> Ints:
    """The best head of every word, but for itself."""
    size = len(scores)
    free = scores.copy()
    free[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads: Ints = free.argmax(1)
    return heads


def is_tree(heads: Ints) -> bool:
    """Whether exactly one word hangs from the root and every word reaches it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    above = np.concatenate(([0], heads))
    steps = 1
    while steps < len(above):
        above = above[above]
        steps *= 2
    return not bool(above.any())


def best_tree(scores: Floats) -> Ints:
    """The highest-scoring tree with one root."""
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    spread = float(full[1:].max() - full[1:].min()) + 1.0
    full[1:, 0] -= spread * (size + 1)  # a second root is never worth it
    np.fill_diagonal(full, -np.inf)
    heads: Ints = _edmonds(full)[1:]
    return heads


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """The maximum arborescence from node 0; scores[word, head]. Cycles are contracted until none is left."""
    size = len(scores)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)  # node 0 stays the first
    members = np.array(cycle)
    kept = scores[members, heads[members]]
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, members)]
    into, away = entering.argmax(0), leaving.argmax(1)
    count = len(outside)
    smaller = np.full((count + 1, count + 1), -np.inf)
    smaller[:count, :count] = scores[np.ix_(outside, outside)]
    smaller[count, :count] = entering.max(0)
    smaller[:count, count] = leaving.max(1)
    smaller[0] = -np.inf
    solved = _edmonds(smaller)
    result = heads.copy()
    for at, word in enumerate(outside[1:], start=1):
        result[word] = members[away[at]] if solved[at] == count else outside[solved[at]]
    broken = members[into[solved[count]]]
    result[broken] = outside[solved[count]]
    return result


def _cycle(heads: Ints) -> list[int]:
    """The nodes of one cycle, or none; node 0 is the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            cycle = [node]
            at = int(heads[node])
            while at != node:
                cycle.append(at)
                at = int(heads[at])
            return sorted(cycle)
    return []


REPEATED = 2.0
"""What it costs, in log probability, to begin a name right behind another of its kind: two names hardly ever stand so."""


def log_mean(one: Floats, other: Floats) -> Floats:
    """The mean of the log probabilities of two networks' scores."""
    return np.asarray((_log_softmax(one) + _log_softmax(other)) / 2, dtype=np.float32)


def _log_softmax(scores: Floats) -> Floats:
    below = scores - scores.max(-1, keepdims=True)
    return np.asarray(below - np.log(np.exp(below).sum(-1, keepdims=True)), dtype=np.float32)


class NameDecoder:
    """BIO tags without an inside that has no beginning, and with few names that touch."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        size = len(tags)
        self._step = np.zeros((size, size), dtype=np.float32)  # from, to
        self._first = np.zeros(size, dtype=np.float32)
        for to, tag in enumerate(tags):
            if tag.startswith("I-"):
                self._first[to] = -np.inf
            for origin, before in enumerate(tags):
                if tag.startswith("I-") and before[2:] != tag[2:]:
                    self._step[origin, to] = -np.inf
                elif tag.startswith("B-") and before[2:] == tag[2:]:
                    self._step[origin, to] = -REPEATED

    def decode(self, scores: Floats) -> list[int]:
        """The best allowed sequence of tags for one sentence; scores: log probabilities (words, tags)."""
        best = scores.argmax(1)
        if np.isfinite(self._first[best[0]]) and not self._step[best[:-1], best[1:]].any():
            return [int(tag) for tag in best]
        total = scores[0] + self._first
        back = []
        for row in scores[1:]:
            paths = total[:, None] + self._step
            back.append(paths.argmax(0))
            total = paths.max(0) + row
        found = [int(total.argmax())]
        for pointers in reversed(back):
            found.append(int(pointers[found[-1]]))
        return found[::-1]

    def spans(self, tags: Sequence[int]) -> list[tuple[int, int, str]]:
        """The (start, end, class) of every name."""
        found: list[tuple[int, int, str]] = []
        for at, tag in enumerate(tags):
            mark, _, kind = self.tags[tag].partition("-")
            if mark == "B":
                found.append((at, at + 1, kind))
            elif mark == "I":
                start, _, kind = found.pop()
                found.append((start, at + 1, kind))
        return found

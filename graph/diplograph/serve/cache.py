"""Answers that took long to make, kept while the graph stays as it is.

Many visitors ask the same: a named query, the time-line, the picture of the network. What one of them waited for the next ones get
at once. Short answers to what is quick are made anew, so that they don't push out the others.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from dataclasses import dataclass, replace

from diplograph.serve.reply import Delivery

__all__ = ["Cache"]

_ONE = 4 << 20  # bytes of one answer: the picture of a large network has as many
_ALL = 16 << 20
_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class _Answer:
    delivery: Delivery
    content: bytes


class Cache:
    """Answers by question, those asked for least lately dropped first. A question says of which state of the graph it is."""

    def __init__(self, most: int = _ALL, seconds: float = _SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._size = 0
        self._answers: OrderedDict[str, _Answer] = OrderedDict()

    def get(self, question: str) -> Delivery | None:
        """The answer if it is kept, with a body of its own."""
        answer = self._answers.get(question)
        if answer is None:
            return None
        self._answers.move_to_end(question)
        return replace(answer.delivery, body=io.BytesIO(answer.content))

    def keep(self, question: str, delivery: Delivery, seconds: float) -> Delivery:
        """The same answer, kept if it took long to make, is not too large and is no error."""
        size = delivery.length + len(question)
        if delivery.status != 200 or seconds < self._seconds or size > min(_ONE, self._most):
            return delivery
        with delivery.body:
            content = delivery.body.read()
        before = self._answers.pop(question, None)
        if before is not None:
            self._size -= len(before.content) + len(question)
        self._answers[question] = _Answer(delivery, content)
        self._size += size
        while self._size > self._most:
            name, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.content) + len(name)
        return replace(delivery, body=io.BytesIO(content))

"""Answers that took long to make, kept while the graph stays as it is.

Many visitors ask the same: a named query, the time-line, the picture of the network. What one of them waited for the next ones get
at once. Short answers to what is quick are made anew, so that they don't push out the others.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from dataclasses import replace

from diplograph.serve.reply import Delivery

__all__ = ["Cache"]

_ONE = 4 << 20  # bytes of one answer: the picture of a large network has as many
_ALL = 16 << 20
_SECONDS = 0.1


class Cache:
    """Answers by question, those asked for least lately dropped first. A question says of which state of the graph it is."""

    def __init__(self, most: int = _ALL, seconds: float = _SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._size = 0
        self._answers: OrderedDict[str, tuple[Delivery, bytes]] = OrderedDict()

    def get(self, question: str) -> Delivery | None:
        """The answer if it is kept, with a body of its own."""
        if question not in self._answers:
            return None
        self._answers.move_to_end(question)
        delivery, content = self._answers[question]
        return replace(delivery, body=io.BytesIO(content))

    def keep(self, question: str, delivery: Delivery, seconds: float) -> Delivery:
        """The same answer, kept if it took long to make, is not too large and is no error."""
        size = delivery.length + len(question)
        if delivery.status != 200 or seconds < self._seconds or size > min(_ONE, self._most):
            return delivery
        with delivery.body:
            content = delivery.body.read()
        if question in self._answers:  # two asked at once
            self._drop(question)
        self._answers[question] = delivery, content
        self._size += size
        while self._size > self._most:
            self._drop(next(iter(self._answers)))
        return replace(delivery, body=io.BytesIO(content))

    def _drop(self, question: str) -> None:
        delivery, _ = self._answers.pop(question)
        self._size -= delivery.length + len(question)

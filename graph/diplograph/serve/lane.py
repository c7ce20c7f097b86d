"""Questions that take long, and which of them may work: those that have worked least (feedback scheduling; Kleinrock, Queueing
Systems II, 1976, chapter 4).

A question that takes a second is so not kept waiting by those that would take hours, however many there are. Each question's
process is stopped and continued by signals.
"""

from __future__ import annotations

import asyncio
import math
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from diplograph.serve.limits import work_done
from diplograph.serve.reply import RefusedError

__all__ = ["Lane"]

_EVERY = 0.05  # seconds between two looks at who has worked how much
_LEVEL = 0.2  # seconds of work; below, and within each doubling above, who came first goes first


class Process(Protocol):
    """What a lane needs of a process that answers a question."""

    process: int

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended by itself."""


@dataclass(eq=False, slots=True)
class _Place:
    worker: Process
    before: float | None
    stopped: bool = False

    def work(self) -> float:
        now = None if self.before is None else work_done(self.worker.process)
        return 0.0 if now is None or self.before is None else now - self.before


class Lane:
    """At most ``most`` of the questions in it work at once, and up to ``waiting`` others stand still."""

    def __init__(self, most: int, waiting: int) -> None:
        self._most = most
        self._waiting = waiting
        self._places: list[_Place] = []
        self._ordering: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def place(self, worker: Process, before: float | None) -> AsyncIterator[None]:
        """A place for a process while it works on a question; ``before`` are the seconds that it had worked when it was asked.

        Raises :class:`RefusedError` where there is none left.
        """
        if len(self._places) >= self._most + self._waiting:
            raise RefusedError(503, "too many queries that take long are waiting; ask this one again later")
        mine = _Place(worker, before)
        self._places.append(mine)
        self._order()
        if self._ordering is None or self._ordering.done():
            self._ordering = asyncio.create_task(self._keep_order())
        try:
            yield
        finally:
            self._places.remove(mine)
            self._order()

    async def _keep_order(self) -> None:
        while self._places:
            await asyncio.sleep(_EVERY)
            self._order()

    def _order(self) -> None:
        """Let those work that are to, and stop the others first."""
        places = sorted(self._places, key=lambda place: _level(place.work()))  # who came first stays first
        for place in places[self._most :]:
            if not place.stopped:
                place.worker.signal(signal.SIGSTOP)
                place.stopped = True
        for place in places[: self._most]:
            if place.stopped:
                place.worker.signal(signal.SIGCONT)
                place.stopped = False


def _level(work: float) -> int:
    return 0 if work < _LEVEL else 1 + int(math.log2(work / _LEVEL))

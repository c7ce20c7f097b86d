"""Which of the questions that take long may work."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import pytest

from diplograph.serve.lane import Lane
from diplograph.serve.reply import RefusedError


class Worker:
    """A process that does not exist: it works as much as a test says."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.runs = True

    def signal(self, number: signal.Signals) -> None:
        self.runs = {signal.SIGCONT: True, signal.SIGSTOP: False}[number]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """Seconds of work by process."""
    done: dict[int, float] = {}
    monkeypatch.setattr("diplograph.serve.lane.work_done", done.get)
    monkeypatch.setattr("diplograph.serve.lane._EVERY", 0.001)
    return done


async def _enter(stack: AsyncExitStack, lane: Lane, work: dict[int, float], number: int, seconds: float) -> Worker:
    worker = Worker(number)
    work[number] = 50.0 + seconds
    await stack.enter_async_context(lane.place(worker, 50.0))
    return worker


def _carry_out(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """In a thread of its own: that of the tests may have a loop already, which drives a browser."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()


def _running(*workers: Worker) -> list[int]:
    return [worker.process for worker in workers if worker.runs]


def test_those_that_have_worked_least_work(work: dict[int, float]) -> None:
    async def run() -> None:
        lane = Lane(2, 10)
        async with AsyncExitStack() as stack:
            old = [await _enter(stack, lane, work, number, 5.0 + number) for number in (1, 2)]
            assert _running(*old) == [1, 2]
            new = await _enter(stack, lane, work, 3, 0.1)
            assert _running(*old, new) == [1, 3]
            work[3] = 59.0
            await asyncio.sleep(0.05)
            assert _running(*old, new) == [1, 2]

    _carry_out(run)


def test_of_two_that_have_worked_alike_the_first_goes_first(work: dict[int, float]) -> None:
    async def run() -> None:
        lane = Lane(1, 10)
        async with AsyncExitStack() as stack:
            first = await _enter(stack, lane, work, 1, 0.15)
            second = await _enter(stack, lane, work, 2, 0.11)
            assert _running(first, second) == [1]

    _carry_out(run)


def test_the_next_goes_on_when_one_is_done(work: dict[int, float]) -> None:
    async def run() -> None:
        lane = Lane(1, 10)
        worker = Worker(1)
        async with AsyncExitStack() as stack:
            async with lane.place(worker, None):
                other = await _enter(stack, lane, work, 2, 0.3)
                assert _running(worker, other) == [1]
            assert other.runs

    _carry_out(run)


def test_there_is_a_last_place(work: dict[int, float]) -> None:
    async def run() -> None:
        lane = Lane(1, 1)
        async with AsyncExitStack() as stack:
            await _enter(stack, lane, work, 1, 0)
            await _enter(stack, lane, work, 2, 0)
            with pytest.raises(RefusedError, match="too many queries that take long"):
                await _enter(stack, lane, work, 3, 0)

    _carry_out(run)

"""Processes that answer questions to the graph, each with the store open for reading only.

A query of Oxigraph cannot be interrupted, so it is its process that is: killed when its time is over or its client gone, and
replaced. As many questions are answered at once as the settings say. One that takes long makes way for others: it goes on beside
them at a low priority, or stands still while others of the kind have worked less (:mod:`diplograph.serve.lane`), so that short
questions stay quick whatever else is asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from typing import Any

from diplograph.serve.frames import HEAD, PID, READY, pack_message, unpack_reply_head
from diplograph.serve.lane import Lane
from diplograph.serve.limits import lower_priority, work_done
from diplograph.serve.reply import Delivery, RefusedError
from diplograph.serve.settings import Settings

__all__ = ["Pool"]

_log = logging.getLogger(__name__)

_IN_MEMORY = 1 << 18
_CHUNK = 1 << 16
_BUSY = 20  # times as long as it works may a short question take
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class _Worker:
    """One process that answers, and the socket to it."""

    def __init__(self, process: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.process = process
        self._reader = reader
        self._writer = writer

    async def ask(self, message: bytes) -> Delivery:
        """Its answer. Raises :class:`asyncio.IncompleteReadError` or :class:`ConnectionError` where the process ended."""
        self._writer.write(message)
        await self._writer.drain()
        text_length, length = HEAD.unpack(await self._reader.readexactly(HEAD.size))
        status, headers, trouble = unpack_reply_head(await self._reader.readexactly(text_length))
        if trouble:
            _log.error("%s", trouble)
        body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  the reader closes it
        try:
            left = length
            while left:
                part = await self._reader.read(min(left, _CHUNK))
                if not part:
                    raise asyncio.IncompleteReadError(b"", left)
                body.write(part)
                left -= len(part)
            body.seek(0)
        except BaseException:
            body.close()
            raise
        return Delivery(status, headers, length, body)

    @property
    def is_alive(self) -> bool:
        """Whether the process has its end of the socket open still."""
        return not self._reader.at_eof()

    def lower(self) -> None:
        """Let it work only where others leave something."""
        lower_priority(self.process)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended by itself."""
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, number)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.signal(signal.SIGKILL)
        self._writer.close()


class Pool:
    """The processes of a site. Use :meth:`start` and :meth:`close`, both in the event loop of the server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._turns = asyncio.Semaphore(settings.processes)
        self._waiting = 0
        self._lane = Lane(settings.long, settings.paused)
        self._making = asyncio.Lock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    async def start(self) -> None:
        """Start the process that makes the others. Raises :class:`RefusedError` where that fails."""
        if self._control is not None:
            self._control.close()
            self._control = None
        mine, theirs = socket.socketpair()
        options = {"folder": str(self._settings.folder.resolve())}
        with theirs:
            self._nursery = await asyncio.to_thread(
                subprocess.Popen,
                [sys.executable, "-P", "-m", "diplograph.serve.nursery", str(theirs.fileno()), json.dumps(options)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
            )
        mine.setblocking(False)
        if await asyncio.get_running_loop().sock_recv(mine, len(READY)) != READY:
            mine.close()
            raise RefusedError(500, "the processes that answer cannot be started")
        self._control = mine

    async def close(self) -> None:
        """End all processes."""
        for worker in list(self._all):
            self._forget(worker)
        if self._control is not None:
            self._control.close()
        if self._nursery is not None:
            self._nursery.kill()
            await asyncio.to_thread(self._nursery.wait)

    async def ask(self, message: dict[str, Any]) -> Delivery:
        """The answer to a question, within the time that the settings give it.

        Raises :class:`RefusedError` where it takes longer, needs too much memory, or too many others wait. When the caller is
        cancelled the question is given up too.
        """
        settings = self._settings
        await self._take_turn()
        has_turn = True
        worker: _Worker | None = None
        task: asyncio.Task[Delivery] | None = None
        try:
            worker = self._take() or await self._make()
            task = asyncio.create_task(worker.ask(pack_message(message | {"seconds": settings.timeout})))
            began, before = time.monotonic(), work_done(worker.process)
            is_long = not await self._is_short(worker, task, before)
            if is_long:
                worker.lower()
                self._turns.release()
                has_turn = False
                await self._finish(worker, task, before, settings.timeout - (time.monotonic() - began))
            delivery = task.result()
            if not is_long:  # a priority once lowered cannot be raised again
                self._idle.append(worker)
                worker = None
            return delivery
        except (asyncio.IncompleteReadError, ConnectionError):
            raise RefusedError(
                503,
                f"the answer needed more than {settings.memory >> 20:,} MiB of memory, so it was given up; ask for less",
            ) from None
        finally:
            if worker is not None:
                self._forget(worker)
            if task is not None and not task.done():
                task.cancel()
            if has_turn:
                self._turns.release()

    async def _is_short(self, worker: _Worker, task: asyncio.Task[Delivery], before: float | None) -> bool:
        """Wait until a question is answered, or has taken the work of one that takes long.

        It is the work that counts: on a machine that does much else a short question waits for a processor, and is short still.
        """
        patience = self._settings.patience
        most = min(self._settings.timeout, patience if before is None else patience * _BUSY)
        until = time.monotonic() + most
        while not task.done() and (left := until - time.monotonic()) > 0:
            await asyncio.wait({task}, timeout=min(patience, left))
            if before is not None and (work_done(worker.process) or before) - before >= patience:
                break
        return task.done()

    async def _finish(
        self, worker: _Worker, task: asyncio.Task[Delivery], before: float | None, seconds: float
    ) -> None:
        """Let a question that takes long go on, standing still while others of the kind have worked less."""
        try:
            async with asyncio.timeout(seconds), self._lane.place(worker, before):
                await asyncio.wait({task})
        except TimeoutError:
            raise RefusedError(
                503,
                f"the answer took longer than {self._settings.timeout:g} seconds, so it was given up; ask for less",
            ) from None

    async def run(self, message: dict[str, Any]) -> Delivery:
        """Do work of the site's own in a process of its own, with nothing but a low priority to limit it.

        Raises :class:`RefusedError` where the process ended before it was done.
        """
        worker = await self._make()
        worker.lower()
        try:
            return await worker.ask(pack_message(message))
        except (asyncio.IncompleteReadError, ConnectionError):
            raise RefusedError(500, "a process of the site ended before it was done") from None
        finally:
            self._forget(worker)

    async def _take_turn(self) -> None:
        if self._waiting >= self._settings.waiting:
            raise RefusedError(503, "too many others are waiting for an answer; ask again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._turns.acquire()
        except TimeoutError:
            raise RefusedError(503, "others took all the time there was; ask again later") from None
        finally:
            self._waiting -= 1

    async def _make(self) -> _Worker:
        mine, theirs = socket.socketpair()
        try:
            process = await asyncio.shield(self._fork(theirs))
            reader, writer = await asyncio.open_unix_connection(sock=mine)
        except BaseException:
            mine.close()
            raise
        worker = _Worker(process, reader, writer)
        self._all.add(worker)
        return worker

    async def _fork(self, socket_of_child: socket.socket) -> int:
        """The number of a new process at the other end of the socket, which is closed here."""
        with socket_of_child:
            async with self._making:
                if self._nursery is None or self._control is None or self._nursery.poll() is not None:
                    await self.start()
                assert self._control is not None
                socket.send_fds(self._control, [b"+"], [socket_of_child.fileno()])
                told = b""
                while len(told) < PID.size:
                    part = await asyncio.get_running_loop().sock_recv(self._control, PID.size - len(told))
                    if not part:
                        raise RefusedError(500, "the processes that answer cannot be started")
                    told += part
        return int(PID.unpack(told)[0])

    def _take(self) -> _Worker | None:
        """A process that has nothing to do, if there is one; those that have ended are forgotten."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._forget(worker)
        return None

    def _forget(self, worker: _Worker) -> None:
        worker.kill()
        self._all.discard(worker)

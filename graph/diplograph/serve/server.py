"""The HTTP server: uvicorn on one address, which waits for nobody's slow hand."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from diplograph.errors import ServeError
from diplograph.serve.app import application
from diplograph.serve.settings import Settings

__all__ = ["Server"]

_HEAD = 10.0  # seconds for a request's head
_UNREAD = 60.0  # seconds that a client may let an answer lie
_WATCH = 1.0  # seconds between two looks at that
_IDLE = 15  # seconds that an open connection may be silent
_URL = 1 << 16  # bytes of a request's head
_CONNECTIONS = 1000
_GRACE = 3  # seconds for answers under way when the site is closed


class _Protocol(H11Protocol):
    """HTTP/1.1 that closes a connection whose request does not come, byte by byte or not at all, and one that does not read."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._begun: float | None = self.loop.time()  # when a request began whose head is not complete
        self._full: float | None = None  # since when the client has read nothing
        self._watching = self.loop.call_later(_WATCH, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        self._watching.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before or (self.cycle is not None and not self.cycle.response_complete):
            self._begun = None
        elif self._begun is None:
            self._begun = self.loop.time()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._full = self.loop.time()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._full = None

    def _watch(self) -> None:
        now = self.loop.time()
        late = self._begun is not None and now - self._begun > _HEAD
        stuck = self._full is not None and now - self._full > _UNREAD
        if late or stuck:
            self.transport.abort()
        elif not self.transport.is_closing():
            self._watching = self.loop.call_later(_WATCH, self._watch)


class Server:
    """A site that answers. :meth:`run` serves until Ctrl-C; in a ``with`` block, or after :meth:`start`, it is served in a
    thread of its own, beside the program.

    Raises :class:`ServeError` where the address is taken or not this machine's, and :class:`~diplograph.errors.StoreError`
    where the folder holds no graph.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        application_ = application(settings)
        self._socket = _listen(settings)
        host, port = self._socket.getsockname()[:2]
        self._url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        config = uvicorn.Config(
            application_,
            http=_Protocol,
            ws="none",
            lifespan="on",
            loop="asyncio",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_GRACE,
            limit_concurrency=_CONNECTIONS,
            h11_max_incomplete_event_size=_URL,
        )
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where the site is."""
        return self._url

    def run(self) -> None:
        """Serve until Ctrl-C, or until :meth:`close` is called elsewhere."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def start(self) -> Server:
        """Serve in a thread of its own, until :meth:`close`. Raises :class:`ServeError` where that fails."""
        if self._thread is None:
            self._thread = threading.Thread(target=self.run, name="diplograph serve", daemon=True)
            self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise ServeError("the site could not be started; what went wrong is in the log")
            time.sleep(0.01)
        return self

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop serving. Closing twice is harmless."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def _repr_html_(self) -> str:
        return f'Serving at <a href="{self.url}" target="_blank">{self.url}</a> until <code>.close()</code>'


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(
            family, kind, protocol
        )  # asyncio sends at once (TCP_NODELAY) only where the protocol is named
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_CONNECTIONS)  # who comes before the site is ready waits
        except OSError:
            listening.close()
            raise
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ServeError(
            f"{settings.host} port {settings.port} cannot be listened on ({reason}); choose another with --port or --host"
        ) from None
    return listening

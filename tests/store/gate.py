"""A gate before a real server: it asks for a name and password (Basic), is busy, or breaks off, as a test wants it."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpx

__all__ = ["Gate", "gate"]


@dataclass
class Gate:
    """What the gate does with requests, and what it saw of them.

    ``troubles`` are what happens to the next requests instead of an answer: a status, or ``None`` for a connection that
    is broken off before the request reaches the server, or ``-1`` for one broken off after it has. ``updates`` is how
    many updates it lets through before it is gone for good (410).
    """

    url: str
    password: str | None = None
    troubles: list[int | None] = field(default_factory=list)
    updates: int | None = None
    requests: list[tuple[str, str]] = field(default_factory=list)
    credentials: list[str] = field(default_factory=list)


@contextmanager
def gate(url: str, *, password: str | None = None) -> Iterator[Gate]:
    """A gate before the server of this URL; its own URL has the same path."""
    target = urlsplit(url)
    client = httpx.Client(timeout=60)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.requests.append((self.command, self.path))
            trouble = state.troubles.pop(0) if state.troubles else 0
            if trouble is None:
                self.close_connection = True
                return
            if state.updates is not None and self.path.endswith("/update"):
                state.updates -= 1
                if state.updates < 0:
                    self.answer(410, b"gone", {})
                    return
            given = self.headers.get("Authorization")
            if given:
                state.credentials.append(given)
            if state.password is not None:
                wanted = "Basic " + base64.b64encode(f"kim:{state.password}".encode()).decode()
                if given != wanted:
                    self.answer(401, b"who are you?", {"WWW-Authenticate": 'Basic realm="graph"'})
                    return
            if trouble > 0:
                self.answer(trouble, b"not now", {"Retry-After": "0"})
                return
            headers = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
            found = client.request(
                self.command, f"{target.scheme}://{target.netloc}{self.path}", content=body, headers=headers
            )
            if trouble == -1:
                self.close_connection = True
                return
            self.answer(found.status_code, found.content, {"Content-Type": found.headers.get("content-type", "")})

        do_GET = do_POST = do_PUT = do_DELETE = handle_one  # noqa: N815

        def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Gate(f"http://127.0.0.1:{server.server_address[1]}{target.path}", password)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        client.close()

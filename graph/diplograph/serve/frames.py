"""How the server and the processes that answer talk: a length, a JSON object, and the bytes of the answer. Nothing is pickled."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from diplograph.serve.reply import Reply

__all__ = [
    "HEAD",
    "PID",
    "READY",
    "pack_message",
    "pack_reply_head",
    "read_message",
    "unpack_reply_head",
    "write_reply",
]

HEAD = struct.Struct("!IQ")
"""Before everything: the length of the JSON object and of the bytes after it."""

PID = struct.Struct("!Q")
"""The number of a process that was made."""

READY = b"r"
"""What the process that makes others says first."""


def pack_message(message: dict[str, Any]) -> bytes:
    """A message to a process, which has no bytes after it."""
    text = json.dumps(message).encode("ascii")
    return HEAD.pack(len(text), 0) + text


def read_message(channel: socket.socket) -> dict[str, Any] | None:
    """The next message, ``None`` where the server is gone."""
    head = _read(channel, HEAD.size)
    if head is None:
        return None
    text = _read(channel, HEAD.unpack(head)[0])
    return None if text is None else dict(json.loads(text))


def write_reply(channel: socket.socket, reply: Reply) -> None:
    """Send a response to the server."""
    channel.sendall(pack_reply_head(reply))
    channel.sendall(reply.body)


def pack_reply_head(reply: Reply) -> bytes:
    """The head of a response, with the length of its body."""
    found = {"status": reply.status, "headers": dict(reply.headers), "trouble": reply.trouble}
    text = json.dumps(found).encode("ascii")
    return HEAD.pack(len(text), len(reply.body)) + text


def unpack_reply_head(text: bytes) -> tuple[int, dict[str, str], str]:
    """Status and headers of a response, and what went wrong, for the log."""
    found = json.loads(text)
    return int(found["status"]), dict(found["headers"]), str(found["trouble"])


def _read(channel: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = channel.recv(min(length - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)

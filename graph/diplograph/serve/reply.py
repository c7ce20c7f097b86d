"""What is sent back: an answer, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

__all__ = ["Delivery", "RefusedError", "Reply", "text_reply"]


class RefusedError(Exception):
    """A request that is not answered: an HTTP status and what to say."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole HTTP response. ``trouble`` is what went wrong that the visitor is not told, for the log."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A response on its way: its body is in a file (in memory where it is short), for the reader to close."""

    status: int
    headers: Mapping[str, str]
    length: int
    body: IO[bytes]


def text_reply(status: int, message: str, trouble: str = "") -> Reply:
    """A line for people."""
    return Reply(
        (message + "\n").encode("utf-8", "replace"), status, {"content-type": "text/plain; charset=utf-8"}, trouble
    )

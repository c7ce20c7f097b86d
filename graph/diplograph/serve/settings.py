"""What a site is served with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Settings"]

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def _share_of_memory() -> int:
    """What one process may use to answer: a gibibyte, or an eighth of a small machine's memory."""
    try:
        return min(1 << 30, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 8)
    except (AttributeError, ValueError, OSError):  # a system that does not tell
        return 1 << 30


@dataclass(frozen=True, slots=True)
class Settings:
    """A graph's folder and how much one visitor may ask of it.

    ``timeout`` are the seconds after which a query or a page is given up, ``limit`` the rows (or triples) of an answer, ``answer``
    its bytes, ``body`` the bytes of a request, ``memory`` the bytes that one process may use to answer. Up to ``processes``
    questions are answered at once, and ``waiting`` others wait; one that works longer than ``patience`` seconds makes way for
    others and goes on beside them at a low priority: the ``long`` of these that have worked least at once, while up to ``paused``
    more stand still.
    ``names`` are host names, besides those of this machine, under which the site may be reached; ``origins`` other web sites
    whose scripts may ask the endpoint.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0
    limit: int = 100_000
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    answer: int = 64 << 20
    body: int = 1 << 20
    memory: int = field(default_factory=_share_of_memory)
    processes: int = max(4, min(8, 2 * (os.cpu_count() or 2)))
    patience: float = 0.2
    long: int = max(2, min(8, os.cpu_count() or 2))
    paused: int = 32
    waiting: int = 1000

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that a request may name. Others are refused, lest a page elsewhere reads the site by renaming itself."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        anywhere = own in ("0.0.0.0", "[::]")
        return frozenset(name.lower() for name in (*_LOOPBACK, *(() if anywhere else (own,)), *self.names))

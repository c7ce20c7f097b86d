"""robots.txt (RFC 9309): what a host lets programs read, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diplograph.errors import FetchError, PrivateAddressError
from diplograph.extras import need

__all__ = ["AGENT", "Robots"]

AGENT = "diplograph"
"""The name by which robots.txt may address this program."""

_LONGEST = 500_000  # bytes that a reader of robots.txt has to look at
_SLOWEST = 60.0  # seconds


class Robots:
    """The rules of each origin, read once. ``read`` gives the status and the body of an address, or raises FetchError."""

    def __init__(self, read: Callable[[str], tuple[int, bytes]]) -> None:
        self._read = read
        self._rules: dict[str, Any] = {}

    def allows(self, origin: str, url: str) -> bool:
        """Whether ``url``, which is of ``origin``, may be read."""
        rules = self._of(origin)
        return bool(rules.can_fetch(url, AGENT)) if rules is not None else False

    def delay(self, origin: str) -> float:
        """The seconds that the host wants between two requests, a minute at most."""
        rules = self._of(origin)
        wanted = rules.crawl_delay(AGENT) if rules is not None else None
        return min(float(wanted or 0.0), _SLOWEST)

    def _of(self, origin: str) -> Any:
        """The rules of an origin; None, which forbids everything, where its server is in trouble."""
        if origin not in self._rules:
            protego = need("protego", "web", "reading from the web")
            try:
                status, body = self._read(f"{origin}/robots.txt")
            except PrivateAddressError:
                raise
            except FetchError:
                status, body = 503, b""
            if status >= 500 or status == 429:
                return None  # asked again the next time
            self._rules[origin] = protego.Protego.parse(
                body[:_LONGEST].decode("utf-8", "replace") if status == 200 else ""
            )
        return self._rules[origin]

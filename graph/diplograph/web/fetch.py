"""One GET at a time: with an honest name, within bounds of size and time, after robots.txt, and not too fast."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx

from diplograph import __version__
from diplograph.errors import FetchError, SourceError
from diplograph.reading.bounds import Gunzipped
from diplograph.web.robots import AGENT, Robots
from diplograph.web.transport import GuardedTransport
from diplograph.web.urls import joined, origin_of, split_credentials

__all__ = ["USER_AGENT", "Answer", "Fetcher", "Validators"]

USER_AGENT = f"{AGENT}/{__version__} (+https://w3id.org/diplograph)"

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_LONGEST_WAIT = 120.0  # seconds for one answer, however slowly it drips
_PAUSE = 1.0  # seconds between two requests to one host
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Validators:
    """What a server gave to ask later whether something has changed (RFC 9110)."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came back: ``body`` is unpacked and empty where ``unchanged``; ``url`` is where redirects led, without credentials.

    ``permanent`` is the address to use from now on where the server said so. ``retry_after`` are seconds.
    """

    status: int
    url: str
    body: bytes = field(default=b"", repr=False)
    kind: str = ""
    charset: str | None = None
    validators: Validators = Validators()
    permanent: str | None = None
    retry_after: float | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing has changed since the validators were given."""
        return self.status == 304


class Fetcher:
    """Reads from the web. Use it in a ``with`` block.

    ``named`` are addresses that the user gave: their hosts alone may have private addresses, and their user names and passwords are
    sent to their own origin only. ``clock`` and ``sleep`` are those of the process.
    """

    def __init__(
        self,
        named: Iterable[str] = (),
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._credentials = {}
        origins = set()
        for url in named:
            bare, credentials = split_credentials(url)
            origins.add(origin_of(bare))
            if credentials is not None:
                self._credentials[origin_of(bare)] = credentials
        self._client = httpx.Client(
            transport=GuardedTransport(frozenset(origins)),
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        )
        self._robots = Robots(self._plain_get)
        self._asked: dict[str, float] = {}
        self._clock = clock
        self._sleep = sleep

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, *, most: int, validators: Validators | None = None, accept: str = "*/*") -> Answer:
        """The answer at ``url``, after redirects: one with status 200, 304, 410, 429 or 5xx.

        Raises :class:`FetchError` for any other status, for more than ``most`` bytes, for what robots.txt closes, for redirects to
        private addresses, and where the server does not answer.
        """
        headers = {"Accept": accept}
        if validators is not None and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators is not None and validators.modified:
            headers["If-Modified-Since"] = validators.modified
        url = split_credentials(url)[0]
        permanent: str | None = url
        for _ in range(_MOST_REDIRECTS + 1):
            scheme, host, port = origin_of(url)
            origin = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"
            if not self._robots.allows(origin, url):
                raise FetchError(f"{url} is closed to programs by its robots.txt")
            self._wait(host, max(_PAUSE, self._robots.delay(origin)))
            answer, location = self._send(url, headers, most)
            if location is None:
                if answer.status not in (200, 304, 410, 429) and answer.status < 500:
                    raise FetchError(f"{url} answers with status {answer.status}")
                changed = permanent if permanent == url and _ else None
                return Answer(**{**vars(answer), "permanent": changed})
            if answer.status in (301, 308) and permanent == url:
                permanent = location
            url = location
        raise FetchError(f"{url} redirects more than {_MOST_REDIRECTS} times")

    def _plain_get(self, url: str) -> tuple[int, bytes]:
        """A robots.txt: redirects are followed as RFC 9309 has it."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer, location = self._send(url, {}, 1_000_000)
            if location is None:
                return answer.status, answer.body
            url = location
        return 404, b""

    def _send(self, url: str, headers: dict[str, str], most: int) -> tuple[Answer, str | None]:
        """One request. The second of the two is where a redirect leads."""
        begin = self._clock()
        auth = self._credentials.get(origin_of(url))
        try:
            with self._client.stream("GET", url, headers=headers, auth=auth) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return Answer(response.status_code, url), joined(
                        url, split_credentials(response.headers["location"])[0]
                    )
                body = b""
                if response.status_code == 200:
                    body = _unpacked(response, self._body(response, url, begin, most), url, most)
        except httpx.HTTPError as error:
            raise FetchError(f"{url} cannot be read ({error or type(error).__name__})", transient=True) from None
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError(f"{url!r} is no address that can be asked ({error})") from None
        kind = response.headers.get("content-type", "")
        charset = _CHARSET.search(kind)
        return (
            Answer(
                status=response.status_code,
                url=url,
                body=body,
                kind=kind.partition(";")[0].strip().lower(),
                charset=charset and charset[1],
                validators=Validators(response.headers.get("etag"), response.headers.get("last-modified")),
                retry_after=_seconds(response.headers.get("retry-after"), response.headers.get("date")),
            ),
            None,
        )

    def _body(self, response: httpx.Response, url: str, begin: float, most: int) -> bytes:
        parts, size = [], 0
        for part in response.iter_raw(65_536):
            parts.append(part)
            size += len(part)
            if size > most:
                raise FetchError(f"{url} answers with more than {most:,} bytes")
            if self._clock() - begin > _LONGEST_WAIT:
                raise FetchError(f"{url} takes more than {_LONGEST_WAIT:.0f} seconds to answer", transient=True)
        return b"".join(parts)

    def _wait(self, host: str, pause: float) -> None:
        """Sleep until the host may be asked again."""
        now = self._clock()
        if host in self._asked and (left := self._asked[host] + pause - now) > 0:
            self._sleep(left)
            now += left
        self._asked[host] = now


def _unpacked(response: httpx.Response, body: bytes, url: str, most: int) -> bytes:
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("identity", ""):
        return body
    if packing not in ("gzip", "x-gzip"):
        raise FetchError(f"{url} answers packed with {packing}, which was not asked for")
    try:
        unpacked = Gunzipped(io.BytesIO(body), url).read(most + 1)
    except SourceError as error:
        raise FetchError(str(error)) from None
    if len(unpacked) > most:
        raise FetchError(f"{url} answers with more than {most:,} bytes")
    return unpacked


def _seconds(after: str | None, now: str | None) -> float | None:
    """The seconds of a Retry-After header, which may also be a date (beside the server's own)."""
    if after is None:
        return None
    try:
        return max(0.0, float(after))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(after) - parsedate_to_datetime(now or "")).total_seconds())
    except (ValueError, TypeError):
        return None

"""HTTP to a SPARQL 1.1 endpoint: where its services are, who asks, what to do when it is busy.

Three services: queries and updates (SPARQL 1.1 Protocol) and whole graphs (Graph Store HTTP Protocol). Their addresses
follow from that of the queries, as servers lay them out; :data:`LAYOUTS` is the list.

Name and password may stand in the URL (``https://name:password@host/…``) or in the environment variables
DIPLOGRAPH_USER and DIPLOGRAPH_PASSWORD. They are sent when the server asks for them, by Basic or Digest authentication
as it asks, and stand in no message.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator
from email.utils import parsedate_to_datetime

import httpx

from diplograph.errors import QueryError, StoreError

__all__ = ["LAYOUTS", "Endpoint", "without_credentials"]

LAYOUTS = (
    ("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso
    ("/sparql", "/sparql", "/sparql-graph-crud"),
    ("/query", "/update", "/store"),  # Oxigraph
)
"""How the path of queries ends, and what stands there instead for updates and for graphs. Other paths take updates
themselves, and no whole graphs.
"""

_TIMEOUT = httpx.Timeout(300, connect=15)
_PAUSES = (0.1, 0.3, 0.9, 2.7)  # seconds before each further try
_LONGEST = 30.0  # what a server may ask us to wait
_PASSING = frozenset({429, 502, 503, 504})
_HOST = re.compile(r"[^/?#]*")


def without_credentials(location: str) -> str:
    """A URL as it may stand in messages; anything else unchanged."""
    scheme, separator, rest = location.partition("://")
    host = _HOST.match(rest)
    if not separator or "@" not in rest or host is None:
        return location
    if "@" in host[0]:
        return f"{scheme}://{host[0].rpartition('@')[2]}{rest[host.end() :]}"
    # a password with a slash in it ends what looks like the host; no port has letters
    return location if re.fullmatch(r"[^:]*(:\d*)?", host[0]) else f"{scheme}://{rest.rpartition('@')[2]}"


class Endpoint:
    """A SPARQL endpoint by its URL. All methods raise :class:`StoreError` where it does not answer or refuses.

    A request that meets a broken connection or a busy server (429, 502, 503, 504) is made again after a while, up to
    four times: all requests made here may be repeated.
    """

    def __init__(self, url: str, *, update: str | None = None, graphs: str | None = None) -> None:
        self.name = without_credentials(url)
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            address = httpx.URL()
        if not address.host:
            raise StoreError(
                f"{self.name} is no URL; write one such as http://host:7878/query, with %2F, %3A and %40 for a slash, a "
                "colon and an @ in a password"
            )
        user = address.username or os.environ.get("DIPLOGRAPH_USER", "")
        password = address.password or os.environ.get("DIPLOGRAPH_PASSWORD", "")
        self._query = str(address.copy_with(username=None, password=None))
        path = address.path.rstrip("/")
        end, for_updates, for_graphs = next((layout for layout in LAYOUTS if path.endswith(layout[0])), ("", "", ""))
        bare = address.copy_with(username=None, password=None, query=None, fragment=None)
        self._update = update or (
            str(bare.copy_with(path=path.removesuffix(end) + for_updates)) if end else self._query
        )
        self._graphs = graphs or (str(bare.copy_with(path=path.removesuffix(end) + for_graphs)) if end else None)
        auth = _Asked(user, password) if user else None
        self._client = httpx.Client(timeout=_TIMEOUT, headers={"User-Agent": "diplograph"}, auth=auth)

    def ask(self, text: str, accept: str) -> httpx.Response:
        """The answer to a query. Raises :class:`QueryError` where the endpoint does not accept it."""
        # as a form: of the three ways to ask it is the one that all servers have
        answer = self._send("POST", self._query, {"Accept": accept}, data={"query": text})
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(f"{self.name} does not accept the query: {_reason(answer)}; check the query")
        return self._good(answer, "check the URL and your rights there")

    def update(self, text: str) -> None:
        """Carry out an update."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._good(
            self._send("POST", self._update, headers, content=text.encode("utf-8")),
            "check the URL, your rights there, and that it takes SPARQL updates",
        )

    def read_graph(self, name: str | None) -> bytes | None:
        """A graph as N-Triples, the default graph without a name; ``None`` where there is none, or no Graph Store
        Protocol.
        """
        return self._graph("GET", name, {"Accept": "application/n-triples"})

    def add_to_graph(self, name: str | None, triples: bytes) -> bool:
        """Add N-Triples to a graph; false where the endpoint has no Graph Store Protocol."""
        return self._graph("POST", name, {"Content-Type": "application/n-triples"}, triples) is not None

    def close(self) -> None:
        """Give up the connections."""
        self._client.close()

    def _graph(self, method: str, name: str | None, headers: dict[str, str], content: bytes = b"") -> bytes | None:
        if self._graphs is None:
            return None
        which = "default" if name is None else str(httpx.QueryParams({"graph": name}))
        answer = self._send(method, f"{self._graphs}?{which}", headers, content=content or None)
        if answer.status_code in (404, 405, 406, 415, 501):
            return None
        return self._good(answer, "check your rights there").content

    def _send(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        *,
        content: bytes | None = None,
        data: dict[str, str] | None = None,
    ) -> httpx.Response:
        if self._client.is_closed:
            raise StoreError(f"{self.name} is closed; open it again with open_graph")
        for pause in (*_PAUSES, None):
            try:
                answer = self._client.request(method, url, headers=headers, content=content, data=data)
            except httpx.HTTPError as error:
                if pause is None or isinstance(error, httpx.ReadTimeout):
                    raise StoreError(
                        f"{self.name} does not answer ({_plain_words(error)}); check the URL and that the server runs"
                    ) from None
                time.sleep(pause)
            else:
                if answer.status_code not in _PASSING or pause is None:
                    return answer
                time.sleep(max(pause, _asked_to_wait(answer)))
        raise AssertionError("the last try returns or raises")

    def _good(self, answer: httpx.Response, remedy: str) -> httpx.Response:
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise StoreError(
                f"{self.name} asks for a name and password, or does not accept those given (401); write them into the "
                "URL, https://name:password@host/…, or set DIPLOGRAPH_USER and DIPLOGRAPH_PASSWORD"
            )
        if answer.is_error:
            raise StoreError(
                f"{self.name} refuses the request ({answer.status_code} {answer.reason_phrase}): {_reason(answer)}; {remedy}"
            )
        return answer


class _Asked(httpx.Auth):
    """Name and password, sent once the server has asked for them and in the way that it asked for."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            answer = yield request
            if answer.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = answer.headers.get("www-authenticate", "").lower()
            if "digest" in asked:
                self._chosen = httpx.DigestAuth(self._user, self._password)
            elif "basic" in asked:
                self._chosen = httpx.BasicAuth(self._user, self._password)
            else:
                return
        yield from self._chosen.auth_flow(request)


def _asked_to_wait(answer: httpx.Response) -> float:
    value = answer.headers.get("retry-after", "")
    if value.isdecimal():
        return min(float(value), _LONGEST)
    try:
        then = parsedate_to_datetime(value).timestamp()
        now = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except (ValueError, TypeError, KeyError):
        return 0.0
    return min(max(then - now, 0.0), _LONGEST)


def _reason(answer: httpx.Response) -> str:
    return " ".join(answer.text.split())[:300]


def _plain_words(error: httpx.HTTPError) -> str:
    return str(error) or type(error).__name__

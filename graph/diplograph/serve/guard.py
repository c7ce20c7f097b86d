"""What every request passes before it is looked at, and what every response tells the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from diplograph.serve.settings import Settings

__all__ = ["EDITOR_POLICY", "Guard"]

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The editor sets styles of its own, and asks the endpoint; it still runs no script but those of this site."""

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests under a name that is not this site's, and requests that another site's page makes unless that is allowed.

    The first keeps a page elsewhere from reading the graph by giving its own host name the address of this machine (DNS
    rebinding); the second keeps it from making this machine work.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._origins = frozenset(settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin", "")
        shared = origin in self._origins

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("content-security-policy", _POLICY)
                out.setdefault("cross-origin-resource-policy", "cross-origin" if shared else "same-origin")
                if shared:
                    out["access-control-allow-origin"] = origin
                    out["access-control-expose-headers"] = "X-SPARQL-MaxRows"
                if self._origins:
                    out.add_vary_header("Origin")
            await send(message)

        if len(headers.getlist("host")) != 1 or _name(host) not in self._hosts:
            known = ", ".join(sorted(self._hosts))
            refusal = PlainTextResponse(f"this site is not called that here; it is reached as {known}\n", 421)
            await refusal(scope, receive, send_guarded)
        elif origin and not shared and _origin_host(origin) != host.lower():
            await PlainTextResponse("pages of other sites may not ask this one\n", 403)(scope, receive, send_guarded)
        elif shared and scope["method"] == "OPTIONS":
            allowed = {
                "access-control-allow-methods": "GET, HEAD, POST",
                "access-control-allow-headers": "Accept, Content-Type",
                "access-control-max-age": "600",
            }
            await PlainTextResponse("", 204, allowed)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()


def _origin_host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""

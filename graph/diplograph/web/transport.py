"""Connections to checked addresses only: what was checked is what is connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Set

import httpx

from diplograph.errors import FetchError, PrivateAddressError
from diplograph.web.urls import Origin, may_be_private, origin_of

__all__ = ["GuardedTransport", "is_public"]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, an IPv4 address inside an IPv6 one looked at as well."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _of_nat64(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _of_nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in ipaddress.ip_network("64:ff9b::/96") else None


class GuardedTransport(httpx.BaseTransport):
    """Looks a host up once, refuses it where any of its addresses is private, and connects to the address it has looked at.

    ``named`` are the origins that the user has named: these may be private, if their host is of the kind that may.
    """

    def __init__(self, named: Set[Origin]) -> None:
        self._named = named
        self._inner = httpx.HTTPTransport(retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request``. Raises :class:`PrivateAddressError`, and :class:`FetchError` for a host that there is not."""
        origin = origin_of(str(request.url))
        host = origin[1]
        address = self._address(origin)
        headers = httpx.Headers(request.headers)
        headers["Host"] = request.url.netloc.decode("ascii")
        guarded = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(guarded)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _address(self, origin: Origin) -> str:
        _, host, port = origin
        try:
            found = [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} is not known to the name server ({error})", transient=True) from None
        if not (origin in self._named and may_be_private(host)):
            private = next((address for address in found if not is_public(address)), None)
            if private is not None:
                raise PrivateAddressError(
                    f"{host} has the private address {private}, so it is not asked; "
                    "only an address that you name yourself may be private"
                )
        return found[0]

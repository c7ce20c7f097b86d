"""Parts of addresses on the web: credentials, origins, and which hosts may be private."""

from __future__ import annotations

import ipaddress
from urllib.parse import unquote, urljoin, urlsplit

from diplograph.errors import FetchError

__all__ = ["Origin", "is_web_address", "joined", "may_be_private", "origin_of", "split_credentials"]

Origin = tuple[str, str, int]
"""Scheme, host and port."""

_PORTS = {"http": 80, "https": 443}


def is_web_address(text: str) -> bool:
    """Whether a source is an address to read from."""
    return text.lower().startswith(("http://", "https://"))


def split_credentials(url: str) -> tuple[str, tuple[str, str] | None]:
    """``url`` without user name and password, and these, if it has any."""
    try:
        parts = urlsplit(url)
        user, password = parts.username, parts.password
    except ValueError:
        return url.rpartition("@")[2], None
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return bare, None if user is None else (unquote(user), unquote(password or ""))


def origin_of(url: str) -> Origin:
    """The origin of an address. Raises :class:`FetchError` where it is none of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in _PORTS:
        raise FetchError(f"{split_credentials(url)[0]!r} is no address on the web; write it as https://host/path")
    return parts.scheme, host.rstrip(".").lower(), port or _PORTS[parts.scheme]


def joined(base: str, location: str) -> str:
    """Where a redirect leads, without a fragment. Raises :class:`FetchError` where that is no address of the web."""
    try:
        url = urljoin(base, location.strip())
    except ValueError:
        raise FetchError(f"{base} redirects to something that is no address") from None
    origin_of(url)
    return url.partition("#")[0]


def may_be_private(host: str) -> bool:
    """Whether a host, once the user has named it, may have a private address: a bare address, localhost or a name without dots.

    The name of a public host never leads to a private address, whatever its name server says.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return True

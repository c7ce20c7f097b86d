"""A graph as a site on this machine: `diplograph serve KG`.

It has pages for people (actors, events, statements, articles with what was found in them marked, a timeline, the network, a
search, an editor for SPARQL) and an endpoint of the SPARQL 1.1 Protocol for programs. It only reads.

The server (starlette and uvicorn, the extra ``serve``) does no work itself: it hands each request to one of a few processes that
have the store open for reading (`pool`), which answer it with a whole response (`work`, `pages`). A request that takes too much
time or memory costs its process and nothing else. It needs Linux or macOS.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.errors import ServeError
from diplograph.extras import need
from diplograph.serve.settings import Settings

if TYPE_CHECKING:
    from diplograph.serve.server import Server

__all__ = ["Settings", "folder_of", "make_server"]


def make_server(settings: Settings) -> Server:
    """A server for a graph's folder, listening but not yet answering; see its ``run`` and ``with``.

    Raises :class:`ServeError` where the system is not able or the address is taken,
    :class:`~diplograph.errors.MissingExtraError` where the extra is not installed, and :class:`~diplograph.errors.StoreError`
    where the folder holds no graph.
    """
    for module in ("starlette", "uvicorn"):
        need(module, "serve", "serving a graph")
    if not hasattr(os, "fork"):
        raise ServeError("serving needs Linux or macOS; on Windows use the Windows Subsystem for Linux")
    from diplograph.serve.server import Server

    return Server(settings)


def folder_of(location: str | Path) -> Path:
    """The folder to serve. Raises :class:`ServeError` for the URL of an endpoint."""
    if str(location).startswith(("http://", "https://")):
        raise ServeError("serve needs a graph in a folder; what is at a URL is served already")
    return Path(location)

"""A graph as a site on this machine: `diplograph serve KG`.

It has pages for people (actors, events, statements, articles with what was found in them marked, a timeline, the network, a
search, an editor for SPARQL) and an endpoint of the SPARQL 1.1 Protocol for programs. It only reads.

The server (starlette and uvicorn, the extra ``serve``) does no work itself: it hands each request to one of a few processes that
have the store open for reading (`pool`), which answer it with a whole response (`work`, `pages`). A request that takes too much
time or memory costs its process and nothing else. It needs Linux or macOS.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.errors import ServeError
from diplograph.serve.settings import Settings

if TYPE_CHECKING:
    from diplograph.serve.server import Server

__all__ = ["Settings", "folder_of", "make_server"]


def make_server(settings: Settings) -> Server:
    """A server for a graph's folder, listening but not yet answering; see its ``run`` and ``with``.

    Raises :class:`ServeError` where the extra is not installed, the system is not able, or the address is taken, and
    :class:`~diplograph.errors.StoreError` where the folder holds no graph.
    """
    missing = [name for name in ("starlette", "uvicorn") if not _installed(name)]
    if missing:
        raise ServeError(f"serving needs {' and '.join(missing)}; install with: pip install 'diplograph[serve]'")
    if not hasattr(os, "fork"):
        raise ServeError("serving needs Linux or macOS; on Windows use the Windows Subsystem for Linux")
    from diplograph.serve.server import Server

    return Server(settings)


def folder_of(location: str | Path) -> Path:
    """The folder to serve. Raises :class:`ServeError` for the URL of an endpoint."""
    if str(location).startswith(("http://", "https://")):
        raise ServeError("serve needs a graph in a folder; what is at a URL is served already")
    return Path(location)


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ValueError:  # hidden on purpose
        return False

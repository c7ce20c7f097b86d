"""The site as an ASGI application: addresses, and the questions that they ask of the processes behind it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from diplograph.serve.cache import Cache
from diplograph.serve.guard import EDITOR_POLICY, Guard
from diplograph.serve.media import GRAPH_TYPES, HTML, TABLE_TYPES, choose
from diplograph.serve.openapi import openapi
from diplograph.serve.operation import read_operation
from diplograph.serve.pool import Pool
from diplograph.serve.reply import Delivery, RefusedError
from diplograph.serve.settings import Settings
from diplograph.serve.watch import Watch

__all__ = ["Site", "application"]

_IDS = "https://w3id.org/diplograph/id/"
_CHUNK = 1 << 16
_READING = 20.0  # seconds for a request's body
_REST = 10.0  # seconds at least between two indexes, and ten times as long as one takes
_MOST_FIELDS = 100
# SPARQL's functions that give something else each time
_VARIES = re.compile(r"\b(?:now|rand|uuid|struuid)\b", re.IGNORECASE)
_METHODS = ["GET", "HEAD", "POST", "OPTIONS"]

_log = logging.getLogger(__name__)


class Site:
    """What the addresses of a site share: the processes, the folder they read, and the index that is made of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings)
        self._watch = Watch(settings.folder)
        self._cache = Cache()
        self._folder = ""
        self._index = ""
        self._indexing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the processes, and to make the index."""
        self._folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="diplograph-")
        await self.pool.start()
        self._indexing = asyncio.create_task(self._keep_index())

    async def close(self) -> None:
        """End what was started."""
        if self._indexing is not None:
            self._indexing.cancel()
            await asyncio.gather(self._indexing, return_exceptions=True)
        await self.pool.close()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def ask(self, request: Request, job: str, **question: Any) -> Delivery:
        """The answer of a process, or the one that was kept.

        Raises :class:`RefusedError`, also where the client has gone before it came.
        """
        settings = self.settings
        message = {
            "job": job,
            "generation": self._watch.generation(),
            "index": self._index,
            "memory": settings.memory,
            "rows": settings.limit,
            "size": settings.answer,
            "accept": ", ".join(request.headers.getlist("accept")),
            "base": str(request.base_url),
            **question,
        }
        name = json.dumps(message, sort_keys=True)
        if kept := self._cache.get(name):
            return kept
        began = time.monotonic()
        asking = asyncio.create_task(self.pool.ask(message))
        leaving = asyncio.create_task(_leave(request))
        try:
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise ClientDisconnect
            if _VARIES.search(question.get("fields", {}).get("query", "")):
                return asking.result()
            return self._cache.keep(name, asking.result(), time.monotonic() - began)
        finally:
            for task in (asking, leaving):
                task.cancel()
            await asyncio.gather(asking, leaving, return_exceptions=True)

    async def _keep_index(self) -> None:
        """Make the index, and make it anew when the graph has changed, seldom enough to leave time for answers."""
        made = -1
        while True:
            generation = self._watch.generation()
            if generation == made:
                await asyncio.sleep(1.0)
                continue
            path = Path(self._folder) / f"index-{generation}.sqlite"
            began = time.monotonic()
            try:
                message = {"job": "index", "generation": generation, "name": str(path)}
                delivery = await self.pool.run(message)
                delivery.body.close()
                if delivery.status != 200:
                    raise RefusedError(delivery.status, "the index of the graph could not be made")
            except RefusedError:
                _log.warning("the index of the graph could not be made; trying again")
                await asyncio.sleep(_REST)
                continue
            earlier, self._index, made = self._index, str(path), generation
            if earlier:  # a process that has it open keeps it until it opens the new one
                Path(earlier).unlink(missing_ok=True)
            await asyncio.sleep(max(_REST, 10 * (time.monotonic() - began)))


async def _leave(request: Request) -> None:
    """Wait until the client is gone. The body has been read by then, so nothing else can come."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return


def application(settings: Settings) -> Starlette:
    """The application. Raises :class:`~diplograph.errors.StoreError` where the folder holds no graph."""
    site = Site(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await site.start()
        try:
            yield
        finally:
            await site.close()

    def page(job: str) -> Callable[[Request], Any]:
        async def show(request: Request) -> Response:
            name = str(request.path_params.get("name", ""))
            return _deliver(await site.ask(request, job, fields=_fields(request), name=name), request)

        return show

    async def thing(request: Request) -> Response:
        path = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        return _deliver(
            await site.ask(request, "thing", fields=_fields(request), name=_IDS + path.removeprefix("/id/")), request
        )

    async def resource(request: Request) -> Response:
        fields = _fields(request)
        return _deliver(await site.ask(request, "thing", fields=fields, name=fields.get("iri", "")[:4000]), request)

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": ", ".join(_METHODS)})
        kind = request.headers.get("content-type", "")
        body = await _body(request, settings.body) if request.method == "POST" else b""
        operation = read_operation(request.method, request.scope["query_string"], kind, body)
        accept = ", ".join(request.headers.getlist("accept"))
        if operation is None:
            if choose(accept, (*GRAPH_TYPES, HTML)) == HTML:
                return RedirectResponse("/editor", 303)
            return _deliver(await site.ask(request, "describe"), request)
        if (
            request.method == "GET"
            and not operation.form
            and choose(accept, (*TABLE_TYPES, *GRAPH_TYPES, HTML)) == HTML
        ):
            return RedirectResponse("/editor#" + request.scope["query_string"].decode("ascii", "replace"), 303)
        question = {
            "fields": {"query": operation.query},
            "default_graphs": operation.default_graphs,
            "named_graphs": operation.named_graphs,
            "form": operation.form,
        }
        return _deliver(await site.ask(request, "sparql", **question), request)

    async def described(_: Request) -> Response:
        return JSONResponse(openapi(settings))

    static = StaticFiles(directory=str(files("diplograph.serve") / "static"))
    routes = [
        Route("/", page("home")),
        Route("/search", page("search")),
        Route("/timeline", page("timeline")),
        Route("/network", page("network")),
        Route("/network/picture", page("picture")),
        Route("/queries", page("queries")),
        Route("/queries/{name}", page("query")),
        Route("/editor", page("editor")),
        Route("/id/{rest:path}", thing),
        Route("/resource", resource),
        Route("/sparql", sparql, methods=_METHODS),
        Route("/openapi.json", described),
        Mount("/static", static),
    ]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={RefusedError: _refuse, HTTPException: _fail, ClientDisconnect: _gone},
    )
    app.add_middleware(Guard, settings=settings)
    app.router.redirect_slashes = False
    return app


def _fields(request: Request) -> dict[str, str]:
    """The fields of a page's address; of several with one name the last counts."""
    try:
        return dict(
            parse_qsl(
                request.scope["query_string"].decode("ascii", "replace"),
                keep_blank_values=True,
                max_num_fields=_MOST_FIELDS,
                errors="replace",
            )
        )
    except ValueError:
        raise RefusedError(400, "the address has too many fields") from None


async def _body(request: Request, most: int) -> bytes:
    """The body of a request. Raises :class:`RefusedError` where it is too long, or too slow in coming."""
    told = request.headers.get("content-length", "")
    too_long = RefusedError(413, f"a query of more than {most:,} bytes is not answered")
    if told.isdigit() and int(told) > most:
        raise too_long
    parts = bytearray()
    try:
        async with asyncio.timeout(_READING):
            async for part in request.stream():
                parts += part
                if len(parts) > most:
                    raise too_long
    except TimeoutError:
        raise RefusedError(408, f"the request did not come within {_READING:g} seconds") from None
    return bytes(parts)


def _deliver(delivery: Delivery, request: Request) -> Response:
    headers = dict(delivery.headers) | {"content-length": str(delivery.length), "cache-control": "no-cache"}
    if request.url.path == "/editor":
        headers["content-security-policy"] = EDITOR_POLICY

    async def chunks() -> AsyncIterator[bytes]:
        try:
            while part := delivery.body.read(_CHUNK):
                yield part
        finally:
            delivery.body.close()

    if request.method == "HEAD":
        delivery.body.close()
        return Response(status_code=delivery.status, headers=headers)
    return StreamingResponse(chunks(), delivery.status, headers)


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    headers = (
        {"retry-after": "1"} if error.status == 503 else {"connection": "close"} if error.status in (408, 413) else {}
    )
    return PlainTextResponse(f"{error}\n", error.status, headers)


async def _fail(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _gone(_: Request, __: Exception) -> Response:
    return PlainTextResponse("", 499)

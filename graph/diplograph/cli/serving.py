"""`serve`: a graph as a local site."""

from __future__ import annotations

from typing import Annotated

import typer

from diplograph.cli.console import message
from diplograph.cli.options import KnowledgeGraphArgument

__all__ = ["serve"]


def serve(
    kg: KnowledgeGraphArgument,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="Listen on this port; 0 takes a free one.")
    ] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen on this address; 127.0.0.1 is this machine alone.")
    ] = "127.0.0.1",
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, max=86400, help="Give up an answer after so long.")
    ] = 30.0,
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="ROWS", min=1, max=10_000_000, help="Cut an answer off after so many rows."),
    ] = 100_000,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="HOST",
            help="Answer under this host name too; may be given several times.",
            show_default=False,
        ),
    ] = None,
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--cors",
            metavar="ORIGIN",
            help="Let scripts of this site (https://example.org) ask the endpoint; may be given several times.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve a graph as a local site.

    It has pages for people and a SPARQL 1.1 endpoint for programs, at /sparql. It only reads, and sees what
    is added to the graph meanwhile. Ctrl-C ends it.
    """
    from diplograph.serve import Settings, folder_of, make_server

    settings = Settings(
        folder_of(kg),
        host=host,
        port=port,
        timeout=timeout,
        limit=limit,
        names=tuple(names or ()),
        origins=tuple(origins or ()),
    )
    server = make_server(settings)
    message(f"{kg} is served at {server.url} until Ctrl-C; the SPARQL endpoint is {server.url}sparql")
    server.run()

"""`export` and `view`: a graph as a file for other programs, and as a picture for people."""

from __future__ import annotations

from typing import Annotated

import typer

from diplograph.article import parse_published
from diplograph.cli.console import message, write
from diplograph.cli.options import AsOf, KnowledgeGraphArgument

__all__ = ["export", "view"]


def _day(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return parse_published(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def export(
    kg: KnowledgeGraphArgument,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write: FILE.ttl, .trig, .nq, .nt, .jsonld, .graphml or .gexf, a FOLDER for "
            "tables in .csv, or - for N-Quads on standard output.",
            show_default=False,
        ),
    ],
    as_of: AsOf = None,
) -> None:
    """Write the whole graph to a file.

    The ending of its name says in which form.
    """
    from diplograph.export import serialize
    from diplograph.graph import open_graph

    with open_graph(kg, read_only=True, as_of=as_of) as graph:
        if output == "-":
            write(serialize(graph.store).decode("utf-8"))
            return
        graph.export(output)
    message(f"{output}: written")


def view(
    kg: KnowledgeGraphArgument,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE.html", help="Where to write the page.", show_default=False)
    ],
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="NAME", help="Only this actor and whom it dealt with.", show_default=False),
    ] = None,
    relation: Annotated[
        str | None,
        typer.Option("--relation", metavar="NAME", help="Only this relation, such as met or said.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", callback=_day, help="Only from this day on.", show_default=False),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", callback=_day, help="Only up to this day.", show_default=False)
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the network as one HTML page.

    It works offline: click a line between two actors to read the sentences behind it.
    """
    from diplograph.graph import open_graph

    with open_graph(kg, read_only=True, as_of=as_of) as graph:
        page = graph.view(actor=actor, relation=relation, since=since, until=until)
        if output == "-":
            write(page.html)
            return
        page.save(output)
    message(f"{output}: written; open it in a browser")

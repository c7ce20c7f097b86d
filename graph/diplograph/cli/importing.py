"""`import` and `load`: event data that others coded, and finished quads, into a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diplograph.cli.console import EXIT_FAILURES, EXIT_NOTHING, Failures, message

__all__ = ["import_", "load"]


class Form(StrEnum):
    """The data sets that can be imported."""

    ICEWS = "icews"
    POLECAT = "polecat"
    GDELT = "gdelt"


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Files of coded events, also as .gz, or .zip with one file in it.",
            show_default=False,
        ),
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="KG", help="The graph to add to; a folder is made if it is not there.")
    ],
    format: Annotated[
        Form | None,
        typer.Option(
            "--format", help="Which data set they are of, where their first line does not tell.", show_default=False
        ),
    ] = None,
) -> None:
    """Add events that others coded to a graph.

    ICEWS and POLECAT as Dataverse hands them out, POLECAT in JSON Lines, GDELT 2 events. Each file becomes a named
    graph with its provenance; its events stand in the merged graph beside those of articles, marked by dg:importedFrom.
    Rows that are malformed are named, counted and left out.
    """
    from diplograph.graph import open_graph
    from diplograph.importers import import_events

    failures = Failures()
    with open_graph(into) as graph:
        reports = import_events(graph, *files, format=format.value if format else None, on_error=failures)
    for report in reports:
        if report.unchanged:
            message(f"{report.path}: there already; {report.iri}")
            continue
        skipped = f", {report.skipped:,} that PLOVER codes as none" if report.skipped else ""
        rejected = f", {report.rejected:,} malformed" if report.rejected else ""
        message(f"{report.path}: events of {report.format}: {report.events:,}{skipped}{rejected}; {report.iri}")
    if failures.count:
        raise typer.Exit(EXIT_FAILURES if reports else EXIT_NOTHING)


def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files of N-Quads, also as .gz.", show_default=False)
    ],
    into: Annotated[str, typer.Option("--into", metavar="KG", help="The graph: a new folder, or an endpoint's URL.")],
) -> None:
    """Load the quads of a graph that was exported, or built on Spark, into an empty one: as they are, and fast."""
    from diplograph.graph import open_graph

    with open_graph(into) as graph:
        graph.load(*files)
    message(f"{into}: loaded")

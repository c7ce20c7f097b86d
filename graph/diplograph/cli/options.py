"""The arguments and options that several commands share, with the words that their help uses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diplograph.article import parse_published

__all__ = [
    "Actors",
    "AsOf",
    "Attitudes",
    "Jobs",
    "KnowledgeGraphArgument",
    "Language",
    "Published",
    "Sources",
    "Strict",
]


def _date(value: str | None) -> str | None:
    if value is not None:
        try:
            parse_published(value)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    return value


def _period(value: str | None) -> str | None:
    from diplograph.errors import QueryError
    from diplograph.selection import bounds

    if value is not None:
        try:
            bounds("--as-of", value)
        except QueryError as error:
            raise typer.BadParameter(str(error)) from None
    return value


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Articles: a file (.txt, .md with front matter, .jsonl, saved .html, .rss and .atom feeds, .warc and .warc.gz, "
        ".json of news services, .zip of these), a folder (read with all folders in it), the address of a page or feed "
        "(https://…), or - for JSON Lines on standard input.",
        show_default=False,
    ),
]
KnowledgeGraphArgument = Annotated[
    str,
    typer.Argument(
        metavar="KG", help="The graph: a folder made by build, or the URL of a SPARQL 1.1 endpoint.", show_default=False
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=256, help="Work in this many processes; the result is the same.")
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        callback=_date,
        help="The day of publication (2018-02-13) of articles that name none; “Monday” is counted from it.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first article that cannot be read.")]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="NAME",
        help="Read with this installed spaCy pipeline instead of the bundled model.",
        show_default=False,
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A file of actors of your own; it wins over the built-in ones.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        callback=_period,
        help="Only what the articles say that were published by the end of this day, month or year (2018-02-13, 2018-02, 2018).",
        show_default=False,
    ),
]
Attitudes = Annotated[
    bool, typer.Option("--attitudes", help="Take beliefs and wishes (“believes”, “wants”) for statements too.")
]

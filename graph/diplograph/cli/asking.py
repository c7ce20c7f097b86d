"""`query`, `explain` and `validate`: what a graph says, on what it rests, and whether it is sound."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diplograph.cli.console import EXIT_FAILURES, plain, write
from diplograph.cli.options import AsOf, KnowledgeGraphArgument
from diplograph.cli.tables import as_table
from diplograph.errors import QueryError

if TYPE_CHECKING:
    from rdflib.query import Result

    from diplograph.named_queries import NamedQuery

__all__ = ["explain", "query", "validate"]


class Format(StrEnum):
    """The forms that a query's answer can take."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TTL = "ttl"


def query(
    kg: KnowledgeGraphArgument,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A named query; --list shows them.", show_default=False)
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]", help='Its parameters, such as actor="Kim Jong Un".', show_default=False),
    ] = None,
    sparql: Annotated[
        str | None, typer.Option("--sparql", metavar="TEXT", help="Ask this SPARQL query.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="F.rq",
            exists=True,
            dir_okay=False,
            help="Ask the SPARQL query in this file.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    as_of: AsOf = None,
    list_queries: Annotated[bool, typer.Option("--list", help="List the named queries with their parameters.")] = False,
) -> None:
    """Ask a graph a named query, or SPARQL."""
    from diplograph.graph import open_graph
    from diplograph.named_queries import named_queries
    from diplograph.results import format_result

    if sum((name is not None, sparql is not None, file is not None, list_queries)) != 1:
        raise typer.BadParameter("give one of: the NAME of a query, --sparql TEXT, --file F.rq, --list")
    if list_queries:
        write(_listing(named_queries()))
        return
    with open_graph(kg, read_only=True, as_of=as_of) as graph:
        if name is not None:
            result = graph.ask(name, **_arguments(parameters or []))
        else:
            result = graph.query(sparql if sparql is not None else _read(file))
        write(_table(result) if format is Format.TABLE else format_result(result, format.value))


def explain(
    kg: KnowledgeGraphArgument,
    iri: Annotated[str, typer.Argument(metavar="IRI", help="An event, statement, actor or article of the graph.")],
    as_of: AsOf = None,
) -> None:
    """Show the sentences behind a thing of the graph.

    With their articles, and the rules by which they were found.
    """
    from diplograph.graph import open_graph

    with open_graph(kg, read_only=True, as_of=as_of) as graph:
        text = str(graph.explain(iri))
    write("\n".join(plain(line) for line in text.splitlines()) + "\n")


def validate(kg: KnowledgeGraphArgument) -> None:
    """Check that a graph is sound.

    Every part against its shape (SHACL), and every quotation against the article that it is from.
    """
    from diplograph.graph import open_graph

    with open_graph(kg, read_only=True) as graph:
        report = graph.validate()
    write("\n".join(plain(line) for line in str(report).splitlines()) + "\n")
    if not report.conforms:
        raise typer.Exit(EXIT_FAILURES)


def _listing(queries: tuple[NamedQuery, ...]) -> str:
    parts = []
    for query in queries:
        lines = [query.name, f"    {query.title}. {query.description}"]
        lines += [
            f"    {p.name}=… ({p.kind}{', required' if p.required else ''}): {p.meaning}" for p in query.parameters
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _arguments(given: list[str]) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals or not key.isidentifier():
            raise typer.BadParameter(f'{item!r} is no KEY=VALUE; write, for instance, actor="Kim Jong Un"')
        arguments[key] = value
    return arguments


def _read(file: Path | None) -> str:
    assert file is not None
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: cannot be read as UTF-8 text ({error})") from None


def _table(result: Result) -> str:
    from diplograph.results import rows

    if result.type == "ASK":
        return "yes\n" if result.askAnswer else "no\n"
    columns, answers = rows(result)
    cells = [[None if cell is None else str(cell) for cell in row] for row in answers]
    return as_table(columns, cells) if cells else "no results\n"

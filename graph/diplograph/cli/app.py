"""All commands of `diplograph`, and what happens to their errors."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from diplograph import __version__
from diplograph.cli import asking, building, importing, serving, showing, watching
from diplograph.cli.console import EXIT_NOTHING, message
from diplograph.errors import DiplographError

__all__ = ["app", "main"]

app = typer.Typer(
    name="diplograph",
    help="Turn news articles into a diplomatic-event knowledge graph: who met, called, thanked, invited, accused or "
    "sanctioned whom, who said what about whom; when, where, according to whom; every fact with the words it rests on.",
    epilog="Start with:  diplograph build FOLDER --into kg  and then  diplograph query kg who-met-whom",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(building.extract)
app.command("build")(building.build)
app.command("watch")(watching.watch)
app.command("import")(importing.import_)
app.command("load")(importing.load)
app.command("remove")(building.remove)
app.command("query")(asking.query)
app.command("explain")(asking.explain)
app.command("validate")(asking.validate)
app.command("export")(showing.export)
app.command("view")(showing.view)
app.command("serve")(serving.serve)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"diplograph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of the command as a whole."""


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 done with failures named, 2 wrong usage, 3 nothing done."""
    try:
        app()
    except DiplographError as error:
        message(f"diplograph: {error}")
        sys.exit(EXIT_NOTHING)
    except KeyboardInterrupt:
        message("diplograph: stopped")
        sys.exit(130)

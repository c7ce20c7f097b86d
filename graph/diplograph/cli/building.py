"""`extract`, `build` and `remove`: articles to extractions, and into and out of a graph."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diplograph.cli.console import EXIT_FAILURES, EXIT_INTERRUPTED, EXIT_NOTHING, Failures, message, progress, write
from diplograph.cli.options import Actors, Attitudes, Jobs, KnowledgeGraphArgument, Language, Published, Sources, Strict

__all__ = ["build", "extract", "remove"]


class Engine(StrEnum):
    """Where a build works."""

    LOCAL = "local"
    SPARK = "spark"


class Form(StrEnum):
    """The forms of quads that a build by partition writes."""

    NQ = "nq"
    NQ_GZ = "nq.gz"
    PARQUET = "parquet"


def extract(
    sources: Sources,
    jobs: Jobs = 1,
    published: Published = None,
    strict: Strict = False,
    language: Language = None,
    actors: Actors = None,
    attitudes: Attitudes = False,
) -> None:
    """Print what each article says, as JSON.

    One object an article, with its actors, events and statements. Nothing is stored. Every span carries its
    exact text and its offsets into the article.
    """
    from diplograph.extraction.pipeline import extract as extractions
    from diplograph.reading import read_articles
    from diplograph.record import to_json

    failures = Failures()
    strictly = None if strict else failures
    done = 0
    with progress("Extracting") as bar:
        articles = read_articles(*sources, published=published, on_error=strictly, on_read=bar.read)
        for extraction in bar.count(
            extractions(articles, jobs=jobs, language=language, actors=actors, attitudes=attitudes)
        ):
            write(json.dumps(to_json(extraction), ensure_ascii=False) + "\n")
            done += 1
    _finish(done, failures)


def build(
    sources: Sources,
    into: Annotated[
        str, typer.Option("--into", metavar="KG", help="The graph to add to; a folder is made if it is not there.")
    ],
    jobs: Jobs = 1,
    published: Published = None,
    strict: Strict = False,
    language: Language = None,
    actors: Actors = None,
    attitudes: Attitudes = False,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine", help="Where to work: on this machine, or by partition on a Spark cluster (see --master)."
        ),
    ] = Engine.LOCAL,
    master: Annotated[
        str | None,
        typer.Option(
            "--master", metavar="URL", help="With --engine spark: the address of the cluster.", show_default=False
        ),
    ] = None,
    form: Annotated[
        Form, typer.Option("--form", help="With --engine spark: what is written into the folder KG, for a bulk loader.")
    ] = Form.NQ,
    inference: Annotated[
        bool | None,
        typer.Option(
            "--inference/--no-inference",
            help="Whether to infer what follows from what articles say, such as which states met by their officials; "
            "a new graph does, and one that is there goes on as it is unless this says otherwise.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Add articles to a graph.

    The graph is made if need be. Each article goes in whole or not at all. An article that the graph holds
    already is passed over, so that a build that was interrupted can simply be started again.

    With --engine spark, KG is a new folder for files of quads, which the bulk loader of any store reads.
    """
    if engine is Engine.SPARK:
        if inference is False:
            raise typer.BadParameter("--no-inference does not go with --engine spark")
        _build_by_partition(sources, into, jobs, master, form, strict, published, language, actors, attitudes)
        return
    if master is not None or form is not Form.NQ:
        raise typer.BadParameter("--master and --form go with --engine spark")
    from diplograph.graph import open_graph
    from diplograph.reading import read_articles
    from diplograph.store.endpoint import without_credentials

    failures = Failures()
    strictly = None if strict else failures
    with open_graph(into) as kg, progress("Building") as bar:
        articles = read_articles(*sources, published=published, on_error=strictly, on_read=bar.read)
        if inference is not None:
            kg.infer(inference)
        try:
            report = kg.add(
                bar.count(articles), jobs=jobs, language=language, actors=actors, attitudes=attitudes, on_error=failures
            )
        except KeyboardInterrupt:
            message(
                f"diplograph: stopped; {without_credentials(into)} is whole: run the same command again to go on where it stopped"
            )
            raise typer.Exit(EXIT_INTERRUPTED) from None
    message(
        f"{without_credentials(into)}: {_articles(report.added)} added"
        + (f", {report.unchanged} there already" if report.unchanged else "")
        + (f", {failures.count} failed" if failures.count else "")
    )
    _finish(report.added + report.unchanged, failures)


def _build_by_partition(
    sources: list[str],
    into: str,
    jobs: int,
    master: str | None,
    form: Form,
    strict: bool,
    published: str | None,
    language: str | None,
    actors: Path | None,
    attitudes: bool,
) -> None:
    from diplograph.spark import build_by_partition

    if jobs != 1 or strict:
        raise typer.BadParameter("--jobs and --strict don't go with --engine spark: the cluster has its own workers")
    failures = Failures()
    report = build_by_partition(
        sources,
        into,
        master=master,
        form=form.value,
        published=published,
        language=language,
        actors=actors,
        attitudes=attitudes,
        on_error=failures,
    )
    message(
        f"{into}: the quads of {_articles(report.articles)} written"
        + (f", {report.failed} failed" if report.failed else "")
    )
    _finish(report.articles, failures)


def remove(
    kg: KnowledgeGraphArgument,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE-ID", help="Ids of articles, as given or as IRIs.")],
) -> None:
    """Take articles out of a graph.

    It is then exactly as if they had never been added. Where one of them is not in the graph, none is taken out.
    """
    from diplograph.graph import open_graph
    from diplograph.store.endpoint import without_credentials

    with open_graph(kg, create=False) as graph:
        graph.remove(articles)
    message(f"{without_credentials(kg)}: {_articles(len(set(articles)))} removed")


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _finish(done: int, failures: Failures) -> None:
    if failures.count:
        raise typer.Exit(EXIT_FAILURES if done else EXIT_NOTHING)

"""`watch`: feeds into a graph, again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diplograph.article import Article
from diplograph.cli.console import EXIT_FAILURES, EXIT_NOTHING, Failures, message
from diplograph.cli.options import Actors, Attitudes, Jobs, Language

if TYPE_CHECKING:
    from diplograph.graph import KnowledgeGraph

__all__ = ["watch"]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(value: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", value.strip())
    if found is None:
        raise typer.BadParameter(f"{value!r} is no time; write it as 90s, 15m, 6h or 1d")
    return float(found[1]) * _UNITS[found[2] or "s"]


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.", show_default=False)
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="KG", help="The graph to add to; a folder is made if it is not there.")
    ],
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often to look at a feed: 90s, 15m, 6h, 1d.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look once, then stop; for cron and the like.")] = False,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="FILE",
            help="Where to remember how feeds answered (default: watch.json in KG).",
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = 1,
    language: Language = None,
    actors: Actors = None,
    attitudes: Attitudes = False,
) -> None:
    """Add what is new in feeds, again and again.

    Feeds are asked with conditional requests, less often where they fail, and as their robots.txt allows. Entries that carry their
    whole text are taken from the feed, others from the page that they link to. Stop with Ctrl-C: the graph is whole at any moment.
    """
    from diplograph.graph import open_graph
    from diplograph.watch import Watcher
    from diplograph.web.urls import is_web_address, split_credentials

    wrong = [feed for feed in feeds if not is_web_address(feed)]
    if wrong:
        raise typer.BadParameter(f"{split_credentials(wrong[0])[0]!r} is no address; a feed is https://host/path")
    remote = is_web_address(into)
    if remote and state is None:
        raise typer.BadParameter(
            "a graph at an endpoint has no place to remember how feeds answered; name one: --state FILE"
        )
    seconds = _seconds(every)
    failures = Failures()

    def add(kg: KnowledgeGraph, articles: Iterable[Article]) -> int:
        return kg.add(
            articles, jobs=jobs, language=language, actors=actors, attitudes=attitudes, on_error=failures
        ).added

    with open_graph(into):  # made now, so that the memory of the watch has its place, or refused at once
        pass
    watcher = Watcher(
        feeds,
        into if remote else Path(into),
        state=state or Path(into) / "watch.json",
        every=seconds,
        add=add,
        on_error=failures,
    )
    added = unchanged = 0
    with watcher:
        while True:
            done = watcher.round()
            added += done.added
            unchanged += done.unchanged
            counts = f"{done.added} added, {done.unchanged} known or unchanged, {len(done.failures)} failed"
            message(f"{split_credentials(into)[0]}: {counts}")
            if once or not watcher.live:
                break
            watcher.wait()
    if failures.count:
        raise typer.Exit(EXIT_FAILURES if added or unchanged else EXIT_NOTHING)

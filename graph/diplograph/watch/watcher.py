"""Rounds over some feeds: ask each that is due, take what the graph does not have, add it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from diplograph.article import Article
from diplograph.errors import DiplographError, FetchError, SourceError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.iris import web_address
from diplograph.reading.feed import LONGEST_FEED, entries
from diplograph.reading.online import FEEDS, article_of_entry
from diplograph.watch.state import WatchState
from diplograph.web.fetch import Answer, Fetcher
from diplograph.web.urls import split_credentials

__all__ = ["Round", "Watcher"]

_LONGEST_PAUSE = 24 * 3600.0
_SHORTEST_PAUSE = 60.0
_AT_A_TIME = 50  # articles that go into the graph together, so that a long first round is not lost


@dataclass
class Round:
    """What one round came to. ``failures`` name feeds that could not be read and entries that hold no article."""

    added: int = 0
    unchanged: int = 0
    failures: list[DiplographError] = field(default_factory=list)


class Watcher:
    """Watches ``feeds`` for a graph at ``location`` (see :func:`~diplograph.graph.open_graph`). Use it in a ``with`` block.

    ``every`` are the seconds between two looks at a feed; one that fails is left alone for twice as long each time, a day at
    most, or for as long as its server asks. The graph is open only while something is added; ``add`` puts articles into it.
    ``clock`` and ``sleep`` are those of the process.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        location: str | Path,
        *,
        state: Path,
        every: float = 900.0,
        add: Callable[[KnowledgeGraph, Iterable[Article]], int] | None = None,
        on_error: Callable[[DiplographError], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._feeds = {split_credentials(url)[0]: url for url in feeds}
        self._location = location
        self._path = state
        self._state = WatchState.load(state)
        self._every = max(every, _SHORTEST_PAUSE)
        self._add = add or (lambda kg, articles: kg.add(articles).added)
        self._on_error = on_error
        self._clock = clock
        self._sleep = sleep
        self._due = dict.fromkeys(self._feeds, clock())
        self._fetcher = Fetcher(feeds, clock=clock, sleep=sleep)

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fetcher.close()

    @property
    def live(self) -> list[str]:
        """The feeds that are still asked, without credentials."""
        return [url for url in self._feeds if not self._state.feed(url).gone]

    def round(self) -> Round:
        """Ask every feed that is due. Raises :class:`StoreError` where the graph or the memory cannot be written."""
        done = Round()
        for url in self.live:
            if self._due[url] <= self._clock():
                try:
                    self._look(url, done)
                finally:
                    self._state.save(self._path)
        return done

    def wait(self) -> None:
        """Sleep until the next feed is due."""
        left = min((self._due[url] for url in self.live), default=0.0) - self._clock()
        if left > 0:
            self._sleep(left)

    def _look(self, url: str, done: Round) -> None:
        known = self._state.feed(url)
        whole = True
        try:
            answer = self._fetcher.get(
                known.moved or self._feeds[url], most=LONGEST_FEED, validators=known.validators, accept=FEEDS
            )
            if answer.status == 410:
                known = replace(known, gone=True)
                raise FetchError(f"{url} is gone for good, as its server says; it is not asked any more")
            if answer.status not in (200, 304):
                raise FetchError(
                    f"{url} answers with status {answer.status}", transient=True, retry_after=answer.retry_after
                )
            if answer.unchanged:
                done.unchanged += 1
            else:
                whole = self._take(url, answer, done)
        except (FetchError, SourceError) as error:
            known = replace(known, failures=known.failures + 1)
            asked = error.retry_after if isinstance(error, FetchError) else None
            pause = max(self._every * 2 ** min(known.failures, 10), asked or 0.0)
            self._due[url] = self._clock() + min(pause, _LONGEST_PAUSE)
            self._state.feeds[url] = known
            self._fail(error, done)
            return
        self._due[url] = self._clock() + self._every
        known = replace(known, failures=0)
        if whole and not answer.unchanged:  # what was not taken whole is asked for again
            known = replace(known, validators=answer.validators)
        if answer.permanent is not None:
            known = replace(known, moved=answer.permanent)
        self._state.feeds[url] = known

    def _take(self, url: str, answer: Answer, done: Round) -> bool:
        """Add what is new. Whether all of it could be looked at."""
        found = entries(answer.body, path=url, charset=answer.charset)
        links = {entry.link for entry in found if entry.link}
        passed = {link: why for link, why in self._state.passed.get(url, {}).items() if link in links}
        self._state.passed[url] = passed
        new = [entry for entry in found if entry.link not in passed]
        held = self._held([entry.link for entry in new if entry.link])
        new = [entry for entry in new if entry.link not in held]
        done.unchanged += len(found) - len(new)
        batch: list[Article] = []
        whole = True
        for entry in reversed(new):  # feeds have the newest first
            try:
                batch.append(article_of_entry(entry, self._fetcher, path=url))
            except SourceError as error:
                if isinstance(error.__cause__, FetchError) and error.__cause__.transient:
                    whole = False
                elif entry.link:
                    passed[entry.link] = error.problem
                self._fail(error, done)
            if len(batch) >= _AT_A_TIME:
                self._put(batch, done)
                batch = []
        self._put(batch, done)
        return whole

    def _put(self, articles: list[Article], done: Round) -> None:
        if articles:
            with open_graph(self._location) as kg:
                done.added += self._add(kg, articles)

    def _held(self, links: list[str]) -> set[str]:
        """Those of the links under which the graph has an article."""
        terms = {web_address(link).n3(): link for link in links}
        if not terms or (isinstance(self._location, Path) and not any(self._location.glob("quads/CURRENT"))):
            return set()
        with open_graph(self._location, read_only=True) as kg:
            rows = kg.query(
                f"SELECT DISTINCT ?url WHERE {{ VALUES ?url {{ {' '.join(terms)} }} ?article schema:url ?url }}"
            )
            return {terms[row[0].n3()] for row in rows if isinstance(row, tuple)}

    def _fail(self, error: DiplographError, done: Round) -> None:
        done.failures.append(error)
        if self._on_error is not None:
            self._on_error(error)

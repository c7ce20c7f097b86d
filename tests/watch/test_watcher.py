"""Watching feeds: only what is new, politely, and what a watch remembers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from diplograph.article import Article
from diplograph.errors import StoreError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Extraction
from diplograph.watch import Watcher, WatchState
from tests.pages import feed, page
from tests.reading.servers import Asked, Reply, Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as found:
        yield found


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def add(kg: KnowledgeGraph, articles: Iterable[Article]) -> int:
    """Articles as they are, without the time to read them."""
    return kg.add(Extraction(article, (), (), (), ()) for article in articles).added


Watch = Callable[..., Watcher]


@pytest.fixture
def watcher() -> Iterator[Watch]:
    """Makes watchers, and closes them at the end."""
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(make(*arguments))


def make(site: Site, folder: Path, clock: Clock, *feeds: str) -> Watcher:
    names = [f"{site.url}{name}" for name in feeds or ("/feed",)]
    return Watcher(
        names, folder / "kg", state=folder / "state.json", every=900, add=add, clock=clock, sleep=clock.sleep
    )


def article(site: Site, n: int) -> Article:
    text = f"Emmanuel Macron met Angela Merkel in City{n} on Monday, the chancellery said.\n\nHe thanked her for the talks."
    return Article.make(text, title=f"Talks {n}", published="2018-04-20", publisher="Post", url=f"{site.url}/{n}")


def publish(site: Site, *numbers: int, tag: str) -> None:
    """The feed with summaries of these articles, newest first, answered conditionally."""
    items = [
        Article.make("Summary.", title=f"Talks {n}", published="2018-04-20", url=f"{site.url}/{n}") for n in numbers
    ]
    body = feed(items, "Post").encode()
    for n in numbers:
        site.put(f"/{n}", page(article(site, n)))

    def reply(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == tag:
            return 304, {}, b""
        return 200, {"ETag": tag, "Content-Type": "application/rss+xml"}, body

    site.pages["/feed"] = reply


def urls(folder: Path) -> list[str]:
    with open_graph(folder / "kg", read_only=True) as kg:
        return sorted(a.url or "" for a in kg.articles())


def test_only_what_is_new_is_fetched_and_added(site: Site, tmp_path: Path, watcher: Watch) -> None:
    clock = Clock()
    publish(site, 2, 1, tag='"a"')
    first = watcher(site, tmp_path, clock)
    done = first.round()
    assert (done.added, done.failures) == (2, [])
    assert site.paths() == ["/feed", "/1", "/2"]
    assert first.round().added == 0
    assert site.paths() == ["/feed", "/1", "/2"]  # not due yet
    site.asked.clear()
    first.wait()
    assert (first.round().added, site.paths()) == (0, ["/feed"])  # 304
    publish(site, 3, 2, tag='"b"')
    site.asked.clear()
    again = watcher(site, tmp_path, clock)  # another process
    assert (again.round().added, site.paths()) == (1, ["/feed", "/3"])
    assert urls(tmp_path) == [f"{site.url}/{n}" for n in (1, 2, 3)]
    assert [a.headers.get("if-none-match") for a in site.asked if a.path == "/feed"] == ['"a"']


def test_without_its_memory_the_graph_itself_says_what_is_known(site: Site, tmp_path: Path, watcher: Watch) -> None:
    clock = Clock()
    publish(site, 1, tag='"a"')
    watcher(site, tmp_path, clock).round()
    (tmp_path / "state.json").unlink()
    site.asked.clear()
    done = watcher(site, tmp_path, clock).round()
    assert (done.added, done.unchanged, site.paths()) == (0, 1, ["/feed"])


def test_entries_without_an_article_are_looked_at_once_and_those_in_trouble_again(
    site: Site, tmp_path: Path, watcher: Watch
) -> None:
    clock = Clock()
    publish(site, 1, 2, 3, tag='"a"')
    site.put("/1", "<nav><a href='/'>Home</a></nav>")
    site.put("/2", b"", status=503)
    watch = watcher(site, tmp_path, clock)
    done = watch.round()
    assert done.added == 1
    assert [str(error) for error in done.failures] == [
        f"{site.url}/2 answers with status 503",
        f"{site.url}/1: no article was found in the page; save it anew, or as text",
    ]
    site.put("/2", page(article(site, 2)))
    site.asked.clear()
    watch.wait()
    assert (watch.round().added, site.paths()) == (1, ["/feed", "/2"])


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(site: Site, tmp_path: Path, watcher: Watch) -> None:
    clock = Clock()
    site.put("/feed", b"", status=500)
    watch = watcher(site, tmp_path, clock)
    pauses = []
    for _ in range(4):
        begin = clock.now
        assert len(watch.round().failures) == 1
        watch.wait()
        pauses.append(clock.now - begin)
    assert pauses == [1800.0, 3600.0, 7200.0, 14400.0]
    site.put("/feed", b"", status=429, Retry_After="50000")
    begin = clock.now
    watch.round()
    watch.wait()
    assert clock.now - begin == 50000.0
    publish(site, 1, tag='"a"')
    assert watch.round().added == 1
    begin = clock.now
    watch.wait()
    assert 890 < clock.now - begin <= 900.0


def test_a_feed_that_is_gone_is_not_asked_again_and_one_that_moved_is_asked_there(
    site: Site, tmp_path: Path, watcher: Watch
) -> None:
    clock = Clock()
    publish(site, 1, tag='"a"')
    site.put("/old", b"", status=301, Location="/feed")
    site.put("/gone", b"", status=410)
    watch = watcher(site, tmp_path, clock, "/old", "/gone")
    done = watch.round()
    assert (done.added, [str(error) for error in done.failures]) == (
        1,
        [f"{site.url}/gone is gone for good, as its server says; it is not asked any more"],
    )
    assert watch.live == [f"{site.url}/old"]
    site.asked.clear()
    watch.wait()
    watch.round()
    assert site.paths() == ["/feed"]


def test_one_bad_feed_does_not_keep_another_from_being_read(site: Site, tmp_path: Path, watcher: Watch) -> None:
    publish(site, 1, tag='"a"')
    site.put("/bad", "<html><p>No feed</p></html>")
    done = watcher(site, tmp_path, Clock(), "/bad", "/feed").round()
    assert done.added == 1
    assert [str(error) for error in done.failures] == [
        f"{site.url}/bad: the file is neither RSS nor Atom; other XML is not read"
    ]


def test_credentials_are_in_no_message_file_or_graph(site: Site, tmp_path: Path, watcher: Watch) -> None:
    clock = Clock()
    publish(site, 1, tag='"a"')
    with_password = site.url.replace("http://", "http://reader:s3cret@")
    site.url = with_password
    watch = watcher(site, tmp_path, clock, "/feed", "/none")
    done = watch.round()
    assert done.added == 1
    assert [asked.headers["authorization"][:6] for asked in site.asked if asked.path == "/feed"] == ["Basic "]
    with open_graph(tmp_path / "kg", read_only=True) as kg:
        written = kg.serialize("nq")
    assert "s3cret" not in written + (tmp_path / "state.json").read_text() + repr(done.failures) + str(watch.live)


def test_a_memory_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps({"format": 9}))
    with pytest.raises(StoreError, match="memory of a watch"):
        WatchState.load(tmp_path / "state.json")

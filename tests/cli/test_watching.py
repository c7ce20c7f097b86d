"""`watch`: from a feed's pages to answers."""

from __future__ import annotations

from pathlib import Path

from diplograph.article import Article
from tests.cli.conftest import Run
from tests.pages import feed
from tests.reading.servers import serve


def test_a_feed_becomes_a_graph_and_the_second_look_adds_nothing(diplograph: Run, tmp_path: Path) -> None:
    text = (
        "Emmanuel Macron met Angela Merkel in Berlin on Monday, the chancellery said.\n\n" + "The talks went on. " * 40
    )
    with serve() as site:
        article = Article.make(text, title="Talks", published="2018-04-20", url=f"{site.url}/1")
        site.put("/feed", feed([article], "Post"), kind="application/rss+xml")
        first = diplograph("watch", f"{site.url}/feed", "--into", tmp_path / "kg", "--once")
        assert (first.returncode, first.stderr) == (0, f"{tmp_path / 'kg'}: 1 added, 0 known or unchanged, 0 failed\n")
        second = diplograph("watch", f"{site.url}/feed", "--into", tmp_path / "kg", "--once")
        assert (second.returncode, second.stderr) == (
            0,
            f"{tmp_path / 'kg'}: 0 added, 1 known or unchanged, 0 failed\n",
        )
        assert site.paths() == ["/feed", "/feed"]  # the feed carries the whole text
    assert "Angela Merkel" in diplograph("query", tmp_path / "kg", "who-met-whom", "--format", "csv").stdout


def test_what_is_no_feed_address_or_time_is_wrong_usage(diplograph: Run, tmp_path: Path) -> None:
    for arguments, words in ((("feed.xml",), "https://host/path"), (("https://a.example/", "--every", "soon"), "15m")):
        done = diplograph("watch", *arguments, "--into", tmp_path / "kg", "--once")
        assert done.returncode == 2
        assert words in done.stderr
    assert list(tmp_path.iterdir()) == []

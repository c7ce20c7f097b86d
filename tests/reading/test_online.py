"""Feeds and pages from the web: read politely, never from private addresses that nobody named, within bounds."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from diplograph.article import Article
from diplograph.errors import FetchError, SourceError
from diplograph.reading import read_articles
from diplograph.web.fetch import USER_AGENT, Fetcher, Validators
from diplograph.web.transport import is_public
from tests.pages import feed, page
from tests.reading.servers import Asked, Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as found:
        yield found


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Politeness without its time: a clock that stands still but for the pauses that are made."""
    made: list[float] = []
    defaults = {"clock": lambda: sum(made), "sleep": made.append}
    monkeypatch.setattr(Fetcher.__init__, "__kwdefaults__", defaults)
    return made


def article(url: str, city: str = "Berlin") -> Article:
    text = (
        f"Emmanuel Macron met Angela Merkel in {city} on Monday, the chancellery said.\n\nHe thanked her for the talks."
    )
    return Article.make(text, title=f"Talks in {city}", published="2018-04-20", publisher="The Post", url=url)


def read(url: str) -> tuple[list[Article], list[str]]:
    errors: list[SourceError] = []
    return list(read_articles(url, on_error=errors.append)), [str(error) for error in errors]


def test_a_page_and_a_feed_with_the_pages_that_it_leads_to(site: Site, pauses: list[float]) -> None:
    urls = [f"{site.url}/{n}" for n in range(2)]
    for n, url in enumerate(urls):
        site.put(f"/{n}", page(article(url, f"City{n}"), n))
    summaries = [
        Article.make("Summary only.", title=f"Talks in City{n}", published="2018-04-20", url=url)
        for n, url in enumerate(urls)
    ]
    site.put("/feed", feed(summaries, "The Post"), kind="application/rss+xml")
    articles, errors = read(f"{site.url}/feed")
    assert errors == []
    assert [(a.text, a.url) for a in articles] == [(article(u, f"City{n}").text, u) for n, u in enumerate(urls)]
    assert [a.text for a in read(urls[0])[0]] == [article(urls[0], "City0").text]
    assert {asked.headers["user-agent"] for asked in site.asked} == {USER_AGENT}
    assert pauses == [1.0, 1.0]


def test_robots_txt_is_obeyed(site: Site, pauses: list[float]) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n", kind="text/plain")
    site.put("/closed/1", page(article("x")))
    site.put("/open", page(article("x")))
    assert read(f"{site.url}/closed/1") == ([], [f"{site.url}/closed/1 is closed to programs by its robots.txt"])
    with Fetcher([site.url]) as fetcher:
        fetcher.get(f"{site.url}/open", most=100_000)
        fetcher.get(f"{site.url}/open", most=100_000)
    assert site.paths() == ["/open", "/open"]
    assert pauses == [7.0]


def test_where_robots_txt_is_in_trouble_nothing_is_read(site: Site) -> None:
    site.put("/robots.txt", "", status=500)
    site.put("/open", page(article("x")))
    assert "robots.txt" in read(f"{site.url}/open")[1][0]
    assert site.paths() == []


@pytest.mark.parametrize(
    "target",
    ["{other}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret", "http://10.0.0.1/", "http://169.254.169.254/latest",
     "http://0.0.0.0:{port}/secret", "http://[::ffff:127.0.0.1]:{port}/secret", "http://2130706433:{port}/secret", "file:///etc/passwd",
     "gopher://127.0.0.1/", "//{other_host}/secret"],
)  # fmt: skip
def test_redirects_to_private_addresses_are_refused(site: Site, target: str) -> None:
    with serve() as other:
        other.put("/secret", page(article("x")))
        port = other.url.rpartition(":")[2]
        to = target.format(other=other.url, port=port, other_host=other.url.removeprefix("http://"))
        site.put("/a", b"", status=302, Location=to)
        articles, [error] = read(f"{site.url}/a")
        assert articles == []
        assert "private address" in error or "no address on the web" in error
        assert other.asked == []


def test_links_of_a_feed_to_private_addresses_are_refused(site: Site) -> None:
    with serve() as other:
        other.put("/secret", page(article("x")))
        entry = Article.make("Summary.", title="T", published="2018-04-20", url=f"{other.url}/secret")
        site.put("/feed", feed([entry], "The Post"), kind="application/rss+xml")
        articles, [error] = read(f"{site.url}/feed")
        assert (articles, "private address 127.0.0.1" in error) == ([], True)
        assert other.asked == []


def test_the_name_of_a_public_host_never_leads_to_a_private_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.url.rpartition(":")[2]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: real("127.0.0.1" if host == "news.example.com" else host, *a, **k)
    )
    [error] = read(f"http://news.example.com:{port}/a")[1]
    assert "robots.txt" in error or "private address" in error
    assert site.asked == []


def test_a_chain_of_redirects_is_checked_at_each_step(site: Site) -> None:
    with serve() as other:
        other.put("/secret", page(article("x")))
        for n in range(3):
            site.put(f"/{n}", b"", status=(301, 307, 308)[n], Location=f"/{n + 1}")
        site.put("/3", b"", status=303, Location=f"{other.url}/secret")
        articles, [error] = read(f"{site.url}/0")
        assert (articles, "private address 127.0.0.1" in error) == ([], True)
        assert (site.paths(), other.asked) == (["/0", "/1", "/2", "/3"], [])


@pytest.mark.parametrize(
    "addresses",
    [("93.184.216.34", "10.0.0.7"), ("2606:4700::1111", "fd00::7"), ("::ffff:192.168.0.1",), ("64:ff9b::c0a8:1",), ("fe80::1",)],
    ids=str,
)  # fmt: skip
def test_a_host_with_any_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host != "news.example.com":
            return real(host, port, *rest, **more)
        kinds = [(socket.AF_INET6 if ":" in address else socket.AF_INET, address) for address in addresses]
        return [(kind, socket.SOCK_STREAM, 6, "", (address, port)) for kind, address in kinds]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    connected: list[Any] = []
    real_connect = socket.create_connection

    def connect(to: Any, *rest: Any, **more: Any) -> Any:
        connected.append(to[0])
        return real_connect(to, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", connect)
    site.put("/a", b"", status=302, Location="http://news.example.com/b")
    articles, [error] = read(f"{site.url}/a")
    assert articles == []
    assert "private address" in error
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.1.1", False), ("169.254.169.254", False),
     ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
     ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("224.0.0.1", False), ("0.0.0.0", False), ("2606:4700::1111", True)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_credentials_go_to_their_own_origin_and_nowhere_else(site: Site) -> None:
    with serve() as other:
        site.put("/a", b"", status=302, Location=f"{other.url}/b")
        other.put("/b", b"there")
        name = site.url.replace("http://", "http://reader:s3cret@")
        with Fetcher([name, other.url]) as fetcher:
            answer = fetcher.get(f"{name}/a", most=1000)
        assert answer.body == b"there"
        assert [asked.headers.get("authorization", "")[:5] for asked in site.asked if asked.path == "/a"] == ["Basic"]
        assert all("authorization" not in asked.headers for asked in other.asked)
        site.put("/page", page(article(f"{name}/page")))
        [found], errors = read(f"{name}/page")
        assert "s3cret" not in repr(found) + repr(errors)
        site.put("/none", b"", status=403)
        assert "s3cret" not in str(read(f"{name}/none"))


def test_too_much_too_packed_and_too_many_redirects(site: Site) -> None:
    site.put("/big", b"x" * 2000)
    site.put("/bomb", gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")
    site.put("/br", b"x", Content_Encoding="br")
    site.put("/loop", b"", status=301, Location="/loop")
    site.put("/gz", gzip.compress(b"fine"), Content_Encoding="gzip")
    with Fetcher([site.url]) as fetcher:
        for path, most, words in (
            ("/big", 1000, "more than 1,000"),
            ("/bomb", 10_000_000, "more than"),
            ("/br", 10, "packed with br"),
            ("/loop", 10, "redirects more than"),
        ):
            with pytest.raises(FetchError, match=words):
                fetcher.get(f"{site.url}{path}", most=most)
        assert fetcher.get(f"{site.url}/gz", most=1000).body == b"fine"


def test_conditional_get_and_permanent_redirects(site: Site) -> None:
    def reply(asked: Asked) -> tuple[int, dict[str, str], bytes]:
        if asked.headers.get("if-none-match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"', "Last-Modified": "Fri, 20 Apr 2018 10:00:00 GMT"}, b"first"

    site.pages["/new"] = reply
    site.put("/old", b"", status=301, Location="/new")
    with Fetcher([site.url]) as fetcher:
        first = fetcher.get(f"{site.url}/old", most=100)
        assert (first.body, first.permanent, first.unchanged) == (b"first", f"{site.url}/new", False)
        again = fetcher.get(f"{site.url}/new", most=100, validators=first.validators)
    assert (again.unchanged, again.permanent) == (True, None)
    assert first.validators == Validators('"1"', "Fri, 20 Apr 2018 10:00:00 GMT")

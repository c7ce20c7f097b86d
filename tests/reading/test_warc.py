"""Web archives: pages in the order of the archive, bombs and damage named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from diplograph.article import Article
from tests.pages import page, record, warc
from tests.reading.reading import read_bytes

ARTICLES = [
    Article.make(
        f"Emmanuel Macron met Angela Merkel in {city} on Monday, the chancellery said.\n\nHe thanked her and left the city.",
        title=f"Talks in {city}",
        published="2018-04-20",
        publisher="The Post",
        url=f"https://post.example/{city}",
    )
    for city in ("Berlin", "Paris", "Warsaw")
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_each_page_is_an_article(tmp_path: Path, name: str) -> None:
    articles, errors = read_bytes(tmp_path, name, warc(ARTICLES, packed=name.endswith(".gz")))
    assert errors == []
    assert [(a.text, a.title, a.published, a.publisher, a.url) for a in articles] == [
        (a.text, a.title, a.published, a.publisher, a.url) for a in ARTICLES
    ]


def test_packed_pages_are_unpacked_and_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    body = gzip.compress(page(ARTICLES[0]).encode())
    content = (
        record("https://post.example/p.png", b"\x89PNG", "image/png")
        + record("https://post.example/gone", b"<p>Gone</p>").replace(b"200 OK", b"404 NO")
        + record("https://post.example/Berlin", body, more="Content-Encoding: gzip\r\n")
    )
    articles, errors = read_bytes(tmp_path, "a.warc", content)
    assert ([a.title for a in articles], errors) == (["Talks in Berlin"], [])


def test_pages_that_cannot_be_read_are_named_by_their_address(tmp_path: Path) -> None:
    content = (
        record("https://post.example/empty", b"")
        + record("https://post.example/br", b"x", more="Content-Encoding: br\r\n")
        + warc(ARTICLES[:1])
    )
    articles, errors = read_bytes(tmp_path, "a.warc", content)
    assert [a.title for a in articles] == ["Talks in Berlin"]
    assert [error.split(": ")[0] for error in errors] == ["#https://post.example/empty", "#https://post.example/br"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.warc.gz", gzip.compress(warc(ARTICLES) + record("x", b"x" * 200_000_000), mtime=0), "unpacks to far more"),
        ("a.warc", b"WARC/1.0\r\nX: " + b"x" * 70_000_000, "damaged"),
        ("a.warc.gz", warc(ARTICLES, packed=True)[:-20], "cut off"),
        ("a.warc.gz", b"\x1f\x8b\x08\0" + b"nonsense" * 9, "gzip data"),
        ("a.warc.gz", b"plain", "damaged"),
        ("a.warc", b"", "no web page"),
        ("a.warc", b"not a web archive at all\r\n\r\n" * 10, ": "),
        ("a.warc", b"\0" * 1000, ": "),
    ],
)
def test_bombs_and_damage_are_named_after_what_could_be_read(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    articles, errors = read_bytes(tmp_path, name, content)
    assert [a.title for a in articles] == [a.title for a in ARTICLES[: len(articles)]]
    assert words in errors[-1]
    assert [error for error in errors[:-1] if not error.startswith("#x: the page has more than")] == []


def test_a_page_that_unpacks_to_a_gigabyte_is_not_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(b"<p>They met.</p>" * 10_000_000, compresslevel=9)
    content = record("https://post.example/bomb", body, more="Content-Encoding: gzip\r\n") + warc(ARTICLES[:1])
    articles, [error] = read_bytes(tmp_path, "a.warc", content)
    assert [a.title for a in articles] == ["Talks in Berlin"]
    assert "more than 10,000,000 bytes" in error

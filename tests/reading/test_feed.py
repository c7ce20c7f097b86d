"""RSS and Atom files: what they carry of their articles, and what they may not carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.article import Article
from tests.pages import feed
from tests.reading.reading import read_bytes

ARTICLES = [
    Article.make(
        "Emmanuel Macron met Angela Merkel in Berlin on Monday.\n\nHe thanked her & left.",
        title="Talks & more",
        published="2018-04-20",
        publisher="The Post",
        url="https://post.example/talks?id=1&a=2",
    ),
    Article.make(
        "Seoul agreed.", title="Second", published="2018-04-21", publisher="The Post", url="https://post.example/2"
    ),
]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<entry><title type="html">A &lt;b&gt;visit&lt;/b&gt;</title><link href="https://post.example/v"/><updated>2019-01-02T23:30:00-05:00</updated>
<author><name>Jane Roe</name></author><summary>Xi Jinping visited Vladimir Putin.</summary></entry></feed>"""


def test_the_whole_texts_of_a_feed_are_articles(tmp_path: Path) -> None:
    articles, errors = read_bytes(tmp_path, "a.rss", feed(ARTICLES, "The Post"))
    assert errors == []
    assert [(a.text, a.title, a.published, a.publisher, a.url) for a in articles] == [
        (a.text, a.title, f"{a.published}T00:00:00Z", a.publisher, a.url) for a in ARTICLES
    ]


def test_of_an_entry_without_content_the_summary_is_the_text(tmp_path: Path) -> None:
    [article], errors = read_bytes(tmp_path, "a.atom", ATOM)
    assert errors == []
    assert (article.text, article.title, article.published, article.publisher, article.url, article.author) == (
        "Xi Jinping visited Vladimir Putin.",
        "A visit",
        "2019-01-03T04:30:00Z",
        "Post",
        "https://post.example/v",
        "Jane Roe",
    )


def test_an_entry_that_is_not_english_is_named_and_skipped(tmp_path: Path) -> None:
    articles, errors = read_bytes(tmp_path, "a.xml", feed(ARTICLES, "The Post").replace("en-GB", "fr"))
    assert articles == []
    assert errors == [f"#{n}: the text is not in English but in fr; only English is read: leave it out" for n in (1, 2)]


@pytest.mark.parametrize("reference", ["&#x110000;", "&#1114112;", "&#" + "9" * 5000 + ";", "&amp;#xFFFFFFFFFF;"])
def test_a_reference_to_no_character_is_one_odd_character(tmp_path: Path, reference: str) -> None:
    [article], errors = read_bytes(tmp_path, "a.atom", ATOM.replace("visited", f"visited {reference}"))
    assert (article.text, errors) == ("Xi Jinping visited \ufffd Vladimir Putin.", [])


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss version='2.0'><channel><title>x</title><item><title>&i;</title></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&a;</title></item>'
    "</channel></rss>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "declares XML entities"),
        (OUTSIDE, "declares XML entities"),
        (BOMB.encode("utf-16"), "declares XML entities"),
        ("<svg/>", "neither RSS nor Atom"),
        ("", "neither RSS nor Atom"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no entries"),
        ("<rss version='2.0'><channel><item>", ": "),
        ("<rss><channel>" + "<a>" * 50_000 + "</rss>", ": "),
    ],
)
def test_a_feed_that_is_none_or_hostile_is_named(tmp_path: Path, content: str | bytes, words: str) -> None:
    articles, [error] = read_bytes(tmp_path, "a.xml", content)
    assert articles == []
    assert words in error

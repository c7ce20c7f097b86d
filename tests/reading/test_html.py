"""Web pages: the article's words and nothing that stands around them, and what the page says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.article import Article
from diplograph.reading.html import LONGEST_PAGE
from tests.pages import page
from tests.reading.reading import read_bytes

TEXT = (
    "BERLIN — Emmanuel Macron met Angela Merkel in Berlin on Monday, the chancellery said.\n\n"
    "“We agree on the goal,” Merkel said after the talks, which had lasted for three hours & more.\n\n"
    "A new start\n\n"
    "Macron invited her to Paris. He thanked her for the welcome, and left for Warsaw in the evening."
)
ARTICLE = Article.make(
    TEXT,
    title="Talks in Berlin",
    published="2018-04-20",
    publisher="The Post",
    url="https://post.example/talks?id=1&a=2",
)


@pytest.mark.parametrize("layout", [0, 1])
def test_the_article_of_a_page_is_its_words_alone(tmp_path: Path, layout: int) -> None:
    [found], errors = read_bytes(tmp_path, "a.html", page(ARTICLE, layout))
    assert errors == []
    assert (found.text, found.title, found.published, found.publisher, found.url, found.author) == (
        TEXT,
        "Talks in Berlin",
        "2018-04-20",
        "The Post",
        "https://post.example/talks?id=1&a=2",
        "Jane Roe",
    )


@pytest.mark.parametrize(
    "around",
    [
        "<p>Photo: Jane Doe/Reuters</p>",
        "<p>(Photo by Jane Doe/Getty Images)</p>",
        "<p>Angela Merkel met Vladimir Putin. REUTERS/Jane Doe</p>",
        "<p>READ MORE: Putin accuses Macron of lying</p>",
        "<p>Related: Putin accuses Macron of lying</p>",
        '<p><a href="/b">Putin accuses Macron of lying</a></p>',
        '<div class="cookie-notice"><p>Putin thanks Macron for cookies. We use cookies.</p></div>',
        "<p>We and our partners use cookies to personalise content.</p>",
        '<ul class="related-stories"><li>Putin accuses Macron of lying</li></ul>',
        "<figure><img src='a'><figcaption>Putin meets Macron.</figcaption></figure>",
        "<p>Sign up for our newsletter and get Putin in your inbox.</p>",
        "<script>document.write('Putin met Macron')</script><style>p { color: red }</style><!-- Putin met Macron -->",
        "<p>Advertisement</p>",
        "<p>© 2018 The Post. All rights reserved.</p>",
        '<div class="comments"><p>Putin met Macron, wrote a reader.</p></div>',
    ],
)
def test_what_is_no_article_stays_out(tmp_path: Path, around: str) -> None:
    content = page(ARTICLE).replace("<p>A new start</p>", f"<p>A new start</p>{around}")
    [found], errors = read_bytes(tmp_path, "a.html", content)
    assert (found.text, errors) == (TEXT, [])


@pytest.mark.parametrize(
    "kept",
    [
        "The photo by the agency showed Kim shaking hands with Moon, and Seoul called it a fake.",
        "Cookies were served when Moon met Kim.",
        'Macron <a href="/m">met</a> <b>Angela</b> Merkel.',
        "Subscribers of the plan, among them Japan, signed the deal in Tokyo.",
        "Related parties met in Geneva, the ministry said.",
    ],
)
def test_what_is_the_article_stays_in(tmp_path: Path, kept: str) -> None:
    content = page(ARTICLE).replace("<p>A new start</p>", f"<p>A new start</p><p>{kept}</p>")
    [found], _ = read_bytes(tmp_path, "a.html", content)
    plain = kept.replace('<a href="/m">', "").replace("</a>", "").replace("<b>", "").replace("</b>", "")
    assert found.text == TEXT.replace("A new start\n\n", f"A new start\n\n{plain}\n\n")


@pytest.mark.parametrize(
    ("codec", "declared"), [("windows-1252", "iso-8859-1"), ("utf-8", "utf-8"), ("koi8-r", "koi8-r")]
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, codec: str, declared: str) -> None:
    content = (
        page(ARTICLE).replace("utf-8", declared).replace("—", "-").replace("“", '"').replace("”", '"').replace("©", "")
    )
    word = "Москва" if codec == "koi8-r" else "Sébastien"
    [found], _ = read_bytes(tmp_path, "a.htm", content.replace("chancellery", word).encode(codec))
    assert f"the {word} said" in found.text


def test_a_page_without_a_date_takes_the_one_that_is_given_and_never_today(tmp_path: Path) -> None:
    [found], _ = read_bytes(tmp_path, "a.html", page(ARTICLE).replace("2018-04-20", "").replace("2019", ""))
    assert found.published is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the page is empty"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article was found"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no article was found"),
        (b"<div>" * 100_000 + b"They met.", "elements inside one another"),
        (b"<p>They met.</p>" * (LONGEST_PAGE // 16 + 1), "more than 10,000,000 bytes"),
        (b"<" * 1_000_000, "no article was found"),
        (b"<a " * 300_000, "no article was found"),
    ],
)
def test_a_page_without_an_article_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    articles, [error] = read_bytes(tmp_path, "a.html", content)
    assert articles == []
    assert words in error


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Talks_files").mkdir()
    (tmp_path / "Talks_files" / "frame.html").write_text(page(ARTICLE))
    (tmp_path / "Talks.html").write_text(page(ARTICLE))
    from tests.reading.reading import read

    articles, errors = read(tmp_path)
    assert ([a.title for a in articles], errors) == (["Talks in Berlin"], [])

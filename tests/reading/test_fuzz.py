"""Whatever bytes a file holds, reading it ends, and gives articles or complaints of the project's own; nothing else gets out."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplograph.article import Article, parse_published
from diplograph.errors import SourceError
from diplograph.reading import read_articles
from diplograph.reading.sources import ARCHIVE, READERS
from tests.fuzz import fuzz
from tests.pages import feed, page, record, warc, zipped

ARTICLE = Article.make(
    "Emmanuel Macron met Angela Merkel in Berlin on Monday, the chancellery said.\n\nHe thanked her for the talks.",
    title="Talks in Berlin",
    published="2018-04-20",
    publisher="The Post",
    url="https://post.example/berlin",
)
LINE = json.dumps({"text": ARTICLE.text, "published": "2018-04-20", "title": "Talks"}).encode()
NEWS: tuple[Any, ...] = (
    {"articles": [{"url": "https://a.example/1", "title": "T", "seendate": "20180420T101500Z", "domain": "a.example",
    "language": "English"}]},
    {"status": "ok", "articles": [{"source": {"id": None, "name": "P"}, "author": "J", "title": "T", "description": "d",
      "url": "https://a.example/1", "publishedAt": "2018-04-20T10:15:00Z", "content": "They met."}]},
    {"response": {"status": "ok", "results": [{"id": "x", "webTitle": "T", "webUrl": "https://a.example/1",
      "webPublicationDate": "2018-04-20T10:15:00Z", "fields": {"bodyText": "They met.", "byline": "J"}}]}},
    {"status": "OK", "response": {"docs": [{"web_url": "https://a.example/1", "abstract": "They met.",
    "lead_paragraph": "They met.",
      "headline": {"main": "T"}, "pub_date": "2018-04-20T10:15:00+0000", "byline": {"original": "By J"}}]}},
)  # fmt: skip
VALID: dict[str, tuple[bytes, ...]] = {
    ".atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><summary>They met.</summary></entry></feed>',),
    ".html": tuple(page(ARTICLE, layout).encode() for layout in range(2)),
    ".json": tuple(json.dumps(news).encode() for news in NEWS),
    ".jsonl": (LINE + b"\n" + LINE,),
    ".md": (b"---\ntitle: Talks\npublished: 2018-04-20\n---\nThey met.",),
    ".rss": (feed([ARTICLE], "The Post").encode(),),
    ".txt": (ARTICLE.text.encode(),),
    ".warc": (warc([ARTICLE]), record("https://a.example/1", page(ARTICLE).encode())),
    ".warc.gz": (warc([ARTICLE], packed=True),),
    ".zip": (zipped([("a.txt", b"They met."), ("b.html", page(ARTICLE).encode()), ("c.jsonl", LINE)]),),
}  # fmt: skip
SAME = {".htm": ".html", ".xhtml": ".html", ".xml": ".rss"}
ENDINGS = sorted(VALID)
PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b"&#0;", b"&#x110000;", b"<!--", b"]]>", b"<![CDATA[",
    b"<!DOCTYPE a [",
    b'"', b"'", b"\\", b"\\ud800", b"\\u0000", b"{", b"}", b"[", b"]", b"1e999", b"-1", b"99999999999999999999", b"null",
    b"NaN", b"\r\n",
    b"\r\n\r\n", b"\n---\n", b"!!python/object/apply:os.system ['true']", b"&a *a", b"<<: *a", b"Content-Length: -5\r\n",
    b"\x1f\x8b\x08\0",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", "\u202e\u0301\U0010ffff\U0001d15e".encode(), b"\xed\xa0\x80",
    b"9999-99-99", b"0000-01-01",
    b"http://[", b"https://a:b@c:99999/", b"charset=utf-7", b"charset=rot13", b"charset=idna",
)  # fmt: skip


def read(name: str, content: bytes) -> list[Article]:
    """The articles of a file with this name and content. Whatever it raises but for complaints is a failure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        errors: list[SourceError] = []
        articles = list(read_articles(path, on_error=errors.append))
        assert articles or errors, "a file that gives nothing is named"
        assert all(type(error) is SourceError and str(path) in str(error) for error in errors)
        assert [entry.name for entry in Path(folder).iterdir()] == [name]
    for article in articles:
        assert article.text.strip()
        assert article.published is None or parse_published(article.published)
        assert article.iri.startswith("https://w3id.org/diplograph/id/article/")
    return articles


@st.composite
def damaged(draw: st.DrawFn, ending: str) -> bytes:
    """A good file with a few places cut out, doubled, or overwritten by what parsers stumble over."""
    content = draw(st.sampled_from(VALID[ending]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + draw(st.sampled_from((0, 1, 8, 200))))))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(content[start:end] * 2))
        content = content[:start] + piece + content[end:]
    return content


def test_every_kind_of_file_is_tried() -> None:
    assert {SAME.get(ending, ending) for ending in (*READERS, ARCHIVE)} == set(ENDINGS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_good_files_are_read(ending: str) -> None:
    assert all(read(f"a{ending}", content) for content in VALID[ending] if b'"seendate"' not in content)


@pytest.mark.parametrize("ending", ENDINGS)
@fuzz(25)
@given(data=st.data())
def test_damaged_files(ending: str, data: st.DataObject) -> None:
    read(f"a{ending}", data.draw(damaged(ending)))


@fuzz(25)
@given(ending=st.sampled_from(ENDINGS), content=st.binary(max_size=400))
@example(".json", b"[" * 100_000)
@example(".jsonl", b'{"text":' * 50_000)
@example(".md", b"---\na: " + b"[" * 5_000 + b"\n---\nx")
@example(".md", b"---\na: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % n for n in range(100)) + b"---\nThey met.")
@example(".html", b"<div>" * 20_000 + b"They met.")
@example(".html", b"<p " + b"a" * 300_000)
@example(".html", b"<a href='" * 20_000)
@example(".json", b'{"articles": [{"url": 5, "title": {}}, null, 3, [], "x"]}')
@example(".json", b'{"a": ' + b"9" * 5_000 + b"}")
@example(".zip", b"PK\x05\x06" + b"\0" * 18)
def test_arbitrary_bytes(ending: str, content: bytes) -> None:
    read(f"a{ending}", content)


def _shaped(like: Any) -> st.SearchStrategy[Any]:
    """JSON of the shape of a service's answer, with anything in any place of it."""
    anything: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    if isinstance(like, dict):
        return st.fixed_dictionaries({}, optional={key: _shaped(value) for key, value in like.items()}) | anything
    if isinstance(like, list):
        return st.lists(_shaped(like[0]), max_size=3) | anything
    return st.just(like) | anything


@fuzz(25)
@given(answer=st.sampled_from(NEWS).flatmap(_shaped))
def test_answers_of_news_services_with_anything_in_any_place(answer: Any) -> None:
    read("a.json", json.dumps(answer).encode())


@fuzz(25)
@given(
    line=st.dictionaries(
        st.sampled_from(("id", "text", "title", "published", "publisher", "url", "author", "language", "x")),
        st.none()
        | st.integers()
        | st.text(st.characters(), max_size=20)
        | st.sampled_from(("2018-04-20", "They met.", "\ud800", "\0", "en")),
    )
)
def test_lines_with_anything_under_any_key(line: dict[str, Any]) -> None:
    for article in read("a.jsonl", json.dumps(line).encode("ascii")):
        assert article.text == line["text"]

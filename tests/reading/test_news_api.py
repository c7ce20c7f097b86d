"""The answers of news services, each in its own shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.reading import read_bytes

GDELT = {
    "articles": [
        {
            "url": "https://a.example/1",
            "title": "Kim meets Moon , Xi ' s envoy",
            "seendate": "20190104T101500Z",
            "domain": "a.example",
            "language": "English",
        },
        {
            "url": "https://a.example/2",
            "title": "Kim trifft Moon",
            "seendate": "20190104T101500Z",
            "domain": "a.example",
            "language": "German",
        },
    ]
}
NEWSAPI = {
    "status": "ok",
    "totalResults": 1,
    "articles": [
        {
            "source": {"id": None, "name": "The Post"},
            "author": "Jane Roe",
            "title": "Talks",
            "description": "They met.",
            "url": "https://a.example/1",
            "publishedAt": "2019-01-04T10:15:00Z",
            "content": "Kim met Moon. They agreed on… [+1234 chars]",
        }
    ],
}
GUARDIAN_ITEM = {
    "id": "world/1",
    "webPublicationDate": "2019-01-04T10:15:00Z",
    "webTitle": "Talks",
    "webUrl": "https://a.example/1",
    "fields": {
        "headline": "Talks",
        "body": "<p>Kim met Moon.</p><figure><figcaption>Kim</figcaption></figure><p>They agreed.</p>",
        "byline": "Jane Roe",
    },
}
NYT = {
    "status": "OK",
    "response": {
        "docs": [
            {
                "abstract": "Kim met Moon.",
                "web_url": "https://a.example/1",
                "snippet": "Kim met Moon.",
                "lead_paragraph": "SEOUL — Kim met Moon. They agreed.",
                "source": "The New York Times",
                "headline": {"main": "Talks"},
                "pub_date": "2019-01-04T10:15:00+0000",
                "byline": {"original": "By Jane Roe"},
            }
        ]
    },
}


@pytest.mark.parametrize(
    ("answer", "text", "publisher", "author"),
    [
        (GDELT, "Kim meets Moon, Xi' s envoy", "a.example", None),
        (NEWSAPI, "Kim met Moon. They agreed on", "The Post", "Jane Roe"),
        (
            {"response": {"status": "ok", "results": [GUARDIAN_ITEM]}},
            "Kim met Moon.\n\nThey agreed.",
            "The Guardian",
            "Jane Roe",
        ),
        (
            {"response": {"status": "ok", "content": GUARDIAN_ITEM}},
            "Kim met Moon.\n\nThey agreed.",
            "The Guardian",
            "Jane Roe",
        ),
        (NYT, "SEOUL — Kim met Moon. They agreed.", "The New York Times", "Jane Roe"),
    ],
)
def test_each_service_has_its_shape(tmp_path: Path, answer: Any, text: str, publisher: str, author: str | None) -> None:
    articles, _ = read_bytes(tmp_path, "a.json", json.dumps(answer))
    [article] = articles
    assert (article.text, article.url, article.publisher, article.author) == (
        text,
        "https://a.example/1",
        publisher,
        author,
    )
    assert article.date is not None
    assert article.date.isoformat() == "2019-01-04"


def test_an_article_in_another_language_is_named_and_skipped(tmp_path: Path) -> None:
    _, errors = read_bytes(tmp_path, "a.json", json.dumps(GDELT))
    assert errors == ["#2: the text is not in English but in German; only English is read: leave it out"]


def test_json_with_the_keys_of_jsonl(tmp_path: Path) -> None:
    articles, errors = read_bytes(tmp_path, "a.json", json.dumps([{"id": "1", "text": "They met."}, {"id": "2"}, 5]))
    assert [a.id for a in articles] == ["1"]
    assert [error.split(":")[0] for error in errors] == ["#2", "#3"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not JSON"),
        ("{", ":1: the file is not JSON"),
        ("{}", "none of the shapes that are read: GDELT DOC, NewsAPI, Guardian, New York Times"),
        ("[]", "none of the shapes"),
        ("5", "none of the shapes"),
        ('{"articles": [5]}', "none of the shapes"),
        ('{"articles": []}', "holds no article"),
        ('{"response": {"docs": 5, "results": {"a": 1}}}', "none of the shapes"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_none_of_these_is_named(tmp_path: Path, content: str, words: str) -> None:
    articles, [error] = read_bytes(tmp_path, "a.json", content)
    assert articles == []
    assert words in error

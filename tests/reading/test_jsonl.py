"""JSON Lines: each bad line is named and the others are read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading import read_articles

GOOD = {"id": "1", "text": "They met.", "published": "2018-02-13T09:30:00Z"}


def read(path: Path) -> tuple[list[Article], list[SourceError]]:
    errors: list[SourceError] = []
    return list(read_articles(path, on_error=errors.append)), errors


def test_a_line_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + json.dumps({"text": "Seoul said\u2028no.", "title": None}) + "\n")
    articles, errors = read(path)
    assert errors == []
    assert [a.text for a in articles] == ["They met.", "Seoul said\u2028no."]
    assert articles[0].date is not None
    assert articles[0].date.isoformat() == "2018-02-13"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"id": "2", "text": ', "not JSON"),
        (b'{"id": "2"}', '"text"'),
        (b'{"id": "2", "text": 5}', "must be a string"),
        (b'{"id": "2", "text": ""}', "empty"),
        (b'{"id": "2", "text": "a\\u0000b"}', "NUL"),
        (b'{"id": "2", "text": "a\\ud800b"}', "surrogate"),
        (b'{"id": "", "text": "They met."}', "blank"),
        (b'{"id": ["2"], "text": "They met."}', "must be a string"),
        (b'{"id": "2", "text": "They met.", "published": "soon"}', "ISO 8601"),
        (b'["They met."]', "no JSON object"),
        (b'{"id": "2", "text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 200_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(GOOD).encode()
    path.write_bytes(good + b"\n" + line + b"\n" + good.replace(b'"1"', b'"3"') + b"\n")
    articles, errors = read(path)
    assert [a.id for a in articles] == ["1", "3"]
    [error] = errors
    assert (error.path, error.line) == (str(path), 2)
    assert words in str(error)


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n")
    articles, [error] = read(path)
    assert articles == []
    assert "empty" in str(error)


def test_the_same_id_with_other_content_is_an_error_about_the_second(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(GOOD | change) + "\n" for change in ({}, {"text": "They did not."}, {})))
    articles, [error] = read(path)
    assert [a.text for a in articles] == ["They met.", "They met."]
    assert "'1'" in str(error)
    assert "another id" in str(error)


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode() + b"\n{\n")))
    errors: list[SourceError] = []
    assert [a.id for a in read_articles("-", on_error=errors.append)] == ["1"]
    assert str(errors[0]).startswith("standard input:2: ")

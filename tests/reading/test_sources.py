"""Folders and lists of sources: what is read, and in which order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from diplograph.errors import SourceError
from diplograph.reading import read_articles


def test_a_folder_is_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.jsonl", ".hidden/d.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "a/c.jsonl"}' if name.endswith("jsonl") else name)
    assert [a.text for a in read_articles(tmp_path)] == ["a/c.jsonl", "a/z.md", "b.txt"]


def test_sources_are_read_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "b.txt").write_text("second")
    assert [a.text for a in read_articles(tmp_path / "b.txt", str(tmp_path / "a.txt"))] == ["second", "first"]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no article"):
        list(read_articles(tmp_path))


def test_errors_stop_reading_unless_they_are_handled(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("They met.")
    with pytest.raises(SourceError, match="empty"):
        list(read_articles(tmp_path))
    errors: list[SourceError] = []
    assert [a.text for a in read_articles(tmp_path, on_error=errors.append)] == ["They met."]
    assert len(errors) == 1


def test_a_missing_extra_is_said_in_one_line_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.html", "b.html", "c.htm"):
        (tmp_path / name).write_text("<p>They met.</p>")
    (tmp_path / "d.txt").write_text("They met.")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    errors: list[SourceError] = []
    assert [a.text for a in read_articles(tmp_path, on_error=errors.append)] == ["They met."]
    assert [str(error) for error in errors] == [
        f"{tmp_path / 'a.html'}: reading web pages needs trafilatura, which is not installed; "
        "install it with: pip install 'diplograph[web]'; other files of this kind are passed over"
    ]


def test_a_published_date_that_is_none_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ISO 8601"):
        list(read_articles(tmp_path, published="13.2.2018"))


def test_how_far_reading_has_come_is_told_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "b.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "c.png").write_text("passed over")
    told: list[tuple[int, int]] = []
    assert len(list(read_articles(tmp_path, on_read=lambda done, total: told.append((done, total))))) == 3
    assert told == [(9, 43), (26, 43), (43, 43)]

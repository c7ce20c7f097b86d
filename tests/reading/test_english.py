"""What is not English is named and skipped; what is in doubt is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.reading.english import foreign_language
from diplograph.reading.sources import read_articles
from diplograph.resources import seeds_path
from tests.reading.reading import read_bytes

GERMAN = (
    "Der südkoreanische Präsident hat die Schwester des nordkoreanischen Machthabers am Samstag in Seoul empfangen, teilte das "
    "Präsidialamt mit. Es war das erste Treffen dieser Art seit Jahren."
)
FRENCH = (
    "Le président sud-coréen a reçu samedi à Séoul la sœur du dirigeant nord-coréen, a annoncé la présidence. Elle l'a invité à "
    "se rendre à Pyongyang dès que possible."
)
KOREAN = (
    "문재인 대통령은 토요일 청와대에서 김여정 특사를 만났다고 대변인이 밝혔다. 그녀는 대통령을 평양으로 초청했다고 전했다. "
    * 2
)


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (FRENCH, "fr"), (KOREAN, "ko")])
def test_other_languages_are_named(tmp_path: Path, text: str, language: str) -> None:
    assert foreign_language(text) == language
    articles, [error] = read_bytes(tmp_path, "a.txt", text)
    assert articles == []
    assert f"not in English but in {language}" in error


@pytest.mark.parametrize(
    "text", ["Le président a dit non.", "", "123 " * 100, "Kim Moon Trump Putin Merkel Macron " * 10]
)
def test_what_is_short_or_no_language_at_all_is_read(text: str) -> None:
    assert foreign_language(text) is None


def test_an_article_that_says_that_it_is_english_is_believed(tmp_path: Path) -> None:
    articles, errors = read_bytes(tmp_path, "a.md", f"---\nlanguage: en-GB\n---\n{GERMAN}")
    assert ([a.text for a in articles], errors) == ([GERMAN], [])


def test_the_seeds_are_english() -> None:
    assert [a.id for a in read_articles(seeds_path()) if foreign_language(a.text)] == []

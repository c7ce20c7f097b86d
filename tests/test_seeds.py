"""The articles that come with the package: enough of them, complete, dated, of a newcomer's reading length."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from diplograph.article import Article
from diplograph.reading import read_articles
from diplograph.resources import seeds_path

FILES = sorted(seeds_path().glob("*.md"))
ARTICLES = list(read_articles(seeds_path()))


def test_there_are_enough_of_them_and_each_file_is_one() -> None:
    assert len(ARTICLES) == len(FILES) >= 30


def test_nothing_else_lies_in_the_folder() -> None:
    assert sorted(seeds_path().iterdir()) == FILES


def test_ids_are_unique_and_name_the_files() -> None:
    assert [article.id for article in ARTICLES] == [path.stem for path in FILES]


def test_no_two_have_the_same_headline_or_text() -> None:
    assert len({article.title for article in ARTICLES}) == len({article.text for article in ARTICLES}) == len(ARTICLES)


def test_several_outlets_write_and_some_on_the_same_events() -> None:
    outlets = Counter(article.publisher for article in ARTICLES)
    assert len(outlets) >= 12
    assert max(outlets.values()) >= 3


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article.id))
class TestEachArticle:
    def test_has_all_its_front_matter(self, article: Article) -> None:
        assert article.title
        assert article.publisher
        assert article.url == f"https://example.org/{article.id}"

    def test_is_dated_in_the_time_that_it_tells_of(self, article: Article) -> None:
        assert article.date is not None
        assert 2014 <= article.date.year <= 2024
        assert article.id.endswith(article.date.isoformat())

    def test_has_a_newcomers_length(self, article: Article) -> None:
        assert 150 <= len(article.text.split()) <= 500

    def test_is_whole_sentences_with_balanced_quotation_marks(self, article: Article) -> None:
        assert re.search(r"[.!?][”’\"']?\n\Z", article.text)
        assert article.text.count("“") == article.text.count("”")
        assert article.text.count('"') % 2 == 0
        assert "  " not in article.text

"""Whatever text an article has, extraction ends, and what it gives is in order: spans of the text, a graph that conforms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.extraction.pipeline import Extractor
from diplograph.graph import open_graph
from diplograph.iris import safe_text
from diplograph.reading import read_articles
from diplograph.record import Extraction, to_json
from tests.fuzz import fuzz

PHRASES = (
    "Emmanuel Macron met Angela Merkel in Berlin on Monday", "the chancellery said", "according to KCNA", "Kim Jong Un",
    "“We are ready", "”",
    '"', "'", "‘", "’", "he told her", "the two leaders", "will visit", "denied that", "Moscow accused London of", "Mr.",
    "U.S.", "on 31 February",
    "in 99999", "the day before", "(Reuters) -", "Photo: Jane Doe", "-", "—", "…", ".", "!", "?", ":", ";", ",", "\n",
    "\n\n", "\t", "\r\n",
    "President", "’s", "and", "of", "not", "if", "@x", "https://a.example/?q=%00", "#tag", "$5bn", "1,000", "<b>", "&amp;",
    "{{x}}", "\\",
)  # fmt: skip
ODD = st.text(max_size=6) | st.sampled_from(
    ("\0", "\x0b", "\x1c", "\x85", "\u2028", "\u200b", "\u200d", "\u202e", "\ufeff", "\ufffe", "e\u0301", "\u0345", "İ",
    "ß", "ﬁ", "ｆ",
     "👩‍👩‍👧", "🇰🇵", "한국", "中国", "ירושלים", "ال", "\U0010ffff", "\U0001d400", "²", "½", "Ⅷ", "\u3000", "\xa0", "\xad")
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PHRASES) | ODD, min_size=1, max_size=14).flatmap(
    lambda parts: st.sampled_from((" ", "")).map(lambda between: between.join(parts))
)
DATES = st.sampled_from((None, "2018-02-13", "0001-01-01", "9999-12-31", "2020-02-29T23:59:59+14:00"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threads=1)


def checked(extractor: Extractor, article: Article) -> Extraction:
    [extraction] = extractor.extract([article])
    found = to_json(extraction)
    stack: list[object] = [found["actors"], found["events"], found["statements"]]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if "start" in part:
                assert part["text"] == article.text[part["start"] : part["end"]]
                assert part["start"] < part["end"]
            stack.extend(part.values())
        elif isinstance(part, list):
            stack.extend(part)
    return extraction


@fuzz(40)
@given(text=TEXTS, published=DATES)
@example("Macron met Merkel. " * 400, "2018-02-13")
@example("“" * 300, None)
@example("He said that " * 200, None)
@example("the president of " * 300 + "France", "2018-02-13")
@example("Kim, " * 500 + "met.", "2018-02-13")
def test_any_text_gives_a_graph_that_conforms(extractor: Extractor, text: str, published: str | None) -> None:
    article = Article.make(text, id="a", published=published)
    extraction = checked(extractor, article)
    with open_graph() as kg:
        report = kg.add([extraction])
        assert (report.added, report.failures) == (1, ())
        assert kg.validate().conforms
        assert [found.text for found in kg.articles()] == [safe_text(text)]


@fuzz(25)
@given(
    text=st.lists(
        st.sampled_from(PHRASES) | st.text(st.characters(categories=["Cs", "Cc", "Cn", "Co", "Lo"]), max_size=4),
        max_size=8,
    ).map(" ".join),
    title=st.text(st.characters(), max_size=6),
    id=st.none() | st.text(st.characters(), min_size=1, max_size=6),
)
def test_half_characters_and_control_characters_are_taken_or_named(
    extractor: Extractor, tmp_path: Path, text: str, title: str, id: str | None
) -> None:
    """As JSON can bring them: `\\ud800` is half of a character, which no file in UTF-8 and no graph can hold."""
    line = json.dumps({"text": text, "title": title} | ({"id": id} if id is not None else {}), ensure_ascii=True)
    path = tmp_path / "a.jsonl"
    path.write_text(line)
    failures: list[SourceError] = []
    with open_graph() as kg:
        articles = read_articles(path, on_error=failures.append)
        report = kg.add(extractor.extract(articles), on_error=failures.append)
        assert report.added + len(failures) == 1
        assert kg.validate().conforms

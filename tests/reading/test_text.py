"""Text files: front matter, exact text, and every way in which a file can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.reading import read_articles
from diplograph.reading.fields import LONGEST_TEXT, LONGEST_WORD


def one(path: Path, published: str | None = None) -> Article:
    [article] = read_articles(path, published=published)
    return article


def error(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(read_articles(path))
    assert caught.value.path == str(path)
    return caught.value


def test_text_is_kept_exactly_as_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\r\n  Pyongyang\u00a0agreed.\t\r\n\n".encode())
    assert one(path).text == "\r\n  Pyongyang\u00a0agreed.\t\r\n\n"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfSeoul agreed.")
    assert one(path).text == "Seoul agreed."


def test_front_matter_gives_metadata_and_the_rest_is_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nid: talks-1\ntitle: Talks\npublished: 2018-02-13\npublisher: A Paper\nurl: https://example.org/1\n---\n\nThey met.\n"
    )
    assert one(path) == Article("talks-1", "\nThey met.\n", "Talks", "2018-02-13", "A Paper", "https://example.org/1")


def test_without_front_matter_the_id_is_a_hash_of_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("They met.")
    second.write_text("They met.")
    assert one(first).id == one(second).id
    assert len(one(first).id) == 16
    second.write_text("They met")
    assert one(first).id != one(second).id


def test_published_is_assumed_only_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("They met.")
    assert one(path, published="2018-02-13").published == "2018-02-13"
    path.write_text("---\npublished: 2019-01-01\n---\nThey met.")
    assert one(path, published="2018-02-13").published == "2019-01-01"


def test_a_title_that_yaml_takes_for_a_number_is_a_string(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: 7\ntitle: 1984\n---\nThey met.")
    assert (one(path).id, one(path).title) == ("7", "1984")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "empty"),
        (b" \n\n", None, "empty"),
        (b"---\ntitle: A\n---\n \n", 1, "empty"),
        (b"caf\xe9\n", 1, "not UTF-8"),
        (b"fine\nfine\ncaf\xe9", 3, "iconv"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "not UTF-8|NUL"),
        (b"ab\0cd", 1, "NUL"),
        ("They met.".encode("utf-16"), None, "UTF-16"),
        (b"---\ntitle: [a\n---\nThey met.", 3, "not YAML"),
        (b"---\ntitle: a: b\n---\nThey met.", 2, "not YAML"),
        (b"---\n- a\n- b\n---\nThey met.", 2, "key: value"),
        (b"---\ntitle: A\n\nThey met.", 1, "never ends"),
        (b"---\npublished: 13 February\n---\nThey met.", 1, "ISO 8601"),
        (b"---\npublished: 2018-02-31\n---\nThey met.", None, "YAML|ISO 8601"),
        (b"---\ntitle: {a: b}\n---\nThey met.", 1, "must be a string"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_remedy(
    tmp_path: Path, content: bytes, line: int | None, words: str
) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(content)
    found = error(path)
    assert any(word in str(found) for word in words.split("|")), str(found)
    if line is not None:
        assert found.line == line


def test_an_article_of_five_megabytes_is_named_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("They met. " * 500_000)
    assert f"{LONGEST_TEXT:,}" in str(error(path))


def test_a_word_of_a_hundred_thousand_characters_is_no_prose(tmp_path: Path) -> None:
    path = tmp_path / "word.txt"
    path.write_text("They met. " + "x" * 100_000)
    assert f"{LONGEST_WORD:,}" in str(error(path))


def test_a_missing_file_and_an_unknown_ending(tmp_path: Path) -> None:
    assert "no such file" in str(error(tmp_path / "none.txt"))
    (tmp_path / "a.docx").write_bytes(b"PK")
    assert ".jsonl, .md, .rss, .txt" in str(error(tmp_path / "a.docx"))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=99).filter(
        lambda t: t.strip() and t[:3] != "---"
    )
)
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(("\n" + text).encode())
    assert one(path).text == "\n" + text

"""Zip archives: read as a folder, nothing unpacked, nothing outside."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from diplograph.article import Article
from tests.pages import feed, page, warc, zipped
from tests.reading.reading import read, read_bytes

ARTICLE = Article.make(
    "Emmanuel Macron met Angela Merkel in Berlin on Monday, the chancellery said. He thanked her for the talks.",
    title="Talks in Berlin",
    published="2018-04-20",
    publisher="The Post",
    url="https://post.example/berlin",
)


def test_all_kinds_of_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    content = zipped(
        [
            ("b/page.html", page(ARTICLE).encode()),
            ("a.txt", b"Seoul agreed."),
            ("c.warc.gz", warc([ARTICLE], packed=True)),
            ("c.warc", warc([ARTICLE])),
            ("d.xml", feed([ARTICLE], "The Post").encode()),
            ("e.jsonl", b'{"text": "They met."}\n{"text": 5}\n'),
            (".hidden.txt", b"Hidden"),
            ("__MACOSX/a.txt", b"Hidden"),
            ("picture.png", b"\x89PNG"),
        ]
    )
    articles, errors = read_bytes(tmp_path, "z.zip", content)
    assert [a.title or a.text for a in articles] == ["Seoul agreed.", *["Talks in Berlin"] * 4, "They met."]
    assert errors == ['/e.jsonl:2: "text" is a number; it must be a string']


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../outside.txt", "leads out of the archive"),
        ("/etc/outside.txt", "leads out of the archive"),
        ("a/../../outside.txt", "leads out of the archive"),
        ("..\\..\\outside.txt", "leads out of the archive"),
        ("C:/outside.txt", "leads out of the archive"),
        ("inner.zip", "an archive in an archive"),
    ],
)
def test_a_path_that_leads_out_is_refused_and_the_rest_read(tmp_path: Path, name: str, words: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    articles, errors = read_bytes(folder, "z.zip", zipped([(name, b"They met."), ("b.txt", b"Seoul agreed.")]))
    assert [a.text for a in articles] == ["Seoul agreed."]
    assert len(errors) == 1
    assert words in errors[0]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "z.zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    line = b'{"text": "They met."}\n'
    bomb = line * 20_000_000  # 440 MB that pack to under 2
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("a.txt", "Seoul agreed.")
        with archive.open("b.md", "w") as member:
            for _ in range(100):
                member.write(bomb[: len(bomb) // 100])
        with archive.open("c.html", "w") as member:
            for _ in range(100):
                member.write(bomb[: len(bomb) // 100])
        archive.writestr("d.txt", "Tokyo agreed.")
    articles, errors = read(tmp_path / "z.zip")
    assert [a.text for a in articles] == ["Seoul agreed.", "Tokyo agreed."]
    assert ["longer than an article" in errors[0], "bytes, so it is no article" in errors[1]] == [True, True]


def test_damage_and_locks_are_named(tmp_path: Path) -> None:
    good = zipped([("a.txt", b"They met. " * 100), ("b.txt", b"Seoul agreed.")])
    assert "damaged" in read_bytes(tmp_path, "none.zip", b"PK nonsense")[1][0]
    at = good.index(b"a.txt") + 15
    articles, errors = read_bytes(tmp_path, "bad.zip", good[:at] + b"\xff\xff\xff\xff" + good[at + 4 :])
    assert [a.text for a in articles] == ["Seoul agreed."]
    assert errors[0].startswith("/a.txt: the archive is damaged here")
    locked = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    assert "encrypted" in read_bytes(tmp_path, "locked.zip", bytes(locked))[1][0]


def test_an_archive_without_articles_and_an_empty_one(tmp_path: Path) -> None:
    assert "holds no article" in read_bytes(tmp_path, "a.zip", zipped([("a.png", b"x")]))[1][0]
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    assert "holds no article" in read_bytes(tmp_path, "b.zip", buffer.getvalue())[1][0]

"""The compact form of the authority in the user's cache folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diplograph.actors.authority import Tables, read_authority
from diplograph.actors.compact import kept
from diplograph.resources import ontology_path

TABLES: Tables = {"entries": {"a": ("a", "Ann")}, "longest": {"ann": 1}}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setattr("diplograph.actors.compact.user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache"


def never() -> Tables:
    raise AssertionError("made again")


def test_files_are_read_once(cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "actors.csv"
    source.write_text("one")
    assert kept([source], lambda: TABLES) == TABLES
    assert kept([source], never) == TABLES
    assert len(list(cache.iterdir())) == 1


@pytest.mark.usefixtures("cache")
def test_a_change_of_a_file_counts(tmp_path: Path) -> None:
    source = tmp_path / "actors.csv"
    source.write_text("one")
    kept([source], lambda: TABLES)
    source.write_text("two")
    assert kept([source], lambda: {"entries": {}}) == {"entries": {}}


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_file_is_made_again(cache: Path, tmp_path: Path, damage: bytes | None) -> None:
    source = tmp_path / "actors.csv"
    source.write_text("one")
    kept([source], lambda: TABLES)
    (file,) = cache.iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if damage is None else damage)
    assert kept([source], lambda: TABLES) == TABLES
    assert file.read_bytes() == content


def test_without_a_folder_to_write_to(cache: Path, tmp_path: Path) -> None:
    cache.write_text("a file where the folder would be")
    source = tmp_path / "actors.csv"
    source.write_text("one")
    assert kept([source], lambda: TABLES) == TABLES


def test_old_files_go(cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "actors.csv"
    for number in range(6):
        source.write_text(str(number))
        kept([source], lambda: TABLES)
        for place, file in enumerate(sorted(cache.iterdir(), key=lambda f: f.stat().st_mtime)):
            os.utime(file, (number + place / 100, number + place / 100))
    assert len(list(cache.iterdir())) == 4


@pytest.mark.usefixtures("cache")
def test_the_compact_form_is_the_authority() -> None:
    folder = ontology_path("actors")
    first, again = (read_authority(folder, cached=True) for _ in range(2))
    plain = read_authority(folder)
    for authority in (first, again):
        assert dict(authority.entries) == dict(plain.entries)
        assert dict(authority.names) == dict(plain.names)
        assert dict(authority.holders) == dict(plain.holders)
        assert dict(authority.surnames) == dict(plain.surnames)

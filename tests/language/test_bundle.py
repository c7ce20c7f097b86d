"""A model that is missing or damaged is refused with words that help."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diplograph.errors import LanguageModelError
from diplograph.language.bundle import FILES, FOLDER, SUMS, open_bundle


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (*FILES, SUMS):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def test_the_bundled_model_opens_and_is_small() -> None:
    bundle = open_bundle()
    assert {"PERSON", "ORG", "LOC", "NORP"} <= {tag.partition("-")[2] for tag in bundle.classes.names}
    assert "nsubj:pass" in bundle.classes.labels
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 30e6


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="there is no language model here; install diplograph again"):
        open_bundle(tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(LanguageModelError, match=f"{name}: the language model cannot be read"):
        open_bundle(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    with pytest.raises(LanguageModelError, match=f"{name}: the language model is damaged"):
        open_bundle(copy)

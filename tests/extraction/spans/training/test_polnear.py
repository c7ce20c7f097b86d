"""PolNeAR's files, on a tiny folder in its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.extraction.spans.training.polnear import Attribution, Document, read_polnear
from tests.extraction.spans.training.corpus import TEXT, write_corpus


def test_documents_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    first, second = read_polnear(tmp_path / "train")
    assert (first.name, second.name) == ("a", "b")
    assert first.text == TEXT


def test_spans_by_role(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    document = next(read_polnear(tmp_path / "train"))
    assert [_words(document, one) for one in document.attributions] == [
        (["Officials in Seoul"], ["signalled"], ["that talks might resume"]),
        (["Moon"], ["said"], ["The border", "would stay open"]),
    ]


def test_the_first_annotator_counts(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "train" / "attributions" / "a_zoe.ann").write_text(
        "T1\tCue 0 9\tOfficials\nE1\tAttribution:T1 Cue:T1\n"
    )
    document = next(read_polnear(tmp_path / "train"))
    assert len(document.attributions) == 2


@pytest.mark.parametrize("missing", ["text", "attributions"])
def test_a_folder_without_documents_gives_none(tmp_path: Path, missing: str) -> None:
    write_corpus(tmp_path)
    for file in (tmp_path / "train" / missing).iterdir():
        file.unlink()
    assert list(read_polnear(tmp_path / "train")) == []


def _words(document: Document, one: Attribution) -> tuple[list[str], list[str], list[str]]:
    parts = ([document.text[a:b] for a, b in spans] for spans in (one.source, one.cue, one.content))
    source, cue, content = parts
    return source, cue, content

"""The span model: the files that ship, and what its two graphs say of sentences."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diplograph.errors import LanguageModelError
from diplograph.extraction.quotes import find_quotations
from diplograph.extraction.spans import features
from diplograph.extraction.spans.features import Sentence, sentences_of
from diplograph.extraction.spans.span_model import FILES, FOLDER, load_span_model
from diplograph.language import bundle


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(
        LanguageModelError, match=f"{name}: the language model cannot be read .*install diplograph again"
    ):
        load_span_model(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    with pytest.raises(LanguageModelError, match=f"{name}: the language model is damaged"):
        load_span_model(copy)


def test_classes_that_lack_something(copy: Path) -> None:
    (copy / "classes.json").write_text("{}")
    sums = [f"{hashlib.sha256((copy / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (copy / "SHA256SUMS").write_text("".join(sums))
    with pytest.raises(LanguageModelError, match="not the classes of a model"):
        load_span_model(copy)


def test_it_is_small_and_has_its_card_and_licence() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1.5e6
    assert "PolNeAR" in (FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "PolNeAR" in (FOLDER / "LICENSE.md").read_text(encoding="utf-8")


def test_it_was_trained_over_the_reader_that_ships() -> None:
    classes = json.loads((FOLDER / "classes.json").read_text(encoding="utf-8"))
    assert classes["reader"] == hashlib.sha256(bundle.open_bundle().reader).hexdigest()


TEXT = "Officials in Seoul signalled that talks might resume. It rained. Analysts doubted that the North would come."


def sentences(nlp: Any, text: str) -> list[Sentence]:
    model = load_span_model()
    return sentences_of(nlp(text), find_quotations(text), model.labels, model.tags)


def test_cues_stand_out(nlp: Any) -> None:
    doc = nlp(TEXT)
    model = load_span_model()
    found = sentences_of(doc, (), model.labels, model.tags)
    likely = model.likely_cues(found)
    cues = [doc[s.tokens[n]].text for s, p in zip(found, likely, strict=True) for n in np.flatnonzero(p >= model.new)]
    assert cues == ["signalled", "doubted"]


def test_spans_of_a_cue(nlp: Any) -> None:
    first = sentences(nlp, TEXT)[0]
    words = TEXT.split()[:8]
    cue = words.index("signalled")
    scores = load_span_model().read_spans(first, [cue])
    assert scores.shape == (1, len(first.tokens), 2)
    said, by = (np.flatnonzero(column > 0.5).tolist() for column in scores[0].T)
    assert [words[i] for i in by] == ["Officials", "in", "Seoul"]
    assert [words[i] for i in said if i < len(words)][:4] == ["that", "talks", "might", "resume."]


def test_a_sentence_is_judged_alone(nlp: Any) -> None:
    model = load_span_model()
    together = model.likely_cues(sentences(nlp, TEXT) * 3)
    alone = [model.likely_cues([sentence])[0] for sentence in sentences(nlp, TEXT)] * 3
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(together, alone, strict=True))


def test_a_cue_is_judged_alone(nlp: Any) -> None:
    model = load_span_model()
    first = sentences(nlp, "Kim said the talks failed, but Moon insisted that they went on.")[0]
    several = model.read_spans(first, [1, 8])
    alone = np.concatenate([model.read_spans(first, [1]), model.read_spans(first, [8])])
    assert np.allclose(several, alone, atol=1e-6)


def test_nothing_is_said_of_no_sentence() -> None:
    assert load_span_model().likely_cues([]) == []


def test_long_sentences_are_left_out(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "LONGEST", 4)
    assert [len(sentence.tokens) for sentence in sentences(nlp, TEXT)] == [3]

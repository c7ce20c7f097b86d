"""Sentences with what the rules find and what the annotators found."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from diplograph.extraction.pipeline import Extractor
from diplograph.extraction.spans.features import FRAMES
from diplograph.extraction.spans.training.examples import Inventory, examples
from diplograph.extraction.spans.training.polnear import read_polnear
from tests.extraction.spans.training.corpus import write_corpus


def test_examples(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    inventory = Inventory({}, {})
    extractor = Extractor(threads=1)
    found = list(examples(read_polnear(tmp_path / "train"), extractor, inventory, learn=True))
    assert len(found) == 4
    first, second = found[:2]
    words = ["Officials", "in", "Seoul", "signalled", "that", "talks", "might", "resume", "."]
    assert first.is_cue.tolist() == [float(word == "signalled") for word in words]
    assert FRAMES[int(first.frames[3])] == "clause"
    [cue] = first.cues
    assert cue.position == 3
    assert cue.wanted[:, 0].tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 0]
    assert cue.wanted[:, 1].tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert first.states.dtype == np.float16
    assert second.is_cue.sum() == 1
    assert inventory.labels["nsubj"] > 0
    assert "NNS" in inventory.tags


def test_what_no_training_article_has_is_unknown(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    found = list(examples(read_polnear(tmp_path / "dev"), Extractor(threads=1), Inventory({}, {}), learn=False))
    assert not np.concatenate([example.labels for example in found]).any()

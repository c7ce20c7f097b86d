"""The whole recipe on a tiny corpus: train, export, read on from. Skipped where the `train` extra is not installed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import numpy as np
import torch

from diplograph.extraction.pipeline import Extractor
from diplograph.extraction.spans.features import sentences_of
from diplograph.extraction.spans.span_model import FILES, load_span_model
from diplograph.extraction.spans.training.__main__ import main
from diplograph.extraction.spans.training.examples import Example, Inventory, examples
from diplograph.extraction.spans.training.export import export
from diplograph.extraction.spans.training.loop import Recipe, cue_scores, span_scores, train
from diplograph.extraction.spans.training.network import Sizes, SpanNetwork
from diplograph.extraction.spans.training.polnear import read_polnear
from tests.extraction.spans.training.corpus import TEXT, write_corpus


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own retirement
def test_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path)
    out = tmp_path / "model"
    monkeypatch.setattr(sys, "argv", ["training", str(tmp_path), "--out", str(out), "--epochs", "1"])
    main()
    for name in (*FILES, "SHA256SUMS", "MODEL_CARD.md", "LICENSE.md"):
        assert (out / name).exists()
    card = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "1 epochs, AdamW" in card
    assert "$" not in card
    load_span_model(out)


@pytest.mark.filterwarnings("ignore")
def test_the_exported_graphs_say_what_the_network_says(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    torch.manual_seed(1)
    extractor, inventory = Extractor(threads=1), Inventory({}, {})
    found = list(examples(read_polnear(tmp_path / "train"), extractor, inventory, learn=True))
    network = SpanNetwork(len(inventory.labels), len(inventory.tags), Sizes())
    told: list[str] = []
    assert list(train(network, found, Recipe(epochs=2), told.append)) == [1, 2]
    assert [line.partition(":")[0] for line in told] == ["epoch 1", "epoch 2"]
    network.eval()
    export(network, inventory, Sizes(), {"new": 0.5, "keep": 0.5, "inside": 0.5}, tmp_path / "model")
    model = load_span_model(tmp_path / "model")
    sentences = sentences_of(extractor.nlp(TEXT), (), model.labels, model.tags)
    with torch.no_grad():
        wanted = torch.sigmoid(cue_scores(network, _unmarked(found[:2]))).numpy()
    assert np.allclose(np.concatenate(model.likely_cues(sentences)), wanted, atol=2e-3)
    [cue] = found[0].cues
    item = (found[0], replace(cue, frame=0, flags=np.zeros_like(cue.flags)))
    with torch.no_grad():
        wanted = torch.sigmoid(span_scores(network, [item])).numpy()
    assert np.allclose(model.read_spans(sentences[0], [cue.position]), wanted, atol=2e-3)


def _unmarked(found: list[Example]) -> list[Example]:
    """The same as if the rules had found nothing."""
    return [replace(one, frames=np.zeros_like(one.frames), flags=np.zeros_like(one.flags)) for one in found]

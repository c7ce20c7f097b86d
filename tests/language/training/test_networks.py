"""The torch side of the training, on tiny data; skipped where the `train` extra is not installed."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("onnx")

import random
from pathlib import Path

import torch
from safetensors.torch import save_file

from diplograph.language.bundle import FOLDER, open_bundle
from diplograph.language.encoding import WordPieces
from diplograph.language.reader import NAMED_FROM, Text
from diplograph.language.reader import Reader as RuntimeReader
from diplograph.language.training.average import average, copied
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.evaluate import evaluate
from diplograph.language.training.examples import Examples, Inventory
from diplograph.language.training.export import export, export_names
from diplograph.language.training.loop import Recipe, slice_of, train
from diplograph.language.training.naming import Naming, NamingRecipe, names_f1, train_names
from diplograph.language.training.network import Reader, Sizes
from diplograph.language.training.self_training import proper_names, reading_of, with_names
from diplograph.language.training.states import States

SENTENCE = Sentence(
    words=("Kim", "Jong", "Un", "met", "Moon", "."),
    tags=("NNP", "NNP", "NNP", "VBD", "NNP", "."),
    upos=("PROPN", "PROPN", "PROPN", "VERB", "PROPN", "PUNCT"),
    lemmas=("Kim", "Jong", "Un", "meet", "Moon", "."),
    heads=(4, 1, 1, 0, 4, 4),
    labels=("nsubj", "flat", "flat", "root", "obj", "punct"),
    names=("B-PERSON", "I-PERSON", "I-PERSON", "O", "B-PERSON", "O"),
)
SIZES = Sizes(width=16, inner=32, layers=6, heads=2, arc=8, label=6)


def encoder(folder: Path) -> Path:
    """Random weights in the names and shapes of a BERT checkpoint."""
    torch.manual_seed(0)
    width, inner = SIZES.width, SIZES.inner
    shapes = {
        "embeddings.word_embeddings.weight": (30522, width),
        "embeddings.position_embeddings.weight": (512, width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    for layer in (f"encoder.layer.{number}." for number in range(SIZES.layers)):
        for name, (rows, columns) in {
            "attention.self.query": (width, width),
            "attention.self.key": (width, width),
            "attention.self.value": (width, width),
            "attention.output.dense": (width, width),
            "intermediate.dense": (inner, width),
            "output.dense": (width, inner),
        }.items():
            shapes |= {f"{layer}{name}.weight": (rows, columns), f"{layer}{name}.bias": (rows,)}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{layer}{name}.weight": (width,), f"{layer}{name}.bias": (width,)}
    file = folder / "model.safetensors"
    save_file({name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}, str(file))
    return file


@pytest.mark.filterwarnings("ignore")
def test_train_export_and_read(tmp_path: Path) -> None:
    inventory = Inventory.of([SENTENCE], least_rules=1)
    examples = Examples(WordPieces(FOLDER / "tokenizer.json"), inventory)
    sizes = {field: len(getattr(inventory, field)) for field in ("tags", "upos", "rules", "labels", "names")}
    reader = Reader(encoder(tmp_path), sizes=SIZES, **sizes)
    recipe = Recipe(epochs=6, pieces=60, head_rate=5e-3, encoder_rate=5e-3)
    lines: list[str] = []
    assert list(train(reader, examples, lambda _: [[SENTENCE] * 30] * 8, recipe, report=lines.append)) == list(
        range(1, 7)
    )
    scores = evaluate(reader, examples.epoch([[SENTENCE]], random.Random(0), noise=False))
    assert "tags 1.0000" in scores
    assert "names 1.0000" in scores

    export(reader, inventory, FOLDER / "tokenizer.json", tmp_path / "model")
    windows = States(tmp_path / "model" / "reader.onnx", NAMED_FROM).read([examples.encode([SENTENCE] * 2)] * 20)
    naming = Naming(len(inventory.names), SIZES)
    naming.begin_as(tmp_path / "model" / "reader.onnx", SIZES.layers)
    assert torch.allclose(naming.layers[1].up.weight, reader.encoder.layers[5].up.weight, atol=0.02)
    naming_recipe = NamingRecipe(rate=1e-2, head_rate=1e-2, pieces=60)
    train_names(naming, lambda _: windows, naming_recipe, report=lines.append)
    assert names_f1(naming, windows, inventory.names, frozenset({"PERSON"})) == 1.0
    export_names(naming, SIZES.width, tmp_path / "model")
    bundle = open_bundle(tmp_path / "model")
    (reading,) = RuntimeReader(bundle, 1).read([Text(SENTENCE.words, [])])
    assert [inventory.tags[tag] for tag in reading.tags] == list(SENTENCE.tags or ())
    assert [inventory.names[name] for name in reading.names] == list(SENTENCE.names or ())
    assert [inventory.labels[label] == "root" for label in reading.labels] == [
        head == at for at, head in enumerate(reading.heads)
    ]

    ((named,),) = with_names(reading_of(reader, examples), inventory, [[SENTENCE]])
    assert named.names == SENTENCE.names


def test_proper_names_are_runs_that_form_one_phrase() -> None:
    assert list(proper_names(SENTENCE)) == [(0, 3), (4, 5)]
    apart = Sentence(words=("San", "Rafael", "Ca"), tags=("NNP", "NNP", "NNP"), heads=(2, 4, 5))
    assert list(proper_names(apart)) == [(0, 2), (2, 3)]


def test_weights_are_averaged() -> None:
    one = {"a": torch.tensor([1.0, 3.0]), "b": torch.tensor([5], dtype=torch.int8)}
    two = {"a": torch.tensor([3.0, 5.0]), "b": torch.tensor([5], dtype=torch.int8)}
    mean = average([copied(one), two])
    assert mean["a"].tolist() == [2.0, 4.0]
    assert mean["b"].tolist() == [5]


def test_slices_go_round() -> None:
    documents = [[SENTENCE] * 3] * 4
    assert [len(slice_of(documents, 6, epoch)) for epoch in range(3)] == [2, 2, 2]

"""From the trained networks to the files that the run time reads: three int8 ONNX graphs, classes, tokenizer, checksums.

`reader.onnx` reads one window of words. `labels.onnx` names the relation of each word to the head that the tree decoder chose.
`names.onnx` reads on from a lower layer of the reader and scores names.
Weights are int8 a channel with seven bits used, so that processors with and without VNNI instructions compute the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from diplograph.language.bundle import FILES, SUMS
from diplograph.language.training.examples import Inventory
from diplograph.language.training.naming import Naming
from diplograph.language.training.network import Reader, Sizes

OPSET = 17
RULES = 4  # lemma rules are tried in this many steps until one fits the word
READER_INPUTS = ("ids", "cases", "first")
READER_OUTPUTS = ("arc", "tags", "upos", "rules", "starts", "names", "label_heads", "label_words")
LAYERS = tuple(f"layer{depth}" for depth in range(Sizes.layers + 1))
"""What the encoder makes of every word piece, layer by layer, for smaller networks that read on from there."""
LABEL_INPUTS = ("label_heads", "label_words", "heads")
NAME_INPUTS = ("states", "first")


class _Window(nn.Module):
    """The reader for one window without padding: classes are chosen in the graph, scores leave it only where decoders need them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        mask, words = torch.ones_like(ids), torch.ones_like(first, dtype=torch.bool)
        s = self.reader(ids, mask, cases, first, words)
        rules = torch.topk(s.rules, min(RULES, s.rules.size(-1)), dim=-1).indices
        starts = s.starts[..., 1] - s.starts[..., 0]
        tags, upos = s.tags.argmax(-1), s.upos.argmax(-1)
        return s.arc, tags, upos, rules, starts, s.names, s.label_heads, s.label_words, *s.layers


class _Labels(nn.Module):
    """The label of every word under its head: `root` for the root and for nothing else."""

    def __init__(self, reader: Reader, root: int, classes: int) -> None:
        super().__init__()
        self.labels = reader.labels
        self.register_buffer("root", torch.nn.functional.one_hot(torch.tensor(root), classes).float() * 1e4)

    def forward(self, label_heads: Tensor, label_words: Tensor, heads: Tensor) -> Tensor:
        scores = self.labels(label_heads, label_words, heads)
        is_root = (heads == 0).float().unsqueeze(-1) * 2 - 1
        chosen: Tensor = (scores + is_root * self.root).argmax(-1)
        return chosen


class _Names(nn.Module):
    """The branch for one window without padding."""

    def __init__(self, naming: Naming) -> None:
        super().__init__()
        self.naming = naming

    def forward(self, states: Tensor, first: Tensor) -> Tensor:
        scores: Tensor = self.naming(states, torch.ones_like(states[..., 0]), first)
        return scores


def export(reader: Reader, inventory: Inventory, tokenizer: Path, out: Path, *, reduce_range: bool = True) -> None:
    """Write the reader's files to `out`, each replaced in one step, the checksums last."""
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        work = Path(name)
        with torch.no_grad():
            _export_window(reader, work)
            _export_labels(reader, inventory, work)
        for graph in ("reader", "labels"):
            _quantised(work, graph, reduce_range=reduce_range)
        shutil.copy(tokenizer, work / "tokenizer.json")
        classes = {field: list(getattr(inventory, field)) for field in ("tags", "upos", "rules", "labels", "names")}
        (work / "classes.json").write_text(json.dumps(classes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _move(work, out, "reader.onnx", "labels.onnx", "tokenizer.json", "classes.json")


def export_names(naming: Naming, width: int, out: Path, *, reduce_range: bool = True) -> None:
    """Write the branch that reads names beside its reader."""
    naming.eval()
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        work = Path(name)
        with torch.no_grad():
            torch.onnx.export(
                _Names(naming),
                (torch.rand(1, 12, width), torch.tensor([[1, 2, 4, 5, 8, 9, 10]])),
                str(work / "names.float.onnx"),
                input_names=list(NAME_INPUTS),
                output_names=["names"],
                dynamic_axes={"states": {1: "pieces"}, "first": {1: "words"}, "names": {1: "words"}},
                opset_version=OPSET,
                dynamo=False,
            )
        _quantised(work, "names", reduce_range=reduce_range)
        _move(work, out, "names.onnx")


def _quantised(work: Path, graph: str, *, reduce_range: bool) -> None:
    quantize_dynamic(
        work / f"{graph}.float.onnx",
        work / f"{graph}.onnx",
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
    )


def _move(work: Path, out: Path, *files: str) -> None:
    for file in files:
        (work / file).replace(out / file)
    there = [file for file in FILES if (out / file).exists()]
    sums = "".join(f"{hashlib.sha256((out / file).read_bytes()).hexdigest()}  {file}\n" for file in there)
    (work / SUMS).write_text(sums, encoding="ascii")
    (work / SUMS).replace(out / SUMS)


def _export_window(reader: Reader, work: Path) -> None:
    ids = torch.randint(1000, 2000, (1, 12))
    arguments = (ids, torch.ones_like(ids), torch.tensor([[1, 2, 4, 5, 8, 9, 10]]))
    axes = {"ids": {1: "pieces"}, "cases": {1: "pieces"}, "first": {1: "words"}}
    axes |= {name: {1: "words"} for name in READER_OUTPUTS}
    axes["arc"] = {1: "words", 2: "heads"}
    axes["label_heads"] = {1: "heads"}
    axes |= {name: {1: "pieces"} for name in LAYERS}
    torch.onnx.export(
        _Window(reader),
        arguments,
        str(work / "reader.float.onnx"),
        input_names=list(READER_INPUTS),
        output_names=[*READER_OUTPUTS, *LAYERS],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _export_labels(reader: Reader, inventory: Inventory, work: Path) -> None:
    size = reader.labels.weight.size(0)
    arguments = (torch.rand(1, 8, size), torch.rand(1, 7, size), torch.randint(0, 7, (1, 7)))
    axes = {"label_heads": {1: "heads"}, "label_words": {1: "words"}, "heads": {1: "words"}, "labels": {1: "words"}}
    torch.onnx.export(
        _Labels(reader, inventory.labels.index("root"), len(inventory.labels)),
        arguments,
        str(work / "labels.float.onnx"),
        input_names=list(LABEL_INPUTS),
        output_names=["labels"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )

"""From the trained network to the files that the run time reads: two int8 ONNX graphs, classes, tokenizer, checksums.

`reader.onnx` reads one window of words. `labels.onnx` names the relation of each word to the head that the tree decoder chose.
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

from diplograph.language.training.examples import Inventory
from diplograph.language.training.network import Reader, Sizes

OPSET = 17
RULES = 4  # lemma rules are tried in this many steps until one fits the word
READER_INPUTS = ("ids", "cases", "first")
READER_OUTPUTS = ("arc", "tags", "upos", "rules", "starts", "names", "label_heads", "label_words")
LAYERS = tuple(f"layer{depth}" for depth in range(Sizes.layers + 1))
"""What the encoder makes of every word piece, layer by layer, for smaller networks that read on from there."""
LABEL_INPUTS = ("label_heads", "label_words", "heads")


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


def export(reader: Reader, inventory: Inventory, tokenizer: Path, out: Path, *, reduce_range: bool = True) -> None:
    """Write the model's files to `out`, each replaced in one step, the checksums last."""
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        work = Path(name)
        with torch.no_grad():
            _export_window(reader, work)
            _export_labels(reader, inventory, work)
        for graph in ("reader", "labels"):
            quantize_dynamic(
                work / f"{graph}.float.onnx",
                work / f"{graph}.onnx",
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                reduce_range=reduce_range,
                weight_type=QuantType.QInt8,
            )
        shutil.copy(tokenizer, work / "tokenizer.json")
        classes = {field: list(getattr(inventory, field)) for field in ("tags", "upos", "rules", "labels", "names")}
        (work / "classes.json").write_text(json.dumps(classes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        files = ("reader.onnx", "labels.onnx", "tokenizer.json", "classes.json")
        sums = "".join(f"{hashlib.sha256((work / f).read_bytes()).hexdigest()}  {f}\n" for f in files)
        (work / "SHA256SUMS").write_text(sums, encoding="ascii")
        for file in (*files, "SHA256SUMS"):
            (work / file).replace(out / file)


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

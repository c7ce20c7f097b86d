"""From the trained network to the files that the run time reads: two ONNX graphs, the classes, checksums.

Weights are kept in 16 bits and computed with in 32: half the size, and nothing depends on what else is in a batch.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from diplograph.extraction.spans.span_model import FILES
from diplograph.extraction.spans.training.examples import Inventory
from diplograph.extraction.spans.training.network import Sizes, SpanNetwork
from diplograph.language.bundle import open_bundle

OPSET = 17
_SMALL = 64  # arrays with fewer numbers stay as they are


class _Cues(nn.Module):
    def __init__(self, network: SpanNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, states: Tensor, labels: Tensor, tags: Tensor, heads: Tensor, frames: Tensor, flags: Tensor
    ) -> Tensor:
        return torch.sigmoid(self.network.cues(states, labels, tags, heads, frames, flags))


class _Spans(nn.Module):
    """The spans of one sentence for several cues."""

    def __init__(self, network: SpanNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        states: Tensor,
        labels: Tensor,
        tags: Tensor,
        places: Tensor,
        branches: Tensor,
        distances: Tensor,
        flags: Tensor,
        cues: Tensor,
        frames: Tensor,
    ) -> Tensor:
        count, words = cues.size(0), states.size(0)
        read = self.network.inputs(
            states.unsqueeze(0).expand(count, words, states.size(1)),
            labels.unsqueeze(0).expand(count, words),
            tags.unsqueeze(0).expand(count, words),
            places,
            branches,
            distances,
            flags,
            cues,
            frames,
        )
        return torch.sigmoid(self.network(read))


def export(network: SpanNetwork, inventory: Inventory, sizes: Sizes, thresholds: dict[str, float], out: Path) -> None:
    """Write the model's files to ``out``, the checksums last."""
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    words, cues = 7, 2
    states, numbers = torch.rand(words, sizes.width), torch.ones(words, dtype=torch.long)
    rows, chosen = torch.ones(cues, words, dtype=torch.long), torch.tensor([1, 3])
    graphs: list[tuple[str, nn.Module, dict[str, Tensor]]] = [
        (
            "cues.onnx",
            _Cues(network),
            {
                "states": states,
                "labels": numbers,
                "tags": numbers,
                "heads": numbers,
                "frames": numbers,
                "flags": torch.rand(words, 3),
            },
        ),
        (
            "spans.onnx",
            _Spans(network),
            {
                "states": states,
                "labels": numbers,
                "tags": numbers,
                "places": rows,
                "branches": rows,
                "distances": rows,
                "flags": torch.rand(cues, words, 4),
                "cues": chosen,
                "frames": chosen,
            },
        ),
    ]
    for name, module, inputs in graphs:
        by_cue = {"places", "branches", "distances"}
        axes = {
            key: {0: "cues", 1: "words"}
            if key in by_cue or (key == "flags" and name == "spans.onnx")
            else {0: "cues" if name == "spans.onnx" and key in {"cues", "frames"} else "words"}
            for key in inputs
        }
        axes["scores"] = {0: "words"} if name == "cues.onnx" else {0: "cues", 1: "words"}
        with torch.no_grad():
            torch.onnx.export(
                module.eval(),
                tuple(inputs.values()),
                str(out / name),
                input_names=list(inputs),
                output_names=["scores"],
                dynamic_axes=axes,
                opset_version=OPSET,
                dynamo=False,
            )
        _halve(out / name)
    classes = {
        "labels": list(inventory.labels),
        "tags": list(inventory.tags),
        "thresholds": thresholds,
        "reader": hashlib.sha256(open_bundle().reader).hexdigest(),
    }
    (out / "classes.json").write_text(json.dumps(classes, indent=1) + "\n", encoding="utf-8")
    sums = "".join(f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES)
    (out / "SHA256SUMS").write_text(sums, encoding="ascii")


def _halve(path: Path) -> None:
    """Keep the weights of a graph in 16 bits, each with a cast to 32 where it is used."""
    model = onnx.load(str(path))
    graph = model.graph
    kept, casts = [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size >= _SMALL:
            kept.append(numpy_helper.from_array(values.astype(np.float16), f"{weight.name}.half"))
            casts.append(helper.make_node("Cast", [f"{weight.name}.half"], [weight.name], to=TensorProto.FLOAT))
        else:
            kept.append(weight)
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    onnx.save(model, str(path))

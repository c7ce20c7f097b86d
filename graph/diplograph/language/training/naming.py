"""The layers that read names: a branch that leaves the encoder below its last layers, trained while the rest stays as it is.

Trees and names want different things of the upper layers. So the branch begins as a copy of the two layers above where it leaves
and is trained on names alone, on far more of them than the trees' training could afford.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F

from diplograph.language.decode import NameDecoder
from diplograph.language.training.average import Weights, average, copied
from diplograph.language.training.batches import grouped
from diplograph.language.training.examples import IGNORED
from diplograph.language.training.names import spans
from diplograph.language.training.network import MASKED, Layer, Sizes
from diplograph.language.training.states import Padded, Window, padded

Array = NDArray[Any]
DEPTH = 2  # layers of the branch; it leaves the encoder so many layers below the top


@dataclass(frozen=True)
class NamingRecipe:
    """What decides the training of the branch."""

    epochs: int = 5
    averaged: int = 3  # the weights of so many last epochs are averaged
    parts: int = 4  # an epoch sees one part in so many of GMB, the next one each time
    repeats: int = 3  # and UNER so many times
    self_training: int = 2  # after so many epochs the branch names the treebank that has no names
    pieces: int = 1500
    rate: float = 4e-4
    head_rate: float = 1.2e-3
    warm_up: float = 0.25  # epochs
    decay: float = 0.01
    dropout: float = 0.2
    seed: int = 7


class Naming(nn.Module):
    """States of an encoder's lower layers to scores of name classes."""

    def __init__(self, classes: int, sizes: Sizes, dropout: float = NamingRecipe.dropout) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(DEPTH))
        self.drop = nn.Dropout(dropout)
        self.names = nn.Linear(sizes.width, classes)

    def forward(self, states: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """states: (batch, pieces, width); mask: (batch, pieces); first: (batch, words) -> (batch, words, classes)."""
        padding = (1.0 - mask)[:, None, None, :] * MASKED
        for layer in self.layers:
            states = layer(states, padding)
        at = first.unsqueeze(-1).expand(first.size(0), first.size(1), states.size(-1))
        scores: Tensor = self.names(self.drop(torch.gather(states, 1, at)))
        return scores

    def begin_as(self, reader: Path, layers: int) -> None:
        """Take the weights of the last of the `layers` layers of an exported reader, as far as seven bits hold them."""
        graph = onnx.load(str(reader)).graph
        constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        for number, layer in enumerate(self.layers, layers - DEPTH):
            base = f"reader.encoder.layers.{number}."
            for part, module in layer.named_children():
                if f"{base}{part}.bias" in constants:
                    _set(module.bias, constants[f"{base}{part}.bias"])
                if f"{base}{part}.weight" in constants:
                    _set(module.weight, constants[f"{base}{part}.weight"])
            inside = f"/reader/encoder/layers.{number}/"
            for node in graph.node:
                if node.op_type == "MatMulInteger" and node.name.startswith(inside) and node.input[1] in constants:
                    part = node.name.removeprefix(inside).partition("/")[0]
                    _set(layer.get_submodule(part).weight, _dequantised(constants, node.input[1]).T)


def train_names(
    naming: Naming, windows: Callable[[int], Sequence[Window]], recipe: NamingRecipe, *, report: Callable[[str], None]
) -> None:
    """Train on what `windows` gives for each epoch (counted from 0); the weights of the last epochs are averaged."""
    chance = random.Random(recipe.seed)
    optimiser = torch.optim.AdamW(
        [
            {"params": naming.layers.parameters(), "lr": recipe.rate},
            {"params": naming.names.parameters(), "lr": recipe.head_rate},
        ],
        weight_decay=recipe.decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    kept: deque[Weights] = deque(maxlen=recipe.averaged)
    for number in range(recipe.epochs):
        groups = grouped(windows(number), _length, recipe.pieces, chance)
        naming.train()
        for at, group in enumerate(groups):
            done = number + at / len(groups)  # epochs
            for parameters, rate in zip(optimiser.param_groups, rates, strict=True):
                parameters["lr"] = rate * min((done + 0.001) / recipe.warm_up, 1 - done / recipe.epochs)
            loss = _loss(naming, padded(group))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(naming.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            if at % 100 == 0:
                report(f"names: epoch {number + 1}, batch {at} of {len(groups)}, loss {loss.item():.3f}")
        kept.append(copied(naming.state_dict()))
    naming.load_state_dict(average(list(kept)))


def names_f1(naming: Naming, windows: Sequence[Window], classes: Sequence[str], kinds: frozenset[str]) -> float:
    """F1 of names of these kinds, exact span and kind, over the words whose class is known."""
    naming.eval()
    decoder = NameDecoder(classes)
    right = gold = found = 0
    with torch.no_grad():
        for group in grouped(windows, _length, 4000):
            batch = padded(group)
            scores = naming(batch.states, batch.mask, batch.first).numpy()
            for row, window in zip(scores, group, strict=True):
                told = decoder.spans(decoder.decode(row[: len(window.first)]))
                true = spans(tuple("O" if name == IGNORED else classes[name] for name in window.names))
                ours, theirs = ({span for span in each if span[2] in kinds} for each in (told, true))
                right, gold, found = right + len(ours & theirs), gold + len(theirs), found + len(ours)
    return 2 * right / max(1, gold + found)


def _length(window: Window) -> int:
    return len(window.states)


def _loss(naming: Naming, batch: Padded) -> Tensor:
    scores = naming(batch.states, batch.mask, batch.first)
    return F.cross_entropy(scores.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED)


def _dequantised(constants: dict[str, Array], name: str) -> Array:
    base = name.removesuffix("_quantized")
    whole = constants[name].astype(np.float32) - constants[f"{base}_zero_point"].astype(np.float32)
    weight: Array = whole * constants[f"{base}_scale"]
    return weight


def _set(parameter: nn.Parameter, value: Array) -> None:
    parameter.data = torch.from_numpy(np.array(value, dtype=np.float32))

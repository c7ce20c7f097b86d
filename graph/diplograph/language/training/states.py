"""What the exported reader makes of the corpora, kept once, so that a network which reads on from there trains quickly.

The states are those of the int8 graph that ships, not of the network before it was quantised: what is trained on them meets the
very same numbers at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor

from diplograph.language.training.examples import IGNORED, Example


@dataclass(frozen=True)
class Window:
    """One window: `states` (pieces, width) as float16, `first` (the first piece) and `names` (the class) a word."""

    states: NDArray[np.float16]
    first: list[int]
    names: list[int]


@dataclass(frozen=True)
class Padded:
    """Windows side by side: `states` (windows, pieces, width), `mask` (windows, pieces), `first`, `names` (windows, words)."""

    states: Tensor
    mask: Tensor
    first: Tensor
    names: Tensor


class States:
    """Runs an exported reader as far as its output `layer`."""

    def __init__(self, reader: Path, layer: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._network = onnxruntime.InferenceSession(str(reader), options, providers=["CPUExecutionProvider"])
        self._layer = layer

    def read(self, examples: Iterable[Example]) -> list[Window]:
        """The states of every example."""
        found = []
        for example in examples:
            feed = {name: np.array([getattr(example, name)]) for name in ("ids", "cases", "first")}
            (states,) = self._network.run([self._layer], feed)
            found.append(Window(states[0].astype(np.float16), example.first, example.names))
        return found


def padded(windows: Sequence[Window]) -> Padded:
    """One batch."""
    pieces, words = max(len(w.states) for w in windows), max(len(w.first) for w in windows)
    states = torch.zeros(len(windows), pieces, windows[0].states.shape[1])
    mask = torch.zeros(len(windows), pieces)
    for row, window in enumerate(windows):
        states[row, : len(window.states)] = torch.from_numpy(window.states).float()
        mask[row, : len(window.states)] = 1
    return Padded(
        states,
        mask,
        torch.tensor([w.first + [0] * (words - len(w.first)) for w in windows]),
        torch.tensor([w.names + [IGNORED] * (words - len(w.names)) for w in windows]),
    )

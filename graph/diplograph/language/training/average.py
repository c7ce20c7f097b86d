"""The mean of the weights of several epochs, which reads better than the last alone while the rate is still high.

Izmailov et al. (2018): Averaging Weights Leads to Wider Optima and Better Generalization.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

Weights = dict[str, Tensor]


def copied(weights: Weights) -> Weights:
    """Weights that training does not change any more."""
    return {name: tensor.detach().clone() for name, tensor in weights.items()}


def average(epochs: Sequence[Weights]) -> Weights:
    """The mean of every weight; what is no number with a fraction (the int8 embeddings) is the same in all."""
    return {
        name: torch.stack([weights[name] for weights in epochs]).mean(0) if tensor.is_floating_point() else tensor
        for name, tensor in epochs[-1].items()
    }

"""Examples to padded tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import torch
from torch import Tensor

from diplograph.language.training.examples import IGNORED, Example

Item = TypeVar("Item")
_POOL = 2000  # so many examples are sorted by length together, so that little is padded


@dataclass(frozen=True)
class Batch:
    """Tensors of shape (examples, pieces) for `ids`, `cases`, `mask`; (examples, words) for the rest."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    upos: Tensor
    rules: Tensor
    heads: Tensor
    labels: Tensor
    starts: Tensor
    names: Tensor


def batches(examples: Sequence[Example], pieces: int, chance: random.Random | None = None) -> list[list[Example]]:
    """Groups of examples of like length, at most `pieces` word pieces with their padding; shuffled if `chance` is given."""
    return grouped(examples, lambda example: len(example.ids), pieces, chance)


def grouped(
    items: Sequence[Item], length: Callable[[Item], int], most: int, chance: random.Random | None = None
) -> list[list[Item]]:
    """Groups of items of like length, together at most `most` long when padded; shuffled if `chance` is given."""
    order = list(items)
    if chance:
        chance.shuffle(order)
    found: list[list[Item]] = []
    for at in range(0, len(order), _POOL):
        current: list[Item] = []
        for item in sorted(order[at : at + _POOL], key=length):
            if current and length(item) * (len(current) + 1) > most:
                found.append(current)
                current = []
            current.append(item)
        if current:
            found.append(current)
    if chance:
        chance.shuffle(found)
    return found


def collate(examples: Sequence[Example]) -> Batch:
    """One batch."""
    length = max(len(e.ids) for e in examples)
    width = max(len(e.first) for e in examples)

    def padded(field: str, size: int, value: int) -> Tensor:
        rows = [getattr(e, field) for e in examples]
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    known = {"ids", "cases", "mask", "first", "words"}
    return Batch(
        ids=padded("ids", length, 0),
        cases=padded("cases", length, 0),
        mask=torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in examples]),
        first=padded("first", width, 0),
        words=torch.tensor([[True] * len(e.first) + [False] * (width - len(e.first)) for e in examples]),
        **{field.name: padded(field.name, width, IGNORED) for field in fields(Batch) if field.name not in known},
    )

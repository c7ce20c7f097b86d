"""Training: batches of sentences of like length, both questions in turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from diplograph.extraction.spans.training.examples import Cue, Example
from diplograph.extraction.spans.training.network import SpanNetwork

Item = tuple[Example, Cue]


@dataclass(frozen=True)
class Recipe:
    """How it is trained: words a batch, the highest rate of the one-cycle schedule, and how much the spans weigh."""

    epochs: int = 4
    cue_words: int = 3000
    span_words: int = 2000
    rate: float = 2e-3
    decay: float = 0.01
    span_weight: float = 3.0
    seed: int = 7


def train(
    network: SpanNetwork, sentences: Sequence[Example], recipe: Recipe, report: Callable[[str], None]
) -> Iterator[int]:
    """Train in place; yields after each epoch, counted from 1."""
    items = [(example, cue) for example in sentences for cue in example.cues]
    work = len(_batches(sentences, _length, recipe.cue_words)) + len(_batches(items, _item_length, recipe.span_words))
    optimiser = torch.optim.AdamW(network.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.rate, total_steps=recipe.epochs * work + 50, pct_start=0.1
    )
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        jobs: list[tuple[bool, Any]] = [(False, b) for b in _batches(sentences, _length, recipe.cue_words)]
        jobs += [(True, b) for b in _batches(items, _item_length, recipe.span_words)]
        random.shuffle(jobs)
        total = {True: 0.0, False: 0.0}
        for about_spans, batch in jobs:
            loss = span_loss(network, batch) * recipe.span_weight if about_spans else cue_loss(network, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total[about_spans] += loss.item()
        report(f"epoch {epoch}: loss of cues {total[False] / work:.4f}, of spans {total[True] / work:.4f}")
        yield epoch


def cue_loss(network: SpanNetwork, batch: Sequence[Example]) -> Tensor:
    """The summed loss of a batch, by sentence."""
    wanted = torch.from_numpy(np.concatenate([example.is_cue for example in batch]))
    return F.binary_cross_entropy_with_logits(cue_scores(network, batch), wanted, reduction="sum") / len(batch)


def cue_scores(network: SpanNetwork, batch: Sequence[Example]) -> Tensor:
    """The scores of all words of a batch, one sentence behind the other."""
    edges = np.cumsum([0, *(len(example.labels) for example in batch)])

    def column(name: str) -> Tensor:
        return torch.from_numpy(np.concatenate([getattr(example, name) for example in batch]))

    heads = torch.from_numpy(np.concatenate([e.heads + at for e, at in zip(batch, edges, strict=False)]))
    return network.cues(
        column("states").float(), column("labels"), column("tags"), heads, column("frames"), column("flags")
    )


def span_loss(network: SpanNetwork, batch: Sequence[Item]) -> Tensor:
    """The loss of a batch, by word."""
    wanted, real = _padded([cue.wanted for _, cue in batch]), _padded([np.ones(len(e.labels)) for e, _ in batch])
    losses = F.binary_cross_entropy_with_logits(span_scores(network, batch), wanted, reduction="none")
    return (losses * real.unsqueeze(-1)).sum() / real.sum()


def span_scores(network: SpanNetwork, batch: Sequence[Item]) -> Tensor:
    """(cues, words, 2), padded to the longest sentence."""
    read = network.inputs(
        _padded([example.states.astype(np.float32) for example, _ in batch]),
        _padded([example.labels for example, _ in batch]),
        _padded([example.tags for example, _ in batch]),
        _padded([cue.places for _, cue in batch]),
        _padded([cue.branches for _, cue in batch]),
        _padded([cue.distances for _, cue in batch]),
        _padded([cue.flags for _, cue in batch]),
        torch.tensor([cue.position for _, cue in batch]),
        torch.tensor([cue.frame for _, cue in batch]),
    )
    lengths = [len(example.labels) for example, _ in batch]
    packed = nn.utils.rnn.pack_padded_sequence(read, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    output, _ = nn.utils.rnn.pad_packed_sequence(network.lstm(packed)[0], batch_first=True, total_length=read.size(1))
    scores: Tensor = network.spans(network.drop(output))
    return scores


def _padded(rows: Sequence[Any]) -> Tensor:
    found = np.zeros((len(rows), max(len(row) for row in rows), *rows[0].shape[1:]), dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        found[number, : len(row)] = row
    return torch.from_numpy(found)


def _length(example: Example) -> int:
    return len(example.labels)


def _item_length(item: Item) -> int:
    return len(item[0].labels)


def _batches(items: Sequence[Any], length: Callable[[Any], int], words: int) -> list[list[Any]]:
    """Items of like length together, in a random order of batches, with at most so many words each."""
    batches: list[list[Any]] = []
    for item in sorted(items, key=lambda item: (length(item), random.random())):
        if not batches or (len(batches[-1]) + 1) * length(item) > words:
            batches.append([])
        batches[-1].append(item)
    random.shuffle(batches)
    return batches

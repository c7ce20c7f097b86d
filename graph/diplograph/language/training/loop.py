"""The training loop: one loss for all heads, AdamW, a linear warm-up and decay."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from diplograph.language.training.batches import Batch, batches, collate
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.examples import IGNORED, Examples
from diplograph.language.training.network import Reader, Scores


@dataclass(frozen=True)
class Recipe:
    """What decides a training run. The bundled model's card says how it was made."""

    epochs: int = 15  # the schedule of learning rates is made for so many
    stop_after: int = 15  # fewer epochs may be trained on that schedule
    averaged: int = 5  # the weights of so many last epochs are averaged
    self_training: int = 9  # after so many epochs the network names the treebank that has no names
    pieces: int = 1100
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.2e-3
    warm_up: float = 0.06
    decay: float = 0.01
    names_a_epoch: int = 4500  # sentences of the names corpus in each epoch, the next slice each time
    bfloat16: bool = False
    seed: int = 7


WEIGHTS = {"tags": 0.5, "upos": 0.3, "rules": 0.3, "starts": 0.3, "names": 1.0}


def loss_of(reader: Reader, scores: Scores, batch: Batch) -> Tensor:
    """Cross-entropy of every head, over the words whose class is known."""

    def entropy(logits: Tensor, gold: Tensor) -> Tensor:
        known = gold != IGNORED
        total = F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="sum")
        return total / known.sum().clamp(min=1)

    labels = reader.labels(scores.label_heads, scores.label_words, batch.heads.clamp(min=0))
    loss = entropy(scores.arc, batch.heads) + entropy(labels, batch.labels)
    for field, weight in WEIGHTS.items():
        loss = loss + weight * entropy(getattr(scores, field), getattr(batch, field))
    return loss


def train(
    reader: Reader,
    examples: Examples,
    documents: Callable[[int], Sequence[Sequence[Sentence]]],
    recipe: Recipe,
    *,
    report: Callable[[str], None],
) -> Iterator[int]:
    """Train on what `documents` gives for each epoch (counted from 0); yields the number of epochs done, to score and export."""
    chance = random.Random(recipe.seed)
    part = batches(examples.epoch(documents(0), chance), recipe.pieces, chance)
    steps = len(part) * recipe.epochs
    pretrained = [p for p in reader.encoder.parameters() if p.requires_grad]
    ours = [p for name, p in reader.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": pretrained, "lr": recipe.encoder_rate}, {"params": ours, "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True)
    warm = max(1, int(recipe.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    step, words, begin = 0, 0, time.perf_counter()
    for epoch in range(min(recipe.epochs, recipe.stop_after)):
        if epoch:
            part = batches(examples.epoch(documents(epoch), chance), recipe.pieces, chance)
        reader.train()
        for group in part:
            batch = collate(group)
            with torch.autocast("cpu", torch.bfloat16) if recipe.bfloat16 else nullcontext():
                scores = reader(batch.ids, batch.mask, batch.cases, batch.first, batch.words)
                loss = loss_of(reader, scores, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            words += int(batch.words.sum())
            if step % 20 == 0:
                rate = words / (time.perf_counter() - begin)
                report(f"epoch {epoch + 1} step {step}/{steps} loss {loss.item():.3f} {rate:.0f} words/s")
        yield epoch + 1


def slice_of(documents: Sequence[Sequence[Sentence]], sentences: int, epoch: int) -> list[Sequence[Sentence]]:
    """The next so many sentences of a large corpus for an epoch, from its beginning again after its end."""
    total = sum(len(document) for document in documents)
    wanted = range(epoch * sentences, epoch * sentences + min(sentences, total))
    found, at = [], 0
    for document in documents:
        if at in wanted or at + total in wanted:
            found.append(document)
        at += len(document)
    return found

"""Quick scores on held-out treebank sentences while training: gold words, greedy heads."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from diplograph.language.training.batches import batches, collate
from diplograph.language.training.examples import IGNORED, Example
from diplograph.language.training.network import Reader


def evaluate(reader: Reader, examples: Sequence[Example]) -> str:
    """Accuracy of each head over the words that the corpus annotates, as one line."""
    reader.eval()
    right = dict.fromkeys(("uas", "las", "tags", "upos", "rules", "starts", "names"), 0)
    total = dict(right)
    with torch.no_grad():
        for group in batches(examples, 2000):
            batch = collate(group)
            scores = reader(batch.ids, batch.mask, batch.cases, batch.first, batch.words)
            heads = scores.arc.argmax(-1)
            labels = reader.labels(scores.label_heads, scores.label_words, heads).argmax(-1)
            known = batch.heads != IGNORED
            attached = (heads == batch.heads) & known
            right["uas"] += int(attached.sum())
            right["las"] += int((attached & (labels == batch.labels)).sum())
            total["uas"] += int(known.sum())
            total["las"] += int(known.sum())
            for field in ("tags", "upos", "rules", "starts", "names"):
                gold = getattr(batch, field)
                right[field] += int((getattr(scores, field).argmax(-1) == gold).sum())
                total[field] += int((gold != IGNORED).sum())
    return "  ".join(f"{name} {right[name] / max(1, total[name]):.4f}" for name in right)

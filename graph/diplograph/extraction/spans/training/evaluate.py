"""How well the network does on sentences that it has not seen, word by word and span by span."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from diplograph.extraction.spans.training.examples import Example
from diplograph.extraction.spans.training.loop import cue_scores, span_scores
from diplograph.extraction.spans.training.network import SpanNetwork

_HALF = 0.5


def evaluate(network: SpanNetwork, sentences: Sequence[Example], threshold: float) -> str:
    """F1 of cues at a threshold, and with the annotators' cues the share of contents that overlap by half or more (Jaccard)
    and of sources that touch the right one."""
    network.eval()
    right = wanted = found = 0
    contents: list[bool] = []
    sources: list[bool] = []
    with torch.no_grad():
        for example in sentences:
            chosen = torch.sigmoid(cue_scores(network, [example])).numpy() >= threshold
            right += int((chosen * example.is_cue).sum())
            wanted += int(example.is_cue.sum())
            found += int(chosen.sum())
            for cue in example.cues:
                inside = torch.sigmoid(span_scores(network, [(example, cue)]))[0].numpy() > _HALF
                gold = cue.wanted > 0
                both, either = inside & gold, inside | gold
                contents.append(bool(both[:, 0].sum() >= _HALF * either[:, 0].sum()))
                sources.append(bool(both[:, 1].any() or not either[:, 1].any()))
    f1 = 2 * right / max(1, wanted + found)
    return f"cues F1 {f1:.3f}, contents {np.mean(contents):.3f}, sources {np.mean(sources):.3f}"

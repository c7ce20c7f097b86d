"""The network: which words are cues, and for one of them which words are content and which are source.

The first question is answered word by word, from the state of the word and of its head in the tree; the second by a bidirectional
LSTM over the sentence, which sees of each word where it stands from the cue, and what the rules say.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from diplograph.extraction.spans.features import DISTANCES, FRAMES, POSITIONS


@dataclass(frozen=True)
class Sizes:
    """Sizes of the layers; ``width`` is that of the encoder's states."""

    width: int = 384
    word: int = 96
    class_: int = 24
    small: int = 12
    inner: int = 128
    lstm: int = 96
    dropout: float = 0.3


class SpanNetwork(nn.Module):
    """Both questions with the layers that they share."""

    def __init__(self, labels: int, tags: int, s: Sizes) -> None:
        super().__init__()
        self.norm, self.word = nn.LayerNorm(s.width), nn.Linear(s.width, s.word)
        self.label, self.tag = nn.Embedding(labels + 1, s.class_), nn.Embedding(tags + 1, s.class_)
        self.branch = nn.Embedding(labels + 1, s.class_)
        self.place, self.distance = nn.Embedding(POSITIONS, s.small), nn.Embedding(DISTANCES, s.small)
        self.frame = nn.Embedding(len(FRAMES), s.small)
        self.drop = nn.Dropout(s.dropout)
        self.cue_inner = nn.Linear(2 * s.word + 3 * s.class_ + s.small + 3, s.inner)
        self.cue = nn.Linear(s.inner, 1)
        self.seen = nn.Linear(s.word + 3 * s.class_ + 2 * s.small + 4, s.inner)
        self.asked = nn.Linear(s.word + s.small, s.inner)
        self.lstm = nn.LSTM(s.inner, s.lstm, 2, batch_first=True, bidirectional=True, dropout=s.dropout)
        self.spans = nn.Linear(2 * s.lstm, 2)

    def words(self, states: Tensor) -> Tensor:
        """The encoder's states, made smaller."""
        return F.gelu(self.word(self.norm(states)))

    def cues(
        self, states: Tensor, labels: Tensor, tags: Tensor, heads: Tensor, frames: Tensor, flags: Tensor
    ) -> Tensor:
        """Scores (words) of the words of some sentences one behind the other; ``heads`` are positions among them."""
        words = self.drop(self.words(states))
        parts = [words, words[heads], self.label(labels), self.tag(tags), self.label(labels[heads])]
        inner = F.gelu(self.cue_inner(torch.cat([*parts, self.frame(frames), flags], -1)))
        scores: Tensor = self.cue(self.drop(inner)).squeeze(-1)
        return scores

    def inputs(
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
        """(cues, words, inner): what the LSTM reads; all arguments have one row a cue."""
        words = self.drop(self.words(states))
        chosen = torch.gather(words, 1, cues[:, None, None].expand(-1, 1, words.size(-1))).squeeze(1)
        parts = [words, self.label(labels), self.tag(tags), self.place(places), self.branch(branches)]
        seen = self.seen(torch.cat([*parts, self.distance(distances), flags], -1))
        asked = self.asked(torch.cat([chosen, self.frame(frames)], -1)).unsqueeze(1)
        return self.drop(F.gelu(seen + asked))

    def forward(self, read: Tensor) -> Tensor:
        """(cues, words, 2): scores of content and of source, from :meth:`inputs` of sentences of one length."""
        scores: Tensor = self.spans(self.drop(self.lstm(read)[0]))
        return scores

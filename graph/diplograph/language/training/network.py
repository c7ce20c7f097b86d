"""The network: a BERT encoder with casing, a mix of its layers, and one head for every question.

The encoder is all-MiniLM-L6-v2 (Apache-2.0), its word-piece embeddings frozen and held as int8 rows from the start, so that nothing
is lost when they are exported. Heads and labels are biaffine (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from diplograph.language.encoding import CASES

MASKED = -1e4


@dataclass(frozen=True)
class Sizes:
    """Sizes of the encoder (as pretrained) and of the biaffine spaces."""

    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    positions: int = 512
    arc: int = 256
    label: int = 112
    dropout: float = 0.1
    head_dropout: float = 0.25


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.heads, self.size = s.heads, s.width // s.heads
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.out = nn.Linear(s.width, s.width)
        self.up, self.down = nn.Linear(s.width, s.inner), nn.Linear(s.inner, s.width)
        self.norm_attention, self.norm_output = nn.LayerNorm(s.width, 1e-12), nn.LayerNorm(s.width, 1e-12)
        self.drop = nn.Dropout(s.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, width); mask: (batch, 1, 1, pieces), 0 or MASKED."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        context = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype)).transpose(1, 2).reshape(b, n, w)
        x = self.norm_attention(x + self.drop(self.out(context)))
        hidden: Tensor = self.norm_output(x + self.drop(self.down(F.gelu(self.up(x)))))
        return hidden


class Encoder(nn.Module):
    """Word pieces and casing to one vector a piece and layer."""

    def __init__(self, s: Sizes, file: Path) -> None:
        super().__init__()
        weights = load_file(str(file))
        table = weights["embeddings.word_embeddings.weight"]
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        self.case = nn.Embedding(CASES, s.width)
        nn.init.zeros_(self.case.weight)
        self.position = nn.Parameter(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = nn.LayerNorm(s.width, 1e-12)
        self.drop = nn.Dropout(s.dropout)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}."
            parts = [f"{base}attention.self.{name}" for name in ("query", "key", "value")]
            layer.qkv.weight.data = torch.cat([weights[f"{p}.weight"] for p in parts])
            layer.qkv.bias.data = torch.cat([weights[f"{p}.bias"] for p in parts])
            _copy(layer.out, weights, base + "attention.output.dense")
            _copy(layer.norm_attention, weights, base + "attention.output.LayerNorm")
            _copy(layer.up, weights, base + "intermediate.dense")
            _copy(layer.down, weights, base + "output.dense")
            _copy(layer.norm_output, weights, base + "output.LayerNorm")

    def forward(self, ids: Tensor, mask: Tensor, cases: Tensor) -> list[Tensor]:
        """ids, cases: (batch, pieces); mask: (batch, pieces), 1 for a piece, 0 for padding."""
        words = self.table[ids].float() * self.scale[ids]
        x = self.drop(self.norm(words + self.case(cases) + self.position[: ids.size(1)]))
        padding = (1.0 - mask.float())[:, None, None, :] * MASKED
        states = [x]
        for layer in self.layers:
            x = layer(x, padding)
            states.append(x)
        return states


class Biaffine(nn.Module):
    """Scores every class for pairs of a word and its head."""

    def __init__(self, classes: int, size: int) -> None:
        super().__init__()
        self.classes = classes
        self.weight = nn.Parameter(torch.randn(size + 1, classes * (size + 1)) * 0.02)

    def forward(self, heads: Tensor, words: Tensor, at: Tensor) -> Tensor:
        """heads: (batch, words + 1, size + 1); words: (batch, words, size + 1); at: (batch, words), the head of each word."""
        b, n, size = words.shape
        chosen = torch.gather(heads, 1, at.unsqueeze(-1).expand(b, n, size))
        return ((words @ self.weight).view(b, n, self.classes, size) @ chosen.unsqueeze(-1)).squeeze(-1)


@dataclass
class Scores:
    """What the network says: (batch, words, classes) each; `arc` (batch, words, words + 1), 0 being the root."""

    arc: Tensor
    tags: Tensor
    upos: Tensor
    rules: Tensor
    starts: Tensor
    names: Tensor
    label_heads: Tensor
    label_words: Tensor
    layers: list[Tensor]  # (batch, pieces, width) each, the embeddings first


class Reader(nn.Module):
    """The whole network but the labels, which need to know the heads first: see `Reader.labels`."""

    def __init__(
        self, encoder: Path, *, tags: int, upos: int, rules: int, labels: int, names: int, sizes: Sizes
    ) -> None:
        super().__init__()
        self.encoder = Encoder(sizes, encoder)
        self.mix = nn.Parameter(torch.zeros(2, sizes.layers + 1))
        self.gain = nn.Parameter(torch.ones(2))
        self.drop = nn.Dropout(sizes.head_dropout)
        self.root = nn.Parameter(torch.zeros(sizes.width))
        self.tags, self.upos = nn.Linear(sizes.width, tags), nn.Linear(sizes.width, upos)
        self.rules, self.starts = nn.Linear(sizes.width, rules), nn.Linear(sizes.width, 2)
        self.names = nn.Linear(sizes.width, names)
        self.arc_head, self.arc_word = nn.Linear(sizes.width, sizes.arc), nn.Linear(sizes.width, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1, bias=False)
        nn.init.normal_(self.arc.weight, std=0.02)
        self.label_head, self.label_word = nn.Linear(sizes.width, sizes.label), nn.Linear(sizes.width, sizes.label)
        self.labels = Biaffine(labels, sizes.label)

    def forward(self, ids: Tensor, mask: Tensor, cases: Tensor, first: Tensor, words: Tensor) -> Scores:
        """ids, mask, cases: (batch, pieces); first: (batch, words), first pieces; words: (batch, words), false for padding."""
        layers = self.encoder(ids, mask, cases)
        states = torch.stack(layers, -1)
        weights = torch.softmax(self.mix, -1) * self.gain[:, None]
        mixed = (states @ weights.t()).permute(3, 0, 1, 2)  # (2, batch, pieces, width)
        at = first.unsqueeze(-1).expand(first.size(0), first.size(1), mixed.size(-1))
        syntax, naming = torch.gather(mixed[0], 1, at), torch.gather(mixed[1], 1, at)
        x, y = self.drop(syntax), self.drop(naming)
        rooted = torch.cat([self.root.expand(x.size(0), 1, -1), x], 1)
        arc_heads = self.drop(F.gelu(self.arc_head(rooted)))
        arc_words = self.drop(F.gelu(self.arc_word(x)))
        arc = self.arc(arc_words) @ arc_heads.transpose(1, 2) + self.arc_bias(arc_heads).transpose(1, 2)
        real = torch.cat([torch.ones_like(words[:, :1]), words], 1)
        arc = arc + (1.0 - real.float())[:, None, :] * MASKED
        return Scores(
            arc=arc,
            tags=self.tags(x),
            upos=self.upos(x),
            rules=self.rules(x),
            starts=self.starts(x),
            names=self.names(y),
            label_heads=_one(self.drop(F.gelu(self.label_head(rooted)))),
            label_words=_one(self.drop(F.gelu(self.label_word(x)))),
            layers=layers,
        )


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({"weight": weights[f"{name}.weight"], "bias": weights[f"{name}.bias"]})

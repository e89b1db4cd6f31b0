"""Posteriors of a hidden Markov alignment model: each observed word is made by a state near the one
that made the word before it, or by nothing.

The model is Vogel, Ney and Tillmann (1996), "HMM-based word alignment in statistical translation",
with the empty words of Och and Ney (2003); jumps beyond the kernel share a uniform rest, so that a
step costs the length of the kernel for each state.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Matrix", "posteriors"]

Matrix = NDArray[np.float64]

_FAR = 0.06
"""Share of jumps longer than the kernel."""
_EMPTY = 0.2
"""Share of observed words that no state makes."""


def posteriors(lift: Matrix, empty: Matrix, jumps: Matrix) -> Matrix:
    """states × observations: the probability that a state made an observation.

    `lift` (states × observations) tells how much likelier the observation is from this state than
    by chance, `empty` (observations) the same for no state; `jumps` is an odd-length kernel whose
    middle is no jump."""
    states, steps = lift.shape
    made = np.zeros((states, steps))
    held = np.zeros((states, steps))
    real = _entry(states, jumps)
    for t in range(steps):
        if t:
            before = made[:, t - 1] + held[:, t - 1]
            real = _moved(before, jumps)
            nothing = before
        else:
            nothing = real
        made[:, t] = (1 - _EMPTY) * real * lift[:, t]
        held[:, t] = _EMPTY * nothing * empty[t]
        total = made[:, t].sum() + held[:, t].sum()
        if total > 0:
            made[:, t] /= total
            held[:, t] /= total
        else:
            held[:, t] = 1 / states
    back = np.ones(states)
    reverse = jumps[::-1]
    for t in range(steps - 1, -1, -1):
        made_now = made[:, t] * back
        total = made_now.sum() + (held[:, t] * back).sum()
        if t:
            back = (1 - _EMPTY) * _moved(back * lift[:, t], reverse) + _EMPTY * back * empty[t]
            peak = back.max()
            back = back / peak if peak > 0 else np.ones(states)
        made[:, t] = made_now / total if total > 0 else 0.0
    return made


def _entry(states: int, jumps: Matrix) -> Matrix:
    """Where the first word is made: as if jumped to from before the first state."""
    entry = np.full(states, 0.5 / states)
    reach = min(states, len(jumps) // 2)
    entry[:reach] += 0.5 * jumps[len(jumps) // 2 + 1 :][:reach]
    return entry


def _moved(mass: Matrix, jumps: Matrix) -> Matrix:
    middle = len(jumps) // 2
    near: Matrix = np.convolve(mass, jumps)[middle : middle + len(mass)]
    return (1 - _FAR) * near + _FAR * mass.sum() / len(mass)

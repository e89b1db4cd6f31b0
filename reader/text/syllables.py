"""Syllables of an Arabic word and where its stress falls.

Stress follows the rule for the standard language read aloud without case endings (Ryding, A
Reference Grammar of Modern Standard Arabic, 2005, p. 36): on the last syllable if it is superheavy
(a long vowel or two consonants at the end), else on the last but one if it is heavy, else on the
one before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Phone", "syllables"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A sound as it is respelled: a consonant ("kh") or a vowel ("a", "aa")."""

    spelled: str
    vowel: bool = False

    @property
    def long(self) -> bool:
        return self.vowel and len(self.spelled) > 1


Syllable = list[Phone]


def _parted(phones: Sequence[Phone]) -> list[Syllable]:
    """One vowel each; of the consonants between two vowels the last begins the next syllable."""
    parts: list[Syllable] = []
    run: Syllable = []
    for phone in phones:
        if not phone.vowel:
            run.append(phone)
        elif not parts or not run:
            parts.append([*run, phone])
            run = []
        else:
            parts[-1] += run[:-1]
            parts.append([run[-1], phone])
            run = []
    if parts:
        parts[-1] += run
    elif run:
        parts.append(run)
    return parts


def _closing(syllable: Syllable) -> int:
    """How many consonants follow its vowel."""
    at = next((i for i, phone in enumerate(syllable) if phone.vowel), len(syllable) - 1)
    return len(syllable) - 1 - at


def _heavy(syllable: Syllable) -> bool:
    return _closing(syllable) > 0 or any(phone.long for phone in syllable)


def _superheavy(syllable: Syllable) -> bool:
    closing = _closing(syllable)
    return closing > 1 or (closing == 1 and any(phone.long for phone in syllable))


def _stressed(parts: Sequence[Syllable]) -> int:
    last = len(parts) - 1
    if _superheavy(parts[last]):
        return last
    if last > 0 and _heavy(parts[last - 1]):
        return last - 1
    return max(0, last - 2)


def syllables(phones: Sequence[Phone]) -> str:
    """The syllables joined by "-", the stressed one in capitals unless it is the only one."""
    parts = _parted(phones)
    if not parts:
        return ""
    stressed = _stressed(parts) if len(parts) > 1 else -1
    spelled = []
    for i, part in enumerate(parts):
        text = "".join(phone.spelled for phone in part)
        text = text.replace("iy", "ee").replace("uw", "oo") if _closing(part) == 1 else text
        if i == len(parts) - 1 and text.endswith("aa"):
            text = text[:-1]  # unstressed at the end, a long a is no longer than a short one
        spelled.append(text.upper() if i == stressed else text)
    return "-".join(spelled)

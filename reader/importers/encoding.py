"""From bytes to text: which encoding an Arabic file is in.

Byte order marks are believed. Then: UTF-8 where the bytes are valid UTF-8; UTF-16 where every
second byte looks like the high byte of Arabic or Latin; otherwise windows-1256 or ISO-8859-6, by
which of the two gives plausible Arabic. A file that is UTF-8 but for a few broken bytes is read
with U+FFFD (�) in their place, so that the reader sees where something is missing; more than that
is rejected.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Decoded", "UnknownEncodingError", "decode"]


class UnknownEncodingError(ValueError):
    """No supported encoding makes text of the bytes; `binary` tells that they are no text."""

    def __init__(self, binary: bool) -> None:
        super().__init__("binary" if binary else "unknown encoding")
        self.binary = binary


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without byte order mark, line ends as in the file; `encoding` is Python's name."""

    text: str
    encoding: str


_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN_SHARE: Final = 0.02
"""Broken bytes per valid multi-byte character that a UTF-8 file may have."""

# -log2 of how often each non-ASCII character comes in Arabic news and reports (measured on 0.4
# million letters).
_WEIGHTS: Final = {
    letter: weight
    for letters, weight in (
        ("ال", 3.0),
        ("مي", 4.0),
        ("ترنو", 4.5),
        ("بةدعف", 5.0),
        ("أسقكه", 5.5),
        ("جح،شصطى", 6.5),
        ("إخثذزضغ", 7.0),
        ("ئظءً", 8.5),
        ("آؤُّ«»", 10.0),
        ("َِ؛ٌٍـ؟ْ", 12.0),
    )
    for letter in letters
}
_UNLIKELY: Final = 14.0
_PLAUSIBLE: Final = 5.8
"""Mean weight of a non-ASCII character above which a text is not Arabic (news: 3.9, at most 5.5 in
2,000 sentences); a few words get some grace."""
_GRACE: Final = 20.0
_NEUTRAL: Final = frozenset("\u00a0–—…“”‘’•٪°·§©®")
_COMMON_WORD: Final = re.compile(
    r"(?<![^\W_])(?:[وفبك]?ال(?=[^\W_])|(?:و?(?:في|من|على|إلى|أن|عن|ما|أو|التي|لا|بعد|مع|هذه|قبل|كان|قد"
    r"|الذي|لم|بين|تم|خلال|هذا|حيث|هو|عام|كانت|أكثر|حتى|كما|غير|أنه|ذلك|كل|إن|أي|هي|إلا|إذا|حول|منذ"
    r"|عند|بعض|يوم|ثم|لكن|دون|قال|قالت|أكد|منها|أنها|بها|له|لها|أمام|عبر|نحو|ضد))(?![^\W_]))"
)
_MISPLACED_TANWIN: Final = re.compile("[ًٌٍ](?=[^\\W\\d_])(?!ا)")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in `data`; `declared` is what the document itself says its encoding is.

    Raises UnknownEncodingError."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_with_breaks(data[len(mark) :], name), name)
    if (wide := _wide(data)) is not None:
        return Decoded(_with_breaks(data, wide), wide)
    if b"\x00" in data:
        raise UnknownEncodingError(binary=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    whole = sum(character > "\x7f" and character != "\ufffd" for character in text)
    if text.count("\ufffd") <= max(3, whole * _BROKEN_SHARE) < whole:
        return Decoded(text, "utf-8")
    if declared is not None and (by_name := _declared(data, declared)) is not None:
        return by_name
    return _single_byte(data)


def _with_breaks(data: bytes, name: str) -> str:
    text = data.decode(name, "replace")
    if text.count("\ufffd") > max(3, len(text) * _BROKEN_SHARE):
        raise UnknownEncodingError(binary=True)
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, by the high bytes of Arabic (06) and Latin (00)."""
    sample = data[: 1 << 16]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4:
        return None
    best: str | None = None
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        script = sum(high.count(byte) for byte in (0x00, 0x06, 0x20, 0xFB, 0xFC, 0xFD, 0xFE))
        arabic, ascii_ = high.count(0x06), high.count(0x00)
        if script >= 0.95 * len(high) and arabic + ascii_ >= 0.9 * len(high) and arabic:
            spaces = sum(h == 0 and low[i] in b" \n\r" for i, h in enumerate(high[:4096]))
            if spaces or len(high) < 40:
                best = name
    return best


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared).name
        text = data.decode(name)
    except (LookupError, ValueError):
        return None
    return Decoded(text, name) if _weight(text) <= _PLAUSIBLE else None


def _single_byte(data: bytes) -> Decoded:
    candidates: list[tuple[float, Decoded]] = []
    for name in ("cp1256", "iso8859-6"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((_weight(text), Decoded(text, name)))
    if not candidates:
        raise UnknownEncodingError(binary=False)
    weight, decoded = min(candidates, key=lambda candidate: candidate[0])
    if weight > _PLAUSIBLE:
        raise UnknownEncodingError(binary=False)
    return decoded


def _weight(text: str) -> float:
    """How unlike newspaper Arabic the non-ASCII characters of `text` are; less is better."""
    sample = text[: 1 << 16]
    rare = [c for c in sample if c > "\x7f" and c not in _NEUTRAL]
    if not rare:
        return _UNLIKELY
    words = len(_COMMON_WORD.findall(sample))
    slips = len(_MISPLACED_TANWIN.findall(sample))
    total = sum(_WEIGHTS.get(c, _UNLIKELY) for c in rare)
    return (total - 8.0 * words + 10.0 * slips - _GRACE) / len(rare)

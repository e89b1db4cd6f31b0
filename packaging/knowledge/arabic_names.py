"""Which of a city's many names in GeoNames are Arabic, best first.

The library gives names without their language; those in the Arabic script may as well be Persian,
Urdu, Kurdish, Pashto or Uyghur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.text.keys import lookup_key, strip_marks
from reader.text.likeness import name_likeness

__all__ = ["arabic_variants"]

# Letters of Arabic itself: پ چ گ ک ی ہ ے ۆ and the rest are of other languages.
_ARABIC = re.compile("[ء-غف-ي]+(?:[ -][ء-غف-ي]+)*")
_INNER_MAQSURA = re.compile("ى[ء-غف-ي]")
_ADMINISTRATIVE = frozenset("محافظه مقاطعه بلديه قضاء مركز ناحيه اقليم منطقه دائره شهرستان".split())
_LEAST_LIKENESS = 0.5
_MOST = 6


def arabic_variants(name: str, alternates: Iterable[str]) -> tuple[str, ...]:
    """Spellings that sound like `name` or another name in Latin letters, likest and best spelled
    first; at most six."""
    alternates = list(alternates)
    # Lower-case ones are made from names in other scripts letter by letter, and say nothing new.
    latin = [name, *(n for n in alternates if n[:1].isascii() and n[:1].isupper())]
    found: dict[str, tuple[float, str]] = {}
    for alternate in alternates:
        arabic = _cleaned(alternate)
        if arabic is None:
            continue
        like = name_likeness(arabic, name)
        if max([like, *(name_likeness(arabic, other) for other in latin)]) < _LEAST_LIKENESS:
            continue
        value = round(like, 1) + _spelling(arabic)
        key = lookup_key(arabic)
        found[key] = max(found.get(key, (-9.0, "")), (value, arabic))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1]))
    return tuple(arabic for _, arabic in best[:_MOST])


def _cleaned(alternate: str) -> str | None:
    """The bare name in `alternate`, None if it is not an Arabic one."""
    arabic = strip_marks(alternate).partition("،")[0].partition(",")[0].partition("(")[0].strip()
    arabic = arabic.removeprefix("مدينة ").strip()
    if not _ARABIC.fullmatch(arabic) or _INNER_MAQSURA.search(arabic):
        return None
    words = lookup_key(arabic).split()
    if words[0] in _ADMINISTRATIVE or len("".join(words).removeprefix("ال")) < 3:
        return None
    return arabic


def _spelling(arabic: str) -> float:
    """How well-spelled it looks: hamza written, ة where feminine, no hyphen."""
    careless = sum(word.startswith("ا") and not word.startswith("ال") for word in arabic.split())
    return 0.1 * ("أ" in arabic or "إ" in arabic) - 0.1 * careless + 0.1 * arabic.endswith("ة")

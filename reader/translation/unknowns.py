"""What stands for a piece that the model could not spell.

CTranslate2 would put the Arabic piece it looked at in its place; here it is the name the sentence
has for that word, or its sound, or, for numbers, marks and other scripts, the thing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.text.keys import has_arabic
from reader.text.transliteration import transliterate
from reader.translation.stretches import Stretch
from reader.translation.verbatim import english_marks

__all__ = ["UNKNOWN", "spelled_out"]

UNKNOWN: Final = "<unk>"
_MARK: Final = "▁"


def spelled_out(
    pieces: Sequence[str],
    attention: Sequence[Sequence[float]],
    stretch: Stretch,
    owners: Sequence[int | None],
) -> list[str]:
    """`pieces` of a translation of `stretch`, in SentencePiece's marking, without unknown ones.
    `owners[j]` is the token of source piece j. Several in a row for one word are one."""
    result: list[str] = []
    before: int | None = None
    for i, piece in enumerate(pieces):
        if piece != UNKNOWN:
            result.append(piece)
            before = None
            continue
        weights = attention[i][: len(stretch.pieces)] if i < len(attention) else ()
        source = max(range(len(weights)), key=weights.__getitem__, default=None)
        if source is not None and weights[source] <= 0:
            source = None  # it looked at nothing but the end of the sentence
        token = None if source is None else owners[source]
        if source is None or (token is not None and token == before):
            result.append("")
        elif token is None:
            start, end = stretch.places[source]
            surface = english_marks(stretch.source.text[start:end]).strip()
            result.append("" if has_arabic(surface) else surface)
        else:
            result.append(_MARK + _english(stretch, token).replace(" ", _MARK))
        before = token
    return result


def _english(stretch: Stretch, token: int) -> str:
    word = stretch.source.word(token)
    if not has_arabic(word):
        return english_marks(word)
    place = stretch.source.tokens[token]
    for mention in stretch.source.mentions:
        if mention.start < place.end and place.start < mention.end and mention.english:
            return mention.english
    return transliterate(word)

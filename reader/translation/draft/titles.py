"""How English names a kind of place or institution with its name: the Niger River, Lake Chad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.text.keys import lookup_key
from reader.translation.draft.units import Word

__all__ = ["named_kind", "title_before"]

_AFTER = frozenset(
    "river sea ocean bridge island islands airport university hospital prison bank dam canal valley"
    " street square stadium mosque church governorate province district desert peninsula crossing"
    " county corridor strait highway academy museum palace castle citadel cathedral temple"
    " mountains falls waterfalls plateau zoo park garden orchestra cup festival library station"
    " cemetery theatre theater delta canyon reef prize award".split()
)
_BEFORE = {
    "lake": "Lake", "mountain": "Mount", "mount": "Mount", "tell": "Tell", "hurricane": "Hurricane",
    "typhoon": "Typhoon", "cyclone": "Cyclone",
}  # fmt: skip
_OF = {
    "gulf": "Gulf", "strait": "Strait", "ministry": "Ministry", "republic": "Republic",
    "treaty": "Treaty", "battle": "Battle", "kingdom": "Kingdom", "duchy": "Duchy",
}  # fmt: skip
_SAID = {"waterfalls": "falls", "waterfall": "falls"}


_TITLES = {
    lookup_key(arabic): english
    for arabic, english in {
        "اللواء": "Major General", "العميد": "Brigadier General", "الفريق": "Lieutenant General",
        "العماد": "General", "المقدم": "Lieutenant Colonel", "الرائد": "Major",
        "النقيب": "Captain", "الملازم": "Lieutenant", "المشير": "Field Marshal",
        "القديس": "Saint", "القديسة": "Saint", "الدكتور": "Dr", "الدكتورة": "Dr",
        "السيد": "Mr", "السيدة": "Mrs", "الآنسة": "Miss", "القس": "Reverend", "الأب": "Father",
        "الحاج": "Hajj", "الحاجة": "Hajja", "السير": "Sir", "اللورد": "Lord", "الليدي": "Lady",
        "القيصر": "Tsar", "الإمبراطور": "Emperor", "الإمبراطورة": "Empress", "الدوق": "Duke",
        "الدوقة": "Duchess", "الكونت": "Count", "الكاردينال": "Cardinal", "الخليفة": "Caliph",
        "السلطان": "Sultan", "الأميرة": "Princess", "الشهيد": "the martyr",
    }.items()
}  # fmt: skip
"""What means something else without a name behind it: اللواء, "the brigade"."""


def title_before(word: str) -> str | None:
    """The English of a word that stands right before a person's name, if it is a title."""
    return _TITLES.get(lookup_key(word))


def named_kind(kind: Word, name: Sequence[Word], attributes: Sequence[Word]) -> list[Word] | None:
    """The words of kind and name as a proper name, or None where they stay "the city of Raqqa".
    `attributes` are adjectives of the kind, which keep their place in front."""
    word = _SAID.get(kind.text, kind.text)
    *front, last = name
    if last.text.rpartition(" ")[2].lower() == word:  # شارع وول ستريت
        said = replace(last, tokens=(*kind.tokens, *last.tokens))
        return [*attributes, *front, said]
    if word in _BEFORE:
        return [*attributes, Word(_BEFORE[word], kind.tokens, kind.before, kind.after), *name]
    the = Word("the", kind.tokens)
    if word in _OF:
        head = Word(_OF[word], kind.tokens, kind.before, kind.after)
        return [the, *attributes, head, Word("of", kind.tokens), *name]
    if word in _AFTER and len(name) <= 3:
        capital = Word(word.capitalize(), kind.tokens, kind.before, kind.after)
        return [the, *attributes, *name, capital]
    return None

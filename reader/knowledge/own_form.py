"""An actor or place as a form to fill in: what is written in its fields, and what is wrong with it.

Everything is text as somebody types it. A form without troubles makes an entity that `own_records`
writes and reads again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from reader.knowledge.cities import name_words
from reader.model import Alias, Entity, EntityType, Location
from reader.text.keys import has_arabic, plain_digits

__all__ = ["LONGEST_NAME", "LONGEST_TEXT", "Form", "form_of", "named_alike"]

LONGEST_NAME: Final = 120
LONGEST_TEXT: Final = 1500
_NO_TYPE: Final = "Choose whether it is a person, an organisation, a place or something else."
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_NUMBER: Final = r"([+-]?\d{1,3}(?:[.٫]\d+)?)\s*°?\s*([NSEWnsew]?)"
_PLACE: Final = re.compile(rf"{_NUMBER}\s*[,;،\s]\s*{_NUMBER}")
_EQUALS: Final = re.compile(r"\s=\s")


def _line(text: str) -> str:
    """One line of what can be written to a file, single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@dataclass(frozen=True, slots=True)
class Form:
    """`type` is None until it is chosen; `others` are further Arabic names with their English, ""
    for the same; `others_en` further English names parted by semicolons; `place` latitude and
    longitude in degrees; `ordinary` says that the Arabic is also an ordinary word."""

    type: EntityType | None
    kind: str = ""
    arabic: str = ""
    english: str = ""
    others: tuple[tuple[str, str], ...] = ()
    others_en: str = ""
    about: str = ""
    place: str = ""
    ordinary: bool = False

    def troubles(self) -> list[str]:
        """What keeps it from being kept, a sentence each, in the order of the fields."""
        told = [] if self.type else [_NO_TYPE]
        told += [*self._of_names(), *self._of_others()]
        if len(_line(self.about)) > LONGEST_TEXT:
            told.append(f"The explanation is longer than {LONGEST_TEXT:,} letters.")
        if self.place.strip() and _location(self.place) is None:
            told.append("The place needs two numbers, such as 36.3844, 38.8611.")
        return told

    def _of_names(self) -> Iterable[str]:
        arabic, english = _line(self.arabic), _line(self.english)
        if not arabic:
            yield "The Arabic name is missing."
        elif not has_arabic(arabic):
            yield "The Arabic name has no Arabic letter."
        elif not name_words(arabic):
            yield "The Arabic name has no letters."
        if not english:
            yield "The English name is missing."
        elif has_arabic(english):
            yield "The English name has Arabic letters."
        for field, said in (("Arabic", arabic), ("English", english), ("kind", _line(self.kind))):
            if len(said) > LONGEST_NAME:
                what = field if field == "kind" else f"{field} name"
                yield f"The {what} is longer than {LONGEST_NAME} letters."

    def _of_others(self) -> Iterable[str]:
        for arabic, english in self._others():
            shown = arabic or english
            if not arabic:
                yield f"The other name “{shown}” lacks what stands in the Arabic text."
            elif not name_words(arabic):
                yield f"The other name “{shown}” has no letters."
            elif has_arabic(english):
                yield f"The English of the other name “{shown}” has Arabic letters."
            elif max(len(arabic), len(english)) > LONGEST_NAME:
                yield f"The other name “{shown[:20]}…” is longer than {LONGEST_NAME} letters."
            elif _EQUALS.search(arabic):
                yield f"The other name “{shown}” must not have “ = ” in it."
        if has_arabic(self.others_en):
            yield "The other English names have Arabic letters."

    def _others(self) -> list[tuple[str, str]]:
        lines = ((_line(arabic), _line(english)) for arabic, english in self.others)
        return [(arabic, english) for arabic, english in lines if arabic or english]

    def entity(self, id: str, base: Entity | None = None) -> Entity:
        """What the form says, of `base` where it is that corrected: relations, dates and sources
        stay. Only for a form without troubles."""
        assert self.type is not None
        running = _line(self.english)
        bare = running.removeprefix("the ")
        start = base or Entity(id, self.type, "", "", "", "")
        english = tuple(_line(name) for name in self.others_en.split(";") if _line(name))
        return replace(
            start,
            id=id,
            type=self.type,
            kind=_line(self.kind),
            name_ar=_line(self.arabic),
            name_en=bare[:1].upper() + bare[1:],
            running_en=running,
            aliases=tuple(Alias(ar, en or running) for ar, en in self._others()),
            aliases_en=tuple(dict.fromkeys(english)),
            description=_line(self.about),
            location=_location(self.place),
            ambiguous=self.ordinary,
            known=True,
        )


def form_of(entity: Entity) -> Form:
    """The form that says what `entity` is."""
    place = entity.location
    running = entity.running_en
    return Form(
        type=entity.type,
        kind=entity.kind,
        arabic=entity.name_ar,
        english=running,
        others=tuple((a.ar, "" if a.en == running else a.en) for a in entity.aliases),
        others_en="; ".join(entity.aliases_en),
        about=entity.description,
        place=f"{place.latitude}, {place.longitude}" if place else "",
        ordinary=entity.ambiguous,
    )


def named_alike(entities: Iterable[Entity], arabic: str, but: str) -> list[Entity]:
    """Other entities than the one of id `but` that have this Arabic name already."""
    words = name_words(_line(arabic))
    if not words:
        return []
    return [
        entity
        for entity in entities
        if entity.id != but
        and any(name_words(name) == words for name in _arabic_names(entity, words))
    ]


def _arabic_names(entity: Entity, words: tuple[str, ...]) -> Iterable[str]:
    """The names of an entity that may have these words; looking closer at all takes too long for
    every letter typed."""
    count = len(words)
    for name in (entity.name_ar, *(alias.ar for alias in entity.aliases)):
        if name.count(" ") + name.count("-") + 1 == count:
            yield name


def _location(text: str) -> Location | None:
    """None for what is no place on the globe."""
    found = _PLACE.fullmatch(plain_digits(text).strip().strip("()"))
    if found is None:
        return None
    first, half, second, other = found.groups()
    latitude, longitude = float(first.replace("٫", ".")), float(second.replace("٫", "."))
    if half.upper() in ("E", "W") and other.upper() in ("N", "S"):
        latitude, longitude, half, other = longitude, latitude, other, half
    if half.upper() in ("E", "W") or other.upper() in ("N", "S"):
        return None
    latitude = -latitude if half.upper() == "S" else latitude
    longitude = -longitude if other.upper() == "W" else longitude
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Location(latitude, longitude)

"""Institutions of countries by their adjective: الحكومة البوليفية is the government of Bolivia,
though
nobody wrote a record of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader.entities.words import Word, adjoining, definite, is_joined
from reader.model import Entity, EntityType, Relation
from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = ["Institution", "institution_entity", "institutions"]

_TABLE: Final = """
الحكومة = government = government; الجيش = army = army; البرلمان = parliament = parliament;
الشرطة = police = police force; القوات = forces = army; القوات المسلحة = armed forces = army;
البحرية = navy = navy; القوات البحرية = naval forces = navy; سلاح الجو = air force = air force;
القوات الجوية = air force = air force; الاستخبارات = intelligence = intelligence service;
المخابرات = intelligence = intelligence service; الخارجية = Foreign Ministry = ministry;
وزارة الخارجية = Foreign Ministry = ministry; وزارة الدفاع = Defence Ministry = ministry;
وزارة الداخلية = Interior Ministry = ministry; وزارة العدل = Justice Ministry = ministry;
وزارة الصحة = Health Ministry = ministry; وزارة التعليم = Education Ministry = ministry;
وزارة المالية = Finance Ministry = ministry; وزارة الاقتصاد = Economy Ministry = ministry;
وزارة الطاقة = Energy Ministry = ministry; وزارة النفط = Oil Ministry = ministry;
وزارة الزراعة = Agriculture Ministry = ministry; وزارة الثقافة = Culture Ministry = ministry;
البنك المركزي = central bank = central bank; المصرف المركزي = central bank = central bank;
السفارة = embassy = embassy; خفر السواحل = coast guard = coast guard;
الحرس الوطني = National Guard = security force; مجلس النواب = House of Representatives = parliament;
مجلس الشيوخ = Senate = parliament; مجلس الوزراء = cabinet = government;
المحكمة العليا = Supreme Court = court; المحكمة الدستورية = Constitutional Court = court;
الهلال الأحمر = Red Crescent = aid agency; الصليب الأحمر = Red Cross = aid agency;
الدفاع المدني = civil defence = rescue organisation
"""


def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str, str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in _TABLE.split(";"):
        arabic, english, kind = (part.strip() for part in entry.split("="))
        keys = tuple(lookup_key(word) for word in arabic.split())
        found.setdefault(keys[0], []).append((keys, english, kind))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return found


_PHRASES: Final = _phrases()

_FEMININE: Final = frozenset({"القوات", "الاستخبارات", "المخابرات"})
_ADJECTIVES: Final = frozenset({"البحريه", "الخارجيه"})
_MINISTERS: Final = frozenset({"وزير", "وزيره", "وزراء", "الوزير"})

Demonyms = Mapping[tuple[str, ...], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Institution:
    """Words first..last (inclusive), `taken` letters of the first left out, name an institution of
    a country (its id); `adjective` is the country's in English."""

    first: int
    last: int
    taken: int
    noun: str
    kind: str
    country: str
    adjective: str


def institutions(words: Sequence[Word], demonyms: Demonyms) -> Iterator[Institution]:
    """The institutions among the words, in order, not overlapping."""
    free = 0
    for i, word in enumerate(words):
        if i < free:
            continue
        found = next((f for n, s in stems(word.key) if (f := _at(words, i, n, s, demonyms))), None)
        if found:
            free = found.last + 1
            yield found


def _at(
    words: Sequence[Word], i: int, taken: int, stem: str, demonyms: Demonyms
) -> Institution | None:
    if i and not taken and adjoining(words, i) and _belongs(words[i - 1], stem):
        return None
    for keys, noun, kind in _PHRASES.get(stem, ()):
        end = i + len(keys)
        if any(w.key != key for w, key in zip(words[i + 1 : end], keys[1:], strict=False)):
            continue
        for length in (2, 1):
            adjective = words[end : end + length]
            if len(adjective) < length or not all(
                is_joined(w.gap) for w in words[i + 1 : end + length]
            ):
                continue
            known = demonyms.get(tuple(w.key for w in adjective))
            if known and adjective[-1].key.endswith("ه") == _is_feminine(keys[0]):
                return Institution(i, end + length - 1, taken, noun, kind, *known)
    return None


def _is_feminine(noun: str) -> bool:
    return noun.endswith("ه") or noun in _FEMININE


def _belongs(before: Word, noun: str) -> bool:
    """Whether the noun is but a part of what the word before says: وزير الخارجية الفرنسي, القوة
    البحرية."""
    title = any(stem in _MINISTERS for _, stem in stems(before.key))
    return title or (noun in _ADJECTIVES and definite(before.key))


def institution_entity(found: Institution, arabic: str, country: Entity) -> Entity:
    """The entity of an institution of `country`, called `arabic` in the text."""
    english = f"{found.adjective} {found.noun}"
    return Entity(
        id=f"{country.id}:{found.noun.lower().replace(' ', '-')}",
        type=EntityType.ORG,
        kind=found.kind,
        name_ar=arabic,
        name_en=english[:1].upper() + english[1:],
        running_en=f"the {english}",
        description=f"Institution of {country.running_en}, told by its name; the knowledge base has"
        " a record of the country only.",
        relations=(Relation("part of", country.id),),
        known=False,
    )

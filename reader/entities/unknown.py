"""Entities that nobody wrote a record of: their kind, their English, their id."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final

from reader.entities.kinds import NOUNS
from reader.entities.words import Word
from reader.model import EMPTY_FEATURES, Entity, EntityType, Gloss, Mention, Token
from reader.text.english_names import (
    english_name,
    english_spellings,
    full_name,
    is_acronym,
    is_ordinary,
)
from reader.text.keys import lookup_key

__all__ = [
    "NameTranslator",
    "is_description",
    "rendered",
    "unknown_entity",
    "unknown_id",
    "without_nouns",
]

NameTranslator = Callable[[str, Sequence[Token], Sequence[Gloss | None], Sequence[Mention]], str]
"""English of a name that is made of ordinary words: its text, its tokens, their glosses, the names
inside it (offsets in the text)."""

_KINDS: Final = {
    EntityType.PER: "person",
    EntityType.ORG: "organisation",
    EntityType.LOC: "place",
    EntityType.MISC: "name",
}
_GROUPS: Final = frozenset(
    "التنظيم التنظيمات المجموعه المجموعات الجماعه الجماعات الفصيل الفصائل".split()
)
_THE_INSIDE: Final = re.compile(r"^((?:[A-Z][\w'’-]* )+)[Tt]he (\w+)$")
"""Name and adjective as the draft leaves them: "Yellowstone the National"."""
_SETTLEMENTS: Final = frozenset({"المدينه", "القريه"})
"""What is no name with an adjective: المدينة القديمة, "the old city"."""
_REACHES: Final = {
    "الدولي": "International", "الدوليه": "International", "الوطني": "National",
    "الوطنيه": "National", "العام": "General", "العامه": "Public", "المركزي": "Central",
    "المركزيه": "Central",
}  # fmt: skip
_TWICE: Final = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
"""A kind that the name says too: شارع وول ستريت."""
_SMALL: Final = frozenset("of the and for in on at to by with from a an".split())
_ROUND: Final = {
    "شارع": "{} Street", "ميدان": "{} Square", "ساحه": "{} Square", "مطار": "{} airport",
    "ميناء": "{} port", "مرفا": "{} port", "جسر": "the {} bridge", "حي": "the {} neighbourhood",
    "مخيم": "{} camp", "سد": "the {} Dam", "نهر": "the {} River", "وادي": "Wadi {}",
    "واد": "Wadi {}",
    "جبل": "Mount {}", "بحيره": "Lake {}", "جزيره": "{} island", "مستشفي": "{} Hospital",
    "قصر": "{} Palace", "معبر": "the {} crossing", "سجن": "{} prison", "قاعده": "{} base",
    "مضيق": "the {} Strait", "جامعه": "{} University", "مدرسه": "{} school", "قلعه": "{} Citadel",
    "مسجد": "the {} Mosque", "جامع": "the {} Mosque", "كنيسه": "{} Church", "سوق": "{} market",
    "حقل": "the {} field", "قريه": "{}", "بلده": "{}", "مدينه": "{}", "محافظه": "{} Governorate",
    "ولايه": "{} State", "منطقه": "the {} area", "اقليم": "the {} region", "مديريه": "{} district",
    "خليج": "the Gulf of {}", "رئاسه": "the {} presidency", "شركه": "the {} company",
    "قناه": "the {} channel", "صحيفه": "the {} newspaper", "وكاله": "the {} Agency",
    "مؤسسه": "the {} Foundation", "موسسه": "the {} Foundation", "حزب": "the {} Party",
    "حركه": "the {} Movement", "تنظيم": "the {} group", "كتيبه": "the {} battalion",
    "كتائب": "the {} Brigades", "لواء": "the {} Brigade", "نادي": "{} Club", "بنك": "{} Bank",
    "متحف": "the {} Museum", "كاتدرائيه": "{} Cathedral", "معبد": "the {} Temple",
    "برج": "the {} Tower", "معهد": "the {} Institute", "مهرجان": "the {} Festival",
    "هضبه": "the {} Plateau", "سهل": "the {} plain", "صحراء": "the {} Desert",
    "شلالات": "{} Falls", "شلال": "{} Falls", "جبال": "the {} Mountains", "جزر": "the {} Islands",
    "غابه": "the {} forest", "غابات": "the {} forests", "حديقه": "the {} Park",
    "متنزه": "{} Park", "منتزه": "{} Park",
    "دلتا": "the {} Delta", "ترعه": "the {} Canal", "مقبره": "the {} cemetery",
    "محطه": "{} station", "مسرح": "the {} Theatre", "مكتبه": "{} Library", "كاس": "the {} Cup",
    "جائزه": "the {} Prize", "معاهده": "the Treaty of {}", "معركه": "the Battle of {}",
    "كوكب": "the planet {}", "مقاطعه": "{} province", "بحر": "the {} Sea",
    "ملعب": "{} Stadium", "قصور": "the {} palaces", "كهف": "the {} cave", "كهوف": "the {} caves",
    "معتقل": "{} prison", "مطعم": "the {} restaurant", "فندق": "the {} hotel",
    "سينما": "{} Cinema", "كليه": "{} College", "خزان": "the {} reservoir",
    "اوركسترا": "the {} Orchestra", "بطوله": "the {} championship", "حصن": "{} Fortress",
    "بوابه": "the {} gate", "شاطئ": "{} beach", "طريق": "the {} road", "دوار": "the {} roundabout",
    "كورنيش": "the {} corniche", "زقاق": "{} Alley", "دير": "the {} monastery",
}  # fmt: skip


def unknown_id(keys: Sequence[str]) -> str:
    """The id of an entity without a record: the same for every spelling with these lookup keys."""
    return "name:" + "-".join(keys)


def unknown_entity(
    keys: Sequence[str],
    arabic: str,
    type: EntityType,
    nouns: Collection[str],
    english: Sequence[str],
) -> Entity:
    """An entity known by name alone; `nouns` are keys of nouns that say what it is, `english` the
    ways to say it, the best first."""
    kinds = [NOUNS[noun][type] for noun in nouns if type in NOUNS.get(noun, {})]
    kinds = ["president or head" if kind == "president" else kind for kind in kinds]
    titles = [name.removeprefix("the ") for name in english]
    titles = [name[:1].upper() + name[1:] for name in titles]
    return Entity(
        id=unknown_id(keys),
        type=type,
        kind=kinds[0] if kinds else _KINDS[type],
        name_ar=arabic,
        name_en=titles[0],
        running_en=english[0],
        aliases_en=tuple(dict.fromkeys(name for name in titles[1:] if name != titles[0])),
        known=False,
    )


def rendered(
    text: str,
    words: Sequence[Word],
    start: int,
    type: EntityType,
    inside: Sequence[Mention],
    translate: NameTranslator | None,
) -> list[str]:
    """What `words`, a name of this type in `text` from `start` on, may be in running English, the
    best first: persons and places by their sound, organisations and places of ordinary words by
    what those mean.
    `inside` are names of the knowledge base within it."""
    spoken = [text[start : words[0].end], *(word.raw for word in words[1:])]
    rest = words[1:]
    pattern = _ROUND.get(lookup_key(spoken[0]))
    if len(rest) > 1 and (lookup_key(spoken[0]), rest[-1].key) == ("وكاله", "للانباء"):
        pattern, rest = "the {} news agency", rest[:-1]
    reach = _REACHES.get(rest[-1].key) if rest else None
    if pattern and reach and len(rest) > 1 and "{} " in pattern:
        pattern, rest = pattern.replace("{} ", "{} " + reach + " ").title(), rest[:-1]
        pattern = pattern[:1].lower() + pattern[1:]
    sounds = pattern and type is not EntityType.PER and rest and _sounds(rest, type)
    known = next(
        (m for m in inside if rest and (m.start, m.end) == (rest[0].start, rest[-1].end)), None
    )
    if pattern and sounds and (known or not full_name(spoken)):
        glosses = [word.gloss for word in rest]
        names = (
            [known.english.removeprefix("the ")]
            if known
            else english_spellings(spoken[1 : len(rest) + 1], glosses, EntityType.LOC)
        )
        return [_TWICE.sub(r"\1", pattern.format(name)) for name in names]
    said = type in (EntityType.ORG, EntityType.MISC) or (
        type is EntityType.LOC and is_ordinary([word.gloss for word in words])
    )
    lettered = type is not EntityType.PER and is_acronym(spoken)
    if said and rest and translate and not lettered and not full_name(spoken):
        english = _translated(text, words, start, inside, translate)
        return [english.lower() if words[0].key in _SETTLEMENTS else english]
    if reach and type is not EntityType.PER:
        glosses = [word.gloss for word in words[:-1]]
        return [f"{name} {reach}" for name in english_spellings(spoken[:-1], glosses, type)]
    return english_spellings(spoken, [word.gloss for word in words], type)


def is_description(words: Sequence[Word]) -> bool:
    """Whether what looks like a name only says of a group what it does: التنظيم الموالي, "the group
    loyal to"."""
    return (
        len(words) == 2
        and words[0].key in _GROUPS
        and words[1].gloss is not None
        and words[1].gloss.lemma.startswith("مُ")
    )


def without_nouns(english: str, nouns: Collection[str]) -> str:
    """English of a name without what the nouns of these keys are in it: "Zamzam camp" without مخيم
    is "Zamzam", "King Abdullah II" without الملك is "Abdullah II"."""
    said = {word.lower() for noun in nouns for word in NOUNS.get(noun, {}).values()}
    kept = [w for w in english.removeprefix("the ").split() if w.lower() not in said]
    while kept and kept[0] in _SMALL:
        del kept[0]
    return " ".join(kept) or english


def _sounds(words: Sequence[Word], type: EntityType) -> bool:
    """Whether what follows a noun such as شارع or شركة is a name by its sound: that of a place
    always, one of an organisation where it is no definite noun (شركة كار, but حزب العمال)."""
    if type is EntityType.LOC:
        return True
    return len(words) == 1 and (
        words[0].pos == "noun_prop" or words[0].gloss is None or not words[0].key.startswith("ال")
    )


def _translated(
    text: str,
    words: Sequence[Word],
    start: int,
    inside: Sequence[Mention],
    translate: NameTranslator,
) -> str:
    end = words[-1].end
    tokens = [Token(max(word.start, start) - start, word.end - start) for word in words]
    glosses = [word.gloss for word in words]
    if words[0].start < start and glosses[0]:
        glosses[0] = _without_proclitics(glosses[0])
    within = [
        replace(m, start=m.start - start, end=m.end - start)
        for m in inside
        if start <= m.start and m.end <= end
    ]
    english = translate(text[start:end], tokens, glosses, within).strip(" .")
    if not english:
        return english_name(text[start:end].split(), None, EntityType.ORG)
    english = _THE_INSIDE.sub(r"\1\2", english)
    titled = [w if w in _SMALL else w[:1].upper() + w[1:] for w in english.split()]
    if titled[0] == "The":
        titled[0] = "the"
    return " ".join(titled[1:] if titled[0] in ("A", "An") and titled[1:] else titled)


def _without_proclitics(gloss: Gloss) -> Gloss:
    kept = tuple(p for p in gloss.features.proclitics if p == "Al_det")
    features = replace(gloss.features or EMPTY_FEATURES, proclitics=kept)
    return replace(gloss, features=features)

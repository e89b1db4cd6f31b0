"""The English of a whole name that the knowledge base does not hold.

Names of several words are asked first in learned-full-names.tsv, as editors gave them, in
terms-world.tsv, and in given-names.tsv part by part (عبد الله, صلاح الدين). Else word by word as in
`transliteration.py`, and put together as newspapers do: "al-" stays small inside a person's name
(Mahdi al-Mashat) and is left off at the head of a place (الحسكة, Hasakah); عبد with the next word
is "Abdul"; بن is "bin", دي "de"; single letters are initials (جون ف كينيدي, John F. Kennedy); an
ordinal after a person's name is a Roman numeral (إيزابيل الثانية, Isabella II); names of Latin
letters are an acronym where no person is meant (بي بي سي, BBC). Titles are no part of a name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from reader.model import EntityType, Gloss
from reader.paths import resource
from reader.text.keys import lookup_key, strip_marks
from reader.text.transliteration import known_spelling, word_spellings

__all__ = ["english_name", "english_spellings", "full_name", "is_acronym", "is_ordinary"]

_PARTICLES: Final = {
    "بن": "bin", "ابن": "ibn", "بنت": "bint", "ابو": "Abu", "ابي": "Abu", "ابا": "Abu",
    "ال": "Al", "ام": "Umm", "ولد": "Ould", "اغ": "Ag", "دي": "de", "دو": "de", "دا": "da",
    "دوس": "dos", "فون": "von", "فان": "van", "دير": "der", "ديل": "del", "ديلا": "della",
    "وو": "Woo",
}  # fmt: skip
_ORDINALS: Final = {
    lookup_key(word): numeral
    for numeral, words in {
        "I": "الأول الأولى",
        "II": "الثاني الثانية",
        "III": "الثالث الثالثة",
        "IV": "الرابع الرابعة",
        "V": "الخامس الخامسة",
        "VI": "السادس السادسة",
        "VII": "السابع السابعة",
        "VIII": "الثامن الثامنة",
        "IX": "التاسع التاسعة",
        "X": "العاشر العاشرة",
    }.items()
    for word in words.split()
}
_TEN: Final = frozenset({"عشر", "عشره"})
_ONE: Final = dict.fromkeys((lookup_key("الحادي"), lookup_key("الحادية")), "I")
_INITIALS: Final = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ABTTJHKDDRZSSSDTZAGFQKLMNHWY", strict=True)
)
_LATIN: Final = {
    lookup_key(word): letter
    for letter, words in {
        "A": "إيه أيه ايه", "B": "بي", "C": "سي", "D": "دي", "E": "إي", "F": "إف", "G": "جي",
        "H": "إتش أتش", "I": "آي", "J": "جيه", "K": "كيه كي", "L": "إل", "M": "إم", "N": "إن",
        "O": "أو", "Q": "كيو", "R": "آر", "S": "إس", "T": "تي", "U": "يو", "V": "في",
        "W": "دبليو", "X": "إكس", "Y": "واي", "Z": "زد",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Latin letters by their English names; P sounds as B."""
_LONGEST_KNOWN: Final = 3
"""Words of an entry of given-names.tsv."""
_ARTICLES: Final = ("al-", "Al-", "el-", "El-")


@cache
def _full_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for line in resource("glossary", "learned-full-names.tsv").read_text("utf-8").splitlines():
        key, english, _ = line.split("\t")
        names[key] = (*names.get(key, ()), english)
    for line in resource("glossary", "terms-world.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            arabic, english, kind = line.split("\t")
            if " " in arabic and kind in {"noun", "name"}:
                said = english if kind == "name" else "the " + english
                names[" ".join(map(lookup_key, arabic.split()))] = (said,)
    return names


def full_name(words: Sequence[str]) -> str | None:
    """How editors write the name of these words, at least two, if Qari has met it; with "the" where
    running English has it."""
    found = _full_names().get(" ".join(map(lookup_key, words)))
    return found[0] if found else None


def is_acronym(words: Sequence[str]) -> bool:
    """Whether words, at least two, are Latin letters by their English names: بي بي سي, "BBC"."""
    return len(words) > 1 and all(lookup_key(word) in _LATIN for word in words)


def is_ordinary(glosses: Sequence[Gloss | None]) -> bool:
    """Whether the words of a name, by their glosses, are a noun and what qualifies it, which
    English translates: المدينة القديمة, "the Old City", but not عين العرب."""
    head, *rest = glosses
    plain = (_qualifies(gloss, {"adj", "adj_comp"}) for gloss in rest)
    return bool(rest) and _qualifies(head, {"noun"}) and all(plain)


def _qualifies(gloss: Gloss | None, parts: Collection[str]) -> bool:
    return (
        gloss is not None
        and gloss.source == "dictionary"
        and gloss.pos in parts
        and "Al_det" in gloss.features.proclitics
        and not gloss.features.enclitic
    )


def english_name(
    words: Sequence[str],
    glosses: Sequence[Gloss | None] | None = None,
    type: EntityType = EntityType.PER,
) -> str:
    """The name that `words` spell, in running English. `words` are those of one mention without
    proclitics before it; `glosses`, if there are any, one a word: the dictionary's English of a
    place is taken from them. Never empty for words with an Arabic letter, never an error, and the
    same for the same words and type."""
    return english_spellings(words, glosses, type, 1)[0]


def english_spellings(
    words: Sequence[str],
    glosses: Sequence[Gloss | None] | None = None,
    type: EntityType = EntityType.PER,
    n: int = 5,
) -> list[str]:
    """`english_name` and up to n - 1 other ways to write it, best first."""
    met = _full_names().get(" ".join(map(lookup_key, words)), ())
    units = _units(words, glosses or [None] * len(words), type)
    best = [unit[0] for unit in units]
    found = [*met, _joined(best)]
    for turn in range(1, n):
        for i, unit in enumerate(units):
            if turn < len(unit):
                found.append(_joined([*best[:i], unit[turn], *best[i + 1 :]]))
    return list(dict.fromkeys(found))[:n]


def _joined(parts: Sequence[str]) -> str:
    """Initials that follow each other are written together: F.M."""
    text = ""
    for part in parts:
        close = not text or (part.endswith(".") and text.endswith(".") and len(part) == 2)
        text += part if close else " " + part
    return text


def _units(
    words: Sequence[str], glosses: Sequence[Gloss | None], type: EntityType
) -> list[tuple[str, ...]]:
    """Ways to write each part of the name, best first; a part is a word or a known compound."""
    units: list[tuple[str, ...]] = []
    i = 0
    while i < len(words):
        letters = 0 if type is EntityType.PER else _acronym(words, i)
        if letters:
            size, unit = letters, _letters(words[i : i + letters])
        else:
            size, unit = _compound(words, i) or (1, _word(words, i, glosses[i], type))
        units.append(unit)
        i += size
    return units


def _acronym(words: Sequence[str], i: int) -> int:
    """How many words from `i` on name Latin letters, 0 if fewer than two."""
    count = 0
    while i + count < len(words) and lookup_key(words[i + count]) in _LATIN:
        count += 1
    return count if count > 1 else 0


def _letters(words: Sequence[str]) -> tuple[str, ...]:
    acronym = "".join(_LATIN[lookup_key(word)] for word in words)
    return tuple(dict.fromkeys((acronym, acronym.replace("B", "P"))))


def _compound(words: Sequence[str], i: int) -> tuple[int, tuple[str, ...]] | None:
    """A name of several words that is one, or عبد with what follows, also written as one word."""
    for size in range(min(_LONGEST_KNOWN, len(words) - i), 1, -1):
        known = known_spelling(" ".join(words[i : i + size]))
        if known:
            return size, (known,)
    first = strip_marks(words[i])
    if i and i + 1 < len(words) and lookup_key(words[i + 1]) in _TEN:
        unit = _ORDINALS.get(lookup_key(first)) or _ONE.get(lookup_key(first))
        if unit:
            return 2, ("X" + unit,)
    if first.startswith("عبدال") and len(first) > 7 and known_spelling(first) is None:
        return 1, _servant(first[3:])
    following = strip_marks(words[i + 1]) if i + 1 < len(words) else ""
    if first == "عبد" and following.startswith("ال") and len(following) > 4:
        return 2, _servant(following)
    return None


def _servant(of: str) -> tuple[str, ...]:
    if known := known_spelling("عبد " + of):
        return (known,)
    names = dict.fromkeys(_bare(name) for name in word_spellings(of, EntityType.PER))
    return tuple(f"{servant} {name}" for name in names for servant in ("Abdul", "Abdel"))


def _word(words: Sequence[str], i: int, gloss: Gloss | None, type: EntityType) -> tuple[str, ...]:
    key = lookup_key(words[i])
    several = len(words) > 1
    if several and len(key) == 1 and key in _INITIALS:
        return (_INITIALS[key] + ".",)
    if several and key in _PARTICLES:
        particle = _PARTICLES[key]
        return (particle if i else particle.capitalize(),)
    if type is EntityType.PER and i == len(words) - 1 and i and key in _ORDINALS:
        return (_ORDINALS[key],)
    found = word_spellings(words[i], type)
    if gloss is not None and known_spelling(words[i]) is None:
        found = tuple(dict.fromkeys((*_of_dictionary(gloss, found, type), *found)))
    if i == 0 and type is EntityType.LOC:
        return tuple(dict.fromkeys(_bare(name) for name in found))
    if i == 0 and type is not EntityType.PER:
        return tuple(name[:1].upper() + name[1:] for name in found)
    return found


def _of_dictionary(gloss: Gloss, found: Sequence[str], type: EntityType) -> tuple[str, ...]:
    """The dictionary's English of a proper noun: of a place always, else where it only spells it
    (Khalil, not Hebron). Right oftener than what letters suggest: 66 to 58 of a hundred proper
    nouns of news prose."""
    english = gloss.english.partition(";")[0].strip()
    plain = english.isascii() and english.replace(" ", "").isalpha() and english.istitle()
    if gloss.source != "dictionary" or gloss.pos != "noun_prop" or not plain:
        return ()
    if type is EntityType.LOC:
        return (english,)
    return tuple(name for name in found if name in (english, "al-" + english))


def _bare(name: str) -> str:
    for article in _ARTICLES:
        if name.startswith(article) and len(name) > len(article):
            return name[len(article)].upper() + name[len(article) + 1 :]
    return name

"""Name or ordinary word, this place or that one: what stands beside a word decides.

حماة is a city and "protectors", صور is Tyre and "pictures", مالي is Mali and "financial", الفاو is
a port and the FAO. A name that is also an ordinary word has to show that it is a name.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import islice
from typing import Final

from reader.entities.cues import CUES, NOT_AFTER, NOT_BEFORE, PLACED, SAYING
from reader.entities.kinds import NOUNS, NOUNS_OF_KIND, noun_key
from reader.entities.spelling import is_adverbial
from reader.entities.words import Word, adjoining, definite
from reader.model import Entity, EntityType
from reader.text.keys import strip_marks
from reader.text.proclitics import stems

__all__ = [
    "cued",
    "fits",
    "is_located",
    "is_no_name",
    "is_qualified",
    "is_relation_adjective",
]


_PARTICLES: Final = ("conj", "prep", "part", "pron", "verb_pseudo", "interrog", "adv")
_VOWELS: Final = "\u064e\u064f\u0650\u0651\u0652"
_HAMZAS: Final = frozenset("أإآ")
"""Spellings of a first alif that says how it sounds; a bare one may be any of them."""


def is_no_name(
    words: Sequence[Word],
    i: int,
    taken: int,
    key: str,
    spellings: Sequence[str],
    feminine: Set[str],
) -> bool:
    """Whether what looks like a name of one word is none: an adverb in -an (روسياً), August (آب),
    a part of a fixed phrase (القوة القاهرة), or a feminine adjective after its noun (الخطوط
    السعودية).
    `key` is the name's, `taken` the letters before it in word `i`, `spellings` as records have
    it."""
    word = words[i]
    if is_adverbial(word.raw) and key.endswith("ا"):
        return True
    if "آ" in word.raw and all("آ" not in spelling for spelling in spellings):
        return True  # آب is August, إب a city
    letter = strip_marks(word.raw)[taken : taken + 1]
    firsts = {strip_marks(spelling)[:1] for spelling in spellings}
    if letter in _HAMZAS and firsts <= _HAMZAS and letter not in firsts:
        return True  # أفاد is "reported", آفاد an agency
    if i + 1 < len(words) and not taken and words[i + 1].key in NOT_BEFORE.get(key, ()):
        return True
    if _is_another_word(word, taken):
        return True
    if i == 0:
        return False
    if any(stem in NOT_AFTER.get(key, ()) for _, stem in stems(words[i - 1].key)):
        return True
    if taken:
        return False
    if definite(key) and _is_ordinary_here(words, i):
        return True
    return key in feminine and _is_feminine_adjective(words, i, key)


def _is_another_word(word: Word, taken: int) -> bool:
    """Whether the dictionary's reading leaves no room for a name: a particle (لولا), a verb with
    vowels (سُيّرت), a word whose first letters are no proclitics (لغات "languages", not ل + غات)."""
    gloss = word.gloss
    if gloss is None or gloss.source != "dictionary" or gloss.pos == "noun_prop":
        return False
    if gloss.pos.startswith(_PARTICLES):
        return True
    if gloss.pos == "verb" and any(mark in word.raw for mark in _VOWELS):
        return True
    return taken > 0 and not any(p != "Al_det" for p in gloss.features.proclitics)


def _is_ordinary_here(words: Sequence[Word], i: int) -> bool:
    """Whether a word with the article is read as the adjective of a noun before it (الحد الأقصى) or
    as a noun with an adjective of its own (الشعيرات الدموية)."""
    word, before = words[i], words[i - 1]
    if word.pos.startswith("adj") and adjoining(words, i):
        return before.pos == "noun" and definite(before.key)
    owned = before.pos == "noun" and not definite(before.key)  # سوق النبطية التجاري
    return word.pos == "noun" and not owned and is_qualified(words, i)


def _is_feminine_adjective(words: Sequence[Word], i: int, key: str) -> bool:
    adjective, noun = words[i].gloss, words[i - 1].gloss
    if not (adjective and noun and adjoining(words, i)):
        return False
    return (
        adjective.pos.startswith("adj")
        and noun.pos in {"noun", "adj"}
        and (noun.features.gender == "f" or noun.features.number == "p")
        and definite(words[i - 1].key) == key.startswith("ال")
    )


def cued(words: Sequence[Word], i: int, type: EntityType) -> bool:
    """Whether a word right before word `i` says that a name of this type follows."""
    if i == 0:
        return False
    return any(stem in CUES[type] for _, stem in stems(words[i - 1].key))


def is_qualified(words: Sequence[Word], last: int) -> bool:
    """Whether the word after word `last` makes an ordinary noun of it: an adjective that agrees
    (سيول
    جارفة, الباب الخلفي), or what the noun is of (حماة الديار)."""
    if not adjoining(words, last + 1):
        return False
    word, after = words[last], words[last + 1]
    if after.key[:1] == "و":
        return False
    if definite(word.key):
        return after.pos.startswith("adj") and definite(after.key)
    return after.pos.startswith("adj") or (after.key.startswith("ال") and after.pos != "verb")


def is_relation_adjective(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` may be an adjective in -i of the noun before it: دعم مالي."""
    noun = words[i - 1].gloss if adjoining(words, i) else None
    return bool(
        noun
        and noun.pos == "noun"
        and noun.features.gender == "m"
        and not noun.features.enclitic
        and not definite(words[i - 1].key)
        and words[i].key.endswith("ي")
    )


def is_located(words: Sequence[Word], i: int, taken: int) -> bool:
    """Whether a preposition of place stands before the name in word `i`, of which `taken` letters
    are proclitics: في صور, قرب الباب, بحماة."""
    if taken:
        return words[i].key[taken - 1 : taken] == "ب"
    return i > 0 and adjoining(words, i) and any(s in PLACED for _, s in stems(words[i - 1].key))


def fits(words: Sequence[Word], i: int, last: int, entity: Entity) -> int:
    """How well an entity fits what stands around words `i` to `last`: positive if the noun before
    calls it what it is (مدينة, محافظة, حركة), or it speaks as actors do; negative if the noun
    calls it
    something else; else 0."""
    nouns = (noun_key(stem) for _, stem in stems(words[i - 1].key)) if i else ()
    for noun in nouns:
        meant = NOUNS.get(noun)
        if meant and adjoining(words, i):
            right = noun in NOUNS_OF_KIND.get(entity.kind, ())
            right = right or (entity.type is EntityType.PER and EntityType.PER in meant)
            return 2 if right else 1 if entity.type in meant else -1
    if entity.type in (EntityType.ORG, EntityType.PER) and _speaks(words, i, last):
        return 1
    if entity.type is EntityType.LOC and is_located(words, i, 0):
        return 1
    return 0


def _speaks(words: Sequence[Word], i: int, last: int) -> bool:
    before = words[i - 1] if adjoining(words, i) else None
    after = next(islice(words, last + 1, None), None)
    return any(word is not None and word.lemma in SAYING for word in (before, after))

"""Capitals and seats that newspapers name for the government in them: أنقرة رفضت, علاقات موسكو."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.entities.cues import CUES, PLACED, SAYING
from reader.entities.words import Word, adjoining
from reader.model import EntityType
from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = ["acts_as_government"]

# Nouns that a government has and a town has not.
_HAD: Final = frozenset(
    lookup_key(word)
    for word in "قرار قرارات موقف مواقف سياسة سياسات رفض طلب رد رغبة قلق مصالح علاقات علاقة"
    " حلفاء حليف حليفة اتهام اتهامات موافقة إعلان بيان نفوذ مساعي مساع ضغوط تصريحات"
    " شروط مطالب تهديدات تحذيرات استراتيجية جهود خصوم اعتراف تعهدات التزام التزامات"
    " تحفظات مخاوف نوايا حكومة دبلوماسية لهجة وساطة مقترح مبادرة عرض رواية ادعاءات"
    " مزاعم تأكيد نفي تمسك إصرار زعم حسب بحسب وفق".split()
)
_BETWEEN: Final = frozenset(
    lookup_key(word)
    for word in "العلاقات علاقات التوتر توتر التوترات المفاوضات مفاوضات محادثات المحادثات"
    " مباحثات المباحثات اتفاق الاتفاق اتفاقية الخلاف خلاف الخلافات خلافات الحوار"
    " حوار التفاهم تفاهم تفاهمات التفاهمات التنسيق تنسيق التعاون تعاون التقارب تقارب"
    " التطبيع تطبيع الأزمة أزمة الوساطة وساطة القطيعة قطيعة المصالحة مصالحة التصعيد"
    " تصعيد اتصالات الاتصالات صفقة الصفقة".split()
)
_SIDE: Final = frozenset(lookup_key(word) for word in "جانب قبل طرف لدن حساب جهة".split())
_WITH: Final = frozenset(lookup_key(word) for word in "مع".split())
_REACH: Final = 4
_OPENING: Final = frozenset({"conj", "conj_sub", "verb_pseudo"})
_AUXILIARIES: Final = frozenset(
    lookup_key(word) for word in "كان ظل بات أصبح زال إن أن لكن".split()
)
_PARTICLES: Final = frozenset(lookup_key(word) for word in "قد لا لم لن ما سوف".split())


def acts_as_government(
    words: Sequence[Word], first: int, last: int, taken: int, *, feminine: bool
) -> str:
    """How the name in words `first` to `last`, of a capital or a seat, is shown to stand for a
    government: a few words for people, "" where it is not. `taken` letters of the first word are
    proclitics; capitals are `feminine` in Arabic."""
    name = words[first].raw
    if taken and words[first].key[taken - 1] in "بك":
        return ""
    if not taken and first and any(stem in _PLACES for _, stem in stems(words[first - 1].key)):
        return ""
    verb = _said(words, first, last, taken, feminine)
    if verb:
        return f"“{verb}” takes a government for its subject"
    if first == 0:
        return ""
    before = words[first - 1]
    if not adjoining(words, first):
        return ""
    if not taken and any(stem in _HAD or stem in _SIDE for _, stem in stems(before.key)):
        return f"“{before.raw} {name}” is a government's"
    between = next(
        (k for k in range(first - 1, max(-1, first - 6), -1) if _is(words[k], "بين")), -1
    )
    link = between if between >= 0 else first - 1 if before.key in _WITH and not taken else -1
    for k in range(link - 1, max(-1, link - _REACH), -1):
        if any(stem in _BETWEEN for _, stem in stems(words[k].key)):
            return f"“{words[k].raw}” is between governments"
    return ""


_PLACES: Final = frozenset(PLACED | CUES[EntityType.LOC])


def _is(word: Word, key: str) -> bool:
    return any(stem == lookup_key(key) for _, stem in stems(word.key))


def _said(words: Sequence[Word], first: int, last: int, taken: int, feminine: bool) -> str:
    """The verb of saying or deciding whose subject the name is, "" if there is none. With a capital
    a masculine verb before it has another subject."""
    before = words[first - 1] if adjoining(words, first) else None
    if before and not taken and _decides(before, feminine):
        return before.raw
    conjoined = taken == 1 and words[first].key[0] in "وف"
    if taken and not conjoined:
        return ""
    opens = before is None or conjoined or before.pos in _OPENING or before.lemma in _AUXILIARIES
    after = last + 1
    if adjoining(words, after) and words[after].key[:1] == "و" and words[after].pos == "noun_prop":
        after += 1  # أنقرة والقاهرة تتفقان
    while adjoining(words, after) and words[after].key in _PARTICLES:
        after += 1
    if opens and adjoining(words, after) and _decides(words[after], feminine):
        return words[after].raw
    return ""


def _decides(word: Word, feminine: bool) -> bool:
    gloss = word.gloss
    return (
        gloss is not None
        and gloss.pos == "verb"
        and word.lemma in SAYING
        and (gloss.features.gender != "m" or not feminine or gloss.features.number == "d")
        and gloss.features.voice != "p"
        and "\u064f" not in word.raw[:2]  # صُنّفت "was ranked"
        and not gloss.features.enclitic
    )

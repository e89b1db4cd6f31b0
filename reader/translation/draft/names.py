"""Names the dictionary reads as ordinary words, told by what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model import Gloss, Mention
from reader.text.keys import strip_marks
from reader.text.transliteration import known_spelling, transliterate
from reader.translation.protocol import SentenceSource

__all__ = ["newspaper_spelling", "unrecognised_name"]

_PLACES = frozenset(
    "مدينة بلدة قرية ضاحية محافظة مقاطعة ولاية إقليم جزيرة نهر بحيرة مخيم ميناء مطار حي جبل"
    " مضيق خليج قضاء ناحية".split()
)
_CALENDAR = frozenset(
    "January February March April May June July August September October November December"
    " Nile Turks".split()
)
"""English that is no spelling of its Arabic by sound alone, however like (مايو, May, not Mayo)."""
# What may follow a name without being a part of it.
_EPITHETS = frozenset(
    "أول أولى ثان ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر حادي أخير ماضي ماض مقبل جاري جار"
    " سابق حالي راحل وطني دولي عام مركزي عالمي إقليمي جامعي عسكري مدني رسمي محلي".split()
)


def newspaper_spelling(source: SentenceSource, i: int, english: str) -> str | None:
    """The spelling newspapers use for the proper noun at token `i`, where that only spells the
    dictionary's name otherwise (Muhammad, Mohammed) and does not translate it (Egypt). After a
    given name a word is a name too, whatever place is called so (Hassan Khalil, not Hebron)."""
    if english in _CALENDAR:
        return None
    gloss = source.glosses[i]
    stem = gloss.segments[-1].form if gloss and gloss.segments else source.word(i)
    known = known_spelling(stem) or (known_spelling(strip_marks(gloss.lemma)) if gloss else None)
    if known is None:
        return None
    same = known.removeprefix("al-")[:1].lower() == english[:1].lower()
    return known if same or _after_given_name(source, i) else None


def unrecognised_name(
    source: SentenceSource, i: int, mentions: Mapping[int, Mention]
) -> str | None:
    """The spelling of the word at token `i` if its neighbour before it makes it a name, else None:
    a surname (سامر الخلف), a place after its kind (ضاحية كاليه), a verb after a preposition (في
    سيستان)."""
    if i == 0 or not source.glosses or (i - 1) in mentions:
        return None
    before, gloss = source.glosses[i - 1], source.glosses[i]
    if before is None or gloss is None or before.features.enclitic:
        return None
    if gloss.source != "dictionary" or gloss.pos == "noun_prop":
        return None
    if source.text[source.tokens[i - 1].end : source.tokens[i].start].strip():
        return None
    word = source.word(i)
    if before.pos == "prep":
        plain = gloss.pos == "verb" and not gloss.features.proclitics
        return transliterate(word) if plain else None
    if strip_marks(before.lemma) in _PLACES and "Al_det" not in before.features.proclitics:
        odd = gloss.pos == "verb" or bool(gloss.features.enclitic)
        known = known_spelling(word)
        return known if known and (odd or "Al_det" in gloss.features.proclitics) else None
    return _surname(word, gloss) if _after_given_name(source, i) else None


def _after_given_name(source: SentenceSource, i: int) -> bool:
    if i == 0 or not source.glosses:
        return False
    before = source.glosses[i - 1]
    return (
        before is not None
        and before.pos == "noun_prop"
        and not before.features.enclitic
        and known_spelling(source.word(i - 1)) is not None
    )


def _surname(word: str, gloss: Gloss) -> str | None:
    proclitics = [p for p in gloss.features.proclitics if p != "Al_det"]
    if proclitics or gloss.features.enclitic or gloss.pos not in {"noun", "adj", "adj_comp"}:
        return None
    if gloss.english[:1].isupper() or strip_marks(gloss.lemma) in _EPITHETS:
        return None
    article = "Al_det" in gloss.features.proclitics
    named = any(reading.pos == "noun_prop" for reading in gloss.alternatives)
    return transliterate(word) if article or named else None

"""Which Arabic verbal nouns English says as verbs: لبناء سد, "to build a dam".

A noun that governs another is counted where it is aligned with an English word: as a verb if the
word is only a verb ("discuss") or stands after "to", and as a verb with an object if what it
governs follows at once. `learn.py` writes the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from corpus import Pair
from lemminflect import getAllLemmas

__all__ = ["verbal_nouns"]

_PLACES = ("li", "prep", "verb")
_LEAST = 5.0
_LEAST_SHARE = 0.15
_DIRECT = 0.6
"""Share of verbal uses with the genitive as object from which a noun counts as transitive."""
_NO_VERBS = frozenset("over out off up in on down back away near like own".split())


def verbal_nouns(
    pairs: Sequence[Pair],
    places: Iterable[Mapping[int, int]],
    prepositions: frozenset[str],
) -> Iterable[str]:
    """lemma, part of speech, English verb, then for the noun after لـ, after another preposition
    and after a verb the share said as a verb and the count. `places[n]` tells where in English each
    Arabic content word of pair n stands."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    verbs: dict[str, Counter[str]] = defaultdict(Counter)
    direct: dict[str, Counter[bool]] = defaultdict(Counter)
    for pair, place in zip(pairs, places, strict=True):
        arabic, english = pair.arabic, pair.english
        for i, j in place.items():
            key, word = arabic[i], english[j]
            if not _may_be_verbal(key) or (i and arabic[i - 1] == "+Al"):
                continue
            k = i + 1 + (i + 1 < len(arabic) and arabic[i + 1] == "+Al")
            if k >= len(arabic) or not arabic[k].endswith(("|noun", "|noun_prop", "_poss")):
                continue
            where = _where(arabic, i)
            seen[key][where] += pair.weight
            if not _is_verb(word, english[j - 1] if j else ""):
                continue
            said[key][where] += pair.weight
            verbs[key][word] += pair.weight
            if k in place:
                between = english[j + 1 : place[k]]
                object_ = place[k] > j and not any(w.lower() in prepositions for w in between)
                direct[key][object_ and len(between) < 4] += pair.weight
    for key in sorted(said):
        total = said[key].total()
        if total < _LEAST or total / seen[key].total() < _LEAST_SHARE:
            continue
        if direct[key][True] < _DIRECT * direct[key].total() or not direct[key][True]:
            continue
        lemma, _, pos = key.partition("|")
        verb = max(verbs[key].items(), key=lambda item: (item[1], item[0]))[0]
        usual = total / seen[key].total()
        fields = (
            f"{(said[key][p] + 3 * usual) / (seen[key][p] + 3):.2f}\t{seen[key][p]:.0f}"
            for p in _PLACES
        )
        yield f"{lemma}\t{pos}\t{verb}\t" + "\t".join(fields)


def _may_be_verbal(key: str) -> bool:
    """Whether the form of a noun allows a verbal noun: no participle (حامل, مقر), no elative."""
    lemma, _, pos = key.partition("|")
    letters = [c for c in lemma if "ء" <= c <= "ي"]
    if pos != "noun" or len(letters) < 2:
        return False
    if letters[0] == "م" and letters[-1] != "ة":
        return False
    actor = len(letters) >= 4 and letters[1] == "ا" and "ِ" in lemma and letters[-1] != "ة"
    return not (actor and letters[0] not in "اإأ") and not (letters[0] == "أ" and len(letters) == 4)


def _where(arabic: Sequence[str], i: int) -> str:
    before = arabic[i - 1] if i else ""
    if before == "+li":
        return "li"
    if before == "+bi" or before.endswith("|prep"):
        return "prep"
    return "verb" if before.endswith("|verb") else "other"


@cache
def _parts(word: str) -> frozenset[str]:
    return frozenset(part for part, forms in getAllLemmas(word).items() if word in forms)


def _is_verb(word: str, before: str) -> bool:
    if not word.isalpha() or word[0].isupper() or word in _NO_VERBS:
        return False
    parts = _parts(word)
    return "VERB" in parts and ("NOUN" not in parts or before == "to")

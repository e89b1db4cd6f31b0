"""Names of the Arabic that the English lacks, and names it has that nothing in the Arabic explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from lemminflect import getAllLemmas

from reader.model import Doubt, Entity, Mention
from reader.text.likeness import name_likeness
from reader.translation.doubts.compared import Compared

__all__ = ["english_names", "missing_names", "name_doubts"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EMPTY: Final = frozenset("the of and for in on al el de la a an to at by ez".split())
_ALIKE: Final = 0.7
"""Likeness from which two spellings are of one name."""
_REMINDS: Final = 0.55
"""Likeness from which an Arabic word may be what an English name stands for."""
_STEM: Final = 4
"""Letters that a name and its adjective share at least: Turkey and Turkish, Syria and Syrian."""
_NO_NAMES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december god internet mister mrs miss english arabic "
    "prix celsius fahrenheit islam islamic muslim muslims koran quran eid ramadan archbishop bible "
    "christ christian christians catholic orthodox jesus cafe café santa saint mecca sheikh imam "
    "fridays saturdays sundays mondays thursdays inc ltd corp christmas easter utc gmt the this that these those and but for with without from "
    "into onto upon under over about above against among between during within through until since "
    "because although though while when where whether which who whom whose what why how she her his "
    "him they them their our your you its not nor neither either both all any each every some such "
    "other another none nothing there here then than would could should might must shall will can "
    "cannot may are was were been being has have had does did done per via zero one two three four "
    "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "first second third let nobody anyone everyone someone whoever whatever wherever unless despite "
    "himself herself itself themselves amid towards toward according whereas albeit thus hence".split()
)
_SENTENCE_END: Final = frozenset(".!?:;\"'“”‘’(«[-–—•*")


def english_names(mention: Mention, entity: Entity | None) -> tuple[str, ...]:
    """All that English may call what `mention` names, its own rendering first."""
    names = [mention.english]
    if entity:
        names += [entity.name_en, *entity.aliases_en]
        names += [alias.en for alias in (*entity.aliases, *entity.demonyms)]
    return tuple(dict.fromkeys(name.removeprefix("the ") for name in names if name))


def missing_names(pair: Compared) -> Iterator[Mention]:
    """Mentions whose entity stands nowhere in the English, by any of its names, by half the words
    of one, by its initials or by a name that sounds alike; one for each entity. Left out are
    ordinary words that only look like names: the English has their meaning."""
    words = _WORD.findall(pair.english)
    lower = [word.lower() for word in words]
    told: set[str] = set()
    for mention in pair.source.mentions:
        if mention.entity in told:
            continue
        told.add(mention.entity)
        if _is_date(mention, pair) or _is_ordinary(mention, pair, lower):
            continue
        names = english_names(mention, pair.entities.get(mention.entity))
        if any(_present(name, lower, words) for name in names):
            continue
        if not any(_sounds(pair.source.word(i), words) for i in _tokens(pair, mention)):
            yield mention


def name_doubts(pair: Compared) -> Iterator[Doubt]:
    """name-missing and name-invented."""
    for mention in missing_names(pair):
        yield Doubt("name-missing", mention.english.removeprefix("the "))
    for name in invented_names(pair):
        yield Doubt("name-invented", name)


def invented_names(pair: Compared) -> Iterator[str]:
    """Capitalised English words, none of the language's own, that no Arabic word explains: by the
    names of a mention, by a gloss, by its sound, or by standing in the Arabic as they are."""
    explained: set[str] | None = None
    arabic = _spoken(pair)
    told: set[str] = set()
    for match in _WORD.finditer(pair.english):
        word = match.group()
        if not _is_name(word) or word in told:
            continue
        told.add(word)
        if explained is None:
            explained = _explained(pair)
        if word[:_STEM].lower() in explained or any(name_likeness(a, word) >= _REMINDS for a in arabic):
            continue
        yield word


def _is_name(word: str) -> bool:
    plain = re.sub("['’].*", "", word)
    lower = plain.lower()
    return (
        len(plain) > 2
        and plain[0].isupper()
        and plain[1:].islower()
        and lower not in _NO_NAMES
        and not (lower.isascii() and getAllLemmas(lower))
    )


def _explained(pair: Compared) -> set[str]:
    """The beginnings of all the words that the mentions' names, the glosses and the Arabic itself offer."""
    texts = [pair.source.text]
    for mention in pair.source.mentions:
        texts += english_names(mention, pair.entities.get(mention.entity))
    for gloss in pair.source.glosses:
        if gloss is not None:
            texts.append(gloss.english)
            texts += (reading.english for reading in gloss.alternatives)
    return {word[:_STEM].lower() for text in texts for word in _WORD.findall(text)}


def _spoken(pair: Compared) -> list[str]:
    """The words of the Arabic that may be heard in an English name, and two and three neighbours in
    one (توت عنخ آمون Tutankhamun): not those that the English has by their meaning."""
    said = {_stem(word) for word in _WORD.findall(pair.english) if word[0].islower()}
    runs: list[list[str]] = [[]]
    for i in range(len(pair.source.tokens)):
        gloss = pair.source.glosses[i] if i < len(pair.source.glosses) else None
        meant = gloss is not None and gloss.pos != "noun_prop" and gloss.source == "dictionary"
        if meant and gloss is not None and said.intersection(map(_stem, _meant(gloss.english))):
            runs.append([])
        else:
            runs[-1].append(pair.source.word(i))
    return [
        "".join(run[i : i + n]) for run in runs for n in (1, 2, 3) for i in range(len(run) - n + 1)
    ]


def _meant(english: str) -> list[str]:
    return [word for word in re.findall("[a-z]{3,}", english) if word not in _EMPTY]


def _is_date(mention: Mention, pair: Compared) -> bool:
    """Whether it is a month or a day: آب August, which is also a town's name."""
    return any(d.start < mention.end and mention.start < d.end for d in pair.arabic_dates)


def _is_ordinary(mention: Mention, pair: Compared, words: Sequence[str]) -> bool:
    tokens = _tokens(pair, mention)
    if len(tokens) != 1 or tokens[0] >= len(pair.source.glosses):
        return False
    gloss = pair.source.glosses[tokens[0]]
    if gloss is None or gloss.pos == "noun_prop":
        return False
    return bool({_stem(m) for m in _meant(gloss.english)} & {_stem(w) for w in words})


def _tokens(pair: Compared, mention: Mention) -> range:
    return pair.source.tokens_of((mention.start, mention.end))


def _present(name: str, lower: Sequence[str], words: Sequence[str]) -> bool:
    content = [w for w in _WORD.findall(name) if w.lower() not in _EMPTY]
    if not content:
        return True
    found = sum(any(w.startswith(_stem(part)) for w in lower) for part in content)
    if 2 * found >= len(content):
        return True
    initials = "".join(word[0] for word in content).upper()
    return len(initials) > 1 and any(w.replace(".", "") == initials for w in words)


def _sounds(arabic: str, words: Iterable[str]) -> bool:
    return any(word[0].isupper() and name_likeness(arabic, word) >= _ALIKE for word in words)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """What a word shares with its adjective: the first letters, case and apostrophes aside."""
    plain = re.sub("['’].*", "", word).lower()
    return plain[: max(_STEM, len(plain) - 3)] if len(plain) > _STEM else plain

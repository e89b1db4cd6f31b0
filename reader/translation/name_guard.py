"""Puts a known name where the engine wrote something else for it.

A mention whose entity stands nowhere in the English by any of its names is looked for where it ought
to be: by its sound, and by what its words are linked to. What stands there is replaced only if it is
plainly the engine's attempt at the name: a misspelling (Sabutnik), the name taken for an ordinary
word (Ain Issa as "Jesus' eye"), or a name that nothing else in the Arabic explains. A usual spelling
that is not Qari's own (Kobane, Edlib) stays, and so does everything that is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from lemminflect import getAllLemmas

from reader.model import Doubt, Entity, Link, Mention, Span, Translation
from reader.paths import resource
from reader.text.dates import arabic_dates
from reader.text.likeness import name_likeness
from reader.translation.protocol import SentenceSource

__all__ = ["CORRECTED", "guard_names", "undo_correction"]

CORRECTED: Final = "name-corrected"
"""The kind of doubt that tells of a correction; its text is "was → is"."""
_ARROW: Final = " → "
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile("['’]s?$")
_SOUNDS: Final = 0.7
"""Likeness from which a name of the English is the engine's spelling of one of the Arabic."""
_SOUNDS_ELSE: Final = 0.55
"""Likeness from which a name of the English may belong to another word of the Arabic."""
_WORSE: Final = 0.1
"""How much less Qari's own name may sound like the Arabic than what the engine wrote: less still,
and it is perhaps the name of something else (Ariha, which is not Jericho)."""
_SURE: Final = 0.6
"""Score from which a link is believed."""
_APART: Final = 0.4
"""How far apart, in shares of their sentences, a name and its rendering may stand."""
_EMPTY: Final = frozenset("the of and for in on al el a an to at by de la".split())
_JOINS: Final = re.compile(r"(?:\s|-|['’]s?\s|\s(?:of|the|and|al|el)\s|\sof the\s)+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the engine's attempt at `mention` stands."""

    mention: Mention
    start: int
    end: int


def guard_names(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> Translation:
    """`translation` with the names it missed put right, its links moved along and a doubt of kind
    "name-corrected" for each; the same object where there is nothing to do."""
    guard = _Guard(source, translation, entities)
    for place in sorted(guard.places(), key=lambda p: -p.start):
        translation = _corrected(translation, place)
    return translation


def undo_correction(translation: Translation, doubt: Doubt) -> Translation:
    """`translation` with what the engine had written where `doubt` tells of a correction; the same
    object where the corrected name no longer stands."""
    was, _, name = doubt.text.partition(_ARROW)
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", translation.text)
    if doubt.kind != CORRECTED or not name or match is None:
        return translation
    doubts = tuple(other for other in translation.doubts if other != doubt)
    return replace(_spliced(translation, *match.span(), was), doubts=doubts)


class _Guard:
    def __init__(
        self, source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
    ) -> None:
        self._source = source
        self._text = translation.text
        self._links = {link.token: link for link in translation.links}
        self._names = {
            mention: _names(mention, entities.get(mention.entity)) for mention in source.mentions
        }
        self._dates = arabic_dates(source.text, ())
        self._words = list(_WORD.finditer(self._text))

    def places(self) -> list[_Place]:
        """Attempts to put right, none overlapping another."""
        found: list[_Place] = []
        told: set[str] = set()
        for mention in self._source.mentions:
            if mention.entity in told or mention.source == "demonym" or self._is_date(mention):
                continue
            told.add(mention.entity)
            if self._stands(mention):
                continue
            place = self._place(mention)
            if place and not any(p.start < place.end and place.start < p.end for p in found):
                found.append(place)
        return found

    def _stands(self, mention: Mention) -> bool:
        """Whether the English has the entity by any of its names, or all the words of one."""
        lower = {_plain(part) for word in self._words for part in word.group().split("-")}
        for name in self._names[mention]:
            parts = re.split(r"[\s-]+", name)
            content = [_plain(part) for part in parts if part.lower() not in _EMPTY]
            if all(_told(word, lower) for word in content):
                return True
            initials = "".join(word[0] for word in content)
            if len(initials) > 1 and initials in lower:
                return True
        return False

    def _is_date(self, mention: Mention) -> bool:
        """Whether it is a month: آب August, which is also a town's name."""
        return any(d.start < mention.end and mention.start < d.end for d in self._dates)

    def _place(self, mention: Mention) -> _Place | None:
        heard, linked = self._heard(mention), self._linked(mention)
        if heard and linked:
            if not (heard[0] < linked[1] and linked[0] < heard[1]):
                return None
            heard = self._joined(mention, heard, linked)
        elif heard and self._scattered(mention, heard):
            return None
        span = heard or (linked if linked and self._misread(mention, linked) else None)
        if span is None or self._usual(mention, self._text[span[0] : span[1]]):
            return None
        if any(self._claimed(other, span) for other in self._source.mentions if other != mention):
            return None
        return _Place(mention, *span)

    def _joined(self, mention: Mention, heard: Span, linked: Span) -> Span | None:
        """Both spans in one, if what the links add are the mention's words in translation: "mother
        Darman" for Omdurman."""
        start, end = min(heard[0], linked[0]), max(heard[1], linked[1])
        added = [
            match.group()
            for match in self._words
            if start <= match.start() < end and not heard[0] <= match.start() < heard[1]
        ]
        meant = self._meant(mention)
        if all(word.lower() in _EMPTY or _base(word) in meant for word in added):
            return start, end
        return None

    # ------------------------------------------------------------ by sound

    def _heard(self, mention: Mention) -> Span | None:
        """The run of capitalised English words, none of the language's own, that sounds like the
        mention and like no other word of the Arabic; None where there is none or more than one."""
        tokens = self._tokens(mention)
        arabic = "".join(self._source.word(i) for i in tokens)
        arabic = arabic if len(tokens) > 1 else self._surface(mention)
        own = max(_sound(arabic, name) for name in self._names[mention][:2])
        found: dict[Span, float] = {}
        for first, last in self._runs(len(tokens)):
            start, end = self._words[first].start(), self._words[last].end()
            text = _POSSESSIVE.sub("", self._text[start:end])
            alike = _sound(arabic, text)
            if alike >= _SOUNDS and self._near(mention, start) and self._alone(first, last):
                found[(start, start + len(text))] = alike
        if not found:
            return None
        span, alike = max(found.items(), key=lambda item: item[1])
        rivals = [s for s in found if not (s[0] < span[1] and span[0] < s[1])]
        said = self._text[span[0] : span[1]]
        others = set(range(len(self._source.tokens))) - set(tokens)
        explained = any(name_likeness(self._source.word(i), said) >= alike for i in others)
        if rivals or explained or own < alike - _WORSE or _known(said):
            return None
        return span

    def _runs(self, most: int) -> Iterator[tuple[int, int]]:
        for first in range(len(self._words)):
            if not _is_name(self._words[first].group()) and self._words[first].group() != "Al":
                continue
            apart = self._words[first].group() in ("Al", "El")
            for last in range(first, min(first + most + apart, len(self._words))):
                if last > first:
                    gap = self._text[self._words[last - 1].end() : self._words[last].start()]
                    if gap not in (" ", "-") or not _capital(self._words[last].group()):
                        break
                yield first, last

    def _alone(self, first: int, last: int) -> bool:
        """Whether no other name stands right beside words `first` to `last`: Omeran is a part of
        Haji Omeran, and not to be taken for Amran."""
        for here, there in ((first - 1, first), (last, last + 1)):
            if here < 0 or there >= len(self._words):
                continue
            gap = self._text[self._words[here].end() : self._words[there].start()]
            other = self._words[here if here < first else there].group()
            if (
                gap in (" ", "-", "'s ", "’s ")
                and _is_name(other)
                and not other.endswith(("'s", "’s"))
            ):
                return False
        return True

    def _near(self, mention: Mention, place: int) -> bool:
        there = place / max(1, len(self._text))
        return abs(mention.start / max(1, len(self._source.text)) - there) <= _APART

    # ------------------------------------------------------------ by links

    def _linked(self, mention: Mention) -> Span | None:
        """The stretch of English that the mention's words and no others are surely linked to."""
        tokens = self._tokens(mention)
        links = [self._links.get(i) for i in tokens]
        if any(link is None or not link.spans or link.score < _SURE for link in links):
            return None
        spans = sorted(
            span for link in links if link for span in link.spans if self._says_something(span)
        )
        if not spans:
            return None
        for left, right in zip(spans, spans[1:], strict=False):
            gap = self._text[left[1] : right[0]]
            if right[0] > left[1] and not _JOINS.fullmatch(gap):
                return None
        start, end = spans[0][0], spans[-1][1]
        end = start + len(_POSSESSIVE.sub("", self._text[start:end]))
        foreign = (
            span
            for token, link in self._links.items()
            if token not in tokens
            for span in link.spans
        )
        if any(s < end and start < e and self._says_something((s, e)) for s, e in foreign):
            return None
        return start, end

    def _scattered(self, mention: Mention, span: Span) -> bool:
        """Whether a word of the mention is surely linked to English outside `span`."""
        return any(
            not (start < span[1] and span[0] < end) and self._says_something((start, end))
            for i in self._tokens(mention)
            if (link := self._links.get(i)) and link.score >= _SURE
            for start, end in link.spans
        )

    def _says_something(self, span: Span) -> bool:
        return self._text[span[0] : span[1]].lower() not in _EMPTY

    def _misread(self, mention: Mention, span: Span) -> bool:
        """Whether the English at `span` is the mention taken for ordinary words, or a name that no
        Arabic word explains."""
        said = [m.group() for m in _WORD.finditer(self._text, *span)]
        content = [word for word in said if word.lower() not in _EMPTY]
        if not content or len(content) > len(self._tokens(mention)) + 1:
            return False
        if _sound(self._surface(mention), self._names[mention][0]) < _SOUNDS_ELSE:
            return False  # a name that is itself translated: the US Navy, the American Navy
        # One ordinary word that looks like a name is as likely as not just that word.
        meant = self._meant(mention)
        return len(self._tokens(mention)) > 1 and all(_base(word) in meant for word in content)

    def _meant(self, mention: Mention) -> set[str]:
        """What the words of the mention mean, taken one by one."""
        glosses = (
            self._source.glosses[i] for i in self._tokens(mention) if i < len(self._source.glosses)
        )
        return {
            _base(word)
            for gloss in glosses
            if gloss
            for text in (gloss.english, *(reading.english for reading in gloss.alternatives))
            for word in _WORD.findall(text)
        }

    # ------------------------------------------------------------ what to leave alone

    def _usual(self, mention: Mention, said: str) -> bool:
        """Whether `said` is another usual spelling of one of the names, or what the dictionary calls
        a word of the mention (عمان is Amman and Oman)."""
        spelled = _spelling(said)
        if any(spelled == _spelling(name) for name in self._names[mention]):
            return True
        if mention.type == "LOC":  # many places share a name but for its vowels: Kenitra, Quneitra
            bare = _VOWELS.sub("", spelled)
            if any(bare == _VOWELS.sub("", _spelling(name)) for name in self._names[mention]):
                return True
        return _base(said) in self._meant(mention) and said[0].isupper()

    def _claimed(self, mention: Mention, span: Span) -> bool:
        """Whether a name of another mention stands at `span`."""
        said = self._text[span[0] : span[1]].lower()
        return any(name.lower() in said or said in name.lower() for name in self._names[mention])

    def _tokens(self, mention: Mention) -> range:
        return self._source.tokens_of((mention.start, mention.end))

    def _surface(self, mention: Mention) -> str:
        return self._source.text[mention.start : mention.end]


def _names(mention: Mention, entity: Entity | None) -> tuple[str, ...]:
    names = [mention.english]
    if entity:
        names += [entity.name_en, *entity.aliases_en]
        names += [alias.en for alias in (*entity.aliases, *entity.demonyms)]
    return tuple(dict.fromkeys(name.removeprefix("the ") for name in names if name))


def _sound(arabic: str, english: str) -> float:
    """How alike two names of any number of words sound."""
    return name_likeness(re.sub(r"\W", "", arabic), re.sub(r"[\W_]", "", english))


def _known(name: str) -> bool:
    """Whether `name` is one that English newspapers use, so perhaps of something else: Algiers,
    Fatima."""
    return name in _spellings()


@cache
def _spellings() -> frozenset[str]:
    found: set[str] = set()
    for file in ("given-names.tsv", "learned-names.tsv"):
        for line in resource("glossary", file).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                found.add(line.split("\t")[1])
    return frozenset(found)


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower()


def _told(word: str, words: set[str]) -> bool:
    """Whether `word` or an adjective of it is among `words`: Syria and Syrian."""
    stem = word[:-1]
    return word in words or (
        len(word) > 4 and any(other.startswith(stem) and len(other) > len(word) for other in words)
    )


@lru_cache(maxsize=32_768)
def _base(word: str) -> str:
    lower = _plain(word)
    lemmas = getAllLemmas(lower)
    return str(lemmas.get("NOUN", lemmas.get("VERB", (lower,)))[0])


@lru_cache(maxsize=32_768)
def _is_name(word: str) -> bool:
    plain = _POSSESSIVE.sub("", word)
    plain = re.sub("^[Aa]l-", "", plain)
    return len(plain) > 2 and plain[0].isupper() and not getAllLemmas(plain.lower())


def _capital(word: str) -> bool:
    return word[0].isupper() or word.startswith("al-")


_VOWELS: Final = re.compile("[aiu]")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"^(?:the|al|el|as|ash|an|ar|at|ad|az)[ -]", ""),
        (r"[^a-z]", ""),
        ("ck|c(?![hei])|q", "k"),
        ("[eiy]+", "i"),
        ("[ouw]+", "u"),
        (r"(.)\1+", r"\1"),
        ("[aiuh]+$", ""),
    )
)


def _spelling(name: str) -> str:
    """What usual spellings of one name share: Kobane and Kobani, Raqa and Raqqa, Edlib and Idlib."""
    spelled = name.lower()
    for pattern, letter in _SPELLINGS:
        spelled = pattern.sub(letter, spelled)
    return spelled


_AFTER_NAMES: Final = frozenset(
    "of in and or for to on at by with from into over near as is was are were be has had have said "
    "says will would can could may who which that where when after before since during while but "
    "not also".split()
)


def _corrected(translation: Translation, place: _Place) -> Translation:
    text, name = translation.text, place.mention.english
    start, end = place.start, place.end
    if text[max(0, start - 4) : start].lower() == "the ":
        following = re.match(r"[\s-](\w+)", text[end:])
        # "the Seville club" keeps its article, "the Seville announced" does not.
        noun = following and following[1] not in _AFTER_NAMES and not following[1].endswith("ed")
        if name.startswith("the ") or not noun:
            start -= 4
    if not text[:start].strip() or text[:start].rstrip()[-1:] in ".!?":
        name = name[0].upper() + name[1:]
    doubt = Doubt(CORRECTED, f"{text[start:end]}{_ARROW}{name}")
    return replace(_spliced(translation, start, end, name), doubts=(*translation.doubts, doubt))


def _spliced(translation: Translation, start: int, end: int, new: str) -> Translation:
    """`translation` with `new` from `start` to `end`; a link into what was replaced leads to all of
    `new`, those behind it move along."""
    moved = len(new) - (end - start)

    def span(old: Span) -> Span:
        if old[1] <= start:
            return old
        if old[0] >= end:
            return old[0] + moved, old[1] + moved
        return min(old[0], start), max(old[1] + moved, start + len(new))

    links = tuple(
        Link(link.token, tuple(dict.fromkeys(span(old) for old in link.spans)), link.score)
        for link in translation.links
    )
    text = translation.text[:start] + new + translation.text[end:]
    return replace(translation, text=text, links=links)

"""Puts a known name where the engine wrote something else for it.

A mention whose entity stands nowhere in the English by any of its names is looked for where it
ought to be: by its sound, and by what its words are linked to. What stands there is replaced only
if it is plainly the engine's attempt at the name: a misspelling (Sabutnik), or the name taken for
ordinary words (Ain Issa as "Jesus' eye"). Another usual spelling (Kobane), the name of something
else, and everything that is not sure stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reader.model import Doubt, Entity, EntityType, Link, Mention, Span, Translation
from reader.text.dates import arabic_dates
from reader.translation.doubts.names import english_names
from reader.translation.name_spelling import (
    EMPTY_WORDS,
    base_form,
    is_name,
    is_used_name,
    same_spelling,
    sound_alike,
    without_possessive,
)
from reader.translation.protocol import SentenceSource

__all__ = ["CORRECTED", "correction_of", "guard_names", "undo_correction"]

CORRECTED: Final = "name-corrected"
"""The kind of doubt that tells of a correction; its text is "was → is"."""
_ARROW: Final = " → "
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINS: Final = re.compile(r"(?:\s|-|['’]s?\s|\s(?:of|the|and|al|el)\s|\sof the\s)+")
_LONGEST: Final = 300
"""Tokens or words beyond which a sentence is left alone: nothing is sure in it."""
_SOUNDS: Final = 0.7
"""Likeness from which a name of the English is the engine's spelling of one of the Arabic."""
_NAMED: Final = 0.55
"""Likeness below which Qari's English name is the meaning of the Arabic one, not its sound."""
_WORSE: Final = 0.1
"""How much less Qari's own name may sound like the Arabic than what the engine wrote: less still,
and it is perhaps the name of something else (Ariha, which is not Jericho)."""
_SURE: Final = 0.6
"""Score from which a link is believed."""
_APART: Final = 0.4
"""How far apart, in shares of their sentences, a name and its rendering may stand."""
_AFTER_NAMES: Final = frozenset(
    "of in and or for to on at by with from into over near as is was are were be has had have said "
    "says will would can could may who which that where when after before since during while but "
    "not also".split()
)


def guard_names(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> Translation:
    """`translation` with the names it missed put right, its links moved along and a doubt of kind
    "name-corrected" for each; the same object where there is nothing to do. `entities` are those
    that the mentions of `source` name, by id."""
    source = source.honoured
    if not source.mentions or len(source.tokens) > _LONGEST:
        return translation
    guard = _Guard(source, translation, entities)
    for place in sorted(guard.places(), key=lambda place: -place.start):
        translation = _corrected(translation, place)
    return translation


def correction_of(doubt: Doubt) -> tuple[str, str] | None:
    """What the engine had written and what stands there now, if `doubt` tells of a correction."""
    was, arrow, name = doubt.text.partition(_ARROW)
    return (was, name) if doubt.kind == CORRECTED and arrow else None


def undo_correction(translation: Translation, doubt: Doubt) -> Translation:
    """`translation` with what the engine had written where `doubt` tells of a correction, and
    without that doubt; the same object where the corrected name no longer stands."""
    was, _, name = doubt.text.partition(_ARROW)
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", translation.text)
    if doubt.kind != CORRECTED or not name or match is None:
        return translation
    doubts = tuple(other for other in translation.doubts if other != doubt)
    return replace(_spliced(translation, *match.span(), was), doubts=doubts)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the engine's attempt at `mention` stands."""

    mention: Mention
    start: int
    end: int


class _Guard:
    """Finds the attempts in one sentence."""

    def __init__(
        self, source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
    ) -> None:
        self._source = source
        self._entities = entities
        self._text = translation.text
        self._links = {link.token: link for link in translation.links}
        self._names = {
            mention: english_names(mention, entities.get(mention.entity))
            for mention in source.mentions
        }
        self._dates = arabic_dates(source.text, ())
        self._words = list(_WORD.finditer(self._text))

    def places(self) -> list[_Place]:
        """Attempts to put right, none overlapping another, one for each entity."""
        if len(self._words) > _LONGEST:
            return []
        found: list[_Place] = []
        told: set[str] = set()
        for mention in self._source.mentions:
            if mention.entity in told or mention.source == "demonym" or self._is_date(mention):
                continue
            entity = self._entities.get(mention.entity)
            if entity and not entity.known:
                continue  # its English is a guess
            told.add(mention.entity)
            span = None if self._stands(mention) else self._attempt(mention)
            if span and not any(p.start < span[1] and span[0] < p.end for p in found):
                found.append(_Place(mention, *span))
        return found

    def _is_date(self, mention: Mention) -> bool:
        """Whether it is a month: آب August, which is also a town's name."""
        return any(d.start < mention.end and mention.start < d.end for d in self._dates)

    def _stands(self, mention: Mention) -> bool:
        """Whether the English has the entity by all the words or the initials of a name."""
        lower = {
            without_possessive(part).lower()
            for word in self._words
            for part in word.group().split("-")
        }
        for name in self._names[mention]:
            parts = [without_possessive(part).lower() for part in re.split(r"[\s-]+", name)]
            content = [part for part in parts if part and part not in EMPTY_WORDS]
            if all(_told(part, lower) for part in content):
                return True
            if len(content) > 1 and "".join(part[0] for part in content) in lower:
                return True
        return False

    def _attempt(self, mention: Mention) -> Span | None:
        heard, linked = self._heard(mention), self._linked(mention)
        if heard and linked:
            if not (heard[0] < linked[1] and linked[0] < heard[1]):
                return None
            heard = self._joined(mention, heard, linked)
        elif heard and self._scattered(mention, heard):
            return None
        span = heard or (linked if linked and self._misread(mention, linked) else None)
        if span is None or self._usual(mention, self._text[slice(*span)]):
            return None
        others = (other for other in self._source.mentions if other.entity != mention.entity)
        return None if any(self._claims(other, span) for other in others) else span

    def _tokens(self, mention: Mention) -> range:
        return self._source.tokens_of((mention.start, mention.end))

    def _surface(self, mention: Mention) -> str:
        return self._source.text[mention.start : mention.end]

    def _meant(self, mention: Mention) -> set[str]:
        """What the words of the mention mean, taken one by one."""
        glosses = (
            self._source.glosses[i] for i in self._tokens(mention) if i < len(self._source.glosses)
        )
        return {
            base_form(word)
            for gloss in glosses
            if gloss
            for text in (gloss.english, *(reading.english for reading in gloss.alternatives))
            for word in _WORD.findall(text)
        }

    # ------------------------------------------------------------ by sound

    def _heard(self, mention: Mention) -> Span | None:
        """The run of English names that sounds like the mention and like no other word of the
        Arabic; None where there is none or more than one."""
        tokens, arabic = self._tokens(mention), self._surface(mention)
        found: dict[Span, float] = {}
        for first, last in self._runs(len(tokens)):
            start, end = self._words[first].start(), self._words[last].end()
            text = without_possessive(self._text[start:end])
            alike = sound_alike(arabic, text)
            if alike >= _SOUNDS and self._alone(first, last):
                found[(start, start + len(text))] = alike
        if not found:
            return None
        span, alike = max(found.items(), key=lambda item: item[1])
        rivals = any(other[1] <= span[0] or span[1] <= other[0] for other in found)
        if rivals or not self._near(mention, span[0]):
            return None
        said = self._text[slice(*span)]
        own = max(sound_alike(arabic, name) for name in self._names[mention][:2])
        others = (i for i in range(len(self._source.tokens)) if i not in tokens)
        if own < alike - _WORSE or is_used_name(said):
            return None
        explained = any(sound_alike(self._source.word(i), said) >= alike for i in others)
        return None if explained else span

    def _runs(self, most: int) -> Iterator[tuple[int, int]]:
        """First and last of up to `most` words, "Al" apart, that are names."""
        for first, word in enumerate(self._words):
            apart = word.group() in ("Al", "El")
            if not apart and not is_name(word.group()):
                continue
            for last in range(first, min(first + most + apart, len(self._words))):
                if last > first:
                    here, there = self._words[last - 1], self._words[last]
                    gap = self._text[here.end() : there.start()]
                    capital = there.group()[0].isupper() or there.group().startswith("al-")
                    if gap not in (" ", "-") or not capital:
                        break
                yield first, last

    def _near(self, mention: Mention, place: int) -> bool:
        there = place / max(1, len(self._text))
        return abs(mention.start / max(1, len(self._source.text)) - there) <= _APART

    def _alone(self, first: int, last: int) -> bool:
        """Whether no other name stands right beside words `first` to `last`: Omeran is a part of
        Haji Omeran, and not to be taken for Amran."""
        for i, j, neighbour in ((first - 1, first, first - 1), (last, last + 1, last + 1)):
            if i < 0 or j >= len(self._words):
                continue
            gap = self._text[self._words[i].end() : self._words[j].start()]
            owner = self._words[i].group().endswith(("'s", "’s"))
            if gap in (" ", "-") and not owner and is_name(self._words[neighbour].group()):
                return False
        return True

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
        for left, right in pairwise(spans):
            gap = self._text[left[1] : right[0]]
            if right[0] > left[1] and not _JOINS.fullmatch(gap):
                return None
        if not spans:
            return None
        start, end = spans[0][0], spans[-1][1]
        end = start + len(without_possessive(self._text[start:end]))
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
            (end <= span[0] or span[1] <= start) and self._says_something((start, end))
            for i in self._tokens(mention)
            if (link := self._links.get(i)) and link.score >= _SURE
            for start, end in link.spans
        )

    def _says_something(self, span: Span) -> bool:
        return self._text[slice(*span)].lower() not in EMPTY_WORDS

    def _joined(self, mention: Mention, heard: Span, linked: Span) -> Span | None:
        """Both spans in one, if what the links add are the mention's words in translation: "mother
        Darman" for Omdurman."""
        start, end = min(heard[0], linked[0]), max(heard[1], linked[1])
        added = (
            match.group()
            for match in self._words
            if start <= match.start() < end and not heard[0] <= match.start() < heard[1]
        )
        meant = self._meant(mention)
        plain = all(word.lower() in EMPTY_WORDS or base_form(word) in meant for word in added)
        return (start, end) if plain else None

    def _misread(self, mention: Mention, span: Span) -> bool:
        """Whether the English at `span` is the mention, of several words, taken word for word. One
        ordinary word that looks like a name is as likely as not just that word."""
        tokens = self._tokens(mention)
        said = [match.group() for match in _WORD.finditer(self._text, *span)]
        content = [word for word in said if word.lower() not in EMPTY_WORDS]
        if len(tokens) < 2 or not content or len(content) > len(tokens) + 1:
            return False
        if sound_alike(self._surface(mention), self._names[mention][0]) < _NAMED:
            return False  # a name that is itself translated: the US Navy, the American Navy
        meant = self._meant(mention)
        return all(base_form(word) in meant for word in content)

    # ------------------------------------------------------------ what to leave alone

    def _usual(self, mention: Mention, said: str) -> bool:
        """Whether `said` is another usual spelling of one of the names, or what the dictionary
        calls a word of the mention (عمان is Amman and Oman). Many places share a name but for its
        vowels (Kenitra, Quneitra): for them these do not count."""
        vowels = mention.type != EntityType.LOC
        if any(same_spelling(said, name, vowels=vowels) for name in self._names[mention]):
            return True
        return said[0].isupper() and base_form(said) in self._meant(mention)

    def _claims(self, mention: Mention, span: Span) -> bool:
        """Whether a name of `mention` stands at `span`."""
        said = self._text[slice(*span)].lower()
        return any(name.lower() in said or said in name.lower() for name in self._names[mention])


def _told(word: str, words: set[str]) -> bool:
    """Whether `word` or an adjective of it is among `words`: Syria and Syrian."""
    stem = word[:-1]
    return word in words or (
        len(word) > 4 and any(other.startswith(stem) and len(other) > len(word) for other in words)
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
    before = text[:start].rstrip()
    if not before or before[-1] in ".!?":
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

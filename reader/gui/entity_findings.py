"""What the article itself says of an entity: in which sentences, by which words, found why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from reader.gui.document import Document, Occurrence
from reader.knowledge.loaded_terms import LoadedTerm, loaded_in
from reader.model import Entity, Mention
from reader.text.keys import lookup_key
from reader.text.proclitics import stems

__all__ = [
    "Findings",
    "find_places",
    "how_found",
    "loaded_words",
    "standing_for",
    "vowelled_words",
]

_READ: Final = 60
"""Sentences read for vowels and loaded words: more would only repeat them."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Where the article speaks of an entity, by sentence: `named`; `referred` only by a word such
    as المدينة; `meant` by another name that stands for it."""

    named: dict[int, list[Occurrence]]
    referred: dict[int, list[Occurrence]]
    meant: dict[int, list[Occurrence]]


def find_places(entity: str, document: Document) -> Findings:
    """All places of the entity with this id, as far as the article is read by now."""
    found = Findings({}, {}, {})
    for place in document.occurrences(entity):
        mention, _ = document.mention(place)
        which = found.referred if mention.role == "reference" else found.named
        which.setdefault(place.sentence, []).append(place)
    for number in range(len(document.sentences)):
        for i, mention in enumerate(document.sentence(number).mentions):
            if mention.stands_for == entity and mention.entity != entity:
                found.meant.setdefault(number, []).append(Occurrence(number, i))
    for number in found.named:
        found.referred.pop(number, None)
    return found


def how_found(entity: Entity, document: Document) -> list[tuple[str, int]]:
    """The reasons of its mentions, each with how often, the most frequent first."""
    places = document.occurrences(entity.id)
    reasons = Counter(document.mention(place)[0].reason for place in places)
    return [(reason, count) for reason, count in reasons.most_common() if reason]


def standing_for(entity: Entity, document: Document) -> list[tuple[str, int]]:
    """The ids of those its name stands for in the article, each with how often: أنقرة for Turkey's
    government."""
    mentions = (document.mention(place)[0] for place in document.occurrences(entity.id))
    return Counter(m.stands_for for m in mentions if m.stands_for).most_common()


def loaded_words(entity: Entity, document: Document) -> list[tuple[str, LoadedTerm]]:
    """Words that take sides in its name, or that the article calls it by: inside a mention, or the
    word before or after one."""
    found: dict[LoadedTerm, str] = {}
    texts = [entity.name_ar]
    texts += [
        _with_neighbours(place, document.mention(place)[0], document)
        for place in document.occurrences(entity.id)[:_READ]
    ]
    for text in texts:
        for word, term in loaded_in(text):
            found.setdefault(term, word)
    return [(word, term) for term, word in found.items()]


def _with_neighbours(place: Occurrence, mention: Mention, document: Document) -> str:
    """The words of a mention, the one before it and the one after it; nothing beyond a comma."""
    text, tokens = document.article.text, document.sentences[place.sentence].tokens
    start, end = mention.start, mention.end
    before = [token for token in tokens if token.end <= start]
    after = [token for token in tokens if token.start >= end]
    if before and not set(text[before[-1].end : start]) - _JOINTS:
        start = before[-1].start
    joined = after and not set(text[end : after[0].start]) - _JOINTS
    if joined and text[after[0].start] not in "وف":
        end = after[0].end
    return text[start:end]


_JOINTS: Final = frozenset(" \u00a0\"'«»“”‘’")
"""What may stand between a name and the word that belongs to it: not a comma, not و "and"."""


def vowelled_words(entity: Entity, document: Document) -> dict[str, str]:
    """The words of its name as the dictionary vowels them in the sentences that name it, by lookup
    key. Of a name of one word only what is a name in the dictionary too: it knows no الرقة, but
    رِقّة "gentleness"."""
    wanted = {lookup_key(word) for word in entity.name_ar.split()}
    found: dict[str, str] = {}
    for number in dict.fromkeys(
        place.sentence for place in document.occurrences(entity.id)[:_READ]
    ):
        sentence, known = document.sentences[number], document.sentence(number)
        for token, gloss in zip(sentence.tokens, known.glosses, strict=False):
            if gloss is None or gloss.source != "dictionary":
                continue
            if len(wanted) == 1 and gloss.pos != "noun_prop":
                continue
            word = document.article.text[token.start : token.end]
            for taken, stem in stems(lookup_key(word)):
                if stem in wanted:
                    found.setdefault(stem, _without_first(gloss.diacritized, taken))
    return found


def _without_first(diacritized: str, letters: int) -> str:
    """A vowelled word without its first letters and their vowels."""
    for at, character in enumerate(diacritized):
        if "\u064b" <= character <= "\u0652":
            continue
        if letters == 0:
            return diacritized[at:]
        letters -= 1
    return ""

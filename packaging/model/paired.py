"""A pair made ready: the draft of the Arabic and the English, with the same placeholders."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from fractions import Fraction

from corpus import Tag, TrainingPair

from reader.entities.protocol import Recognizer
from reader.model import EntityType, Mention, Sentence, SourceInfo, Span
from reader.morphology.protocol import Glosser
from reader.pipeline import context_words, sentence_source
from reader.text.numerals import figure_values
from reader.text.numerals_english import english_numerals
from reader.text.segmentation import build_article
from reader.translation.lite.drafting import drafted
from reader.translation.lite.features import Fragment, fragments
from reader.translation.lite.placeholders import (
    Kept,
    KeptKind,
    symbol,
    things_to_keep,
    with_placeholders,
)
from reader.translation.protocol import SentenceSource

__all__ = ["PairMaker"]

_TYPES = {"P": EntityType.PER, "O": EntityType.ORG, "L": EntityType.LOC, "M": EntityType.MISC}
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*|\b[a-z]+teen\b|\b[a-z]+ty(?:-[a-z]+)?\b|\beleven\b|\btwelve\b"
)
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "\u00a0": " "})
_PER_KIND = 12
_LEFT_AS_WORDS = 0.25
"""Share of the tagged names of several words, unknown to the knowledge base, that are left to be
translated word by word: at reading time nobody marks them."""


class PairMaker:
    """Reads pairs as the engine will read articles, but for the names that their tags tell."""

    def __init__(self, glosser: Glosser, recognizer: Recognizer) -> None:
        self._glosser = glosser
        self._recognizer = recognizer

    def make(self, pair: TrainingPair) -> tuple[list[Fragment], str] | None:
        """The draft's fragments and the English; None where there is no draft."""
        article = build_article(SourceInfo("pair", "txt", "utf-8"), pair.arabic)
        parts = list(article.sentences)
        if not parts:
            return None
        tokens = tuple(token for part in parts for token in part.tokens)
        sentence = Sentence(parts[0].start, parts[-1].end, tokens)
        words, places = context_words(article.text, sentence)
        found = self._glosser.gloss(words)
        glosses = tuple(found[place] for place in places)
        mentions = self._recognizer.recognize(article, sentence, glosses)
        chance = random.Random(pair.arabic)
        aimed = _Target(pair)
        if pair.arabic_tags:
            mentions = _tagged(pair, mentions, chance)
        source = sentence_source(article, sentence, glosses, mentions)
        draft = drafted(source)
        spans = {m.start - sentence.start: m for m in mentions}
        kept: list[tuple[Kept, str]] = []
        counts = dict.fromkeys(KeptKind, 0)
        for thing in things_to_keep(draft.source, draft.units):
            written = symbol(thing.kind, counts[thing.kind])
            mention = _mention_of(source, thing, spans)
            if counts[thing.kind] < _PER_KIND and aimed.take(thing, mention, written):
                kept.append((thing, written))
                counts[thing.kind] += 1
        changed = with_placeholders(draft.words, kept)
        english = aimed.text()
        said = " ".join(word.text for word in changed)
        for thing, written in kept:
            if written not in said:
                english = english.replace(written, thing.english)
        made = fragments(draft.source, changed)
        return (made, english) if made else None


def _mention_of(source: SentenceSource, thing: Kept, spans: dict[int, Mention]) -> Mention | None:
    for mention in spans.values():
        overlap = source.tokens_of((mention.start, mention.end))
        if overlap and tuple(overlap) == thing.tokens:
            return mention
    return None


def _tagged(
    pair: TrainingPair, mentions: Sequence[Mention], chance: random.Random
) -> list[Mention]:
    """The mentions that the tags tell, with the knowledge base's English article where it knows
    the name; and the mentions that no tag touches."""
    made = []
    english = {tag.number: tag for tag in pair.english_tags}
    by_letter = {(tag.letter, tag.number): tag for tag in pair.english_tags}
    for tag in pair.arabic_tags:
        target = by_letter.get((tag.letter, tag.number)) or english.get(tag.number)
        if target is None:
            continue
        known = next((m for m in mentions if (m.start, m.end) == (tag.start, tag.end)), None)
        several = " " in pair.arabic[tag.start : tag.end]
        if known is None and several and tag.letter != "P" and chance.random() < _LEFT_AS_WORDS:
            continue
        name = pair.english[target.start : target.end]
        article = pair.english[: target.start].lower().endswith("the ")
        if known is not None:
            article = known.english[:4].lower() == "the "
        made.append(
            Mention(
                tag.start,
                tag.end,
                known.type if known else _TYPES[tag.letter],
                f"tag:{tag.letter}{tag.number}",
                f"the {name}" if article else name,
                "tag",
            )
        )
    taken = [(tag.start, tag.end) for tag in pair.arabic_tags]
    rest = [m for m in mentions if not any(m.start < e and s < m.end for s, e in taken)]
    return sorted([*made, *rest], key=lambda m: m.start)


class _Target:
    """The English of a pair while placeholders are put into it."""

    def __init__(self, pair: TrainingPair) -> None:
        self._pair = pair
        self._english = pair.english
        self._put: list[tuple[Span, str]] = []
        self._tags: dict[str, list[Tag]] = {}
        for tag in pair.english_tags:
            self._tags.setdefault(f"tag:{tag.letter}{tag.number}", []).append(tag)

    def take(self, thing: Kept, mention: Mention | None, written: str) -> bool:
        """Puts the placeholder where the English says `thing`; False if it says it nowhere."""
        if mention is not None and mention.entity in self._tags:
            for tag in self._tags[mention.entity]:
                if self._place((tag.start, tag.end), written):
                    return True
            return False
        if thing.kind is KeptKind.NUMBER:
            values = _values(thing.english)
            for match in _FIGURE.finditer(self._english):
                if values & _values(match[0]) and self._place(match.span(), written):
                    return True
            return False
        name = re.compile(rf"(?<!\w){re.escape(thing.english)}(?!\w)", re.IGNORECASE)
        return any(self._place(match.span(), written) for match in name.finditer(self._english))

    def _place(self, span: Span, written: str) -> bool:
        if any(span[0] < end and start < span[1] for (start, end), _ in self._put):
            return False
        if any(
            span != (t.start, t.end) and span[0] < t.end and t.start < span[1]
            for t in self._pair.english_tags
        ):
            return False
        self._put.append((span, written))
        return True

    def text(self) -> str:
        made, position = "", 0
        for (start, end), written in sorted(self._put):
            made += self._english[position:start] + written
            position = end
        made += self._english[position:]
        return " ".join(made.translate(_PLAIN).replace("…", "...").replace("—", "-").split())


def _values(written: str) -> set[Fraction]:
    values = set(figure_values(written))
    if not values:
        found = english_numerals(written)
        values = set(found[0].values) if len(found) == 1 else set()
    return values

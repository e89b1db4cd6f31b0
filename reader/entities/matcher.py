"""Finds the knowledge base's entities in a text: the longest match wins.

Where one form may name several entities, the one most tied to the rest of the article is taken.
Names that are also ordinary words need a cue: a word such as مدينة before them, a proper-noun
reading in context, or a place in a list of other names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.entities.cues import CUES, NOT_AFTER, NOT_BEFORE, SIDES
from reader.entities.names import Form, NameIndex
from reader.entities.spelling import is_adverbial, vowels_agree
from reader.knowledge.base import KnowledgeBase
from reader.model import Article, Entity, EntityType, Gloss, Mention, Sentence
from reader.text.keys import lookup_key, strip_marks
from reader.text.proclitics import stems

__all__ = ["KnowledgeMatcher"]

_QUOTES = frozenset('"“”„«»')
_JOINING = frozenset(" \t\u00a0\"'“”„«»‹›’‘-–ـ")


@dataclass(frozen=True, slots=True)
class _Word:
    """A token with its key; `start`/`end` in the article, `gap` the text before it."""

    start: int
    end: int
    raw: str
    key: str
    gap: str


@dataclass(frozen=True, slots=True)
class _Match:
    """Words first..last (inclusive) name one of `forms`, `taken` letters of the first left out."""

    first: int
    last: int
    taken: int
    forms: tuple[Form, ...]


class KnowledgeMatcher:
    """A recogniser that knows what the knowledge base knows."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._index = NameIndex(knowledge)
        self._article: Article | None = None
        self._present: Counter[str] = Counter()

    @property
    def label(self) -> str:
        return f"knowledge base ({len(self._knowledge)} records)"

    def entity(self, id: str) -> Entity:
        return self._knowledge[id]

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        if article is not self._article:
            self._article = article
            self._present = self._survey(article)
        words = _words(article.text, sentence)
        matches = self._matches(words)
        kept = self._settled(words, matches, glosses)
        mentions = [self._mention(words, match) for match in kept]
        mentions += self._sides(words, kept)
        return sorted(mentions, key=lambda m: m.start)

    def _survey(self, article: Article) -> Counter[str]:
        """Entities of the article that are named beyond doubt, with those they are tied to."""
        present: Counter[str] = Counter()
        for sentence in article.sentences:
            for match in self._matches(_words(article.text, sentence)):
                if len(match.forms) == 1 and not match.forms[0].ambiguous:
                    entity = self._knowledge[match.forms[0].entity]
                    present[entity.id] += 1
                    present.update(r.entity for r in entity.relations)
        return present

    def _matches(self, words: list[_Word]) -> list[_Match]:
        found: list[_Match] = []
        i = 0
        while i < len(words):
            match = self._longest(words, i)
            if match:
                found.append(match)
                i = match.last + 1
            else:
                i += 1
        return found

    def _longest(self, words: list[_Word], i: int) -> _Match | None:
        best: _Match | None = None
        for taken, stem in stems(words[i].key):
            for form in self._index.starting_with(stem):
                last = i + len(form.words) - 1
                if best and last < best.last:
                    break
                if not _follows(words, i, form):
                    continue
                if best is None or last > best.last:
                    best = _Match(i, last, taken, (form,))
                elif taken == best.taken:
                    best = _Match(i, last, taken, (*best.forms, form))
        return best

    def _settled(
        self, words: list[_Word], matches: list[_Match], glosses: Sequence[Gloss | None]
    ) -> list[_Match]:
        """Matches with one form each; those of ambiguous words without a cue are dropped."""
        chosen = [
            _Match(m.first, m.last, m.taken, (self._best(words[m.first].raw, m.forms),))
            for m in matches
            if not self._ordinary(words, m, glosses)
        ]
        sure = [not m.forms[0].ambiguous or self._cued(words, m, glosses) for m in chosen]
        for order in (range(len(chosen)), range(len(chosen) - 1, -1, -1)):
            for k in order:
                if not sure[k]:
                    sure[k] = any(
                        sure[n]
                        and self._type(chosen[n]) == self._type(chosen[k])
                        and _listed(words, *sorted((chosen[n], chosen[k]), key=lambda m: m.first))
                        for n in (k - 1, k + 1)
                        if 0 <= n < len(chosen)
                    )
        return [match for match, keep in zip(chosen, sure, strict=True) if keep]

    def _ordinary(self, words: list[_Word], match: _Match, glosses: Sequence[Gloss | None]) -> bool:
        """Whether what looks like a name of one word is none: an adverb in -an (روسياً), a feminine
        adjective after its noun (المملكة العربية السعودية is longer and has won already), or a part
        of a fixed phrase."""
        if match.last > match.first:
            return False
        i, word = match.first, words[match.first]
        key = match.forms[0].words[0]
        before = words[i - 1] if i else None
        after = words[i + 1] if i + 1 < len(words) else None
        if is_adverbial(word.raw) and key.endswith("ا"):
            return True
        if "آ" in word.raw and all("آ" not in form.arabic for form in match.forms):
            return True  # آب is August, إب a city
        if after and not match.taken and after.key in NOT_BEFORE.get(key, ()):
            return True
        if before is None:
            return False
        if before.key in NOT_AFTER.get(key, ()):
            return True
        adjective = glosses[i] if glosses else None
        noun = glosses[i - 1] if glosses else None
        return bool(
            adjective
            and noun
            and not match.taken
            and word.gap.isspace()
            and key in self._index.feminine
            and adjective.pos.startswith("adj")
            and noun.pos in {"noun", "adj"}
            and noun.features.gender == "f"
            and before.key.startswith("ال") == key.startswith("ال")
        )

    def _best(self, raw: str, forms: tuple[Form, ...]) -> Form:
        """Of the entities one form may name, the one whose vowels are those written; then the one
        with most ties in this article; then the one whose own name it is; then the first."""

        def ties(form: Form) -> tuple[bool, int, bool]:
            entity = self._knowledge[form.entity]
            near = [entity.id, *(r.entity for r in entity.relations)]
            named = sum(self._present[id] > 0 for id in near)
            return vowels_agree(raw, form.arabic), named, form.primary

        return max(forms, key=ties)

    def _type(self, match: _Match) -> EntityType:
        return self._knowledge[match.forms[0].entity].type

    def _cued(self, words: list[_Word], match: _Match, glosses: Sequence[Gloss | None]) -> bool:
        gloss = glosses[match.first] if glosses else None
        if gloss and gloss.pos == "noun_prop":
            return True
        if match.first == 0:
            return False
        cues = CUES[self._type(match)]
        before = words[match.first - 1].key
        return any(stem in cues for _, stem in stems(before))

    def _mention(self, words: list[_Word], match: _Match) -> Mention:
        form = match.forms[0]
        entity = self._knowledge[form.entity]
        first = words[match.first]
        reason = (
            f"the name {form.arabic}, knowledge base"
            if form.primary
            else f"{form.arabic} is an alias of {entity.name_en}, knowledge base"
        )
        return Mention(
            start=first.start + _raw_length(first.raw, match.taken),
            end=words[match.last].end + self._closing(words, match),
            type=entity.type,
            entity=entity.id,
            english=form.english,
            reason=reason,
        )

    def _closing(self, words: list[_Word], match: _Match) -> int:
        """1 if a quotation mark opens inside the name and closes right after it."""
        inside = "".join(word.gap for word in words[match.first + 1 : match.last + 1])
        opened = sum(c in _QUOTES for c in inside) % 2
        text = self._article.text if self._article else ""
        return int(opened and text[words[match.last].end : words[match.last].end + 1] in _QUOTES)

    def _sides(self, words: list[_Word], kept: list[_Match]) -> list[Mention]:
        """Countries behind الجانب الروسي, السلطات التركية, الجانبين الروسي والسوري."""
        taken = {i for match in kept for i in range(match.first, match.last + 1)}
        mentions: list[Mention] = []
        for i, word in enumerate(words):
            side = next(((n, SIDES[s]) for n, s in stems(word.key) if s in SIDES), None)
            if i in taken or side is None:
                continue
            letters, (noun, several) = side
            for j in range(i + 1, min(i + (4 if several else 2), len(words))):
                conjoined = j > i + 1 and words[j].key.startswith("و")
                key = words[j].key[1:] if conjoined else words[j].key
                demonym = self._index.demonyms.get(key)
                if j in taken or demonym is None or (j > i + 1 and not conjoined):
                    break
                id, english = demonym
                start = words[j].start + (_raw_length(words[j].raw, 1) if conjoined else 0)
                if not several:
                    start = word.start + _raw_length(word.raw, letters)
                    english = f"the {english} {noun}"
                mentions.append(
                    Mention(
                        start=start,
                        end=words[j].end,
                        type=self._knowledge[id].type,
                        entity=id,
                        english=english,
                        source="demonym",
                        reason=f"“{word.raw} {words[j].raw}” stands for "
                        f"{self._knowledge[id].name_en}, knowledge base",
                    )
                )
        return mentions


def _words(text: str, sentence: Sentence) -> list[_Word]:
    words: list[_Word] = []
    position = sentence.start
    for token in sentence.tokens:
        raw = text[token.start : token.end]
        gap = text[position : token.start]
        words.append(_Word(token.start, token.end, raw, lookup_key(raw), gap))
        position = token.end
    return words


def _follows(words: list[_Word], i: int, form: Form) -> bool:
    if i + len(form.words) > len(words):
        return False
    return all(
        words[i + n].key == form.words[n] and _JOINING.issuperset(words[i + n].gap)
        for n in range(1, len(form.words))
    )


def _listed(words: list[_Word], left: _Match, right: _Match) -> bool:
    """Whether two matches stand side by side in a list: حلب وحماة, حلب، حماة, حلب - حماة."""
    if right.first != left.last + 1:
        return False
    word = words[right.first]
    return (word.key.startswith("و") and right.taken > 0) or any(c in word.gap for c in "،,-–/")


def _raw_length(raw: str, letters: int) -> int:
    """Length of the stretch of `raw` that holds its first `letters` letters and their marks."""
    seen = 0
    for i, character in enumerate(raw):
        if strip_marks(character):
            if seen == letters:
                return i
            seen += 1
    return len(raw)

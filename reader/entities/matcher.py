"""Finds the knowledge base's entities in a text: the longest match wins.

Where one form may name several entities, what stands beside it and the rest of the article decide.
Names that are also ordinary words need a cue: a word such as مدينة before them, a proper-noun
reading in context, a place in a list of other names, or a preposition of place in an article on
that country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.entities.countries import Countries
from reader.entities.cues import SIDES
from reader.entities.homonyms import (
    cued,
    fits,
    is_located,
    is_no_name,
    is_qualified,
    is_relation_adjective,
)
from reader.entities.kinds import noun_key
from reader.entities.names import Form, NameIndex, name_keys
from reader.entities.spelling import vowels_agree
from reader.entities.words import Word, adjoining, is_joined, raw_length, sentence_words
from reader.knowledge.base import KnowledgeBase
from reader.model import Article, Entity, EntityType, Gloss, Mention, Sentence
from reader.text.proclitics import stems

__all__ = ["KnowledgeMatcher"]

_CAPITAL: Final = frozenset({"مدينه", "عاصمه"})
_QUOTES: Final = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class _Match:
    """Words first..last (inclusive) name one of `forms`, `taken` letters of the first left out.
    `why` tells how one of several was chosen."""

    first: int
    last: int
    taken: int
    forms: tuple[Form, ...]
    why: str = ""


class KnowledgeMatcher:
    """A recogniser that knows what the knowledge base knows.

    Attributes:
        index: the forms of its names.
        countries: what belongs to which country.
    """

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self.index = NameIndex(knowledge)
        self.countries = Countries(knowledge, list(knowledge))
        self._article: Article | None = None
        self._named: Counter[str] = Counter()
        self._tied: Counter[str] = Counter()
        self._lands: Counter[str] = Counter()

    @property
    def label(self) -> str:
        return f"knowledge base ({len(self._knowledge):,} records)"

    def entity(self, id: str) -> Entity:
        return self._knowledge[id]

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        if article is not self._article:
            self._article = article
            self._survey(article)
        words = sentence_words(article.text, sentence, glosses)
        kept = self._settled(words, self._matches(words))
        mentions = [self._mention(words, match) for match in kept]
        mentions += self._sides(words, kept)
        return sorted(mentions, key=lambda m: m.start)

    def most_tied(self, forms: Sequence[Form]) -> list[Form]:
        """Of forms those whose entities have most ties in the article, if they have any."""

        def ties(form: Form) -> tuple[int, int]:
            land = self.countries.of(form.entity)
            return self._tied[form.entity], self._lands[land]

        most = max(map(ties, forms))
        return [form for form in forms if any(most) and ties(form) == most]

    def is_land_here(self, country: str) -> bool:
        """Whether the article names this country or anything in it."""
        return bool(country) and self._lands[country] > 0

    def _survey(self, article: Article) -> None:
        """Counts what the article names beyond doubt, what that is tied to, and its countries."""
        self._named, self._tied, self._lands = Counter(), Counter(), Counter()
        for sentence in article.sentences:
            words = sentence_words(article.text, sentence)
            for match in self._matches(words):
                if len(match.forms) > 1:
                    continue
                form = match.forms[0]
                entity = self._knowledge[form.entity]
                if form.ambiguous and not cued(words, match.first, entity.type):
                    continue
                self._named[entity.id] += 1
                self._tied.update({entity.id, *(r.entity for r in entity.relations)})
                self._lands[self.countries.of(entity.id)] += 1
        del self._lands[""]

    def _matches(self, words: Sequence[Word]) -> list[_Match]:
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

    def _longest(self, words: Sequence[Word], i: int) -> _Match | None:
        best: _Match | None = None
        for taken, forms in self.index.beginning(words[i].key):
            for form in forms:
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

    # ------------------------------------------------------------ which, if any

    def _settled(self, words: Sequence[Word], matches: list[_Match]) -> list[_Match]:
        """Matches with one form each; those of ambiguous words without a cue are dropped."""
        chosen = [self._best(words, m) for m in matches if not self._is_no_name(words, m)]
        sure = [not m.forms[0].ambiguous or self._is_sure(words, m) for m in chosen]
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

    def _is_no_name(self, words: Sequence[Word], match: _Match) -> bool:
        """Whether a match of one word is none."""
        if match.last > match.first:
            return False
        key = match.forms[0].words[0]
        spellings = [form.arabic for form in match.forms]
        return is_no_name(words, match.first, match.taken, key, spellings, self.index.feminine)

    def _best(self, words: Sequence[Word], match: _Match) -> _Match:
        """Of the entities one form may name, the one whose vowels are those written; then the one
        that what stands beside it calls for; then the one with most ties in this article; then the
        one of the article's countries; then the one whose own name it is; then the first."""
        if len(match.forms) == 1:
            return self._as_capital(words, match)
        raw = words[match.first].raw

        def marks(form: Form) -> tuple[bool, int, int, int, int, bool]:
            entity = self._knowledge[form.entity]
            near = [entity.id, *(r.entity for r in entity.relations)]
            land = self.countries.of(entity.id)
            return (
                vowels_agree(raw, form.arabic),
                fits(words, match.first, match.last, entity),
                self._named[entity.id],
                sum(self._tied[id] > 0 for id in near),
                self._lands[land],
                form.primary,
            )

        ranked = sorted(match.forms, key=marks, reverse=True)
        return replace(match, forms=(ranked[0],), why=self._reason(ranked, marks))

    def _as_capital(self, words: Sequence[Word], match: _Match) -> _Match:
        """The match of a country whose capital has its name, meaning the capital if the word before
        says so: مدينة الجزائر."""
        [form] = match.forms
        country = self._knowledge[form.entity]
        if country.kind != "country" or not match.first or not adjoining(words, match.first):
            return match
        capital = self.countries.capital(country.id)
        name = name_keys(capital.name_ar) if capital else ()
        if not capital or name[: len(form.words)] != form.words:
            return match
        if noun_key(words[match.first - 1].key) not in _CAPITAL:
            return match
        form = replace(form, entity=capital.id, english=capital.running_en)
        return replace(match, forms=(form,), why="a city by the word before it")

    def _reason(self, ranked: list[Form], marks: object) -> str:
        best, second = ranked[0], ranked[1]
        assert callable(marks)
        decided = next(
            (n for n, (a, b) in enumerate(zip(marks(best), marks(second), strict=True)) if a != b),
            None,
        )
        name = self._knowledge[best.entity].name_en
        why = {
            0: f"the vowels written are those of {name}",
            1: f"the words beside it fit {name}",
            2: f"the article names {name} elsewhere",
            3: f"{name} fits the article",
            4: f"{name} fits the article's country",
            5: f"it is the first name of {name}",
        }.get(decided if decided is not None else -1, f"{name} is taken, nothing here decides")
        number = "two" if len(ranked) == 2 else str(len(ranked))
        return f"{number} records have this name; {why}"

    def _type(self, match: _Match) -> EntityType:
        return self._knowledge[match.forms[0].entity].type

    def _is_sure(self, words: Sequence[Word], match: _Match) -> bool:
        """Whether what stands beside an ambiguous name, or the article, shows that it is one."""
        entity = self._knowledge[match.forms[0].entity]
        first, last = match.first, match.last
        if cued(words, first, entity.type):
            return True
        if is_qualified(words, last):
            return False
        if not self._named[entity.id] and is_relation_adjective(words, first):
            return False
        if words[first].pos == "noun_prop":
            return True
        if entity.type is not EntityType.LOC:
            return self._named[entity.id] > 0
        if not is_located(words, first, match.taken):
            return False
        return self._named[entity.id] > 0 or self._lands[self.countries.of(entity.id)] > 0

    # ------------------------------------------------------------ what it becomes

    def _mention(self, words: Sequence[Word], match: _Match) -> Mention:
        form = match.forms[0]
        entity = self._knowledge[form.entity]
        first = words[match.first]
        reason = (
            f"the name {form.arabic}, knowledge base"
            if form.primary
            else f"{form.arabic} is an alias of {entity.name_en}, knowledge base"
        )
        return Mention(
            start=first.start + raw_length(first.raw, match.taken),
            end=words[match.last].end + self._closing(words, match),
            type=entity.type,
            entity=entity.id,
            english=form.english,
            reason=f"{reason}; {match.why}" if match.why else reason,
        )

    def _closing(self, words: Sequence[Word], match: _Match) -> int:
        """1 if a quotation mark opens inside the name and closes right after it."""
        inside = "".join(word.gap for word in words[match.first + 1 : match.last + 1])
        opened = sum(c in _QUOTES for c in inside) % 2
        text = self._article.text if self._article else ""
        return int(opened and text[words[match.last].end : words[match.last].end + 1] in _QUOTES)

    def _sides(self, words: Sequence[Word], kept: list[_Match]) -> list[Mention]:
        """Countries behind الجانب الروسي, السلطات التركية, الجانبين الروسي والسوري."""
        taken = {i for match in kept for i in range(match.first, match.last + 1)}
        mentions: list[Mention] = []
        for i, word in enumerate(words):
            side = next(((n, SIDES[s]) for n, s in stems(word.key) if s in SIDES), None)
            if i in taken or side is None:
                continue
            letters, (noun, several) = side
            j = i + 1
            while j < min(i + (4 if several else 2), len(words)):
                conjoined = j > i + 1 and words[j].key.startswith("و")
                found = self._demonym(words, j, 1 if conjoined else 0)
                if j in taken or found is None or (j > i + 1 and not conjoined):
                    break
                last, id, english = found
                start = words[j].start + (raw_length(words[j].raw, 1) if conjoined else 0)
                if not several:
                    start = word.start + raw_length(word.raw, letters)
                    english = f"the {english} {noun}"
                said = " ".join(w.raw for w in (word, *words[j : last + 1]))
                mentions.append(
                    Mention(
                        start=start,
                        end=words[last].end,
                        type=self._knowledge[id].type,
                        entity=id,
                        english=english,
                        source="demonym",
                        reason=f"“{said}” stands for {self._knowledge[id].name_en}, knowledge base",
                    )
                )
                j = last + 1
        return mentions

    def _demonym(self, words: Sequence[Word], j: int, letters: int) -> tuple[int, str, str] | None:
        """(last word, id, English) of the adjective of a country that begins in word `j` after so
        many letters; two words before one."""
        key = words[j].key[letters:]
        if j + 1 < len(words) and is_joined(words[j + 1].gap):
            two = self.index.demonyms.get((key, words[j + 1].key))
            if two:
                return j + 1, *two
        one = self.index.demonyms.get((key,))
        return (j, *one) if one else None


def _follows(words: Sequence[Word], i: int, form: Form) -> bool:
    if i + len(form.words) > len(words):
        return False
    return all(
        words[i + n].key == form.words[n] and is_joined(words[i + n].gap)
        for n in range(1, len(form.words))
    )


def _listed(words: Sequence[Word], left: _Match, right: _Match) -> bool:
    """Whether two matches stand side by side in a list: حلب وحماة, حلب، حماة, حلب - حماة."""
    if right.first != left.last + 1:
        return False
    word = words[right.first]
    return (word.key.startswith("و") and right.taken > 0) or any(c in word.gap for c in "،,-–/")

"""Ties the names of a sentence to entities and to what the article said before.

One sentence at a time, in the order of its words: a name of the knowledge base, a name the article
gave earlier, the short form of a full one, a name nobody listed; then the words that stand for
names. Every decision leaves its reason in one line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence, Set
from dataclasses import replace
from typing import Final

from reader.entities.aliases import GivenAlias, alias_after, is_proper
from reader.entities.directory import Directory
from reader.entities.governments import institution_mentions, metonym, side
from reader.entities.homonyms import cued, is_located
from reader.entities.kinds import NOUNS, QUANTITIES, noun_key
from reader.entities.memory import ArticleMemory, Named, short_names, whole_names
from reader.entities.names import name_keys
from reader.entities.protocol import TaggedName
from reader.entities.references import nouns_before, references
from reader.entities.repetition import repeated
from reader.entities.unknown import (
    NameTranslator,
    rendered,
    unknown_entity,
    without_nouns,
)
from reader.entities.words import Word, raw_length
from reader.model import Alias, Entity, EntityType, Mention

__all__ = ["SentenceResolver"]

_DESCRIBING: Final = frozenset({"السلطات", "سلطات", "العاصمه", "عاصمه"})
"""First words of aliases that describe and do not name: العاصمة السودانية."""
_COMMON: Final = frozenset({"القطاع"})
"""Aliases of one word that are but the common noun in the name: قطاع غزة."""
_ARTICLE: Final = "article"
"""The source of what the article itself gave away."""


class SentenceResolver:
    """Resolves sentence number `number` of the article that `memory` remembers; `words` are those
    of the sentence, in `text`."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        number: int,
        memory: ArticleMemory,
        directory: Directory,
        translate: NameTranslator | None,
    ) -> None:
        self._text = text
        self._words = words
        self._starts = [word.start for word in words]
        self._number = number
        self._memory = memory
        self._directory = directory
        self._translate = translate
        self._free = set(range(len(words)))
        self._result: list[Mention] = []

    def resolve(
        self, found: Sequence[Mention | TaggedName], known: Sequence[Mention]
    ) -> list[Mention]:
        """The mentions of the sentence: of the names `found` in it, and of what stands for names.
        `known` are all names of the knowledge base, those inside longer ones too."""
        names = [name for name in found if not self._is_common(name)]
        names += institution_mentions(self._text, self._words, found, self._directory)
        names.sort(key=lambda name: (name.start, isinstance(name, TaggedName)))
        end = 0
        for name in names:
            if name.start < end:
                continue
            mention = self._known(name) if isinstance(name, Mention) else self._tagged(name, known)
            self._take(mention)
            end = max(mention.end, self._with_alias(mention, names))
        self._repeated()
        self._references()
        return sorted(self._result, key=lambda mention: mention.start)

    def _is_common(self, name: Mention | TaggedName) -> bool:
        """Whether a tagger took for a name what has no word, or is but a noun such as التنظيم."""
        keys = self._keys(name.start, name.end)
        if isinstance(name, Mention) or len(keys) > 1:
            return False
        of = self._text[name.end : name.end + 4] == " من "
        if not keys or (of and keys[0] in QUANTITIES):
            return True
        plain = name.type is EntityType.ORG or keys[0].startswith("ال")
        common = name.type in NOUNS.get(noun_key(keys[0]), {}) and name.type is not EntityType.LOC
        known = self._memory.full(keys, name.start) or self._directory.find(keys, name.type, set())
        return plain and common and not known

    # ------------------------------------------------------------ words and keys

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """First and last word of a stretch of the text."""
        return bisect_right(self._starts, start) - 1, bisect_left(self._starts, end) - 1

    def _keys(self, start: int, end: int) -> tuple[str, ...]:
        """The keys of a name, the article that ل took up put back."""
        keys = whole_names(name_keys(self._text[start:end]))
        first, _ = self._span(start, end)
        if keys and self._text[self._words[first].start : start].endswith("لل"):
            return ("ال" + keys[0], *keys[1:])
        return keys

    def _nouns(self, start: int, type: EntityType) -> set[str]:
        return nouns_before(self._words, self._span(start, start + 1)[0], type)

    def _take(self, mention: Mention, nouns: Collection[str] = ()) -> None:
        first, last = self._span(mention.start, mention.end)
        self._free.difference_update(range(first, last + 1))
        self._result.append(mention)
        if mention.role == "stands for":
            return
        named = Named(mention.start, self._number, mention.entity, mention.type)
        entity = self._directory.entity(mention.entity)
        keys = self._keys(mention.start, mention.end)
        said = {*nouns, *self._nouns(mention.start, mention.type)}
        if len(keys) > 1:
            said.add(noun_key(keys[0]))
        # What the article itself calls it goes before what it may be called.
        said = {noun for noun in said if entity.type in NOUNS.get(noun, {})}
        called = self._memory.called(entity.id, said) or self._directory.nouns(entity)
        if mention.role == "name" and keys:
            self._memory.add(named, keys, called, self._shorter(keys, entity.type))
        else:
            self._memory.refer(named, called)

    def _shorter(self, keys: tuple[str, ...], type: EntityType) -> list[tuple[str, ...]]:
        """The shorter names by which an entity may be called later: of a person the last name and
        the like, of an organisation its name without the country's adjective."""
        if type is EntityType.PER:
            return list(short_names(keys))
        if type is EntityType.ORG and len(keys) > 2 and keys[-1:] in self._directory.demonyms:
            return [keys[:-1]]
        return []

    # ------------------------------------------------------------ names on record

    def _known(self, mention: Mention) -> Mention:
        entity = self._directory.entity(mention.entity)
        if mention.source == "demonym":
            return side(mention, self._text, self._directory) if entity.known else mention
        keys = self._keys(mention.start, mention.end)
        first, last = self._span(mention.start, mention.end)
        taken = len(self._words[first].key) - len(keys[0]) if keys else 0
        if len(keys) == 1:
            other = self._namesake(mention, entity, keys)
            if other:
                return other
            if keys[0] in _COMMON:
                return replace(mention, role="reference")
        elif keys[0] in _DESCRIBING:
            surface = self._text[mention.start : mention.end]
            reason = f"“{surface}” describes {entity.running_en}, knowledge base"
            return replace(mention, role="reference", reason=reason)
        if entity.type is EntityType.PER and len(keys) == 1:
            full = self._memory.in_full(entity.id, mention.start)
            if full and keys in short_names(name_keys(entity.name_ar)):
                reason = f"short for {entity.name_en}, named in sentence {full.sentence + 1}"
                return replace(mention, reason=reason)
        return metonym(mention, self._words, first, last, max(taken, 0), self._directory)

    def _namesake(self, mention: Mention, entity: Entity, keys: tuple[str, ...]) -> Mention | None:
        """The person the article named in full, if one name is short for that person and not the
        entity on record that has it too: الأسد after رفعت الأسد, سلمى, who is no town."""
        full = self._memory.short(keys, mention.start)
        if full is None or full.entity == entity.id:
            return None
        if self._memory.in_full(entity.id, mention.start):
            return None
        if entity.type is EntityType.LOC and not self._is_unplaced(keys, mention.start):
            return None
        return self._short(mention.start, mention.end, full)

    # ------------------------------------------------------------ names nobody listed

    def _tagged(self, name: TaggedName, known: Sequence[Mention]) -> Mention:
        keys = self._keys(name.start, name.end)
        nouns = self._nouns(name.start, name.type)
        outer = next((m for m in known if _lies_in(name, m)), None)
        if outer:
            return self._inside(name, outer)
        return (
            self._on_record(name, keys, nouns)
            or self._named_before(name, keys)
            or self._new(name, keys, nouns, known)
        )

    def _inside(self, name: TaggedName, outer: Mention) -> Mention:
        """A name that a tagger found at the end of a longer one on record: the same entity without
        the noun before it (محافظة الرقة). Where it is anything else the longer one stands."""
        start = self._span(outer.start, outer.end)[0]
        end = self._span(name.start, name.end)[0]
        nouns = [noun_key(word.key) for word in self._words[start:end]]
        taken = max((m.end for m in self._result), default=0)
        # Of "Al Udeid Air Base" the noun alone cannot be taken away.
        whole = name.end != outer.end or " " in self._directory.entity(outer.entity).kind
        if whole or not nouns or any(noun not in NOUNS for noun in nouns):
            return self._known(outer) if taken <= outer.start else replace(outer, start=name.start)
        english = without_nouns(outer.english, nouns)
        return self._known(replace(outer, start=name.start, english=english))

    def _on_record(
        self, name: TaggedName, keys: tuple[str, ...], nouns: Set[str]
    ) -> Mention | None:
        form = self._directory.find(keys, name.type, nouns)
        if form is None and len(keys) > 1 and noun_key(keys[0]) in NOUNS:
            # مدينة الفاشر where the record has الفاشر; a noun that does not fit is of another
            # thing.
            inner = self._directory.find(keys[1:], name.type, {noun_key(keys[0])})
            fits = inner and noun_key(keys[0]) in self._directory.nouns(
                self._directory.entity(inner.entity)
            )
            form = inner if fits else None
        if form:
            entity = self._directory.entity(form.entity)
            base = "knowledge base" if not entity.id.startswith("city-") else "GeoNames"
            reason = f"the name {form.arabic}, {base}; a name by its context"
            return self._mention(name, entity, form.english, "knowledge", reason)
        entity_ = self._directory.person(keys) if name.type is EntityType.PER else None
        if entity_:
            reason = f"a longer form of {entity_.name_en}, knowledge base"
            return self._mention(name, entity_, entity_.running_en, "knowledge", reason)
        return None

    def _named_before(self, name: TaggedName, keys: tuple[str, ...]) -> Mention | None:
        full = self._memory.full(keys, name.start)
        if full:
            entity = self._directory.entity(full.entity)
            if not entity.known or entity.type is name.type:
                reason = f"named in sentence {full.sentence + 1}"
                if self._keys_of(entity) != keys:
                    reason = (
                        f"another name of {entity.name_en}, given in sentence {full.sentence + 1}"
                    )
                return self._mention(
                    name, entity, self._english(entity, name.start, name.end), name.source, reason
                )
        full = self._memory.short(keys, name.start)
        if full is None or not (full.type is name.type or self._is_unplaced(keys, name.start)):
            return None
        return self._short(name.start, name.end, full)

    def _is_unplaced(self, keys: tuple[str, ...], start: int) -> bool:
        """Whether a name of one word stands where nothing says that it is a place."""
        first, _ = self._span(start, start + 1)
        placed = cued(self._words, first, EntityType.LOC) or is_located(self._words, first, 0)
        return len(keys) == 1 and not placed

    def _new(
        self,
        name: TaggedName,
        keys: tuple[str, ...],
        nouns: Collection[str],
        known: Sequence[Mention],
    ) -> Mention:
        first, last = self._span(name.start, name.end)
        words = self._words[first : last + 1]
        inside = [m for m in known if name.start <= m.start and m.end <= name.end]
        arabic = self._text[name.start : name.end]
        english = rendered(self._text, words, name.start, name.type, inside, self._translate)
        said = nouns or ({noun_key(keys[0])} if len(keys) > 1 else set())
        entity = unknown_entity(keys, arabic, name.type, sorted(said), english)
        if name.type is EntityType.PER:
            # The last name alone, in a headline, was the same person.
            for short in short_names(keys):
                before = self._memory.full(short, name.start)
                earlier = self._directory.entity(before.entity) if before else None
                if earlier and not earlier.known and earlier.type is EntityType.PER:
                    alone = len(earlier.name_ar.split()) == 1
                    entity = replace(entity, id=earlier.id) if alone else earlier
                    break
        entity = self._directory.keep(entity)
        reason = f"taken for {_a(entity.kind)} by its context; no record of it"
        return self._mention(name, entity, english[0], name.source, reason)

    def _mention(
        self, name: TaggedName, entity: Entity, english: str, source: str, reason: str
    ) -> Mention:
        return Mention(name.start, name.end, entity.type, entity.id, english, source, reason)

    def _short(self, start: int, end: int, full: Named) -> Mention:
        entity = self._directory.entity(full.entity)
        first, last = self._span(start, end)
        words = self._words[first : last + 1]
        translate = self._translate if entity.type is not EntityType.PER else None
        english, *_ = rendered(self._text, words, start, entity.type, (), translate)
        reason = f"short for {entity.name_en}, named in sentence {full.sentence + 1}"
        return Mention(start, end, entity.type, entity.id, english, _ARTICLE, reason)

    def _keys_of(self, entity: Entity) -> tuple[str, ...]:
        return name_keys(entity.name_ar)

    def _english(self, entity: Entity, start: int, end: int) -> str:
        """The English of the name of `entity` that stands there."""
        surface, keys = self._text[start:end], self._keys(start, end)
        if surface.isascii():
            return surface
        given = next((a.en for a in entity.aliases if name_keys(a.ar) == keys), "")
        return given or entity.running_en

    # ------------------------------------------------------------ other names the article gives

    def _with_alias(self, mention: Mention, names: Sequence[Mention | TaggedName]) -> int:
        """Takes in another name that the article gives right behind `mention`; where what was taken
        ends."""
        _, last = self._span(mention.start, mention.end)
        given = alias_after(self._text, self._words, last, mention.type)
        if given is None or mention.role != "name":
            return mention.end
        start = self._words[given.first].start
        start += raw_length(self._words[given.first].raw, given.taken)
        end = self._words[given.last].end
        other = next((n for n in names if n.start < end and start < n.end), None)
        entity = self._directory.entity(mention.entity)
        if isinstance(other, Mention):
            record = self._directory.entity(other.entity)
            if not entity.known and record.known and record.type is entity.type:
                reason = f"{record.name_en} by another name, given beside it"
                self._result[-1] = replace(mention, entity=record.id, reason=reason)
                self._note(mention.start, mention.end, record)
            return mention.end
        if other is not None and (other.type is not entity.type or other.end > end):
            return mention.end
        words = self._words[given.first : given.last + 1]
        proper = other is not None or is_proper(words)
        if not proper and not given.quoted:
            return mention.end
        self._give(entity, given, start, end, proper)
        return end

    def _give(self, entity: Entity, given: GivenAlias, start: int, end: int, proper: bool) -> None:
        words = self._words[given.first : given.last + 1]
        arabic = self._text[start:end]
        english, *_ = rendered(self._text, words, start, EntityType.PER, (), None)
        if not entity.known and all(alias.ar != arabic for alias in entity.aliases):
            aliases = (*entity.aliases, Alias(arabic, english))
            entity = self._directory.keep(replace(entity, aliases=aliases))
        reason = f"another name of {entity.name_en}, {given.how}"
        role = "name" if proper else "reference"
        self._free.difference_update(range(given.first, given.last + 1))
        self._result.append(
            Mention(start, end, entity.type, entity.id, english, _ARTICLE, reason, role)
        )
        self._note(start, end, entity)

    def _note(self, start: int, end: int, entity: Entity) -> None:
        named = Named(start, self._number, entity.id, entity.type)
        self._memory.add(named, self._keys(start, end))

    # ------------------------------------------------------------ what no tagger saw

    def _repeated(self) -> None:
        """Names the article gave before that stand here unmarked."""
        for found in repeated(self._words, self._free, self._memory):
            first = self._words[found.first]
            start = first.start + raw_length(first.raw, found.taken)
            end = self._words[found.last].end
            if found.short:
                self._take(self._short(start, end, found.named))
                continue
            entity = self._directory.entity(found.named.entity)
            reason = f"named in sentence {found.named.sentence + 1}"
            english = self._english(entity, start, end)
            self._take(Mention(start, end, entity.type, entity.id, english, _ARTICLE, reason))

    def _references(self) -> None:
        for found in references(self._words, self._free, self._memory, self._number):
            word, named = self._words[found.word], found.named
            entity = self._directory.entity(named.entity)
            start = word.start + raw_length(word.raw, found.taken)
            where = f"sentence {named.sentence + 1}"
            reason = f"the {found.noun} named before: {entity.name_en} ({where})"
            self._take(
                Mention(
                    start, word.end, entity.type, entity.id, f"the {found.noun}", _ARTICLE, reason,
                    "reference",
                ),
                (noun_key(word.key[found.taken :]),),
            )  # fmt: skip


def _a(noun: str) -> str:
    vowel = noun[:1] in "aeiou" and not noun.startswith("uni")
    return f"an {noun}" if vowel else f"a {noun}"


def _lies_in(name: TaggedName, mention: Mention) -> bool:
    """Whether `name` is a part of a name on record of the same type."""
    inside = mention.start <= name.start and name.end <= mention.end
    return inside and mention.type is name.type and mention.source != "demonym"

"""The recogniser: what the knowledge base knows, what taggers find, and who is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Final

from reader.entities.countries import Countries
from reader.entities.matcher import KnowledgeMatcher
from reader.entities.memory import ArticleMemory, short_names, whole_names
from reader.entities.merging import merged
from reader.entities.names import Form, name_keys
from reader.entities.protocol import NameTagger, TaggedName
from reader.entities.references import callable_by
from reader.entities.resolution import SentenceResolver
from reader.entities.unknown import NameTranslator, is_description
from reader.entities.words import sentence_words
from reader.knowledge.base import KnowledgeBase
from reader.knowledge.cities import CityGazetteer
from reader.model import Article, Entity, EntityType, Gloss, Mention, Sentence

__all__ = ["EntityRecognizer"]

_KEPT: Final = 1 << 16
"""Entities without a record that are kept, those of former articles too."""
_FAR_LARGER: Final = 10
_TOWNS: Final = frozenset({"مدينه", "بلده", "قريه", "ضاحيه", "ميناء"})
_SURE: Final = 0.8
"""Score from which a tagger is believed that a name on record is here another sort of name."""


class EntityRecognizer:
    """Finds names on record and others, and ties those of one article together.

    Sentences are best given in order: a name is tied to what stands before it. `taggers` find names
    nobody listed; `translate` gives the English of names made of ordinary words, which are spelled
    by their sound without it; `cities` knows places of which there is no record, where a tagger
    finds one."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        taggers: Sequence[NameTagger] = (),
        translate: NameTranslator | None = None,
        cities: CityGazetteer | None = None,
    ) -> None:
        self._matcher = KnowledgeMatcher(knowledge)
        self._knowledge = knowledge
        self._taggers = tuple(taggers)
        self._translate = translate
        self._cities = cities
        self._memory: ArticleMemory | None = None
        self._unlisted: dict[str, Entity] = {}
        self._nouns: dict[str, frozenset[str]] = {}
        self._people: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] | None = None

    @property
    def label(self) -> str:
        labels = [self._matcher.label, *(tagger.label for tagger in self._taggers)]
        return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        """Names and what stands for them, in order, not overlapping."""
        if self._memory is None or self._memory.article is not article:
            self._memory = ArticleMemory(article)
        known = self._matcher.recognize(article, sentence, glosses)
        words = sentence_words(article.text, sentence, glosses)
        tagged = [
            name
            for tagger in self._taggers
            for name in tagger.tag(article.text, sentence, glosses, known)
            if not is_description([w for w in words if w.start < name.end and name.start < w.end])
        ]
        believed = [m for m in known if not self._is_another(m, tagged)]
        number = self._memory.sentence(sentence.start)
        resolver = SentenceResolver(
            article.text, words, number, self._memory, self, self._translate
        )
        return resolver.resolve(merged(believed, tagged), known)

    def _is_another(self, mention: Mention, tagged: Sequence[TaggedName]) -> bool:
        """Whether a tagger sees in an ambiguous name on record a name of another sort: سلمى is a
        woman and a town."""
        return any(
            name.type is not mention.type
            and name.score >= _SURE
            and name.start <= mention.start < name.end
            and self._knowledge[mention.entity].ambiguous
            for name in tagged
            if mention.source != "demonym"
        )

    # ------------------------------------------------------------ entities

    @property
    def countries(self) -> Countries:
        return self._matcher.countries

    @property
    def demonyms(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        return self._matcher.index.demonyms

    def entity(self, id: str) -> Entity:
        unlisted = self._unlisted.get(id)
        if unlisted:
            return unlisted
        if self._cities and id not in self._knowledge:
            return self._cities[id]
        return self._knowledge[id]

    def keep(self, entity: Entity) -> Entity:
        """Keeps an entity without a record: it may be asked for from now on."""
        self._unlisted.pop(entity.id, None)
        if len(self._unlisted) >= _KEPT:
            del self._unlisted[next(iter(self._unlisted))]
        self._unlisted[entity.id] = entity
        return entity

    def find(self, keys: tuple[str, ...], type: EntityType, nouns: Set[str]) -> Form | None:
        """The name on record that is just these words; of several the one that fits `nouns` or the
        article, if only one does."""
        forms = [
            form
            for form in self._matcher.index.starting_with(keys[0])
            if whole_names(form.words) == keys and self._knowledge[form.entity].type is type
        ]
        if len(forms) > 1:
            called = [f for f in forms if not self.nouns(self.entity(f.entity)).isdisjoint(nouns)]
            forms = called if len(called) == 1 else self._matcher.most_tied(forms)
        if not forms and type is EntityType.LOC:
            return self._city(keys, nouns)
        return forms[0] if len(forms) == 1 else None

    def _city(self, keys: tuple[str, ...], nouns: Set[str]) -> Form | None:
        """The city of this name in a country of the article, if there is but one; else the one that
        is far larger than the others."""
        if self._cities is None:
            return None
        named = [name for name in self._cities.starting_with(keys[0]) if name.words == keys]
        lands = {name: self._land(name.entity) for name in named}
        near = [name for name in named if self._matcher.is_land_here(lands[name])]
        best = (near or named)[:1]
        if len({name.entity for name in near or named}) > 1:
            first, second, *_ = sorted(near or named, key=lambda name: -name.population)
            best = [first] if first.population > _FAR_LARGER * second.population else []
        if not best or (best[0].needs_cue and not near and nouns.isdisjoint(_TOWNS)):
            return None
        return Form(keys, best[0].entity, best[0].english, best[0].arabic, False, False)

    def _land(self, id: str) -> str:
        if id in self._knowledge:
            return self.countries.of(id)
        return next((r.entity for r in self.entity(id).relations if r.kind == "located in"), "")

    def person(self, keys: tuple[str, ...]) -> Entity | None:
        """The one person on record with the given and the last of these names."""
        if self._people is None:
            self._people = {}
            for entity in self._knowledge:
                if entity.type is EntityType.PER:
                    for name in (entity.name_ar, *(alias.ar for alias in entity.aliases)):
                        ends = _ends(whole_names(name_keys(name)))
                        if ends:
                            self._people.setdefault(ends, set()).add(entity.id)
        ends = _ends(keys)
        found = self._people.get(ends, set()) if ends else set()
        return self._knowledge[next(iter(found))] if len(found) == 1 else None

    def nouns(self, entity: Entity) -> frozenset[str]:
        """Keys of the nouns by which an article may call the entity."""
        if not entity.known:
            return frozenset(callable_by(entity))
        if entity.id not in self._nouns:
            self._nouns[entity.id] = frozenset(callable_by(entity))
        return self._nouns[entity.id]


def _ends(keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The given name and the last one; None where there is but one name."""
    shorter = list(short_names(keys))
    return (shorter[-1], shorter[0]) if shorter else None

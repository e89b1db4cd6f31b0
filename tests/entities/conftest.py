"""A glosser where the dictionary is installed, and a tagger that knows a list of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from reader.data.dictionary import dictionary_path
from reader.entities.protocol import TaggedName
from reader.entities.recognition import EntityRecognizer
from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.model import Article, EntityType, Gloss, Mention, Sentence, SourceInfo
from reader.morphology.glosser import AlmorGlosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article


@dataclass
class ListTagger:
    """Tags the names of a list wherever they stand."""

    names: Mapping[str, EntityType] = field(default_factory=dict)
    label: str = "a list of names"

    def tag(
        self,
        text: str,
        sentence: Sentence,
        glosses: Sequence[Gloss | None],
        known: Sequence[Mention],
    ) -> list[TaggedName]:
        found: list[TaggedName] = []
        for name, type in sorted(self.names.items(), key=lambda item: -len(item[0])):
            start = text.find(name, sentence.start, sentence.end)
            while start >= 0:
                end = start + len(name)
                if all(end <= other.start or other.end <= start for other in found):
                    found.append(TaggedName(start, end, type, 0.9, self.label))
                start = text.find(name, end, sentence.end)
        return sorted(found, key=lambda name: name.start)


@dataclass
class Reader:
    """Reads a text sentence by sentence; `glosser` is None to do it without a dictionary."""

    recognizer: EntityRecognizer
    glosser: AlmorGlosser | None = None

    def glosses(self, article: Article, sentence: Sentence) -> tuple[Gloss | None, ...]:
        if self.glosser is None:
            return ()
        words, places = context_words(article.text, sentence)
        glosses = self.glosser.gloss(words)
        return tuple(glosses[place] for place in places)

    def read(self, text: str) -> tuple[Article, list[Mention]]:
        article = build_article(SourceInfo("x", "txt", "utf-8"), text)
        mentions: list[Mention] = []
        for sentence in article.sentences:
            glosses = self.glosses(article, sentence)
            mentions += self.recognizer.recognize(article, sentence, glosses)
        return article, mentions

    def told(self, text: str) -> list[tuple[str, str, str]]:
        """(surface, entity, role) of each mention."""
        article, mentions = self.read(text)
        return [(article.text[m.start : m.end], m.entity, m.role) for m in mentions]


# Before any test moves the data folder elsewhere.
_INSTALLED = dictionary_path()


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="session")
def glosser() -> AlmorGlosser:
    if not _INSTALLED.is_file():
        pytest.skip("no dictionary is installed: qari data install dictionary")
    return AlmorGlosser(_INSTALLED)


@pytest.fixture
def reading(knowledge: KnowledgeBase, glosser: AlmorGlosser) -> Callable[..., Reader]:
    """Makes a reader with the shipped knowledge base, a dictionary and a tagger of the names given
    by type: `reading(PER=["سامر الخلف"])`."""

    def reader(**names: Sequence[str]) -> Reader:
        tagger = ListTagger({n: EntityType(type) for type, given in names.items() for n in given})
        return Reader(EntityRecognizer(knowledge, (tagger,)), glosser)

    return reader

"""Three articles written for this test, on Sudan, Yemen and Lebanon, with the names in them
marked by
hand: who is named, where, what it is and who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.data.dictionary import dictionary_path
from reader.entities.recognition import EntityRecognizer
from reader.entities.tagger import load_tagger
from reader.knowledge.base import load_knowledge
from reader.model import Mention, SourceInfo
from reader.morphology.glosser import AlmorGlosser
from reader.pipeline import context_words
from reader.text.segmentation import build_article

HERE = Path(__file__).parent
ARTICLES = ("sudan", "yemen", "lebanon")
# Before any test moves the data folder elsewhere.
_INSTALLED = dictionary_path()


@dataclass(frozen=True)
class Gold:
    """A name in the text; `entity` is "-" where there is no record of it."""

    start: int
    surface: str
    type: str
    entity: str
    role: str

    @property
    def end(self) -> int:
        return self.start + len(self.surface)

    @property
    def known(self) -> bool:
        return self.entity != "-"


def gold(article: str) -> list[Gold]:
    rows = (HERE / f"{article}.tsv").read_text("utf-8").splitlines()[1:]
    return [Gold(int(start), *rest) for start, *rest in (row.split("\t") for row in rows)]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Mention]]:
    """The mentions of each article."""
    if not _INSTALLED.is_file():
        pytest.skip("no dictionary is installed: qari data install dictionary")
    glosser = AlmorGlosser(_INSTALLED)
    recognizer = EntityRecognizer(load_knowledge(), (load_tagger(),))
    mentions: dict[str, list[Mention]] = {}
    for name in ARTICLES:
        text = (HERE / f"{name}.txt").read_text("utf-8")
        article = build_article(SourceInfo(name, "txt", "utf-8"), text)
        assert article.text == text
        mentions[name] = []
        for sentence in article.sentences:
            words, places = context_words(article.text, sentence)
            glosses = glosser.gloss(words)
            here = tuple(glosses[place] for place in places)
            mentions[name] += recognizer.recognize(article, sentence, here)
    return mentions


def mention_of(name: Gold, mentions: list[Mention]) -> Mention | None:
    """The mention that finds `name`: of just these words, or of the same entity with or without the
    common noun before it (معبر أدري)."""
    for mention in mentions:
        if (mention.start, mention.end) == (name.start, name.end):
            return mention
        same = mention.end == name.end and mention.entity == name.entity
        if same and mention.start < name.end and name.start < mention.end:
            return mention
    return None


@pytest.mark.parametrize("article", ARTICLES)
def test_the_files_agree(article: str) -> None:
    text = (HERE / f"{article}.txt").read_text("utf-8")
    names = gold(article)
    assert 250 <= len(text.split()) <= 400
    assert len(names) >= 40
    assert all(text[name.start : name.end] == name.surface for name in names)
    knowledge = load_knowledge()
    assert all(name.entity in knowledge for name in names if name.known)


@pytest.mark.parametrize("article", ARTICLES)
def test_of_ten_names_nine_are_found(article: str, found: dict[str, list[Mention]]) -> None:
    names = [name for name in gold(article) if name.role != "reference"]
    missed = [name.surface for name in names if not mention_of(name, found[article])]
    assert len(missed) <= 0.1 * len(names), missed


@pytest.mark.parametrize("article", ARTICLES)
def test_of_ten_known_names_nine_are_typed_and_tied(
    article: str, found: dict[str, list[Mention]]
) -> None:
    names = [name for name in gold(article) if name.role != "reference" and name.known]
    wrong = []
    for name in names:
        mention = mention_of(name, found[article])
        if mention is None or (mention.type, mention.entity) != (name.type, name.entity):
            wrong.append(name.surface)
    assert len(wrong) <= 0.1 * len(names), wrong


@pytest.mark.parametrize("article", ARTICLES)
def test_what_is_no_name_is_seldom_taken_for_one(
    article: str, found: dict[str, list[Mention]]
) -> None:
    names = gold(article)
    strange = [
        mention
        for mention in found[article]
        if not any(name.start < mention.end and mention.start < name.end for name in names)
    ]
    assert len(strange) <= 0.1 * len(names), [mention.reason for mention in strange]


@pytest.mark.parametrize("article", ARTICLES)
def test_what_stands_for_a_name_is_told_from_names(
    article: str, found: dict[str, list[Mention]]
) -> None:
    roles = {(m.start, m.end): (m.entity, m.role) for m in found[article]}
    marked = [name for name in gold(article) if name.role != "name"]
    wrong = [n.surface for n in marked if roles.get((n.start, n.end)) != (n.entity, n.role)]
    assert len(wrong) <= 0.25 * len(marked), wrong

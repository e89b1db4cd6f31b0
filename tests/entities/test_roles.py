"""What engines, checks and files make of names without a record, and of what stands for names."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reader.export.json import to_json
from reader.model import Article, Entity, EntityType, Mention, SourceInfo, Translation
from reader.pipeline import Parts, collect
from reader.streams import entities_conll
from reader.text.segmentation import build_article
from reader.translation.draft.engine import DraftTranslator
from reader.translation.name_guard import guard_names
from reader.translation.protocol import SentenceSource

SCHEMA = Path(__file__).parents[1] / "schema" / "analysis-1.schema.json"
TEXT = "قال الناشط سامر الخلف من مدينة الفاشر إن المدينة آمنة. ورفضت أنقرة ذلك."


class Listening:
    """A translator that keeps what it was given."""

    name, label, batch = "listening", "listening", 8

    def __init__(self) -> None:
        self.given: list[SentenceSource] = []

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        for i, source in enumerate(sources):
            self.given.append(source)
            yield i, Translation("Somebody said something in the city.", self.label)


def article(text: str = TEXT) -> Article:
    return build_article(SourceInfo("x", "txt", "utf-8"), text)


@pytest.fixture
def parts(reading: Any) -> Callable[[Any], Parts]:
    reader = reading(PER=["سامر الخلف"])
    return lambda translator: Parts(reader.glosser, reader.recognizer, translator)


def test_engines_are_told_of_names_and_not_of_what_stands_for_them(parts: Any) -> None:
    engine = Listening()
    analysis = collect(article(), parts(engine))
    told = [[m.english for m in source.mentions] for source in engine.given]
    assert told == [["Samer al-Khalaf", "El Fasher"], ["Ankara"]]
    assert all(m.reason == "" for source in engine.given for m in source.mentions)
    roles = [m.role for sentence in analysis.sentences for m in sentence.mentions]
    assert roles == ["name", "name", "reference", "stands for"]


def test_the_draft_says_an_unknown_name_as_the_card_does(parts: Any) -> None:
    analysis = collect(article(), parts(DraftTranslator()))
    first = analysis.sentences[0]
    assert first.translation is not None
    shown = [[first.translation.text[a:b] for a, b in spans] for spans in first.mention_spans]
    assert shown == [["Samer al-Khalaf"], ["El Fasher"], ["city"]]


def test_the_missing_of_a_guessed_name_is_not_told(parts: Any) -> None:
    analysis = collect(article(), parts(Listening()))
    told = [d for s in analysis.sentences if s.translation for d in s.translation.doubts]
    assert [d.text for d in told if d.kind == "name-missing"] == ["El Fasher", "Ankara"]


def test_the_guard_puts_no_guess_in_the_place_of_a_name() -> None:
    text = "وصل سامر الخلف"
    mention = Mention(4, 14, EntityType.PER, "name:x", "Samer al-Khalaf", "tagger")
    unknown = Entity("name:x", EntityType.PER, "person", "سامر الخلف", "Samer al-Khalaf",
                     "Samer al-Khalaf", known=False)  # fmt: skip
    [sentence] = article(text).sentences
    source = SentenceSource(text, sentence.tokens, (), (mention,))
    said = Translation("Samir Alkhalf arrived.", "engine")
    assert guard_names(source, said, {"name:x": unknown}) is said


def test_json_tells_the_roles(parts: Any) -> None:
    analysis = to_json(collect(article(), parts(DraftTranslator())))
    jsonschema.validate(analysis, json.loads(SCHEMA.read_text("utf-8")))
    mentions = [m for p in analysis["paragraphs"] for s in p["sentences"] for m in s["mentions"]]
    assert [(m["role"], m["stands_for"]) for m in mentions] == [
        ("name", None),
        ("name", None),
        ("reference", None),
        ("stands for", "government-of-turkey"),
    ]
    known = {entity["id"]: entity["known"] for entity in analysis["entities"]}
    assert known == {"name:سامر-الخلف": False, "el-fasher": True, "ankara": True}


def test_tags_are_given_to_names_only(parts: Any) -> None:
    words = "في مدينة الفاشر طالب الجانب التركي سكان المدينة بالهدوء وأعلنت أنقرة ذلك"
    output = io.StringIO()
    entities_conll(parts(None), io.BytesIO("\n".join(words.split()).encode()), output)
    tags = dict(line.split("\t") for line in output.getvalue().splitlines())
    assert {word for word, tag in tags.items() if tag != "O"} == {"الفاشر", "أنقرة"}

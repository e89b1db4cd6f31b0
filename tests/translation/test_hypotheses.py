"""Other ways to say one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from random_argos import write_random_argosmodel

from reader.data.argos import installed_packages
from reader.data.install import install
from reader.library import Library, TranslationCache
from reader.model import Token
from reader.text.tokens import token_spans
from reader.translation.argos import ArgosTranslator
from reader.translation.cache import CachedTranslator, fingerprint
from reader.translation.draft import DraftTranslator
from reader.translation.glossary_translator import GlossaryTranslator
from reader.translation.hypotheses import ALTERNATIVES, hypotheses
from reader.translation.memory import Kept, MemoryTranslator
from reader.translation.protocol import SentenceSource, Translator
from reader.translation.user_glossary import Glossary

SENTENCE = "قال الرئيس إن وزارة الخارجية اجتمعت أمس."


@pytest.fixture
def argos(tmp_path: Path) -> ArgosTranslator:
    file = write_random_argosmodel(tmp_path / "ar_en.argosmodel")
    install(str(file), lambda *_: None)
    return ArgosTranslator(installed_packages()[0].folder)


def source(text: str) -> SentenceSource:
    return SentenceSource(text, tuple(Token(*span) for span in token_spans(text)))


def wrapped(engine: Translator, *kept: Kept) -> MemoryTranslator:
    """As the program puts engines together."""
    library = Library()
    for each in kept:
        library.keep(each)
    cached = CachedTranslator(engine, TranslationCache(), fingerprint(engine))
    return MemoryTranslator(
        GlossaryTranslator(cached, Glossary), library.find, lambda source, english: ()
    )


@pytest.mark.parametrize("text", [SENTENCE, "ذهب الولد إلى المدرسة، " * 60])
def test_an_argos_model_has_several_versions_of_a_sentence(
    argos: ArgosTranslator, text: str
) -> None:
    sentence = source(text)
    said = argos.alternatives(sentence, ALTERNATIVES)
    assert 2 <= len(said) <= ALTERNATIVES
    assert len({other.text for other in said}) == len(said)
    assert all(other.engine == argos.label and other.score is not None for other in said)
    assert all(len(other.links) == len(sentence.tokens) for other in said)


@pytest.mark.parametrize("text", ["…", "😀", "\u200f"])
def test_a_sentence_without_words_has_one_version(argos: ArgosTranslator, text: str) -> None:
    assert len(argos.alternatives(SentenceSource(text, ()), ALTERNATIVES)) == 1


def test_the_engines_own_choice_is_told_though_the_reader_wrote_something_else(
    argos: ArgosTranslator,
) -> None:
    sentence = source(SENTENCE)
    ((_, own),) = argos.translate([sentence], lambda: False)
    found = hypotheses(wrapped(argos, Kept(sentence.text, "My words.")), sentence)
    assert found.own == own
    assert found.others
    assert own.text not in {other.text for other in found.others}
    assert found.why_none == ""


def test_the_draft_has_one_version_and_says_so() -> None:
    found = hypotheses(wrapped(DraftTranslator()), source("كتاب 12"))
    assert found.own is not None
    assert found.others == ()
    assert found.why_none == "This engine (word-level draft) knows one version of a sentence."

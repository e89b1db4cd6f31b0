"""The reader's own sentence stands; the engine translates the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from reader.errors import BrokenPartError
from reader.model import Link, Translation
from reader.translation.memory import Kept, MemoryTranslator, is_kept, sentence_key, was_engine
from reader.translation.protocol import SentenceSource


class Engine:
    name, label, batch = "argos", "argos ar-en 1.0", 7

    def __init__(self) -> None:
        self.seen: list[str] = []

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        for i in reversed(range(len(sources))):
            self.seen.append(sources[i].text)
            yield i, Translation(sources[i].text.upper(), self.label)


def sources(*texts: str) -> list[SentenceSource]:
    return [SentenceSource(text, ()) for text in texts]


def never() -> bool:
    return False


def align(source: SentenceSource, english: str) -> tuple[Link, ...]:
    return (Link(0, ((0, len(english)),)),)


@pytest.fixture
def engine() -> Engine:
    return Engine()


def remembering(engine: Engine, *kept: Kept) -> MemoryTranslator:
    memory = {sentence_key(each.arabic): each for each in kept}
    return MemoryTranslator(engine, lambda arabic: memory.get(sentence_key(arabic)), align)


def test_a_kept_sentence_is_used_and_the_engine_never_sees_it(engine: Engine) -> None:
    translator = remembering(engine, Kept("b", "mine", "draft"))
    found = dict(translator.translate(sources("a", "b", "c", "\u200fb"), never))
    assert engine.seen == ["c", "a"]
    assert [found[i].text for i in range(4)] == ["A", "mine", "C", "mine"]
    assert found[1].engine == "edited by you · was draft"
    assert found[1].links == (Link(0, ((0, 4),)),)


def test_without_anything_missing_the_engine_is_not_asked_at_all(engine: Engine) -> None:
    assert list(remembering(engine, Kept("b", "mine")).translate(sources("b"), never))
    assert engine.seen == []


def test_the_engine_behind_an_edit_is_told_though_the_edit_does_not_know_it(
    engine: Engine,
) -> None:
    translator = remembering(engine, Kept("b", "x"), Kept("c", "y", file="un.tmx"))
    found = dict(translator.translate(sources("b", "c"), never))
    assert found[0].engine == "edited by you · was argos ar-en 1.0"
    assert found[1].engine == "translation memory (un.tmx) · was argos ar-en 1.0"
    for translation in found.values():
        assert is_kept(translation.engine)
        assert was_engine(translation.engine) == "argos ar-en 1.0"


def test_a_label_of_an_engine_is_not_taken_for_an_edit(engine: Engine) -> None:
    assert not is_kept(engine.label)
    assert was_engine(engine.label) == engine.label
    assert was_engine("edited by you") == ""


def test_a_memory_that_cannot_be_read_is_left_out(engine: Engine) -> None:
    def broken(arabic: str) -> Kept | None:
        raise BrokenPartError("the memory is damaged")

    translator = MemoryTranslator(engine, broken, align)
    assert dict(translator.translate(sources("a"), never))[0].text == "A"


def test_cancelling_ends_it_before_the_engine_begins(engine: Engine) -> None:
    assert list(remembering(engine).translate(sources("a"), lambda: True)) == []
    assert engine.seen == []


def test_it_passes_for_the_engine_it_stands_before(engine: Engine) -> None:
    translator = remembering(engine)
    assert (translator.name, translator.label, translator.batch) == ("argos", engine.label, 7)

"""Packages that look whole and are not: each is named, and the draft answers in its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from argos_package import installed, never, one, sources
from random_argos import write_random_argosmodel

from reader.assembly import load_available_parts, load_translator
from reader.errors import BrokenPartError
from reader.translation.argos import ArgosTranslator

NAME = "translate-ar_en-1_0"


def cut(share: float) -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        model = package / "model" / "model.bin"
        model.write_bytes(model.read_bytes()[: int(model.stat().st_size * share)])

    return damage


def noise(name: str) -> Callable[[Path], None]:
    return lambda package: (package / name).write_bytes(b"not what it should be")  # type: ignore[func-returns-value]


def vocabulary(change: Callable[[list[str]], object]) -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        file = package / "model" / "shared_vocabulary.json"
        pieces = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps(change(pieces)), "utf-8")

    return damage


def described(**lies: object) -> Callable[[Path], None]:
    def damage(package: Path) -> None:
        file = package / "metadata.json"
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | lies), "utf-8")

    return damage


def writes_arabic(package: Path) -> None:
    """A model from English to Arabic, say, that is described as the other way round."""
    file = package / "model" / "shared_vocabulary.json"
    pieces = json.loads(file.read_text("utf-8"))
    latin = [i for i, piece in enumerate(pieces) if piece.removeprefix("▁").isascii()]
    arabic = [i for i in range(3, len(pieces)) if i not in latin]
    for i, j in zip(latin[3:], arabic, strict=False):
        pieces[i], pieces[j] = pieces[j], pieces[i]
    file.write_text(json.dumps(pieces), "utf-8")


def another_tokenizer(package: Path) -> None:
    """One that has learned other words, whose pieces the model does not know."""
    from io import BytesIO

    import sentencepiece

    model = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["the quick brown fox jumps over the lazy dog"] * 50),
        model_writer=model,
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (package / "sentencepiece.model").write_bytes(model.getvalue())


DAMAGE: dict[str, Callable[[Path], object]] = {
    "model cut to a half": cut(0.5),
    "model cut at its end": cut(0.999),
    "model cut to its head": cut(0.0001),
    "model is noise": noise("model/model.bin"),
    "tokenizer is noise": noise("sentencepiece.model"),
    "tokenizer is empty": lambda p: (p / "sentencepiece.model").write_bytes(b""),
    "tokenizer is missing": lambda p: (p / "sentencepiece.model").unlink(),
    "tokenizer of another model": another_tokenizer,
    "vocabulary is noise": noise("model/shared_vocabulary.json"),
    "vocabulary is missing": lambda p: (p / "model" / "shared_vocabulary.json").unlink(),
    "vocabulary is no list": vocabulary(lambda pieces: {"pieces": pieces}),
    "vocabulary of numbers": vocabulary(lambda pieces: list(range(len(pieces)))),
    "vocabulary of another model": vocabulary(lambda pieces: [f"w{i}" for i in range(len(pieces))]),
    "vocabulary cut": vocabulary(lambda pieces: pieces[:60]),
    "configuration is noise": noise("model/config.json"),
    "configuration is a list": lambda p: (p / "model" / "config.json").write_text("[]"),
    "description is noise": noise("metadata.json"),
    "description is a list": lambda p: (p / "metadata.json").write_text("[]"),
    "description without version": lambda p: (p / "metadata.json").write_text(
        '{"from_code": "ar"}'
    ),
    "description of another pair": described(from_code="fr", to_code="en"),
    "it writes Arabic": writes_arabic,
    "the model is a folder": lambda p: (
        (p / "model" / "model.bin").unlink(),
        (p / "model" / "model.bin").mkdir(),
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_package_is_named(tmp_path: Path, damage: str) -> None:
    package = installed(tmp_path)
    DAMAGE[damage](package)
    if damage == "description of another pair":
        return  # which the list of packages tells; see tests/data/test_argos.py
    with pytest.raises(BrokenPartError) as error:
        list(ArgosTranslator(package).translate(sources("ذهب الولد."), never))
    message = str(error.value)
    assert f"package {NAME} is damaged (" in message
    assert f"qari data remove {NAME}" in message
    assert "\n" not in message
    assert len(message) < 400


@pytest.mark.parametrize("damage", DAMAGE)
def test_auto_passes_a_damaged_package_over_and_says_so(tmp_path: Path, damage: str) -> None:
    DAMAGE[damage](installed(tmp_path))
    told: list[str] = []
    assert load_translator("auto", told.append).name == "draft"
    assert len(told) == 1
    assert NAME in told[0]
    with pytest.raises(BrokenPartError, match=NAME):
        load_translator("argos")


def test_the_window_shows_why_the_draft_answers(tmp_path: Path) -> None:
    cut(0.5)(installed(tmp_path))
    parts = load_available_parts("auto")
    (problem,) = (p for p in parts.left_out if p.stage == "translation")
    assert NAME in problem.message
    assert parts.translator is None or parts.translator.name == "draft"


def test_an_older_sound_package_stands_in_for_a_newer_damaged_one(tmp_path: Path) -> None:
    cut(0.5)(installed(tmp_path, version="1.5"))
    installed(tmp_path, version="1.2")
    told: list[str] = []
    assert load_translator("auto", told.append).label == "argos ar-en 1.2"
    assert len(told) == 1
    assert "translate-ar_en-1_5" in told[0]
    assert load_translator("argos").label == "argos ar-en 1.2"


def test_without_any_package_nothing_is_wrong() -> None:
    told: list[str] = []
    assert load_translator("auto", told.append).name == "draft"
    assert told == []


def test_a_package_removed_while_released_is_named(tmp_path: Path) -> None:
    package = installed(tmp_path)
    engine = ArgosTranslator(package)
    assert len(list(engine.translate([one("ذهب الولد")], never))) == 1
    shutil.rmtree(package)
    assert len(list(engine.translate([one("ذهب الولد")], never))) == 1
    engine.release()
    with pytest.raises(BrokenPartError, match=NAME):
        list(engine.translate([one("ذهب الولد")], never))


def test_too_little_memory_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(ctranslate2, "Translator", full)
    with pytest.raises(BrokenPartError, match=f"not enough memory .* {NAME}"):
        ArgosTranslator(installed(tmp_path)).load()


def test_a_model_that_fails_while_it_translates_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has fewer positions than a sentence has pieces."""
    monkeypatch.setitem(write_random_argosmodel.__globals__, "_POSITIONS", 60)
    file = write_random_argosmodel(tmp_path / "short.argosmodel")
    from reader.data.argos import install_package

    package = install_package(file, lambda *_: None).folder
    with pytest.raises(BrokenPartError, match=NAME):
        list(ArgosTranslator(package).translate([one("قالت المصادر " * 20)], never))

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argos_package import installed
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from reader.entities.tagger import load_tagger
from reader.entities.tagging import model
from reader.errors import BrokenPartError, MissingPartError
from reader.gui.installed import installed_recognizer
from reader.gui.worker import Jobs
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import with_own
from reader.knowledge.own_file import OwnFile
from reader.model import Analysis, Article, Problem
from reader.pipeline import Glossed, Parts, Recognized, Translated
from reader.translation.argos import ArgosTranslator
from reader.translation.glossary_translator import GlossaryTranslator
from reader.translation.user_glossary import Glossary


def _listen(jobs: Jobs) -> list[tuple[str, Any]]:
    """Everything told from now on, in order."""
    heard: list[tuple[str, Any]] = []
    jobs.loading.connect(lambda: heard.append(("loading", None)))
    jobs.parts_loaded.connect(lambda engines: heard.append(("parts_loaded", engines)))
    jobs.article_read.connect(lambda article: heard.append(("article_read", article)))
    jobs.updated.connect(lambda update: heard.append((type(update).__name__, update)))
    jobs.ended.connect(lambda: heard.append(("ended", None)))
    jobs.failed.connect(lambda message: heard.append(("failed", message)))
    return heard


def test_the_text_comes_before_the_engines_are_loaded_and_then_what_they_find(
    qtbot: QtBot, jobs: Jobs, article_file: Path
) -> None:
    heard = _listen(jobs)
    with qtbot.waitSignal(jobs.ended):
        jobs.open(article_file, "draft")
    names = [name for name, _ in heard]
    assert names[:3] == ["article_read", "loading", "parts_loaded"]
    assert names[3:] == ["Glossed", "Recognized", "Translated"] * 3 + ["ended"]
    assert not jobs.busy


def test_updates_are_those_of_the_pipeline(qtbot: QtBot, jobs: Jobs, article_file: Path) -> None:
    heard = _listen(jobs)
    with qtbot.waitSignal(jobs.ended):
        jobs.open(article_file, "draft")
    kinds = {type(value) for _, value in heard}
    assert {Article, Glossed, Recognized, Translated} <= kinds


def test_work_is_done_off_the_window_s_thread(
    qtbot: QtBot, jobs: Jobs, article_file: Path, translator: Any
) -> None:
    with qtbot.waitSignal(jobs.ended):
        jobs.open(article_file, "draft")
    assert translator.threads
    assert threading.get_ident() not in translator.threads


def test_engines_are_loaded_once_and_again_only_for_another_engine(
    qtbot: QtBot, article_file: Path, load_parts: Callable[[str], Parts]
) -> None:
    loaded: list[str] = []

    def load(engine: str) -> Parts:
        loaded.append(engine)
        return load_parts(engine)

    jobs = Jobs(load)
    try:
        jobs.load("auto")
        for engine in ("auto", "auto", "draft"):
            with qtbot.waitSignal(jobs.ended):
                jobs.open(article_file, engine)
    finally:
        jobs.close()
    assert loaded == ["auto", "draft"]


def test_what_a_replaced_job_still_reports_is_dropped(
    qtbot: QtBot, jobs: Jobs, article_file: Path, tmp_path: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    other = tmp_path / "b.txt"
    other.write_text("خبر قصير.", "utf-8")
    heard = _listen(jobs)
    with qtbot.waitSignal(jobs.updated, check_params_cb=lambda u: isinstance(u, Translated)):
        jobs.open(article_file, "draft")
    heard.clear()
    translator.gate.release(10)
    with qtbot.waitSignal(jobs.ended):
        jobs.open(other, "draft")
    articles = [value for name, value in heard if name == "article_read"]
    assert [article.source.name for article in articles] == ["b.txt"]
    assert {value.sentence for name, value in heard if name == "Translated"} == {0}
    assert [name for name, _ in heard].count("ended") == 1


def test_cancelling_ends_the_job_before_it_is_done(
    qtbot: QtBot, jobs: Jobs, article_file: Path, translator: Any
) -> None:
    translator.gate = threading.Semaphore(1)
    heard = _listen(jobs)
    with qtbot.waitSignal(jobs.updated, check_params_cb=lambda u: isinstance(u, Translated)):
        jobs.open(article_file, "draft")
    with qtbot.waitSignal(jobs.ended):
        jobs.cancel()
    assert [name for name, _ in heard].count("Translated") == 1


def test_cancelling_before_the_worker_begins_still_ends_the_job(
    qtbot: QtBot, jobs: Jobs, article_file: Path
) -> None:
    with qtbot.waitSignal(jobs.ended):
        jobs.open(article_file, "draft")
        jobs.cancel()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 200, b"only English here."])
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.open(path, "draft")
    (message,) = told.args
    assert "bad.txt" in message
    assert "\n" not in message
    assert not jobs.busy


def test_without_engines_the_text_is_shown_all_the_same(qtbot: QtBot, article_file: Path) -> None:
    def load(engine: str) -> Parts:
        raise MissingPartError("no dictionary: get it with “qari data install dictionary”")

    jobs = Jobs(load)
    heard = _listen(jobs)
    try:
        with qtbot.waitSignals([jobs.parts_failed, jobs.ended]):
            jobs.open(article_file, "draft")
        with qtbot.waitSignals([jobs.parts_failed, jobs.ended]):
            jobs.open(article_file, "draft")
    finally:
        jobs.close()
    assert [name for name, _ in heard] == ["article_read", "loading", "ended"] * 2


def test_an_error_while_the_engines_are_loaded_ends_the_job_too(
    qtbot: QtBot, article_file: Path
) -> None:
    def load(engine: str) -> Parts:
        raise ZeroDivisionError("division by zero")

    jobs = Jobs(load)
    try:
        with qtbot.captureExceptions() as exceptions:
            with qtbot.waitSignals([jobs.parts_failed, jobs.ended]):
                jobs.open(article_file, "draft")
            qtbot.waitUntil(lambda: bool(exceptions))
    finally:
        jobs.close()
    assert not jobs.busy


def test_what_is_left_out_of_the_engines_is_told(
    qtbot: QtBot, article_file: Path, load_parts: Callable[[str], Parts]
) -> None:
    left_out = (
        Problem("translation", "the Argos package is damaged"),
        Problem("memory", "told where sentences are edited"),
        Problem("entities", "the names model is damaged"),
        Problem("entities", "the names model is damaged"),
    )
    jobs = Jobs(lambda engine: replace(load_parts(engine), left_out=left_out))
    try:
        with qtbot.waitSignal(jobs.parts_left_out) as told, qtbot.waitSignal(jobs.ended):
            jobs.open(article_file, "draft")
    finally:
        jobs.close()
    assert told.args == ["the Argos package is damaged  the names model is damaged"]


def test_a_stage_that_fails_is_an_update_and_the_others_go_on(
    qtbot: QtBot, jobs: Jobs, article_file: Path, translator: Any
) -> None:
    translator.error = BrokenPartError("the model is damaged: install it again")
    heard = _listen(jobs)
    with qtbot.waitSignal(jobs.ended):
        jobs.open(article_file, "draft")
    names = [name for name, _ in heard]
    assert names.count("StageFailed") == 1
    assert names.count("Recognized") == 3


def test_a_bug_in_an_engine_is_told_and_propagates(
    qtbot: QtBot, jobs: Jobs, article_file: Path, translator: Any
) -> None:
    translator.error = ZeroDivisionError("division by zero")
    with qtbot.captureExceptions() as exceptions:
        with qtbot.waitSignal(jobs.failed) as told:
            jobs.open(article_file, "draft")
        qtbot.waitUntil(lambda: bool(exceptions))
    assert "ZeroDivisionError" in told.args[0]
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]
    assert not jobs.busy


def test_closing_while_working_leaves_no_thread(
    qtbot: QtBot, article_file: Path, load_parts: Callable[[str], Parts], translator: Any
) -> None:
    translator.gate = threading.Semaphore(0)
    jobs = Jobs(load_parts)
    with qtbot.waitSignal(jobs.updated):
        jobs.open(article_file, "draft")
    jobs.close()
    assert jobs.findChild(QThread).isFinished()


@pytest.mark.parametrize("suffix", ["pdf", "json"])
def test_exports_are_written_off_the_window_s_thread(
    qtbot: QtBot, jobs: Jobs, analysis: Analysis, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    with qtbot.waitSignal(jobs.exported) as told:
        jobs.export(analysis, out)
    assert told.args == [out]
    assert out.read_bytes()[:1] in (b"%", b"{")


@pytest.mark.parametrize("name", ["missing/out.pdf", "out.doc", "out"])
def test_an_export_that_cannot_be_is_told_and_leaves_nothing(
    qtbot: QtBot, jobs: Jobs, analysis: Analysis, tmp_path: Path, name: str
) -> None:
    with qtbot.waitSignal(jobs.export_failed) as told:
        jobs.export(analysis, tmp_path / name)
    assert "\n" not in told.args[0]
    assert list(tmp_path.iterdir()) == []


def test_a_model_nobody_uses_leaves_memory_and_comes_back(
    qtbot: QtBot, article_file: Path, tmp_path: Path
) -> None:
    engine = ArgosTranslator(installed(tmp_path))
    honouring = GlossaryTranslator(engine, Glossary)
    jobs = Jobs(lambda _: Parts(None, None, honouring), idle=50)
    try:
        for _ in range(2):
            with qtbot.waitSignal(jobs.ended):
                jobs.open(article_file, "argos")
            qtbot.waitUntil(lambda: engine._model is None)
    finally:
        jobs.close()


def test_an_edit_of_own_names_leaves_the_tagger_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []

    def load(path: Path) -> model.Model:
        loaded.append(path)
        return load_model(path)

    load_model = model.load_model
    monkeypatch.setattr(model, "load_model", load)
    load_tagger.cache_clear()
    ours = load_knowledge()
    before = installed_recognizer(with_own(ours))
    OwnFile().path.write_text("hide: الأمل\n", "utf-8")
    after = installed_recognizer(with_own(ours))
    assert before is not after
    assert len(loaded) == 1

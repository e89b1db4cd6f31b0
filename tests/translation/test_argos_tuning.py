"""How a machine runs a model fastest: measured once, kept, and never in the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from argos_package import installed, never, sources
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.paths import cache_dir
from reader.translation import tuning
from reader.translation.argos import ArgosTranslator
from reader.translation.argos_model import ArgosModel
from reader.translation.decoding import in_batches
from reader.translation.protocol import SentenceSource
from reader.translation.stretches import Stretch
from reader.translation.tuning import Tuning, batches, default_tuning, keep_tuning, kept_tuning
from reader.translation.verbatim import Kind

ARTICLE = "قالت المصادر إن الجيش دخل المدينة صباح أمس.\nذهب الولد إلى المدرسة.\n" * 120


class Clock:
    """A translator that takes as long as it is told."""

    def __init__(self, clock: list[float], seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds

    def translate_batch(self, batch: Sequence[Sequence[str]], **_: Any) -> list[Clock]:
        self._clock[0] += self._seconds * sum(map(len, batch)) / 1000
        return [self]

    def result(self) -> None: ...


def measured(
    monkeypatch: pytest.MonkeyPatch,
    speed: Callable[[Tuning], float],
    cancelled: Callable[[], bool] = never,
) -> tuple[Tuning, list[Tuning]]:
    """What is chosen if 1,000 pieces take so many seconds each way, and what was tried."""
    clock = [0.0]
    tried: list[Tuning] = []

    def load(wanted: Tuning) -> Clock:
        tried.append(wanted)
        return Clock(clock, speed(wanted))

    monkeypatch.setattr(tuning.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(tuning, "cores", lambda: 8)
    start = Tuning(workers=4, threads=2)
    sample = [["x"] * 20] * 40
    _, best = tuning.measure(load, Clock(clock, speed(start)), start, sample, cancelled)
    return best, tried


def test_the_fastest_way_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    best, tried = measured(monkeypatch, lambda t: 0.02 if t.workers == 8 else 0.1)
    assert (best.workers, best.threads) == (8, 1)
    assert best.rate > 0
    assert {t.workers for t in tried} == {8, 1}
    floats, _ = measured(monkeypatch, lambda t: 0.02 if t.compute_type == "float32" else 0.1)
    assert floats.compute_type == "float32"


def test_a_way_that_is_hardly_faster_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    best, _ = measured(monkeypatch, lambda t: 0.095 if t.workers == 8 else 0.1)
    assert best.workers == 4


def test_a_way_that_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def speed(wanted: Tuning) -> float:
        if wanted.workers == 8:
            raise RuntimeError("Library libcublas.so.12 is not found")
        return 0.01 if wanted.workers == 1 else 0.1

    assert measured(monkeypatch, speed)[0].workers == 1


def test_measuring_ends_in_time_on_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    _, tried = measured(monkeypatch, lambda _: 2.0)
    assert tried == []


def test_measuring_ends_when_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    _, tried = measured(monkeypatch, lambda _: 0.1, lambda: True)
    assert tried == []


def test_a_very_slow_machine_gets_a_narrower_beam(monkeypatch: pytest.MonkeyPatch) -> None:
    assert measured(monkeypatch, lambda _: 0.1)[0].beam == 4
    assert measured(monkeypatch, lambda _: 20.0)[0].beam == 2


def test_what_was_measured_is_kept_for_its_model() -> None:
    chosen = Tuning(workers=3, threads=2, batch=1024, rate=99.5, beam=2)
    keep_tuning("a", chosen)
    keep_tuning("b", replace(chosen, workers=1))
    assert kept_tuning("a") == chosen
    assert kept_tuning("c") is None
    assert [file.name for file in cache_dir().iterdir()] == ["argos-tuning.json"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[1]",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        {"workers": 0},
        {"workers": "2"},
        {"batch": 1},
        {"beam": 10**9},
        {"rate": None},
        {"unheard": 1},
        {"device": 5},
    ],
)
def test_a_damaged_note_counts_for_nothing(damage: bytes | dict[str, object]) -> None:
    keep_tuning("a", Tuning())
    file = cache_dir() / "argos-tuning.json"
    if isinstance(damage, bytes):
        file.write_bytes(damage)
    else:
        ((key, entry),) = json.loads(file.read_text("utf-8")).items()
        file.write_text(json.dumps({key: entry | damage}), "utf-8")
    assert kept_tuning("a") is None
    keep_tuning("a", Tuning(batch=256))
    assert kept_tuning("a") == Tuning(batch=256)


def test_a_cache_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("QARI_CACHE_DIR", str(tmp_path / "file" / "cache"))
    keep_tuning("a", Tuning())
    assert kept_tuning("a") is None


def test_old_notes_are_dropped() -> None:
    for number in range(40):
        keep_tuning(str(number), Tuning())
    assert kept_tuning("0") is None
    assert kept_tuning("39") == Tuning()


def test_a_long_article_is_measured_once_and_a_short_one_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed(tmp_path)
    measured: list[int] = []
    tune = ArgosModel.tune
    monkeypatch.setattr(
        ArgosModel,
        "tune",
        lambda model, sample, stop: (measured.append(len(sample)), tune(model, sample, stop)),
    )
    monkeypatch.setattr("reader.translation.argos._WORTH_MEASURING", 0.0)
    engine = ArgosTranslator(package)
    assert len(list(engine.translate(sources(ARTICLE[:200]), never))) > 1
    assert measured == []
    given = sources(ARTICLE)
    assert sorted(i for i, _ in engine.translate(given, never)) == list(range(len(given)))
    assert len(measured) == 1
    list(engine.translate(given, never))
    list(ArgosTranslator(package).translate(given, never))
    assert len(measured) == 1


def test_a_machine_that_has_lost_what_was_measured_goes_on(tmp_path: Path) -> None:
    package = installed(tmp_path)
    model = ArgosModel(package, "")
    keep_tuning(model.hash, Tuning(device="cuda", compute_type="float16"))
    engine = ArgosTranslator(package)
    assert len(list(engine.translate(sources("ذهب الولد."), never))) == 1
    assert engine._model is not None
    assert engine._model.tuning == default_tuning()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(1, 250), max_size=200),
    st.integers(64, 2048),
    st.integers(1, 8),
)
def test_batches_hold_every_sentence_once_and_are_no_larger(
    sizes: list[int], pieces: int, workers: int
) -> None:
    groups = batches(sizes, Tuning(batch=pieces, workers=workers))
    assert sorted(i for group in groups for i in group) == list(range(len(sizes)))
    assert all(groups)
    for group in groups:
        assert sum(sizes[i] for i in group) <= max(pieces, 64) + 250
    lengths = [sizes[i] for group in groups for i in group]
    assert lengths == sorted(lengths, reverse=True)


def test_a_long_article_is_asked_for_as_it_is_needed() -> None:
    asked = 0

    def parts() -> Any:
        nonlocal asked
        for number in range(10_000):
            asked += 1
            yield Stretch(
                number, 0, 0, Kind.MODEL, SentenceSource("", ()), False, pieces=("x",) * 40
            )

    next(in_batches(parts(), Tuning(batch=512)))
    assert asked < 500


def test_defaults_use_the_processors_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores in (1, 2, 3, 4, 8, 64):
        monkeypatch.setattr(tuning, "cores", lambda cores=cores: cores)
        chosen = default_tuning()
        assert chosen.workers * chosen.threads <= cores
        assert asdict(chosen).keys() == asdict(Tuning()).keys()

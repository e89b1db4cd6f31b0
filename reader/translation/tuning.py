"""How a machine runs a model fastest: found by measuring once, and kept.

Which of threads side by side or threads together, of whole numbers or floats, of small or large
batches is fastest differs between machines by a factor of three. A few sentences of the text at
hand are decoded, bounded to the same number of steps, in each way; the fastest is kept in the cache
folder under what it depends on: the version of CTranslate2, the processors, the model.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from reader.errors import OutputError
from reader.paths import cache_dir

__all__ = [
    "MEASURED_STEPS",
    "Tuning",
    "batches",
    "cores",
    "default_tuning",
    "kept_tuning",
    "keep_tuning",
    "measure",
]

_FILE: Final = "argos-tuning.json"
_KEPT: Final = 32
"""Entries; older ones are dropped."""
_BUDGET: Final = 2.5
"""Seconds that measuring may take; what was not tried by then is not taken."""
MEASURED_STEPS: Final = 8
"""Pieces written for each sentence of a sample."""
_CLEARLY: Final = 0.9
"""What a challenger's time may be of the best so far: others are on the machine, too."""
_HOPELESS: Final = 1.5
"""The same for its time with a few sentences, with which it also gets going."""
_BEAM: Final = 4
_SLOW: Final = 40.0
"""Pieces a second; below it an article takes minutes with the full beam."""
_SMALLEST: Final = 64
"""Pieces a batch has at least."""
_FALLIBLE: Final = (RuntimeError, ValueError, OSError, MemoryError)


@dataclass(frozen=True, slots=True)
class Tuning:
    """`workers` translate side by side with `threads` each; `batch` is in source pieces, `rate` in
    target pieces a second, 0 if not measured."""

    device: str = "cpu"
    compute_type: str = "int8_float32"
    workers: int = 1
    threads: int = 1
    beam: int = _BEAM
    batch: int = 512
    rate: float = 0.0


def cores() -> int:
    """Processors this process may use."""
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def default_tuning() -> Tuning:
    """What does well where nothing was measured: up to four workers, the processors shared out."""
    workers = min(cores(), 4)
    return Tuning(workers=workers, threads=max(1, min(cores(), 16) // workers))


def _key(model: str) -> str:
    import ctranslate2

    devices = ctranslate2.get_cuda_device_count()
    return f"ctranslate2 {ctranslate2.__version__}, {cores()} cores, {devices} cuda, model {model}"


def kept_tuning(model: str) -> Tuning | None:
    """What was measured on this machine for the model with this hash, if anything was."""
    try:
        entry = _entries()[_key(model)]
        tuning = Tuning(**entry)
        for name, default in asdict(Tuning()).items():
            if not isinstance(entry[name], (int, float) if name == "rate" else type(default)):
                return None
    except (KeyError, TypeError):
        return None
    sound = 1 <= tuning.workers <= 256 and 1 <= tuning.threads <= 256 and 1 <= tuning.beam <= 16
    return tuning if sound and 32 <= tuning.batch <= 1 << 16 else None


def keep_tuning(model: str, tuning: Tuning) -> None:
    """Keeps it for the next time; a cache folder that cannot be written is none."""
    entries = _entries()
    entries.pop(_key(model), None)
    entries[_key(model)] = asdict(tuning)
    newest = dict(list(entries.items())[-_KEPT:])
    with suppress(OSError, OutputError):
        path = cache_dir() / _FILE
        incoming = path.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        try:
            incoming.write_text(json.dumps(newest, indent=1), "utf-8")
            incoming.replace(path)
        finally:
            incoming.unlink(missing_ok=True)


def _entries() -> dict[str, Any]:
    try:
        entries = json.loads((cache_dir() / _FILE).read_text("utf-8"))
    except (OSError, OutputError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def measure(
    load: Callable[[Tuning], Any],
    current: Any,
    start: Tuning,
    sample: Sequence[Sequence[str]],
    cancelled: Callable[[], bool],
) -> tuple[Any, Tuning]:
    """The fastest way found to translate `sample` (pieces of sentences), and a translator that goes
    it. `current` is the translator of `start`; `load` makes one of another tuning.

    Takes less than three seconds where `sample` takes less than half a second; stops early when
    `cancelled()`."""
    deadline = time.perf_counter() + _BUDGET
    sizes = [len(pieces) for pieces in sample]
    few = sample[:: max(1, len(sample) // 4)]
    translator, best = current, start
    least, glance = _seconds(translator, best, sample), _seconds(translator, best, few)
    for challenge in (_layouts, _types, _sizes):
        for tuning in challenge(best):
            if cancelled() or time.perf_counter() + least > deadline:
                break
            alike = _runs_alike(tuning, best)
            if alike and len(batches(sizes, tuning)) == len(batches(sizes, best)):
                continue  # with so few sentences it makes no difference
            try:
                rival = translator if alike else load(tuning)
                first = _seconds(rival, tuning, few)
                if first > _HOPELESS * glance:
                    continue
                seconds = _seconds(rival, tuning, sample)
            except _FALLIBLE:
                continue  # a device without its libraries, too little memory: no way to go
            if seconds < _CLEARLY * least:
                # Something else may have held the machine up when the best was measured.
                least = min(least, _seconds(translator, best, sample))
            if seconds < _CLEARLY * least:
                translator, best, least, glance = rival, tuning, seconds, min(first, glance)
    rate = MEASURED_STEPS * len(sample) / least
    return translator, replace(best, rate=round(rate, 1), beam=_BEAM if rate >= _SLOW else 2)


def _layouts(best: Tuning) -> Iterator[Tuning]:
    """One worker a processor, one for two, all processors on one."""
    most = min(cores(), 32)
    for workers in dict.fromkeys((most, most // 2, 1)):
        if workers and workers != best.workers:
            yield replace(best, workers=workers, threads=max(1, most // workers))


def _types(best: Tuning) -> Iterator[Tuning]:
    """Graphics processors first, then floats, which some processors prefer."""
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        able = ctranslate2.get_supported_compute_types("cuda")
        for name in ("int8_float16", "float16", "int8_float32"):
            if name in able:
                yield replace(
                    best, device="cuda", compute_type=name, workers=1, threads=1, batch=4096
                )
    if best.device == "cpu" and "float32" in ctranslate2.get_supported_compute_types("cpu"):
        yield replace(best, compute_type="float32")


def _sizes(best: Tuning) -> Iterator[Tuning]:
    for batch in (best.batch // 2, best.batch * 2):
        yield replace(best, batch=batch)


def _runs_alike(one: Tuning, other: Tuning) -> bool:
    return replace(one, batch=other.batch) == other


def _seconds(translator: Any, tuning: Tuning, sample: Sequence[Sequence[str]]) -> float:
    """How long the sample takes, every sentence decoded for the same number of steps."""
    begun = time.perf_counter()
    sizes = [len(pieces) for pieces in sample]
    handles = [
        handle
        for group in batches(sizes, tuning)
        for handle in translator.translate_batch(
            [list(sample[i]) for i in group],
            beam_size=tuning.beam,
            min_decoding_length=MEASURED_STEPS,
            max_decoding_length=MEASURED_STEPS,
            asynchronous=True,
        )
    ]
    for handle in handles:
        handle.result()
    return max(time.perf_counter() - begun, 1e-6)


def batches(sizes: Sequence[int], tuning: Tuning) -> list[list[int]]:
    """Indices of sentences of these sizes in batches of about `tuning.batch` pieces: as many
    batches as there are workers, or twice as many and so on, equally full, so that all workers end
    together. Like sizes are together, the longest first."""
    total = sum(sizes)
    count = tuning.workers * -(-total // (tuning.batch * tuning.workers))
    count = max(1, min(count, total // _SMALLEST))
    groups: list[list[int]] = [[] for _ in range(count)]
    filled = 0
    for i in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        groups[min(filled * count // max(total, 1), count - 1)].append(i)
        filled += sizes[i]
    return [group for group in groups if group]

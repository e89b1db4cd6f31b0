"""The Argos engine against `ctranslate2.translate_batch` alone on the same package and text.

The package has random weights at the size of the public ones; how fast it is does not depend on
what they say. Engine and library take turns, and the best time of each counts, so that what else
the machine does falls on both.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import ctranslate2
from articles import many

sys.path.insert(0, str(Path(__file__).parents[1] / "parts"))
from random_argos import write_random_argosmodel

from reader.data.argos import install_package
from reader.model import Article, SourceInfo, Token
from reader.text.segmentation import build_article
from reader.translation.argos import ArgosTranslator
from reader.translation.argos_model import ArgosModel
from reader.translation.protocol import SentenceSource
from reader.translation.stretches import stretches

__all__ = ["compare"]

COPIES = 10
ROUNDS = 3
BEAM = 4
PROBE = 5
"""One in so many sentences is translated to find the library's best way."""
BATCHES = (512, 1024, 2048)
TYPES = ("int8", "int8_float32")


Way = Callable[[Sequence[list[str]]], object]


def _sources(article: Article) -> list[SentenceSource]:
    return [
        SentenceSource(
            article.text[s.start : s.end],
            tuple(Token(t.start - s.start, t.end - s.start) for t in s.tokens),
        )
        for s in article.sentences
    ]


def _seconds(job: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of all processors together."""
    clock, processors = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - clock, time.process_time() - processors


def compare() -> None:
    """Prints both times and how near the engine comes to the library's best."""
    with TemporaryDirectory() as folder:
        for name in ("data", "cache", "config"):
            os.environ[f"QARI_{name.upper()}_DIR"] = str(Path(folder) / name)
        file = Path(folder) / "ar_en.argosmodel"
        for size, text in (("base", ""), ("public", many(1))):
            write_random_argosmodel(file, size=size, text=text)  # type: ignore[arg-type]
            package = install_package(file, lambda *_: None)
            print(f"package of {size} size")
            _compare(package.folder)


def _compare(package: Path) -> None:
    sources = _sources(build_article(SourceInfo("bench", "txt", "utf-8"), many(COPIES)))
    translator = ArgosTranslator(package)

    def engine() -> None:
        for _ in translator.translate(sources, lambda: False):
            pass

    pieces = _pieces(package, sources)
    engine()  # loads the model and settles how to run it
    ways = _ways(package)
    some = pieces[::PROBE]
    best = min(ways, key=lambda way: _seconds(lambda: ways[way](some)))
    times = [(_seconds(engine), _seconds(lambda: ways[best](pieces))) for _ in range(ROUNDS)]
    (ours, ours_cpu), (raw, raw_cpu) = (
        tuple(map(min, zip(*column, strict=True))) for column in zip(*times, strict=True)
    )
    words = sum(len(source.tokens) for source in sources)
    print(
        f"{len(sources)} sentences in {len(pieces)} stretches, {words} words,"
        f" {sum(map(len, pieces))} pieces, beam {BEAM}"
    )
    print(f"{'':<24}{'clock':>10}{'processors':>12}{'words/s':>10}")
    for name, clock, cpu in (("engine", ours, ours_cpu), ("CTranslate2 alone", raw, raw_cpu)):
        print(f"{name:<24}{clock:>8.2f} s{cpu:>10.2f} s{words / clock:>10.0f}")
    print(f"{'engine / CTranslate2':<24}{raw / ours:>10.2f}{raw_cpu / ours_cpu:>12.2f}")
    print(f"CTranslate2 at its best: {best}")


def _pieces(package: Path, sources: Sequence[SentenceSource]) -> list[list[str]]:
    """What the engine gives the model: both are to do the same work."""
    tokenizer = ArgosModel(package, "").tokenizer
    return [
        list(part.pieces)
        for number, source in enumerate(sources)
        for part in stretches(number, source, tokenizer)
        if part.pieces
    ]


def _ways(package: Path) -> dict[str, Way]:
    """What somebody would try who has nothing but the library: threads, number types, batches."""
    cores = os.cpu_count() or 1
    ways: dict[str, Way] = {}
    for (workers, threads), kind in itertools.product({(1, cores), (cores, 1)}, TYPES):
        model = ctranslate2.Translator(
            str(package / "model"),
            compute_type=kind,
            inter_threads=workers,
            intra_threads=threads,
        )
        for batch in BATCHES:
            name = f"{workers} × {threads} threads, {kind}, {batch} pieces"
            ways[name] = partial(
                model.translate_batch,
                max_batch_size=batch,
                batch_type="tokens",
                beam_size=BEAM,
                length_penalty=0.2,
                max_input_length=0,
            )
    return ways

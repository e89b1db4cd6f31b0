"""An article opened again is not translated again, counted by what the engine is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reader.library import TranslationCache, translations
from reader.model import Doubt, EntityType, Gloss, Link, Mention, SourceInfo, Token, Translation
from reader.paths import cache_dir
from reader.pipeline import Parts, collect
from reader.text.segmentation import build_article
from reader.translation.cache import (
    CachedTranslator,
    fingerprint,
    from_bytes,
    package_hash,
    to_bytes,
)
from reader.translation.protocol import SentenceSource

ARTICLE = "قال الوزير.\nعاد الوفد إلى القاهرة.\nقال الوزير.\nلا أحد هنا."
FULL = Translation(
    "“He said” \ud800 🚚",
    "argos ar-en 1.0",
    -0.25,
    (Link(0, ((0, 3), (5, 9)), 0.75), Link(1, (), 0.0)),
    (Doubt("number-missing", "14"),),
)


class Engine:
    """Counts what it is asked."""

    name = "argos"

    def __init__(self, label: str = "argos ar-en 1.0", batch: int = 100) -> None:
        self.label, self.batch = label, batch
        self.seen: list[str] = []
        self.calls = 0

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        self.calls += 1
        for i, source in enumerate(sources):
            if cancelled():
                return
            self.seen.append(source.text)
            yield i, replace(FULL, text=f"{len(source.tokens)} words", engine=self.label)


@pytest.fixture
def store() -> Iterator[TranslationCache]:
    store = TranslationCache()
    yield store
    store.close()


@pytest.fixture
def engine() -> Engine:
    return Engine()


def cached(engine: Engine, store: TranslationCache, **decides: object) -> CachedTranslator:
    return CachedTranslator(engine, store, fingerprint(engine, **decides))


def never() -> bool:
    return False


SOURCE = SentenceSource(
    "قال الوزير",
    (Token(0, 3), Token(4, 10)),
    (None, Gloss("وزير", "", "noun", "وَزِير", "minister")),
    (Mention(4, 10, EntityType.PER, "minister", "the minister"),),
)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_an_article_opened_again_is_not_translated_again(batch: int) -> None:
    article = build_article(SourceInfo("x", "txt", "utf-8"), ARTICLE)
    first, second = Engine(batch=batch), Engine(batch=batch)
    for engine in (first, second):
        store = TranslationCache()  # as another start of the program opens it
        analysis = collect(article, Parts(None, None, cached(engine, store)))
        assert [s.translation.text for s in analysis.sentences if s.translation] == [
            "2 words",
            "4 words",
            "2 words",
            "3 words",
        ]
        store.close()
    assert len(first.seen) == 3  # a sentence that occurs twice is translated once
    assert second.calls == 0


def test_links_and_doubts_come_back_as_they_were(store: TranslationCache) -> None:
    store.put(b"key", FULL)
    assert store.get(b"key") == FULL
    assert store.get(b"other") is None


def test_every_field_of_a_translation_is_kept() -> None:
    """A field added to these values has to be added to the cache's format too."""
    assert [f.name for f in fields(Translation)] == ["text", "engine", "score", "links", "doubts"]
    assert [f.name for f in fields(Link)] == ["token", "spans", "score"]
    assert [f.name for f in fields(Doubt)] == ["kind", "text"]
    assert from_bytes(to_bytes(FULL)) == FULL


@pytest.mark.parametrize(
    "raw", [b"", b"null", b"[]", b'["a","b",null,[[1]],[]]', b"\xff", b"[" * 9999]
)
def test_what_is_not_a_translation_counts_as_not_there(raw: bytes) -> None:
    assert from_bytes(raw) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(SOURCE, text="قال الوزيز"),
        replace(SOURCE, tokens=(Token(0, 10),)),
        replace(SOURCE, glosses=(None, None)),
        replace(SOURCE, mentions=()),
        replace(SOURCE, mentions=(replace(SOURCE.mentions[0], english="the Minister"),)),
    ],
    ids=["text", "tokens", "glosses", "no name", "name in the knowledge base"],
)
def test_a_sentence_read_otherwise_is_translated_again(
    engine: Engine, store: TranslationCache, other: SentenceSource
) -> None:
    translator = cached(engine, store)
    for source in (SOURCE, other, SOURCE, other):
        assert len(list(translator.translate([source], never))) == 1
    assert len(engine.seen) == 2


@pytest.mark.parametrize(
    ("label", "decides"),
    [
        ("argos ar-en 1.9", {"package": "abc"}),
        ("argos ar-en 1.0", {"package": "abd"}),
        ("argos ar-en 1.0", {"package": "abc", "beam": 2}),
    ],
    ids=["engine", "package", "settings"],
)
def test_another_engine_package_or_setting_translates_again(
    store: TranslationCache, label: str, decides: dict[str, object]
) -> None:
    first, second = Engine(), Engine(label)
    list(cached(first, store, package="abc").translate([SOURCE], never))
    list(cached(second, store, **decides).translate([SOURCE], never))
    assert len(second.seen) == 1


def test_only_what_is_missing_is_translated_and_comes_when_it_is_ready(
    engine: Engine, store: TranslationCache
) -> None:
    known, new = SOURCE, replace(SOURCE, text="لا")
    translator = cached(engine, store)
    list(translator.translate([known], never))
    engine.seen.clear()
    stream = translator.translate([new, known, new], never)
    assert next(stream)[0] == 1
    assert engine.seen == []  # the engine has not begun
    assert [i for i, _ in stream] == [0, 2]
    assert engine.seen == ["لا"]


def test_what_was_done_before_a_job_was_cancelled_is_kept(
    engine: Engine, store: TranslationCache
) -> None:
    given = [replace(SOURCE, text=str(n)) for n in range(5)]
    translator = cached(engine, store)
    stream = translator.translate(given, never)
    next(stream), next(stream)
    stream.close()
    asked = iter([False] * 6)
    list(translator.translate(given, lambda: next(asked, True)))
    assert engine.seen == ["0", "1", "2"]
    assert list(translator.translate(given, lambda: True)) == []


def test_what_was_done_before_the_program_was_killed_is_kept(engine: Engine) -> None:
    store = TranslationCache()
    stream = cached(engine, store).translate([SOURCE, replace(SOURCE, text="x")], never)
    next(stream)
    other = TranslationCache()  # while the first is neither closed nor told
    list(cached(engine, other).translate([SOURCE], never))
    assert len(engine.seen) == 1
    store.close()
    other.close()


def test_the_cache_stays_within_its_size_and_drops_what_was_not_used_for_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = 20_000
    monkeypatch.setattr(translations, "_today", lambda: day)
    size = len(to_bytes(FULL))
    store = TranslationCache(limit=10 * size)
    for n in range(10):
        store.put(b"%02d" % n, FULL)
    day += 1
    assert store.get(b"00") == FULL
    store.put(b"new", FULL)
    assert store.get(b"01") is None
    assert store.get(b"00") == store.get(b"new") == FULL
    store.close()
    with closing(sqlite3.connect(cache_dir() / "translations.sqlite3")) as file:
        assert file.execute("SELECT sum(size) FROM translation").fetchone()[0] <= 10 * size


def test_a_damaged_cache_is_thrown_away(engine: Engine) -> None:
    path = cache_dir() / "translations.sqlite3"
    path.write_bytes(b"no database" * 1000)
    store = TranslationCache()
    list(cached(engine, store).translate([SOURCE], never))
    list(cached(engine, store).translate([SOURCE], never))
    assert len(engine.seen) == 1
    store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_cache_that_cannot_be_used_costs_nothing_but_its_use(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for store in (TranslationCache(tmp_path / "file" / "x"), TranslationCache(tmp_path / "y")):
        with closing(sqlite3.connect(tmp_path / "y", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            engine.seen.clear()
            for _ in range(2):
                assert len(list(cached(engine, store).translate([SOURCE], never))) == 1
            assert len(engine.seen) == 2
        store.clear()
        store.close()


def test_clearing_leaves_no_sentence_on_the_disk(store: TranslationCache) -> None:
    store.put(b"key", replace(FULL, text="a very secret sentence"))
    store.clear()
    assert store.get(b"key") is None
    store.close()
    for file in cache_dir().iterdir():
        assert b"very secret" not in file.read_bytes()


def test_the_hash_of_a_package_follows_its_files(store: TranslationCache, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"one")
    first = package_hash(folder, store)
    assert package_hash(folder, store) == first
    (folder / "model" / "model.bin").write_bytes(b"other")
    assert package_hash(folder, store) != first
    other = tmp_path / "elsewhere"
    (other / "model").mkdir(parents=True)
    (other / "model" / "model.bin").write_bytes(b"one")
    assert package_hash(other, store) == first

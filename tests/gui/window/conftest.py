"""Engines that are small and sure, and windows that work with them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.app import application
from reader.gui.theme import Theme
from reader.gui.window import Window
from reader.gui.worker import Jobs
from reader.model import (
    Alias,
    Article,
    Entity,
    EntityType,
    Gloss,
    Link,
    Location,
    Mention,
    Relation,
    Sentence,
    Translation,
)
from reader.pipeline import Parts
from reader.settings import Settings
from reader.translation.protocol import SentenceSource

KNOWN = {
    "الرقة": Entity(
        "raqqa",
        EntityType.LOC,
        "city",
        "الرقة",
        "Raqqa",
        "Raqqa",
        aliases_en=("Rakka",),
        description="A city on the <Euphrates> & its bridges.",
        as_of="2025-06",
        location=Location(35.9528, 39.0097),
        relations=(Relation("located in", "syria"), Relation("on road", "nowhere")),
        wikidata="Q483",
        sources=("GeoNames",),
    ),
    "قسد": Entity(
        "sdf",
        EntityType.ORG,
        "armed group",
        "قوات سوريا الديمقراطية",
        "Syrian Democratic Forces",
        "the Syrian Democratic Forces",
        aliases=(Alias("قسد", "the SDF"),),
        relations=(Relation("controls", "raqqa"), Relation("opposed to", "syria")),
    ),
    "فادي": Entity("fadi", EntityType.PER, "", "فادي", "Fadi", "Fadi", known=False),
}
ARTICLE = (
    "قالت قسد إن الطريق إلى الرقة مفتوح.\nوصل فادي إلى الرقة في 14 كانون الأول.\nلا أحد هنا.\n"
)


class PlainGlosser:
    label = "plain glosses"

    def gloss(self, words: Sequence[str]) -> list[Gloss | None]:
        return [None for _ in words]


class NameSpotter:
    """Finds the names of KNOWN as they are written."""

    label = "name spotter"

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        found = []
        for token in sentence.tokens:
            entity = KNOWN.get(article.text[token.start : token.end])
            if entity:
                found.append(
                    Mention(token.start, token.end, entity.type, entity.id, entity.name_en)
                )
        return found

    def entity(self, id: str) -> Entity:
        return next(entity for entity in KNOWN.values() if entity.id == id)


@dataclass
class Counter:
    """Translates by counting words; waits before each sentence until let through, if it is told
    to; `error` is raised instead of the second sentence."""

    name: str = "draft"
    label: str = "word-level draft"
    batch: int = 1
    gate: threading.Semaphore | None = None
    error: Exception | None = None
    threads: set[int] = field(default_factory=set)
    seen: int = 0

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        self.threads.add(threading.get_ident())
        for i, source in enumerate(sources):
            while self.gate and not self.gate.acquire(timeout=0.01):
                if cancelled():
                    return
            self.seen += 1
            if self.error and self.seen == 2:
                raise self.error
            words = [f"word{n}" for n in range(len(source.tokens))]
            ends = [sum(map(len, words[: n + 1])) + n for n in range(len(words))]
            links = tuple(Link(n, ((end - len(words[n]), end),)) for n, end in enumerate(ends))
            yield i, Translation(" ".join(words), self.label, links=links)


def parts_with(translator: Counter) -> Parts:
    return Parts(PlainGlosser(), NameSpotter(), translator)


@pytest.fixture
def translator() -> Counter:
    return Counter()


@pytest.fixture
def load_parts(translator: Counter) -> Callable[[str], Parts]:
    """What loads the engines; a test may replace what it gives by changing `translator`."""
    return lambda engine: parts_with(translator)


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "مقال.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def jobs(qapp: object, load_parts: Callable[[str], Parts]) -> Iterator[Jobs]:
    jobs = Jobs(load_parts)
    yield jobs
    jobs.close()


@pytest.fixture
def kept() -> list[Settings]:
    """The settings the window saved, the last at the end."""
    return []


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, kept: list[Settings]) -> Iterator[Window]:
    """The window, shown, with nothing open."""
    theme = Theme(application(), "light")
    window = Window(Settings(theme="light"), theme, jobs, kept.append)
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    application().setStyleSheet("")


@pytest.fixture
def reading_window(qtbot: QtBot, window: Window, article_file: Path) -> Window:
    """The window with the article read to its end."""
    with qtbot.waitSignal(window.session.ended):
        window.open_path(article_file)
    return window

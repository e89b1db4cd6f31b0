"""What is measured, each task in a process of its own: `tasks.py TASK ARGUMENT…` prints JSON.

Seconds are of this process's processors where growth is looked at, since those do not depend on
what else the machine does, and of the clock where a person waits.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from articles import many, one

Figures = dict[str, float]


def peak() -> float:
    """The most memory this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def analyse(copies: str) -> Figures:
    """Reading, analysis and JSON of an article, once everything is loaded and has run once."""
    from reader.assembly import load_parts
    from reader.export.json import dumps
    from reader.importers import read_article
    from reader.pipeline import collect

    begun = time.perf_counter()
    parts = load_parts("draft")
    load = time.perf_counter() - begun
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"

        def measured(text: str) -> Figures:
            path.write_text(text, "utf-8")
            times = [time.process_time()]
            article = read_article(path)
            times.append(time.process_time())
            analysis = collect(article, parts)
            times.append(time.process_time())
            dumps(analysis)
            times.append(time.process_time())
            assert all(s.translation for s in analysis.sentences)
            read, analysed, written = (after - before for before, after in pairwise(times))
            return {"read": read, "analyse": analysed, "JSON": written}

        measured(one(1))
        if copies == "1":
            several = [measured(one(number)) for number in range(2, 9)]
            figures = {name: median(f[name] for f in several) for name in several[0]}
        else:
            figures = measured(many(int(copies)))
    return {"load": load, **figures, "memory": peak()}


def pdf(copies: str) -> Figures:
    """The PDF of a finished analysis."""
    from reader.assembly import load_parts
    from reader.export.pdf import write_pdf
    from reader.importers import read_article
    from reader.pipeline import collect

    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "article.txt", Path(folder) / "article.pdf"
        path.write_text(many(int(copies)), "utf-8")
        analysis = collect(read_article(path), load_parts("draft"))
        before = peak()
        begun = time.process_time()
        write_pdf(analysis, out)
        spent = time.process_time() - begun
        return {"PDF": spent, "PDF memory": peak(), "before": before, "size": out.stat().st_size}


def window(path: str, begun: str) -> Figures:
    """The window opened on an article by somebody who waits since the moment `begun`."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from reader import settings
    from reader.gui.app import application
    from reader.gui.theme import Theme
    from reader.gui.window import Window
    from reader.gui.worker import Jobs
    from reader.pipeline import Translated

    figures: Figures = {}

    def note(name: str) -> None:
        figures.setdefault(name, time.time() - float(begun))

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                note("window")
            return False

    qt = application()
    kept = settings.load()
    jobs = Jobs()
    shown = Window(kept, Theme(qt, kept.theme), jobs)
    watcher = Watcher()
    shown.installEventFilter(watcher)

    def updated(update: object) -> None:
        if isinstance(update, Translated):
            note("first sentence")

    def ended() -> None:
        QApplication.processEvents()
        note("whole article")
        shown.close()

    jobs.updated.connect(updated)
    shown.session.ended.connect(ended)
    shown.show()
    shown.open_path(Path(path))
    qt.exec()
    return {**figures, "window memory": peak()}


def names(copies: str) -> Figures:
    """Names found and tied together once the glosses are there, by the words of the article."""
    from reader.assembly import load_parts
    from reader.entities.tagger import load_tagger
    from reader.importers import read_article
    from reader.pipeline import context_words

    begun = time.perf_counter()
    load_tagger()
    model = time.perf_counter() - begun
    parts = load_parts("draft")
    assert parts.glosser
    assert parts.recognizer
    with TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(many(int(copies)), "utf-8")
        article = read_article(path)
    sentences = list(article.sentences)
    glosses = []
    for sentence in sentences:
        words, places = context_words(article.text, sentence)
        found = parts.glosser.gloss(words)
        glosses.append(tuple(found[place] for place in places))
    begun = time.process_time()
    for sentence, known in zip(sentences, glosses, strict=True):
        parts.recognizer.recognize(article, sentence, known)
    spent = time.process_time() - begun
    begun = time.process_time()
    tagger = load_tagger()
    for sentence, known in zip(sentences, glosses, strict=True):
        tagger.tag(article.text, sentence, known, ())
    return {
        "names": spent,
        "tagger": time.process_time() - begun,
        "model": model,
        "words": sum(len(sentence.tokens) for sentence in sentences),
        "memory": peak(),
    }


TASKS: dict[str, Callable[..., Figures]] = {
    "analyse": analyse,
    "names": names,
    "pdf": pdf,
    "window": window,
}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps(TASKS[name](*arguments)))

"""The line at the foot of the window: what is being done, how far it is, and how to stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar

from reader.gui.engine_label import EngineLabel
from reader.gui.legend import Legend
from reader.gui.session import Session, Stage
from reader.palette import Palette

__all__ = ["StatusLine", "counted"]


def counted(number: int, noun: str) -> str:
    """ "1 word", "1,200 words"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class StatusLine(QStatusBar):
    """Attributes: legend (for when the side panel, which has its own, is hidden), engine.
    Signals: cancel_wanted()."""

    cancel_wanted = Signal()

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._message = QLabel()
        self._message.setAccessibleName("Status")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Progress")
        self._cancel = QPushButton("Cancel")
        self._cancel.setProperty("role", "quiet")
        self._cancel.setToolTip("Stop; what is done so far stays")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._fact = QLabel()
        self.engine = EngineLabel()
        self.legend = Legend(colours)
        self._message.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for widget in (self._message, self._bar, self._cancel):
            self.addWidget(widget)
        self.addPermanentWidget(self.legend)
        self.addPermanentWidget(self._fact)
        self.addPermanentWidget(self.engine)
        self.setFixedHeight(32)
        self.rest("")

    def work(self, message: str, done: int = 0, total: int = 0, *, stoppable: bool = True) -> None:
        """Something is under way; `total` 0 where nobody knows how much there is."""
        self._message.setText(message)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.show()
        self._cancel.setVisible(stoppable)

    def rest(self, message: str) -> None:
        """Nothing is under way."""
        self._message.setText(message)
        self._bar.hide()
        self._bar.setRange(0, 1)
        self._cancel.hide()

    def follow(self, session: Session, writing: Path | None) -> None:
        """Tells what the session is at; `writing` is the file being exported, if any."""
        document, stage = session.document, session.stage
        if document:
            paragraphs = counted(len(document.article.paragraphs), "paragraph")
            self._fact.setText(f"{paragraphs}  ·  {counted(len(document.entities), 'name')}")
        if writing:
            self.work(f"Writing {writing.name}…", stoppable=False)
        elif stage is Stage.OPENING and session.opening:
            self.work(f"Opening {session.opening.name}…")
        elif stage is Stage.LOADING:
            self.work("Loading the dictionary…", stoppable=False)
        elif stage is Stage.WORKING and document:
            total = len(document.sentences)
            words = f"Translating: {document.done} of {counted(total, 'sentence')}"
            self.work(words, document.done, total)
        elif stage is Stage.STOPPING:
            self.work("Stopping…", stoppable=False)
        else:
            self.rest("Ready" if session.engines.glosses else "")

    @property
    def message(self) -> str:
        return self._message.text()

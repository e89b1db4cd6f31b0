"""The page with what belongs to it: messages, find bar, names of the columns, reading view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.gui.document import Document
from reader.gui.doubt_list import DoubtButton, DoubtList, doubtful
from reader.gui.engine_label import EngineLabel
from reader.gui.find_bar import FindBar
from reader.gui.reading_view import ReadingView
from reader.gui.row_box import columns
from reader.palette import Palette
from reader.text.keys import lookup_key

__all__ = ["ColumnHeader", "ReadingPane", "found_in"]


def found_in(document: Document, text: str) -> list[int]:
    """The sentences whose Arabic (whatever its spelling and vowels) or English has `text`."""
    arabic, english = lookup_key(text).strip(), text.strip().casefold()
    if not english:
        return []
    found = []
    for number, sentence in enumerate(document.sentences):
        translation = document.sentence(number).translation
        written = document.article.text[sentence.start : sentence.end]
        if (arabic and arabic in lookup_key(written)) or (
            translation and english in translation.text.casefold()
        ):
            found.append(number)
    return found


class ColumnHeader(QWidget):
    """Names each column over its edge, and over the English the engine and how many sentences are
    to be checked."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__()
        self.setObjectName("column-header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        self._view = view
        english = QLabel("ENGLISH")
        self._arabic = QLabel("ARABIC")
        for label in (english, self._arabic):
            label.setProperty("role", "column")
        self.engine = EngineLabel()
        self.doubts = DoubtButton()
        self._left = QWidget(self)
        row = QHBoxLayout(self._left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(english)
        row.addWidget(self.engine)
        row.addWidget(self.doubts)
        row.addStretch(1)
        self._arabic.setParent(self)
        view.viewport().installEventFilter(self)
        view.zoom_changed.connect(self._align)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._align()
        return super().eventFilter(watched, event)

    def _align(self) -> None:
        places = columns(self._view.viewport().width(), self._view.zoom())
        width = self._arabic.sizeHint().width()
        right = round(places.arabic + places.width)
        self._arabic.setGeometry(QRect(right - width, 8, width, 24))
        self._left.setGeometry(QRect(round(places.english), 8, round(places.width), 24))


class ReadingPane(QWidget):
    """Attributes: view, find_bar, header, doubtful (how many sentences are to be checked)."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ReadingView()
        self.find_bar = FindBar()
        self.header = ColumnHeader(self.view)
        self.doubtful = 0
        self._document: Document | None = None
        self._found: list[int] = []
        self._at = -1
        self.find_bar.searched.connect(self._on_searched)
        self.find_bar.next_wanted.connect(lambda: self.find_sentence(1))
        self.find_bar.previous_wanted.connect(lambda: self.find_sentence(-1))
        self.find_bar.closed.connect(self._close_find)
        self.header.doubts.clicked.connect(self.show_doubts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(400)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_document(self, document: Document | None) -> None:
        self._document = document
        self.view.set_article(document.article if document else None)
        self.set_engine(document.engines.translation if document else "")
        self._search()
        self.refresh()

    def refresh(self) -> None:
        """Takes in what became known since of the doubts there are."""
        self.doubtful = len(doubtful(self._document)) if self._document else 0
        self.header.doubts.set_count(self.doubtful)

    def show_doubts(self) -> None:
        """Opens the list of the sentences to be checked, if there are any."""
        if self._document is None or not self.doubtful:
            return
        doubts = DoubtList(self, self._document)
        doubts.sentence_wanted.connect(self.view.scroll_to_sentence)
        button = self.header.doubts
        doubts.open_at(
            button.mapToGlobal(button.rect().bottomLeft()), self.view.pointer.marks.sentence
        )

    def set_engine(self, engine: str) -> None:
        self.header.engine.set_engine(engine)

    def set_colours(self, colours: Palette) -> None:
        self.view.set_palette_colours(colours)
        self.find_bar.set_colours(colours)
        self.header.doubts.set_colours(colours)

    def begin_find(self) -> None:
        self.find_bar.begin()
        self.view.pointer.seek(self.find_bar.text)

    def find_sentence(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) sentence found, round and round."""
        self._search()
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self.view.scroll_to_sentence(self._found[self._at])
        self.find_bar.set_result(self._at + 1, len(self._found))

    def _on_searched(self) -> None:
        self._at = -1
        self.find_sentence(1)

    def _search(self) -> None:
        text = self.find_bar.text
        self.view.pointer.seek(text if self.find_bar.isVisible() else "")
        self._found = found_in(self._document, text) if self._document and text.strip() else []
        self._at = min(self._at, len(self._found) - 1)

    def _close_find(self) -> None:
        self.find_bar.hide()
        self.view.pointer.seek("")
        self.view.setFocus()

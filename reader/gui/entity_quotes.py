"""The sentences that speak of an entity, in both languages, in portions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.gui.document import Document, Occurrence
from reader.gui.quote import Quote, excerpt
from reader.model import EntityType
from reader.palette import Palette

__all__ = ["EntityQuotes"]

_AT_ONCE: Final = 12


class EntityQuotes(QWidget):
    """A title with the number of sentences, and so many of them as were asked for.

    Attributes: shown (how many sentences are quoted). Signals: sentence_wanted(number)."""

    sentence_wanted = Signal(int)

    def __init__(
        self, title: str, none: str, type: EntityType, document: Document, colours: Palette
    ) -> None:
        """`title` has {} for the number of sentences; `none` stands where there are none: with
        neither the list is not seen."""
        super().__init__()
        self.shown = 0
        self._title, self._none = title, none
        self._type, self._document, self._colours = type, document, colours
        self._places: Mapping[int, Sequence[Occurrence]] = {}
        self._head = QLabel()
        self._head.setProperty("role", "section")
        self._head.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.setContentsMargins(0, 4, 0, 0)
        self._more = QPushButton()
        self._more.setProperty("role", "quiet")
        self._more.clicked.connect(self.add_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def set_places(self, places: Mapping[int, Sequence[Occurrence]]) -> None:
        """The places by sentence; what is quoted stays as it is."""
        self._places = places
        count = len(places)
        noun = "SENTENCE" if count == 1 else "SENTENCES"
        self._head.setText(self._title.format(f"{count} {noun}") if count else self._none)
        left = count - self.shown
        self._more.setText(f"Show {min(left, _AT_ONCE)} more")
        self._more.setVisible(left > 0)
        self.setVisible(bool(count or self._none))

    def add_more(self) -> None:
        """Quotes the next few sentences."""
        numbers = list(self._places)[self.shown : self.shown + _AT_ONCE]
        for number in numbers:
            quote = self._quote(number)
            quote.clicked.connect(lambda number=number: self.sentence_wanted.emit(number))
            self._list.addWidget(quote)
        self.shown += len(numbers)
        self.set_places(self._places)

    def quoted(self) -> list[int]:
        """The sentences quoted, or that would be first."""
        return list(self._places)[: max(self.shown, 1)]

    def _quote(self, number: int) -> Quote:
        document = self._document
        sentence, analysis = document.sentences[number], document.sentence(number)
        named = [document.mention(place) for place in self._places[number]]
        arabic = excerpt(
            document.article.text[sentence.start : sentence.end],
            [(m.start - sentence.start, m.end - sentence.start) for m, _ in named],
        )
        english = analysis.translation.text if analysis.translation else ""
        spans = sorted(span for _, spans in named for span in spans)
        return Quote(arabic, excerpt(english, spans), self._type, self._colours)

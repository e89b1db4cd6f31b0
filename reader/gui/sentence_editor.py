"""Editing one sentence: the Arabic above, the English to write in, other English to start from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import QariError
from reader.gui.fonts import arabic_font, english_font
from reader.gui.offers import Offer, OfferList, engine_offers, memory_offers
from reader.gui.offsets import displayable
from reader.gui.unsaved import ask_to_keep, save_or_cancel
from reader.model import Translation
from reader.translation.hypotheses import Hypotheses
from reader.translation.memory import Similar, is_kept

__all__ = ["LONGEST", "SentenceEditor"]

LONGEST = 20_000
"""Code points of a sentence somebody writes."""

Save = Callable[[str, str], None]


class SentenceEditor(QDialog):
    """Attributes: english, note, offers, reset, save (the fields and buttons), trouble (what kept
    it from being saved).

    `save(english, note)` keeps what was written and raises QariError where it cannot; the dialog
    then stays, with the reason.
    """

    def __init__(
        self,
        parent: QWidget,
        arabic: str,
        shown: Translation | None,
        note: str,
        similar: list[Similar],
        save: Save,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Edit translation")
        self.resize(QSize(680, 700).boundedTo(self.screen().availableSize()))
        self._save = save
        self._shown = shown
        self._own: Translation | None = None
        self._memory = memory_offers(similar)
        self._note = note
        self._lay_out(arabic, shown)
        self.note.setText(note)
        self.set_english(shown.text if shown else "")
        self._tell_offers([], "Asking the engine for other versions…")
        self._follow()
        self.english.setFocus()

    def _lay_out(self, arabic: str, shown: Translation | None) -> None:
        source = QPlainTextEdit(displayable(arabic))
        source.setReadOnly(True)
        source.setFont(arabic_font(22))
        source.setStyleSheet(f"font-family: '{arabic_font(22).family()}'; font-size: 22px;")
        option = source.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        source.document().setDefaultTextOption(option)
        source.setAccessibleName("The sentence in Arabic")
        source.setTabChangesFocus(True)
        source.setMinimumHeight(112)
        self.english = QPlainTextEdit()
        self.english.setFont(english_font(17))
        self.english.setStyleSheet(f"font-family: '{english_font(17).family()}'; font-size: 17px;")
        self.english.setAccessibleName("Its English")
        self.english.setTabChangesFocus(True)
        self.english.setMinimumHeight(112)
        self.english.textChanged.connect(self._follow)
        engine = QLabel(displayable(_about(shown)))
        engine.setProperty("role", "muted")
        self.reset = QPushButton("Reset to the engine’s")
        self.reset.setProperty("role", "quiet")
        self.reset.clicked.connect(self._on_reset)
        self.note = QLineEdit()
        self.note.setPlaceholderText("A note on this sentence, for yourself")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(2000)
        self.note.textChanged.connect(self._follow)
        self.offers = OfferList()
        self.offers.chosen.connect(self.set_english)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "trouble")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        buttons, self.save = save_or_cancel(self)
        self.save.setToolTip("Keep this English for the sentence (Ctrl+Enter)")
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save.click)
        middle = QHBoxLayout()
        middle.addWidget(engine, 1)
        middle.addWidget(self.reset)
        heading = QLabel("OTHER TRANSLATIONS")
        heading.setProperty("role", "section")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for part in (source, self.english):
            column.addWidget(part, 3)
        column.addLayout(middle)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(heading)
        column.addWidget(self.offers)
        column.addWidget(self.trouble)
        column.addWidget(buttons)

    # ------------------------------------------------------------ what is written

    @property
    def text(self) -> str:
        """The English as it will be kept: one line, single spaces."""
        return " ".join(self.english.toPlainText().split())

    @property
    def changed(self) -> bool:
        before = self._shown.text if self._shown else ""
        return self.text != " ".join(before.split()) or self.note.text().strip() != self._note

    def set_english(self, english: str) -> None:
        """Puts it in place of what is written; Ctrl+Z brings that back."""
        cursor = self.english.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(english)
        self.english.setTextCursor(cursor)
        self.english.setFocus()

    def set_hypotheses(self, found: Hypotheses) -> None:
        """Takes in what the engine makes of the sentence."""
        self._own = found.own
        self._tell_offers(engine_offers(found, self._shown.text if self._shown else ""), "")
        if not found.others:
            self._tell_offers(self._engine, found.why_none)
        self._follow()

    def _tell_offers(self, engine: list[Offer], remark: str) -> None:
        self._engine = engine
        offers = [*self._memory, *engine]
        self.offers.show_offers(offers, remark)
        self._column.setStretchFactor(self.offers, 3 if offers else 1)

    def _on_reset(self) -> None:
        if self._own:
            self.set_english(self._own.text)

    def _follow(self) -> None:
        too_long = len(self.text) > LONGEST
        self.save.setEnabled(bool(self.text) and not too_long)
        self.reset.setEnabled(self._own is not None and self.text != self._own.text)
        self._tell(f"A sentence holds at most {LONGEST:,} letters." if too_long else "")

    def _tell(self, trouble: str) -> None:
        self.trouble.setText(displayable(trouble[:1].upper() + trouble[1:]))
        self.trouble.setVisible(bool(trouble))

    # ------------------------------------------------------------ closing

    def accept(self) -> None:
        if self.changed:
            try:
                self._save(self.text, self.note.text().strip())
            except QariError as error:
                self._tell(str(error))
                return
        super().accept()

    def reject(self) -> None:
        if not self.changed:
            super().reject()
            return
        ask_to_keep(self, self.save)


def _about(shown: Translation | None) -> str:
    if shown is None:
        return "Not translated yet"
    if is_kept(shown.engine):
        return shown.engine[:1].upper() + shown.engine[1:]
    return f"Translated by {shown.engine}"

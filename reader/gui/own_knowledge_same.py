"""Saying that a name is another name of an actor or place that is known: found as one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.errors import QariError
from reader.gui.fonts import arabic_font
from reader.gui.heads import align_heads
from reader.gui.offsets import displayable
from reader.gui.own_knowledge_type import ONE_OF
from reader.gui.unsaved import save_or_cancel
from reader.knowledge.own_form import LONGEST_NAME
from reader.knowledge.own_search import NameSearch
from reader.model import Entity
from reader.text.keys import has_arabic

__all__ = ["SameAsDialog", "entity_row"]

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class SameAsDialog(QDialog):
    """Asks whose name `name` is, among what `search` finds; `save(entity, english)` keeps it and
    raises QariError where that cannot be done.

    Attributes: query, found (the table), english, words (what will be kept), trouble, save (the
    button), chosen."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        search: NameSearch,
        save: Callable[[Entity, str], None],
        but: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Same as…")
        self.resize(560, 560)
        self._name, self._search, self._save, self._but = name, search, save, but
        self._entities: list[Entity] = []
        self._lay_out()
        self.query.textChanged.connect(self._look)
        self.query.installEventFilter(self)
        self.found.itemSelectionChanged.connect(self._on_chosen)
        self.found.itemDoubleClicked.connect(lambda _: self.accept())
        self.english.textChanged.connect(self._follow)
        self._look("")
        self.query.setFocus()

    def _lay_out(self) -> None:
        heading = QLabel(displayable(self._name))
        heading.setProperty("role", "arabic-title")
        heading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        lead = QLabel("is another name of an actor or place that is known. Which?")
        lead.setProperty("role", "muted")
        self.query = QLineEdit()
        self.query.setPlaceholderText("Begin to type a name, in Arabic or in English")
        self.query.setAccessibleName("Find an actor or place")
        self.query.setClearButtonEnabled(True)
        self.query.setMaxLength(LONGEST_NAME)
        self.found = QTableWidget(0, 3)
        self.found.setAccessibleName("What is found")
        self.found.setHorizontalHeaderLabels(["English", "What it is", "Arabic"])
        align_heads(self.found, 2)
        head = self.found.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.found.verticalHeader().hide()
        self.found.verticalHeader().setDefaultSectionSize(34)
        self.found.setShowGrid(False)
        self.found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.found.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.found.setTabKeyNavigation(False)
        self.english = QLineEdit()
        self.english.setAccessibleName("English for this name")
        self.english.setMaxLength(LONGEST_NAME)
        label = QLabel("In English")
        label.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.english, 1)
        self.words, self.trouble = QLabel(), QLabel()
        for told, role in ((self.words, "muted"), (self.trouble, "trouble")):
            told.setProperty("role", role)
            told.setWordWrap(True)
            told.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        buttons, self.save = save_or_cancel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        for part in (heading, lead, self.query):
            column.addWidget(part)
        column.addWidget(self.found, 1)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.trouble)
        column.addWidget(buttons)

    @property
    def chosen(self) -> Entity | None:
        rows = self.found.selectionModel().selectedRows()
        return self._entities[rows[0].row()] if rows else None

    def _look(self, query: str) -> None:
        self._entities = [e for e in self._search.find(query) if e.id != self._but]
        self.found.setRowCount(0)
        self.found.setRowCount(len(self._entities))
        for number, entity in enumerate(self._entities):
            for place, item in enumerate(entity_row(entity)):
                self.found.setItem(number, place, item)
        if self._entities:
            self.found.selectRow(0)
        else:
            self._on_chosen()

    def _on_chosen(self) -> None:
        entity = self.chosen
        self.english.setText(entity.running_en if entity else "")
        self._follow()

    def _follow(self) -> None:
        entity, english = self.chosen, " ".join(self.english.text().split())
        self.save.setEnabled(entity is not None and bool(english) and not has_arabic(english))
        self.english.setEnabled(entity is not None)
        if entity:
            words = f"From now on “{self._name}” is {entity.name_en}"
            words += f", and “{english}” in English." if english else "."
        elif self.query.text().strip():
            words = "Nothing known has such a name. Cancel, and add it as an actor or place."
        else:
            words = ""
        self.words.setText(displayable(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that go up and down do so in the list while one types."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step and self._entities:
                now = self.found.currentRow() + step
                self.found.selectRow(min(max(now, 0), len(self._entities) - 1))
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        entity = self.chosen
        if entity is None or not self.save.isEnabled():
            return
        try:
            self._save(entity, " ".join(self.english.text().split()))
        except QariError as error:
            words = str(error)
            self.trouble.setText(displayable(words[:1].upper() + words[1:]))
            self.trouble.show()
            return
        super().accept()


def entity_row(entity: Entity) -> tuple[QTableWidgetItem, QTableWidgetItem, QTableWidgetItem]:
    """English name, what it is, Arabic name."""
    english = QTableWidgetItem(displayable(entity.name_en))
    kind = QTableWidgetItem(displayable(entity.kind or ONE_OF[entity.type].lower()))
    arabic = QTableWidgetItem(displayable(entity.name_ar))
    arabic.setFont(arabic_font(18))
    arabic.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    english.setToolTip(entity.description)
    return english, kind, arabic

"""The reader's glossary as a table: Arabic terms, and what they are to be called in English."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.errors import QariError
from reader.gui.fonts import arabic_font
from reader.gui.heads import align_heads
from reader.gui.offsets import displayable
from reader.gui.unsaved import save_or_cancel
from reader.library import GlossaryFile
from reader.translation.user_glossary import read_glossary

__all__ = ["GlossaryDialog"]

_FAULTS_SHOWN: Final = 4


class GlossaryDialog(QDialog):
    """Attributes: table, empty (the label where there are no terms), faults (that of lines that do
    not count), remove and save (buttons). Signals: saved().

    Lines of remarks stay at the head of the file. Raises InputError if the file cannot be read.
    """

    saved = Signal()

    def __init__(self, parent: QWidget, file: GlossaryFile) -> None:
        super().__init__(parent)
        self._file = file
        lines = [line.rstrip("\r") for line in file.text().split("\n") if line.strip()]
        self._remarks = [line for line in lines if line.startswith("#")]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Your glossary")
        self.resize(640, 560)
        self._lay_out()
        for line in lines:
            if not line.startswith("#"):
                self._add_row(*line.split("\t", 1))
        self.table.itemChanged.connect(self._check)
        self._check()

    def _lay_out(self) -> None:
        heading = QLabel("Your glossary")
        heading.setProperty("role", "title")
        words = QLabel(
            "Terms are found in any spelling, with or without the article and with words such as"
            " و and ب in front, and are said in English as you write them here."
        )
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels(["Arabic", "English"])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName("Terms")
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)  # Tab leads on to the buttons
        align_heads(self.table, 0)
        add, self.remove = QPushButton("Add a term"), QPushButton("Remove")
        add.clicked.connect(self.add_term)
        self.remove.clicked.connect(self.remove_selected)
        for button in (add, self.remove):
            button.setAutoDefault(False)
        self.table.itemSelectionChanged.connect(self._follow)
        self.empty = QLabel("No terms yet. A term you add here is what every engine will say.")
        self.empty.setProperty("role", "muted")
        self.faults = QLabel()
        self.faults.setProperty("role", "trouble")
        self.faults.setWordWrap(True)
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        buttons, self.save = save_or_cancel(self)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addLayout(row)
        column.addWidget(self.faults)
        column.addWidget(buttons)

    def _add_row(self, arabic: str = "", english: str = "") -> int:
        number = self.table.rowCount()
        self.table.insertRow(number)
        left, right = QTableWidgetItem(arabic.strip()), QTableWidgetItem(english.strip())
        left.setFont(arabic_font(18))
        left.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItem(number, 0, left)
        self.table.setItem(number, 1, right)
        return number

    def add_term(self) -> None:
        """Adds a row to write in."""
        number = self._add_row()
        self.table.setCurrentCell(number, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.edit(self.table.model().index(number, 0))

    def remove_selected(self) -> None:
        for row in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(row)
        self._check()

    def _follow(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedIndexes()))
        self.empty.setVisible(not self.table.rowCount())

    # ------------------------------------------------------------ what it says

    @property
    def text(self) -> str:
        """The file as it will be written."""
        rows = ("\t".join(self._row(number)) for number in range(self.table.rowCount()))
        lines = [*self._remarks, *(row for row in rows if row.strip())]
        return "\n".join(lines) + "\n" if lines else ""

    def _row(self, number: int) -> tuple[str, str]:
        cells = (self.table.item(number, column) for column in (0, 1))
        arabic, english = (" ".join(cell.text().split()) if cell else "" for cell in cells)
        return arabic, english

    def _check(self) -> None:
        """Marks the rows that do not count, and says why."""
        self._follow()
        rows = "\n".join("\t".join(self._row(n)) for n in range(self.table.rowCount()))
        faults = read_glossary(rows).faults
        faulty = {fault.line - 1 for fault in faults}
        plain = self.palette().brush(QPalette.ColorRole.Text)
        odd = QBrush(QColor(self.palette().color(QPalette.ColorRole.PlaceholderText)))
        self.table.blockSignals(True)
        for number in range(self.table.rowCount()):
            for column in (0, 1):
                item = self.table.item(number, column)
                if item:
                    item.setForeground(odd if number in faulty else plain)
        self.table.blockSignals(False)
        shown = [f"Line {fault.line}: {fault.message}" for fault in faults[:_FAULTS_SHOWN]]
        if len(faults) > _FAULTS_SHOWN:
            shown.append(f"and {len(faults) - _FAULTS_SHOWN:,} more lines that do not count")
        self.faults.setText("\n".join(map(displayable, shown)))
        self.faults.setVisible(bool(shown))

    def accept(self) -> None:
        try:
            self._file.save(self.text)
        except QariError as error:
            self.faults.setText(displayable(str(error)))
            self.faults.show()
            return
        self.saved.emit()
        super().accept()

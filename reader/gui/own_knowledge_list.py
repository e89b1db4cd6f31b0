"""The reader's own names as a list: found, changed, removed, taken in from a file, written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.gui.banner import Banners
from reader.gui.fonts import arabic_font
from reader.gui.heads import align_heads
from reader.gui.offsets import displayable
from reader.gui.own_knowledge_type import ONE_OF
from reader.knowledge.own import OwnKnowledge
from reader.knowledge.own_file import TakenIn
from reader.knowledge.own_records import Described, Hidden, OwnRecord, SameAs
from reader.knowledge.records import Fault
from reader.model import EntityType
from reader.palette import Palette
from reader.text.keys import has_arabic, lookup_key

if TYPE_CHECKING:
    from reader.gui.own_knowledge import OwnNames

__all__ = ["OwnNamesDialog"]

_FILTER: Final = "Names (*.rec *.txt);;All files (*)"
_FAULTS_SHOWN: Final = 4


class OwnNamesDialog(QDialog):
    """What it does is done, and can be undone, by `names`.

    Attributes: query, table, edit, remove (buttons), banners, faults (the label that tells of
    records that do not count), empty."""

    def __init__(self, parent: QWidget, names: OwnNames, colours: Palette) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Your names")
        self.resize(720, 600)
        self._names = names
        self._records: list[OwnRecord] = []
        self.banners = Banners(colours)
        self._lay_out()
        self.query.textChanged.connect(self._filter)
        self.table.itemSelectionChanged.connect(self._follow)
        self.table.itemDoubleClicked.connect(lambda _: self.edit_chosen())
        QShortcut(QKeySequence.StandardKey.Undo, self, names.undo)
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self.remove_chosen)
        names.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        heading, lead = QLabel("Your names"), QLabel(_LEAD)
        heading.setProperty("role", "title")
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        self.query = QLineEdit()
        self.query.setPlaceholderText("Find among your names")
        self.query.setAccessibleName("Find among your names")
        self.query.setClearButtonEnabled(True)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("Your names")
        self.table.setHorizontalHeaderLabels(["English", "What you said", "Arabic"])
        align_heads(self.table, 2)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.faults = QLabel()
        self.faults.setProperty("role", "trouble")
        self.faults.setWordWrap(True)
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        self.faults.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        add, self.edit, self.remove, take, give, leave = (
            QPushButton(words)
            for words in ("Add…", "Change…", "Remove", "Import…", "Export…", "Close")
        )
        self.give = give
        for button, act in (
            (add, self._names.add_new),
            (self.edit, self.edit_chosen),
            (self.remove, self.remove_chosen),
            (take, self._choose_import),
            (give, self._choose_export),
            (leave, self.accept),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (add, self.edit, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        for button in (take, give, leave):
            row.addWidget(button)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        for part in (heading, lead, self.query):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addWidget(self.faults)
        column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banners)
        whole.addLayout(column)

    # ------------------------------------------------------------ what it shows

    def refresh(self) -> None:
        """Shows the file as it is now."""
        self._records, unread = self._names.records()
        knowledge = self._names.knowledge
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._records))
        for number, record in enumerate(self._records):
            english, what, arabic = _told(record, knowledge)
            items = [QTableWidgetItem(displayable(words)) for words in (english, what, arabic)]
            items[2].setFont(arabic_font(18))
            items[2].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            items[0].setData(Qt.ItemDataRole.UserRole, lookup_key(f"{english} {what} {arabic}"))
            for place, item in enumerate(items):
                self.table.setItem(number, place, item)
        self._tell_faults(unread)
        self._filter()

    def _tell_faults(self, faults: Sequence[Fault]) -> None:
        shown = [f"Line {fault.line}: {fault.message}" for fault in faults[:_FAULTS_SHOWN]]
        if len(faults) > _FAULTS_SHOWN:
            shown.append(f"and {len(faults) - _FAULTS_SHOWN:,} more records that do not count")
        if shown:
            shown.insert(0, f"Of {self._names.file.path} some records do not count:")
        self.faults.setText("\n".join(map(displayable, shown)))
        self.faults.setVisible(bool(shown))

    def _filter(self) -> None:
        words = lookup_key(self.query.text()).split()
        seen = 0
        for number in range(self.table.rowCount()):
            item = self.table.item(number, 0)
            said = item.data(Qt.ItemDataRole.UserRole) if item else ""
            hidden = not all(word in said for word in words)
            self.table.setRowHidden(number, hidden)
            seen += not hidden
        self.empty.setText("" if seen else (_NONE_FOUND if self._records else _NONE))
        self.empty.setVisible(not seen)
        self._follow()

    @property
    def chosen(self) -> list[OwnRecord]:
        rows = (index.row() for index in self.table.selectionModel().selectedRows())
        return [self._records[row] for row in sorted(rows) if not self.table.isRowHidden(row)]

    def _follow(self) -> None:
        chosen = self.chosen
        self.remove.setEnabled(bool(chosen))
        self.edit.setEnabled(len(chosen) == 1 and self._names.can_change(chosen[0]))
        self.give.setEnabled(bool(self._records))

    # ------------------------------------------------------------ what one does

    def edit_chosen(self) -> None:
        if self.edit.isEnabled():
            self._names.change(self.chosen[0])

    def remove_chosen(self) -> None:
        if chosen := self.chosen:
            self._names.remove(chosen)

    def _choose_import(self) -> None:
        dialog = QFileDialog(self, "Import names", str(Path.home()), _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._names.take_in(Path(name), self))
        dialog.open()

    def _choose_export(self) -> None:
        suggested = str(Path.home() / "my-names.rec")
        dialog = QFileDialog(self, "Export names", suggested, _FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("rec")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._names.export(Path(name)))
        dialog.open()

    def ask_whose(
        self, outcome: TakenIn, keep: Callable[[], object], take: Callable[[], object]
    ) -> None:
        """Asks whose records to have where an import says something else than the reader: the
        reader's (`keep` is called) or the file's (`take`); neither if the import is not wanted."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = outcome.yours > 1
        box.setText(
            f"{outcome.yours:,} of the names are different in your own list."
            if several
            else "One of the names is different in your own list."
        )
        box.setInformativeText("Keep yours, or take those of the file in their place?")
        mine = box.addButton("Keep mine", QMessageBox.ButtonRole.AcceptRole)
        theirs = box.addButton("Take theirs", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        mine.clicked.connect(lambda: keep())
        theirs.clicked.connect(lambda: take())
        box.setDefaultButton(mine)
        box.open()


_LEAD: Final = (
    "What you added, corrected or left out. It wins over what comes with Qari and stays on this"
    " computer; an update of Qari leaves it as it is."
)
_NONE: Final = (
    "Nothing yet. Right-click a name in the text to add it, to correct it, or to say that it is"
    " no name."
)
_NONE_FOUND: Final = "None of your names is like that."


def _told(record: OwnRecord, knowledge: OwnKnowledge) -> tuple[str, str, str]:
    """English, what was said, Arabic."""

    def named(id: str, arabic: bool) -> str:
        entity = knowledge.get(id) or knowledge.ours.get(id)
        return (entity.name_ar if arabic else entity.name_en) if entity else id

    match record.wish:
        case Described(id, fields):
            values = dict(fields)
            known = EntityType.__members__.get(values.get("type", ""))
            what = "corrected" if id in knowledge.ours else "added"
            kind = values.get("kind") or (ONE_OF[known].lower() if known else "")
            said = f"{what} · {kind}" if kind else what
            english = values.get("en") or named(id, False)
            return english.removeprefix("the "), said, values.get("ar") or named(id, True)
        case SameAs(what, target):
            arabic = what if has_arabic(what) else named(what, True)
            return named(target, False), "same as", arabic
        case Hidden(what):
            if has_arabic(what):
                return "–", "not a name", what
            return named(what, False), "left out", named(what, True)

"""The form of an actor or place: adding one, or correcting what Qari or its reader said of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.errors import QariError
from reader.gui.fonts import arabic_font
from reader.gui.heads import align_heads
from reader.gui.offsets import displayable
from reader.gui.own_knowledge_type import Tick, TypeChoice
from reader.gui.unsaved import ask_to_keep, save_or_cancel
from reader.knowledge.cities import name_words
from reader.knowledge.own import OwnKnowledge
from reader.knowledge.own_form import LONGEST_NAME, Form, named_alike
from reader.model import EntityType
from reader.palette import Palette

__all__ = ["EntityForm"]

_TROUBLES_SHOWN: Final = 3
_KINDS: Final = 80
_FRAME: Final = 48
"""Pixels of the screen that are left to the frame around the form."""


class EntityForm(QDialog):
    """Shows `form`, of the entity of id `id` ("" for a new one); `save` keeps what it says then and
    raises QariError where that cannot be done. Nothing is kept but through it.

    Attributes: type, kind, arabic, english, others (the table of other names), others_en, about,
    place, ordinary, remark, trouble, save (the button).
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        form: Form,
        id: str,
        knowledge: OwnKnowledge,
        colours: Palette,
        save: Callable[[Form], None],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.resize(640, 660)
        self._id, self._knowledge, self._save = id, knowledge, save
        self._make_fields(form, colours)
        self._lay_out(title, lead)
        self._first = self.form
        self._looked_for = ""
        self._offer_kinds()
        for edit in (self.kind, self.arabic, self.english, self.others_en, self.place):
            edit.textChanged.connect(self._follow)
        self.about.textChanged.connect(self._follow)
        self.others.itemChanged.connect(self._follow)
        self.others.itemSelectionChanged.connect(self._follow_selection)
        self.ordinary.toggled.connect(self._follow)
        self.type.changed.connect(self._follow)
        self.type.changed.connect(self._offer_kinds)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save.click)
        self._follow()
        self._follow_selection()
        (self.english if form.arabic else self.arabic).setFocus()

    # ------------------------------------------------------------ putting together

    def _make_fields(self, form: Form, colours: Palette) -> None:
        self.type = TypeChoice(form.type, colours)
        self.kind = _line(form.kind, "Kind")
        self.kind.setPlaceholderText("armed group, town, minister…")
        self._kinds = QCompleter(self)
        self._kinds.setFilterMode(Qt.MatchFlag.MatchContains)
        self._kinds.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setStyleSheet(
            f"QListView {{ background: {colours.raised}; border: 1px solid {colours.border}; }}"
            "QListView::item { padding: 4px 8px; }"
        )
        self._kinds.setPopup(popup)
        self.kind.setCompleter(self._kinds)
        self.arabic = _line(form.arabic, "Arabic name")
        self.arabic.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        # Else the cursor of an empty line stands where English begins.
        self.arabic.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.arabic.setFont(arabic_font(20))
        self.arabic.setStyleSheet(f"font-family: '{arabic_font(20).family()}'; font-size: 20px;")
        self.english = _line(form.english, "English name")
        self.english.setPlaceholderText("As inside a sentence: the Syrian Democratic Forces")
        self.others_en = _line(form.others_en, "Other English names")
        self.others_en.setMaxLength(1000)
        self.others_en.setPlaceholderText("SDF; QSD")
        self.about = QPlainTextEdit(form.about)
        self.about.setAccessibleName("Explanation")
        self.about.setPlaceholderText("Who or what it is, in a sentence or two")
        self.about.setTabChangesFocus(True)
        self.about.setMinimumHeight(84)
        self.place = _line(form.place, "Latitude and longitude")
        self.place.setPlaceholderText("36.3844, 38.8611")
        words = "Also an ordinary word: mark it only where the text shows a name"
        self.ordinary = Tick(words, colours)
        self.ordinary.setChecked(form.ordinary)
        self.others = QTableWidget(0, 2)
        self.others.setAccessibleName("Other Arabic names")
        self.others.setHorizontalHeaderLabels(["Other Arabic name", "Its English, if different"])
        align_heads(self.others, 0)
        self.others.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.others.verticalHeader().hide()
        self.others.verticalHeader().setDefaultSectionSize(32)
        self.others.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.others.setShowGrid(False)
        self.others.setMinimumHeight(84)
        self.others.setMaximumHeight(136)
        self.others.setTabKeyNavigation(False)
        for arabic, english in form.others:
            self._add_row(arabic, english)

    def _lay_out(self, title: str, lead: str) -> None:
        heading, about = QLabel(title), QLabel(displayable(lead))
        heading.setProperty("role", "title")
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.remark, self.trouble = QLabel(), QLabel()
        for label, role in ((self.remark, "muted"), (self.trouble, "trouble")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self._body = QWidget()
        self._body.setObjectName("card-body")
        fields = QGridLayout(self._body)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        for title_, field in (
            ("Type", self.type),
            ("Kind", self.kind),
            ("Arabic", self.arabic),
            ("", self.ordinary),
            ("English", self.english),
            ("Also called", self.others_en),
            ("Other names", self._names_part()),
            ("Explanation", self.about),
            ("Where", self.place),
        ):
            label = QLabel(title_)
            label.setProperty("role", "muted")
            line = fields.rowCount()
            top = field is self.about or title_ == "Other names"
            side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
            if top:
                label.setContentsMargins(0, 8, 0, 0)
            fields.addWidget(label, line, 0, Qt.AlignmentFlag.AlignRight | side)
            fields.addWidget(field, line, 1)
            fields.setRowStretch(line, 1 if field is self.about else 0)
        fields.setColumnStretch(1, 1)
        # A low screen may not have room for all fields, but it must for the buttons.
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        buttons, self.save = save_or_cancel(self)
        self.save.setToolTip("Keep this among your own names (Ctrl+Enter)")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(about)
        column.addSpacing(8)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.remark)
        column.addWidget(self.trouble)
        column.addWidget(buttons)

    def _names_part(self) -> QWidget:
        part = QWidget()
        add, self.remove = QPushButton("Add a name"), QPushButton("Remove")
        for button in (add, self.remove):
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
        add.clicked.connect(self.add_name)
        self.remove.clicked.connect(self.remove_selected)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(self.remove)
        row.addStretch(1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.others, 1)
        column.addLayout(row)
        return part

    def _offer_kinds(self) -> None:
        """The kinds that names of the type are of, the commonest first."""
        type = self.type.value
        fitting = (e for e in self._knowledge if type in (None, e.type))
        common = Counter(entity.kind for entity in fitting if entity.kind)
        kinds = [kind for kind, _ in common.most_common(_KINDS)]
        self._kinds.setModel(QStringListModel(kinds, self._kinds))

    # ------------------------------------------------------------ other names

    def _add_row(self, arabic: str = "", english: str = "") -> int:
        number = self.others.rowCount()
        self.others.blockSignals(True)
        self.others.insertRow(number)
        left, right = QTableWidgetItem(arabic), QTableWidgetItem(english)
        left.setFont(arabic_font(18))
        left.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.others.setItem(number, 0, left)
        self.others.setItem(number, 1, right)
        self.others.blockSignals(False)
        return number

    def add_name(self) -> None:
        """Adds a row to write another name in."""
        number = self._add_row()
        self.others.setCurrentCell(number, 0)
        self.others.edit(self.others.model().index(number, 0))

    def show_name(self, arabic: str) -> None:
        """Brings the other name that the text uses into view."""
        words = name_words(arabic)
        for row in self._rows():
            if name_words(self._cell(row, 0)) == words:
                self.others.selectRow(row)
                self.others.scrollTo(self.others.model().index(row, 0))
                return

    def remove_selected(self) -> None:
        for row in sorted({index.row() for index in self.others.selectedIndexes()}, reverse=True):
            self.others.removeRow(row)
        self._follow()

    def _follow_selection(self) -> None:
        self.remove.setEnabled(bool(self.others.selectedIndexes()))

    # ------------------------------------------------------------ what it says

    @property
    def form(self) -> Form:
        """What is written now."""
        return Form(
            type=self.type.value,
            kind=self.kind.text(),
            arabic=self.arabic.text(),
            english=self.english.text(),
            others=tuple((self._cell(n, 0), self._cell(n, 1)) for n in self._rows()),
            others_en=self.others_en.text(),
            about=self.about.toPlainText(),
            place=self.place.text(),
            ordinary=self.ordinary.isChecked(),
        )

    def _rows(self) -> range:
        return range(self.others.rowCount())

    def _cell(self, row: int, column: int) -> str:
        item = self.others.item(row, column)
        return item.text() if item else ""

    def _follow(self) -> None:
        form = self.form
        troubles = form.troubles()
        self.save.setEnabled(not troubles)
        begun = form.arabic or form != self._first
        self._tell(self.trouble, "\n".join(troubles[:_TROUBLES_SHOWN]) if begun else "")
        if form.arabic != self._looked_for:
            self._looked_for = form.arabic
            alike = named_alike(self._knowledge, form.arabic, self._id)
            words = _alike(form.arabic, [e.name_en for e in alike]) if alike else ""
            self._tell(self.remark, words)
        where = form.type in (None, EntityType.LOC, EntityType.ORG)
        self.place.setEnabled(where or bool(form.place))

    def _tell(self, label: QLabel, words: str) -> None:
        label.setText("\n".join(displayable(line) for line in words.split("\n")))
        label.setVisible(bool(words))
        self._make_room()

    def _make_room(self) -> None:
        """As high as all fields need, and no higher than the screen."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        missing = self._body.sizeHint().height() - self._scroll.viewport().height()
        most = self.screen().availableSize().height() - _FRAME
        if missing > 0 and self.height() < most:
            self.resize(self.width(), min(self.height() + missing, most))

    def showEvent(self, event: QShowEvent) -> None:
        self._make_room()
        super().showEvent(event)

    # ------------------------------------------------------------ closing

    def accept(self) -> None:
        if not self.save.isEnabled():
            return
        try:
            self._save(self.form)
        except QariError as error:
            words = str(error)
            self._tell(self.trouble, words[:1].upper() + words[1:])
            return
        super().accept()

    def reject(self) -> None:
        if self.form == self._first:
            super().reject()
            return
        ask_to_keep(self, self.save)


def _line(text: str, name: str) -> QLineEdit:
    edit = QLineEdit(displayable(text))
    edit.setAccessibleName(name)
    edit.setMaxLength(LONGEST_NAME)
    return edit


def _alike(arabic: str, names: list[str]) -> str:
    shown = " and ".join(names[:2]) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"
    # Arabic at the beginning would turn the whole sentence round.
    return (
        f"Already a name of {shown}: “{arabic.strip()}”. Both will be known by it; what stands"
        " around it in the text decides which is meant."
    )

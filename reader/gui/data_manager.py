"""Dictionaries and models: what is on this computer, what can be had, and getting it here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.data.catalogue import DICTIONARY, Part, State, listed_with
from reader.data.index import Offer, source_hosts
from reader.data.part_file import arrived
from reader.gui.banner import Banners
from reader.gui.data_manager_card import Card, words
from reader.gui.data_manager_jobs import DataJobs, Task
from reader.gui.data_manager_strip import JobStrip
from reader.gui.data_manager_words import SECTIONS, capital, gap_words, section, title
from reader.gui.dropped import dropped_files
from reader.gui.offsets import displayable
from reader.gui.theme import mix
from reader.palette import Palette

__all__ = ["DataManager"]

_FILTER: Final = "Packages (*.argosmodel *.whl *.zip *.db);;All files (*)"
_FAILURES: Final = {
    "install": "Not installed: ",
    "remove": "Not removed: ",
    "verify": "Not verified: ",
}

_SHEET: Final = Template(
    """
QFrame#part { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame#job { background: $raised; border: 1px solid $border; border-radius: 8px; }
QLabel[role="body"] { font-size: 13px; }
QLabel[role="note"] { font-size: 12px; color: $accent; }
QLabel[role="trouble"] { font-size: 12px; color: $warning; }
QLabel[pill] { font-size: 11px; font-weight: 600; border-radius: 9px; border: 1px solid $border;
    color: $muted; background: transparent; }
QLabel[pill="use"] { color: $on_accent; background: $accent; border-color: $accent; }
QLabel[pill="good"] { color: $accent; background: $good_fill; border-color: $good_fill; }
QLabel[pill="bad"] { color: $warning; background: $bad_fill; border-color: $bad_fill; }
QLabel[pill="open"] { color: $accent; border-color: $accent; }
"""
)


class DataManager(QDialog):
    """Does not block the window; closing it leaves a download running.

    Attributes: jobs, banners, cards (by the name of the part), strip (what is under way), look,
    choose and leave (its own buttons).
    Signals: installed(Part); removed(str), a part's name; left(), when it was closed while an
    installation is under way.
    """

    installed = Signal(object)
    removed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget, colours: Palette) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dictionaries and models")
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 420)
        self.resize(760, 680)
        self.jobs = DataJobs()
        self.banners = Banners(colours)
        self.cards: dict[str, Card] = {}
        self._parts: list[Part] = []
        self._offers: dict[str, Offer] = {}
        self._notes: dict[str, str] = {}
        self._damaged: dict[str, Part] = {}
        self._looked = self._trouble = False
        self._lay_out()
        self._left_off: QWidget = self.look
        self.set_colours(colours)
        jobs = self.jobs
        jobs.listed.connect(self._on_listed)
        jobs.looked.connect(self._on_looked)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(self._on_finished)
        jobs.failed.connect(self._on_failed)
        jobs.changed.connect(self._follow)

    # ------------------------------------------------------------ putting together

    def _lay_out(self) -> None:
        heading = words("Dictionaries and models", "title")
        lead = words(
            "What Qari reads and translates with. All of it works on this computer; nothing is"
            " fetched until you ask for it.",
            "muted",
        )
        self.look = QPushButton("Look for packages")
        self.look.setProperty("role", "primary")
        self.look.setToolTip("Ask the network what can be had")
        self.look.clicked.connect(self.look_for_packages)
        self.choose = QPushButton("Install from a file…")
        self.choose.setToolTip("A package that was fetched on another machine")
        self.choose.clicked.connect(self._choose_file)
        self.leave = QPushButton("Close")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(24, 4, 24, 16)
        self._list.setSpacing(8)
        body = QWidget()
        body.setObjectName("card-body")
        body.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        self._gap = words("", "muted")
        self._headings = {name: words(name, "section") for name in SECTIONS}
        for label in (self._gap, *self._headings.values()):
            label.setParent(body)
        self._body = body
        top = QVBoxLayout()
        top.setContentsMargins(24, 24, 24, 12)
        top.setSpacing(4)
        for label in (heading, lead):
            top.addWidget(label)
        top.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.look)
        row.addWidget(self.choose)
        row.addStretch(1)
        top.addLayout(row)
        top.addSpacing(4)
        self.strip = JobStrip()
        self.strip.cancel.clicked.connect(self._on_cancel)
        top.addWidget(self.strip)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addWidget(self._drop_zone(), 1)
        foot.addSpacing(12)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _drop_zone(self) -> QFrame:
        self._drop = QFrame()
        self._drop.setObjectName("drop")
        row = QHBoxLayout(self._drop)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(words("No connection? Drop a package file here to install it.", "muted"))
        return self._drop

    def set_colours(self, colours: Palette) -> None:
        named = {name: getattr(colours, name) for name in colours.__dataclass_fields__}
        fills = {
            "good_fill": mix(colours.accent, colours.raised, 0.12),
            "bad_fill": mix(colours.warning, colours.raised, 0.14),
        }
        self.setStyleSheet(_SHEET.substitute(named | fills))
        self.banners.set_colours(colours)

    # ------------------------------------------------------------ what one can do

    def look_for_packages(self) -> None:
        """Asks the network what can be had."""
        self.banners.clear("look")
        self.jobs.begin(Task("look"))

    def install_files(self, files: Sequence[Path]) -> None:
        """Installs from files, one after the other."""
        for file in files:
            self.jobs.begin(Task("install", file.name, file))

    def refresh(self) -> None:
        """Lists what is on this computer, as it is now."""
        self.jobs.begin(Task("list"))

    def close_jobs(self) -> None:
        """Stops what is under way and waits for the end of it."""
        self.hide()
        self.jobs.close()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, "Install from a file", str(Path.home()), _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.install_files([Path(name)]))
        dialog.open()

    def _act(self, kind: str, part: Part) -> None:
        self.banners.clear("job")
        if kind == "remove":
            self._ask_before_removing(part)
        else:
            self.jobs.begin(Task(kind, part.name, self._offers.get(part.name)))

    def _ask_before_removing(self, part: Part) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            "Remove",
            f"Remove {title(part)} from this computer?",
            parent=self,
        )
        box.setInformativeText(displayable(f"It lies in {part.path}. It can be installed again."))
        remove = box.addButton("Remove", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self.jobs.begin(Task("remove", part.name)))
        box.open()

    def _on_cancel(self) -> None:
        self.strip.stopping()
        self.jobs.stop()

    # ------------------------------------------------------------ what is told

    def _on_listed(self, parts: list[Part]) -> None:
        self._parts = [self._damaged.get(part.name, part) for part in parts]
        self._show()

    def _on_looked(self, offers: list[Offer], problems: list[str]) -> None:
        self._offers = {offer.part.name: offer for offer in offers}
        self._looked, self._trouble = True, bool(problems)
        if problems:
            again = ("Try again", self.look_for_packages)
            self.banners.tell("look", "error", "  ".join(map(capital, problems)), again)
        self._show()

    def _on_progressed(self, task: Task, message: str, share: float | None, amount: str) -> None:
        if not task.stop.is_set():
            self.strip.tell(message, share, amount)

    def _on_finished(self, task: Task, part: Part | None) -> None:
        if task.kind in ("install", "remove", "verify"):
            for name in {task.name, part.name if part else ""}:
                self._notes.pop(name, None)
                self._damaged.pop(name, None)
            self.refresh()
        if task.kind == "install" and part:
            self.installed.emit(part)
        elif task.kind == "remove":
            self.removed.emit(task.name)
        elif task.kind == "verify" and part:
            # The list looks at the files only; what reading them through has shown stays known.
            if part.state is State.BROKEN:
                self._damaged[part.name] = part
            else:
                self._notes[part.name] = "Every byte is as it was installed."

    def _on_failed(self, task: Task, message: str) -> None:
        if task.kind != "list":
            self.refresh()
        if message:
            self.banners.tell("job", "error", f"{_FAILURES.get(task.kind, '')}{message}")

    def _follow(self) -> None:
        """Shows the job under way; the keyboard stays where something can be done."""
        task = self.jobs.task
        busy = task is not None and task.kind != "list"
        focus = self.focusWidget()
        if task and busy:
            self.strip.begin(task)
        else:
            self.strip.rest()
        for button in (self.look, self.choose):
            button.setEnabled(not busy)
        for card in self.cards.values():
            card.set_busy(busy)
        if focus and not (focus.isVisible() and focus.isEnabled()):
            self._left_off = focus if busy else self._left_off
            (self.strip.cancel if busy else self._next_focus()).setFocus()

    def _next_focus(self) -> QWidget:
        """Where the keyboard was before the job, or the first button if that is gone."""
        before = self._left_off
        return before if before.isVisible() and before.isEnabled() else self.look

    def _show(self) -> None:
        """Puts up a card for each part, in their order, under their headings."""
        listed = listed_with(self._parts, [offer.part for offer in self._offers.values()])
        while self._list.takeAt(0):
            pass  # widgets stay where they are until they are put in again
        for name in self.cards.keys() - {part.name for part in listed}:
            card = self.cards.pop(name)
            if card.isAncestorOf(self._left_off):
                self._left_off = self.look
            card.hide()
            card.deleteLater()
        for name, heading in self._headings.items():
            parts = [part for part in listed if section(part) == name]
            heading.setVisible(bool(parts))
            if parts:
                self._list.addWidget(heading)
                for part in parts:
                    self._list.addWidget(self._card(part))
                self._list.addSpacing(12)
        offered = sum(part.state is State.AVAILABLE for part in listed)
        gap = gap_words(source_hosts(), self._looked, offered, self._trouble)
        self._gap.setText(gap)
        self._gap.setVisible(bool(gap))
        self._list.addWidget(self._gap)
        self._list.addStretch(1)
        self._order_tabs([self.cards[part.name] for part in listed])

    def _order_tabs(self, cards: Sequence[Card]) -> None:
        """From top to bottom, whatever came first into the world."""
        chain = [self.look, self.choose, self.strip.cancel]
        chain += [button for card in cards for button in card.buttons()]
        for one, other in pairwise([*chain, self.leave]):
            QWidget.setTabOrder(one, other)

    def _card(self, part: Part) -> Card:
        card = self.cards.get(part.name)
        if card is None:
            card = self.cards[part.name] = Card(self._act)
            card.setParent(self._body)
            card.show()
        offer = self._offers.get(part.name)
        wanted = offer.wanted if offer else None
        here = sum(map(arrived, wanted.links)) if wanted else 0
        card.show_part(
            part,
            installable=wanted is not None or part.name == DICTIONARY,
            arrived=here,
            note=self._notes.get(part.name, "") or (part.problem and f"Damaged: {part.problem}."),
        )
        card.set_busy(self.jobs.task is not None and self.jobs.task.kind != "list")
        return card

    # ------------------------------------------------------------ events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.look.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.jobs.task and self.jobs.task.kind == "install" and not event.spontaneous():
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()
            self._light_up("true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light_up("false")

    def dropEvent(self, event: QDropEvent) -> None:
        self._light_up("false")
        event.acceptProposedAction()
        self.banners.clear("job")
        self.install_files(dropped_files(event))

    def _light_up(self, over: str) -> None:
        self._drop.setProperty("over", over)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

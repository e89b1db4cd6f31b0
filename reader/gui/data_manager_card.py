"""One part in the list: what it is, how it does, what one can do with it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from reader.data.catalogue import DICTIONARY, Part, State
from reader.gui.data_manager_words import Pill, capital, facts, pills, title
from reader.gui.offsets import displayable

__all__ = ["Card", "words"]


def words(text: str, role: str) -> QLabel:
    """A label of plain text that wraps and can be copied from."""
    label = QLabel(displayable(text))
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


class Card(QFrame):
    """Attributes: part. `act` is told what is wanted of it: "install", "verify", "remove"."""

    def __init__(self, act: Callable[[str, Part], object]) -> None:
        super().__init__()
        self.setObjectName("part")
        self._act = act
        self.part: Part | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._pills = (QLabel(), QLabel())
        self._brings = words("", "body")
        self._facts = words("", "muted")
        self._path = words("", "muted")
        self._note = words("", "note")
        self._buttons = {
            "install": self._button("Install", "install"),
            "show": self._button("Show in folder", "show"),
            "verify": self._button("Verify", "verify"),
            "remove": self._button("Remove…", "remove"),
        }
        self._lay_out()

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "primary" if kind == "install" else "quiet")
        button.clicked.connect(lambda: self._on_clicked(kind))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        for pill in self._pills:
            pill.setContentsMargins(8, 2, 8, 2)
            top.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        top.addWidget(self._buttons["install"])
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._path, 1)
        below.addSpacing(8)
        for kind in ("show", "verify", "remove"):
            below.addWidget(self._buttons[kind], 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(4)
        column.addLayout(top)
        for label in (self._brings, self._facts, self._note):
            column.addWidget(label)
        column.addLayout(below)

    def show_part(self, part: Part, *, installable: bool, arrived: int, note: str) -> None:
        """Shows the part as it is now. `installable` is whether it can be fetched, `arrived` how
        many bytes of it have been, `note` what was found out about it."""
        self.part = part
        self._title.setText(title(part))
        self._show_pills(pills(part, arrived))
        self._brings.setText(displayable(capital(part.brings)))
        self._facts.setText(displayable("  ·  ".join(facts(part))))
        self._facts.setToolTip(part.sha256 and f"SHA-256 {part.sha256}\n{part.licence}")
        self._path.setText(displayable(str(part.path or "")))
        self._path.setVisible(part.path is not None)
        self._tell(note, "trouble" if part.problem else "note")
        here = part.path is not None
        mends = installable and part.state is not State.INSTALLED
        self._buttons["install"].setText(_install_title(part, arrived))
        for kind, shown in (("install", mends), ("show", here), ("verify", here), ("remove", here)):
            button = self._buttons[kind]
            button.setVisible(shown)
            button.setAccessibleName(f"{button.text().rstrip('…')}: {title(part)}")
        states = ", ".join(pill.text for pill in pills(part, arrived))
        self.setAccessibleName(f"{title(part)}: {states}")

    def _show_pills(self, shown: list[Pill]) -> None:
        for label, pill in zip_longest(self._pills, shown):
            label.setVisible(pill is not None)
            if pill:
                label.setText(pill.text)
                _restyle(label, "pill", pill.tone)

    def _tell(self, note: str, role: str) -> None:
        self._note.setText(displayable(capital(note)))
        _restyle(self._note, "role", role)
        self._note.setVisible(bool(note))

    def set_busy(self, busy: bool) -> None:
        """While another job is under way only what needs none can be done."""
        for kind, button in self._buttons.items():
            button.setEnabled(kind == "show" or not busy)

    def button(self, kind: str) -> QPushButton:
        """The button for "install", "show", "verify" or "remove"."""
        return self._buttons[kind]

    def buttons(self) -> list[QPushButton]:
        """All of them, in the order in which they stand."""
        return list(self._buttons.values())

    def _on_clicked(self, kind: str) -> None:
        assert self.part is not None
        if kind == "show" and self.part.path is not None:
            folder = self.part.path.parent if self.part.name == DICTIONARY else self.part.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self._act(kind, self.part)


def _restyle(label: QLabel, name: str, value: str) -> None:
    """Sets a property that the style sheet looks at."""
    label.setProperty(name, value)
    label.style().unpolish(label)
    label.style().polish(label)


def _install_title(part: Part, arrived: int) -> str:
    if arrived:
        return "Go on"
    return "Install again" if part.state is State.BROKEN else "Install"

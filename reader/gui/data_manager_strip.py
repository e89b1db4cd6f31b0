"""What the data manager is doing, how far it is, and how to stop it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from reader.gui.data_manager_card import words
from reader.gui.data_manager_jobs import Task
from reader.gui.data_manager_words import capital
from reader.gui.offsets import displayable

__all__ = ["JobStrip"]

_VERBS: Final = {"look": "Looking for packages", "verify": "Verifying", "remove": "Removing"}


class JobStrip(QFrame):
    """Attributes: message, amount (labels), cancel (the button)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("job")
        self.message = words("", "body")
        self.message.setAccessibleName("What is being done")
        self.amount = words("", "muted")
        self.amount.setMinimumHeight(self.amount.fontMetrics().height())
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Stop; what has arrived is kept for the next time")
        told = QVBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.message)
        told.addWidget(self._bar)
        told.addWidget(self.amount)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(16)
        row.addLayout(told, 1)
        row.addWidget(self.cancel)
        self.rest()

    def begin(self, task: Task) -> None:
        """Something is under way; how much of it there is nobody knows yet."""
        doing = _VERBS.get(task.kind, f"Installing {task.name}")
        self.tell(f"{doing}…", None, "")
        self.cancel.setEnabled(True)
        self.show()

    def tell(self, message: str, share: float | None, amount: str) -> None:
        """`share` is 0 to 1, None where it is not known."""
        self.message.setText(displayable(capital(message)))
        self.amount.setText(amount)
        self._bar.setRange(0, 0 if share is None else 1000)
        self._bar.setValue(0 if share is None else round(share * 1000))

    def stopping(self) -> None:
        self.tell("Stopping…", None, "")
        self.cancel.setEnabled(False)

    def rest(self) -> None:
        """Nothing is under way."""
        self._bar.setRange(0, 1)  # a bar that runs without end is painted without end
        self.hide()

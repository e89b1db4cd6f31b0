"""What a dialog asks, and has at its foot, where something was written in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPushButton

__all__ = ["ask_to_keep", "save_or_cancel"]


def ask_to_keep(dialog: QDialog, save: QPushButton) -> None:
    """Asks whether to keep what was written before `dialog` closes: saved as its `save` button
    would (if that can be pressed), thrown away, or written on."""
    question = QMessageBox(dialog)
    question.setIcon(QMessageBox.Icon.Question)
    question.setText("Keep what you wrote?")
    buttons = QMessageBox.StandardButton
    question.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    question.button(buttons.Save).setEnabled(save.isEnabled())
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.button(buttons.Save).clicked.connect(dialog.accept)
    question.button(buttons.Discard).clicked.connect(lambda: dialog.done(0))
    question.open()


def save_or_cancel(dialog: QDialog) -> tuple[QDialogButtonBox, QPushButton]:
    """The buttons at the foot of `dialog`, and the one that saves."""
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
    )
    save = buttons.button(QDialogButtonBox.StandardButton.Save)
    save.setProperty("role", "primary")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, save

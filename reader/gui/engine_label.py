"""How the window names the engine behind a translation: a draft never passes for more."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

__all__ = ["DRAFT_TIP", "EngineLabel", "is_draft"]

DRAFT_TIP: Final = (
    "Put into English word by word with simple rules, not by a translation model. "
    "Check it against the Arabic before you rely on it."
)


def is_draft(engine: str) -> bool:
    """Whether the label of an engine is that of the built-in word-level draft."""
    return "draft" in engine.casefold()


class EngineLabel(QLabel):
    """Names the engine; for a draft in the colour of warnings, with what to make of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Translation engine")
        self.set_engine("")

    def set_engine(self, engine: str) -> None:
        """`engine` is the label the engine gives itself, "" for none."""
        draft = is_draft(engine)
        self.setText("Word-level draft" if draft else engine)
        self.setToolTip(DRAFT_TIP if draft else f"Translated on this computer by {engine}")
        self.setProperty("role", "draft" if draft else "engine")
        # A label leaves the padding of a style sheet out of its size.
        self.setContentsMargins(*((8, 2, 8, 2) if draft else (0, 0, 0, 0)))
        self.setVisible(bool(engine))
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

"""Light and dark: the palette of the system or of the user's choice, as Qt palette and style sheet.

Spacing is on a grid of 8 pixels (4 inside controls); the type scale is 11, 12, 13, 15, 20, 28.
"""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from reader.palette import DARK, LIGHT, Palette

__all__ = ["Theme", "mix", "qt_palette", "stylesheet"]


def mix(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` laid over `ground`, as #rrggbb."""
    over, under = QColor(colour), QColor(ground)
    pairs = (
        (over.red(), under.red()),
        (over.green(), under.green()),
        (over.blue(), under.blue()),
    )
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs)).name()


def qt_palette(colours: Palette) -> QPalette:
    """What widgets draw with where no style sheet reaches (dialogs, selections, links)."""
    result = QPalette()
    role = QPalette.ColorRole
    for which, value in {
        role.Window: colours.panel,
        role.WindowText: colours.text,
        role.Base: colours.page,
        role.AlternateBase: colours.panel,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Accent: colours.accent,
    }.items():
        result.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return result


_SHEET: Final = Template(
    """
* { outline: 0; }
QWidget { color: $text; font-size: 13px; }
QMainWindow, QDialog { background: $panel; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px;
    font-size: 12px; }

QMenuBar { background: $panel; padding: 2px 8px; border: 0; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; color: $muted; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; color: $text; }
QMenu { background: $raised; border: 1px solid $border; padding: 6px; border-radius: 8px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; color: $text; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 6px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }

QFrame#topbar { background: $panel; border: 0; border-bottom: 1px solid $border; }
QLabel#document-title { font-size: 15px; font-weight: 600; }
QLabel#document-title[script="arabic"] { font-family: "Amiri"; font-size: 18px; font-weight: 700;
    max-height: 30px; }
QLabel#document-source { font-size: 12px; color: $muted; }
QFrame#divider { background: $border; border: 0; }

QToolButton, QPushButton { border: 1px solid transparent; border-radius: 6px; padding: 6px 8px;
    background: transparent; font-weight: 500; }
QToolButton:hover, QPushButton:hover { background: $hover; }
QToolButton:pressed, QPushButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus, QPushButton:focus { border-color: $accent; }
QToolButton:disabled, QPushButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton::menu-button { border: 0; width: 20px; border-radius: 6px; }
QToolButton::menu-button:hover { background: $pressed; }
QPushButton { background: $raised; border: 1px solid $border; padding: 6px 16px; min-height: 18px; }
QPushButton:hover { background: $raised_hover; }
QPushButton[role="primary"], QToolButton[role="primary"] { background: $accent; color: $on_accent;
    border-color: $accent; padding: 6px 14px; }
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled { background: $hover;
    color: $faint; border-color: transparent; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; padding: 4px 8px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border-color: $accent; }

QListWidget, QPlainTextEdit { background: $raised; border: 1px solid $border; border-radius: 6px;
    padding: 4px; selection-background-color: $selection; selection-color: $text; }
QListWidget::item { padding: 6px 8px; border-radius: 4px; }
QListWidget::item:selected { background: $hover; color: $text; }
QListWidget:focus, QPlainTextEdit:focus { border-color: $accent; }

QLineEdit { background: $raised; border: 1px solid $border; border-radius: 6px; padding: 6px 8px;
    selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus { border-color: $accent; }

QWidget#column-header { background: $page; }
QLabel[role="column"] { font-size: 11px; font-weight: 600; color: $muted; }
QLabel[role="engine"] { font-size: 11px; color: $muted; }
QLabel[role="draft"] { font-size: 11px; font-weight: 600; color: $warning;
    background: $warning_fill; border-radius: 6px; }

QFrame#banner { border: 0; border-bottom: 1px solid $border; background: $raised; }
QFrame#banner[tone="error"] { background: $error_fill; }
QFrame#banner[tone="warning"] { background: $warning_fill; }
QFrame#banner[tone="done"] { background: $done_fill; }
QFrame#banner QPushButton { background: transparent; border-color: $border_strong;
    padding: 4px 12px; }
QFrame#banner QPushButton:hover { background: $hover; }

QFrame#find-bar { background: $panel; border: 0; border-bottom: 1px solid $border; }
QFrame#find-bar QLineEdit { font-size: 15px; padding: 4px 8px; }
QLabel#find-count { color: $muted; font-size: 12px; }

QFrame#card-head { border: 0; border-bottom: 1px solid $border; }
QFrame#panel { background: $panel; border: 0; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: $muted; }
QLabel[role="muted"] { color: $muted; font-size: 12px; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="display"] { font-size: 28px; font-weight: 600; }
QLabel[role="lead"] { font-size: 15px; color: $muted; }
QLabel[role="display-arabic"] { font-family: "Amiri"; font-size: 34px; }
QLabel[role="arabic-title"] { font-family: "Amiri"; font-size: 26px; }
QLabel[role="arabic"] { font-family: "Amiri"; font-size: 18px; }
QListView { background: transparent; border: 0; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget#card-body, QWidget#empty-body { background: transparent; }
QFrame#relation, QFrame#quote { border-radius: 6px; }

QFrame#offer { border: 1px solid transparent; border-radius: 6px; background: transparent; }
QFrame#offer:hover { background: $hover; }
QFrame#offer:focus { border-color: $accent; }
QFrame#popover { background: $raised; border: 1px solid $border_strong; border-radius: 8px; }
QLabel[role="trouble"] { color: $warning; font-size: 12px; }
QTableWidget { background: $raised; border: 1px solid $border; border-radius: 6px;
    selection-background-color: $selection; selection-color: $text; }
QTableWidget::item { padding: 4px 8px; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $panel; color: $muted; border: 0; padding: 6px 11px;
    font-size: 11px; font-weight: 600; }
QHeaderView::section:horizontal:first { border-top-left-radius: 5px; }
QHeaderView::section:horizontal:last { border-top-right-radius: 5px; }
QTableCornerButton::section { background: $panel; border: 0; }

QToolButton#doubts { color: $warning; font-size: 11px; font-weight: 600; padding: 2px 6px; }
QListWidget#doubt-list { border: 0; padding: 0; }

QFrame#drop { border: 1px dashed $border_strong; border-radius: 12px; background: $raised; }
QFrame#drop[over="true"] { border: 2px dashed $accent; background: $selection; }

QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:hover { background: $accent; }

QStatusBar { background: $panel; border: 0; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { font-size: 12px; color: $muted; }
QStatusBar QLabel[role="draft"] { font-size: 11px; color: $warning; }
QProgressBar { background: $pressed; border: 0; border-radius: 2px; max-height: 4px;
    min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QAbstractScrollArea[role="page"] { background: $page; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(colours: Palette) -> str:
    """The style sheet of the whole program in the given colours."""
    derived = {
        "hover": mix(colours.text, colours.panel, 0.06),
        "pressed": mix(colours.text, colours.panel, 0.11),
        "raised_hover": mix(colours.text, colours.raised, 0.04),
        "accent_hover": mix(colours.text, colours.accent, 0.15),
        "border_strong": mix(colours.text, colours.panel, 0.22),
        "scroll": mix(colours.text, colours.panel, 0.2),
        "scroll_hover": mix(colours.text, colours.panel, 0.36),
        "warning_fill": mix(colours.warning, colours.page, 0.14),
        "error_fill": mix(colours.warning, colours.page, 0.14),
        "done_fill": mix(colours.accent, colours.page, 0.12),
    }
    named = {name: getattr(colours, name) for name in colours.__dataclass_fields__}
    return _SHEET.substitute(named | derived)


class Theme(QObject):
    """The palette in force for the whole application.

    Attributes:
        choice: "system", "light" or "dark".
        colours: the palette that choice gives now.
    Signals:
        changed(Palette): widgets that paint themselves take the new colours.
    """

    changed = Signal(object)

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__()
        self._application = application
        self.choice = choice
        self.colours = LIGHT
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def choose(self, choice: str) -> None:
        self.choice = choice
        self._apply()
        self.changed.emit(self.colours)

    def _system_changed(self) -> None:
        if self.choice == "system":
            self._apply()
            self.changed.emit(self.colours)

    def _apply(self) -> None:
        dark = self.choice == "dark" or (
            self.choice == "system" and self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self.colours = DARK if dark else LIGHT
        self._application.setPalette(qt_palette(self.colours))
        self._application.setStyleSheet(stylesheet(self.colours))

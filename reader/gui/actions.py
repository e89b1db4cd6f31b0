"""What the user can do, as data: one table feeds menus, buttons, tooltips and shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.gui.icons import icon
from reader.palette import Palette
from reader.paths import resource

__all__ = ["CHOICES", "COMMANDS", "MENUS", "Choice", "Command", "build", "fill", "recolour"]


@dataclass(frozen=True, slots=True)
class Command:
    """`title` has its mnemonic; `keys` are portable key sequences, the first is shown; `tip` says
    what it does; `needs` is what must be there for it to make sense: "", "article", "analysis"."""

    id: str
    title: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: `group` is the setting, `value` what it becomes."""

    group: str
    value: str
    title: str
    tip: str
    part: tuple[str, ...] = ()
    """The resource it needs: where that is not shipped, it is no choice."""


COMMANDS: Final = (
    Command("open", "&Open…", "Open an Arabic article", ("Ctrl+O",), "folder-open"),
    Command("sample", "Open the &sample article", "Read the article that comes with Qari"),
    Command(
        "export-pdf",
        "Export &PDF…",
        "Save both columns, the names and their explanations as a PDF",
        ("Ctrl+E",),
        "file-down",
        needs="analysis",
    ),
    Command(
        "export-json",
        "Export &analysis (JSON)…",
        "Save everything Qari found for use by other programs",
        needs="analysis",
    ),
    Command("quit", "&Quit", "Close Qari", ("Ctrl+Q",), "log-out"),
    Command("undo", "&Undo", "Take back your last change", ("Ctrl+Z",), "undo-2"),
    Command(
        "redo",
        "&Redo",
        "Do again what was taken back",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo-2",
    ),
    Command("copy", "&Copy", "Copy the selected text", ("Ctrl+C",), "copy", needs="article"),
    Command(
        "find", "&Find…", "Find words in Arabic or English", ("Ctrl+F",), "search", needs="article"
    ),
    Command("find-next", "Find &next", "Go to the next sentence found", ("F3",), needs="article"),
    Command(
        "find-previous",
        "Find &previous",
        "Go to the sentence found before",
        ("Shift+F3",),
        needs="article",
    ),
    Command("zoom-in", "Zoom &in", "Larger text", ("Ctrl++", "Ctrl+="), "zoom-in"),
    Command("zoom-out", "Zoom &out", "Smaller text", ("Ctrl+-",), "zoom-out"),
    Command("zoom-reset", "&Actual size", "Text at its designed size", ("Ctrl+0",)),
    Command(
        "panel",
        "&Names panel",
        "Show or hide the actors and places",
        ("F9",),
        "panel-right",
        checkable=True,
    ),
    Command(
        "graph",
        "Who is &tied to whom",
        "Show the actors and places as a graph in the place of the text",
        ("Ctrl+G",),
        "waypoints",
        checkable=True,
        needs="article",
    ),
    Command("full-screen", "&Full screen", "Fill the screen", ("F11",), checkable=True),
    Command(
        "edit",
        "&Edit translation…",
        "Put your own English in place of the sentence you are at",
        ("F2",),
        "pencil",
        needs="article",
    ),
    Command(
        "others",
        "&Other translations…",
        "Choose among other versions of the sentence you are at",
        ("Shift+F2",),
        needs="article",
    ),
    Command(
        "doubts",
        "Sentences to &check…",
        "List the sentences whose English may differ from the Arabic",
        ("F4",),
        "triangle-alert",
        needs="article",
    ),
    Command("glossary", "Your &glossary…", "What terms are to be called in English", (), "book-a"),
    Command("names", "Your &names…", "What you added, corrected or left out", (), "tags"),
    Command(
        "guard",
        "Put &known names right in translations",
        "Correct names that an engine plainly got wrong; each is marked and can be undone",
        checkable=True,
    ),
    Command(
        "data",
        "Dictionaries and &models…",
        "What Qari reads and translates with: get it, check it, remove it",
        (),
        "book-open-text",
    ),
    Command("about", "&About Qari", "Version, licences and sources", (), "info"),
)

CHOICES: Final = (
    Choice("theme", "system", "As the &system", "Light or dark as the system is"),
    Choice("theme", "light", "&Light", "Dark text on a light page"),
    Choice("theme", "dark", "&Dark", "Light text on a dark page"),
    Choice("engine", "auto", "&Best installed", "The best translation engine on this computer"),
    Choice("engine", "argos", "&Argos", "An installed Argos Arabic–English model"),
    Choice(
        "engine",
        "lite",
        "Qari’s &small model",
        "Built in: the draft rewritten by a small model",
        part=("models", "lite"),
    ),
    Choice("engine", "draft", "Word-level &draft", "Built in: plain English word by word"),
)

MENUS: Final = (
    (
        "&File",
        ("open", ">recent", "sample", "", "export-pdf", "export-json", "", "quit"),
    ),
    ("&Edit", ("undo", "redo", "", "copy", "", "find", "find-next", "find-previous")),
    (
        "&View",
        ("zoom-in", "zoom-out", "zoom-reset", "", "panel", "graph", "full-screen", "", "*theme"),
    ),
    (
        "&Translation",
        ("edit", "others", "doubts", "", "glossary", "names", "guard", "", "*engine", "", "data"),
    ),
    ("&Help", ("about",)),
)
"""Titles and what they hold: a command's id, "" for a line, "*group" for the choices of a group,
">name" for a submenu that its owner fills."""


def build(
    parent: QWidget,
    triggers: Mapping[str, Callable[[], object]],
    choose: Callable[[str, str], object],
) -> dict[str, QAction]:
    """Actions by id (choices as "group:value"), added to `parent` so that their keys work there."""
    actions: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(command.title, parent)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        key = QKeySequence(command.keys[0]) if command.keys else QKeySequence()
        hint = key.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{command.tip} ({hint})" if hint else command.tip)
        action.setStatusTip("")
        action.setCheckable(command.checkable)
        # A menu would show the icon in the place of the tick.
        action.setIconVisibleInMenu(not command.checkable)
        trigger = triggers[command.id]
        action.triggered.connect(lambda _=False, trigger=trigger: trigger())
        actions[command.id] = action
    groups: dict[str, QActionGroup] = {}
    for choice in CHOICES:
        group = groups.setdefault(choice.group, QActionGroup(parent))
        action = QAction(choice.title, group)
        action.setToolTip(choice.tip)
        action.setCheckable(True)
        action.setVisible(resource(*choice.part).exists())
        action.triggered.connect(lambda _=False, c=choice: choose(c.group, c.value))
        actions[f"{choice.group}:{choice.value}"] = action
    parent.addActions(list(actions.values()))
    return actions


def fill(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Puts MENUS into `bar`; returns the submenus by name."""
    submenus: dict[str, QMenu] = {}
    for title, items in MENUS:
        menu = bar.addMenu(title)
        for item in items:
            if not item:
                menu.addSeparator()
            elif item.startswith(">"):
                submenus[item[1:]] = menu.addMenu("Open &recent")
            elif item.startswith("*"):
                for choice in CHOICES:
                    if choice.group == item[1:]:
                        menu.addAction(actions[f"{choice.group}:{choice.value}"])
            else:
                menu.addAction(actions[item])
    return submenus


def recolour(actions: Mapping[str, QAction], colours: Palette) -> None:
    """Gives every action its icon in the colours of the theme."""
    for command in COMMANDS:
        if command.icon:
            actions[command.id].setIcon(icon(command.icon, colours))

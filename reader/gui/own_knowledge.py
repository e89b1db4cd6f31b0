"""What the reader says of names in the window: adding, correcting, merging, leaving out.

Everything said is in the reader's file before it shows, can be undone like an edit, and marks the
open article anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.errors import QariError
from reader.files import write_atomically
from reader.gui.banner import Banners
from reader.gui.document import Document
from reader.gui.edits import Edits
from reader.gui.own_knowledge_form import EntityForm
from reader.gui.own_knowledge_keeper import Keeper
from reader.gui.own_knowledge_list import OwnNamesDialog
from reader.gui.own_knowledge_menu import add_entries, is_known, mention_of, name_of
from reader.gui.own_knowledge_same import SameAsDialog
from reader.gui.reading_menu import NameTarget
from reader.gui.reading_view import ReadingView
from reader.gui.session import Session
from reader.gui.theme import Theme
from reader.gui.worker import Jobs
from reader.knowledge.base import load_knowledge
from reader.knowledge.own import OWN_SOURCE, OwnKnowledge, with_own
from reader.knowledge.own_file import Change, OwnFile, TakenIn, read_own_file
from reader.knowledge.own_form import Form, form_of
from reader.knowledge.own_records import (
    Described,
    Hidden,
    OwnRecord,
    SameAs,
    described,
    new_id,
)
from reader.knowledge.own_search import NameSearch
from reader.knowledge.records import Fault
from reader.model import Doubt, Entity
from reader.text.keys import has_arabic
from reader.text.transliteration import transliterate

__all__ = ["OwnNames"]

_ADD_LEAD: Final = "Kept among your own names, and marked wherever the text names it."


class OwnNames(QObject):
    """Attributes: file. Signals: changed() when the reader's names are others now."""

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        jobs: Jobs,
        view: ReadingView,
        banners: Banners,
        edits: Edits,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self.file = OwnFile()
        self._window = window
        self._session = session
        self._banners = banners
        self._edits = edits
        self._keeper = Keeper(self.file, session, jobs, banners, edits)
        self._keeper.changed.connect(self._on_file_changed)
        self._theme = theme
        self._knowledge: OwnKnowledge | None = None
        self._search: NameSearch | None = None
        self._list: OwnNamesDialog | None = None
        jobs.knowledge_loaded.connect(self._on_knowledge)
        session.revised.connect(view.pointer.clear)
        view.menu_opening.connect(self.fill_menu)

    @property
    def knowledge(self) -> OwnKnowledge:
        """What Qari and its reader know. Raises BrokenPartError if there is nothing."""
        if self._knowledge is None:
            self._knowledge = with_own(load_knowledge(), self.file)
        return self._knowledge

    def _on_knowledge(self, knowledge: OwnKnowledge) -> None:
        self._knowledge, self._search = knowledge, None
        if knowledge.problem:
            offer = ("Your names…", self.open_list)
            self._banners.tell("names-file", "warning", knowledge.problem, offer)
        else:
            self._banners.clear("names-file")
        self.changed.emit()

    def _on_file_changed(self) -> None:
        self._knowledge, self._search = with_own(self.knowledge.ours, self.file), None
        self.changed.emit()

    def fill_menu(self, menu: QMenu, target: NameTarget | None) -> None:
        """Adds to the menu over the text what can be said of the name at `target`."""
        document = self._session.document
        if document:
            add_entries(
                menu,
                document,
                target,
                partial(self._tried, document, self.add),
                partial(self._tried, document, self.correct),
                partial(self._tried, document, self.same_as),
                partial(self._tried, document, self.hide),
                partial(self._tried, document, self.put_back),
            )

    def _tried(self, document: Document, act: Callable[..., object], *given: object) -> None:
        """Does what the menu over a document offered, if that is still the one that is open."""
        if self._session.document is document:
            self._keeper.attempt(act, *given)

    @property
    def _document(self) -> Document:
        document = self._session.document
        assert document is not None  # nothing can be said of names before there is a text
        return document

    # ------------------------------------------------------------ what the reader says

    def add(self, target: NameTarget) -> None:
        """Asks who or what the name is."""
        mention, name = mention_of(self._document, target), name_of(self._document, target)
        type = mention.type if mention else None
        english = (mention and mention.english) or transliterate(name)
        self._ask_new(Form(type=type, arabic=name, english=english))

    def add_new(self) -> None:
        """Asks for a name that need not stand in the text."""
        self._keeper.attempt(self._ask_new, Form(type=None))

    def _ask_new(self, form: Form) -> None:
        def save(form: Form) -> None:
            entity = form.entity(new_id(form.english, _ids(self.knowledge, self.records()[0])))
            said = described(entity, None)
            self._keeper.say(
                f"{entity.name_en} is added to your names.", said, *self._keeper.freed(entity)
            )

        self._form("Add actor or place", _ADD_LEAD, form, "", save)

    def correct(self, target: NameTarget) -> None:
        """Asks what is otherwise about the actor or place that is named."""
        mention = mention_of(self._document, target)
        if mention:
            form = self._ask_correction(self._document.entities[mention.entity])
            form.show_name(name_of(self._document, target))

    def _ask_correction(self, entity: Entity) -> EntityForm:
        knowledge = self.knowledge
        entity = knowledge.get(entity.id) or entity
        ours = knowledge.ours.get(entity.id)
        sources = tuple(source for source in entity.sources if source != OWN_SOURCE)
        plain = replace(entity, sources=sources)

        def save(form: Form) -> None:
            said = form.entity(entity.id, plain)
            if said == ours:
                self._keeper.change(
                    "It is as Qari has it again.", *self._keeper.gone(("entity", entity.id))
                )
            else:
                self._keeper.say(f"{said.name_en} is corrected.", described(said, ours))

        lead = "Your correction wins over what comes with Qari." if ours else _ADD_LEAD
        return self._form("Correct this entry", lead, form_of(plain), entity.id, save)

    def _form(
        self, title: str, lead: str, form: Form, id: str, save: Callable[[Form], None]
    ) -> EntityForm:
        parent, colours = self._list or self._window, self._theme.colours
        shown = EntityForm(parent, title, lead, form, id, self.knowledge, colours, save)
        shown.open()
        return shown

    def same_as(self, target: NameTarget) -> None:
        """Asks whose name it is."""
        document = self._document
        mention, names = mention_of(document, target), [name_of(document, target)]
        if mention and not is_known(document, mention):
            # Its full name too: the short ones follow that.
            names.append(document.entities[mention.entity].name_ar)
        self._ask_same(list(dict.fromkeys(names)), mention.entity if mention else "")

    def _ask_same(self, names: Sequence[str], but: str = "") -> None:
        if self._search is None:
            self._search = NameSearch(self.knowledge)

        def save(entity: Entity, english: str) -> None:
            own = "" if english == entity.running_en else english
            wishes = [SameAs(name, entity.id, own) for name in names if has_arabic(name)]
            self._keeper.say(f"From now on “{names[0]}” is {entity.name_en}.", *wishes)

        SameAsDialog(self._list or self._window, names[0], self._search, save, but).open()

    def hide(self, target: NameTarget) -> None:
        """Says that the word is no name, here or anywhere."""
        name = name_of(self._document, target)
        self._keeper.say(f"Not marked as a name any more: “{name}”.", Hidden(name))

    def put_back(self, target: NameTarget, correction: Doubt) -> None:
        """Puts back what the engine wrote where it was corrected to the name."""
        self._edits.take_back(target.sentence, correction)

    # ------------------------------------------------------------ the list

    def open_list(self) -> None:
        """Opens the list of the reader's names."""
        self._keeper.attempt(self._open_list)

    def _open_list(self) -> None:
        if self._list is None:
            self.file.records()
            self._list = OwnNamesDialog(self._window, self, self._theme.colours)
            self._list.finished.connect(self._on_list_closed)
            self._keeper.beside = self._list.banners
        self._list.open()

    def _on_list_closed(self) -> None:
        self._list = self._keeper.beside = None

    def records(self) -> tuple[list[OwnRecord], list[Fault]]:
        """What is in the file, and what is wrong with it; nothing if it cannot be read."""
        try:
            records, unread = self.file.records()
        except QariError:
            return [], []
        own = self._knowledge.own_faults if self._knowledge else ()
        lines = {fault.line for fault in unread}
        faults = [*unread, *(fault for fault in own if fault.line not in lines)]
        return records, sorted(faults, key=lambda fault: fault.line)

    def can_change(self, record: OwnRecord) -> bool:
        """Whether there is more to say of it than to remove it."""
        wish = record.wish
        if isinstance(wish, Described):
            return wish.id in self.knowledge
        return isinstance(wish, SameAs) and has_arabic(wish.what)

    def change(self, record: OwnRecord) -> None:
        """Asks anew what was said."""
        wish = record.wish
        if isinstance(wish, Described):
            self._keeper.attempt(lambda: self._ask_correction(self.knowledge[wish.id]))
        elif isinstance(wish, SameAs):
            self._keeper.attempt(self._ask_same, [wish.what])

    def remove(self, records: Sequence[OwnRecord]) -> None:
        """Takes back what was said."""
        words = "A name is" if len(records) == 1 else f"{len(records)} names are"
        changes = [Change(record.text, "") for record in records]
        self._keeper.attempt(self._keeper.change, f"{words} removed from your list.", *changes)

    def take_in(self, path: Path, dialog: OwnNamesDialog) -> None:
        """Imports a file; asks where it says something else than the reader."""

        def take() -> None:
            text = read_own_file(path)
            outcome, changes = self.file.take_in(text, path.name)
            if not outcome.yours:
                self._keeper.change(_imported(path.name, outcome), *changes)
                return
            theirs, all_changes = self.file.take_in(text, path.name, theirs=True)
            attempt, change = self._keeper.attempt, self._keeper.change
            dialog.ask_whose(
                outcome,
                partial(attempt, change, _imported(path.name, outcome), *changes),
                partial(attempt, change, _imported(path.name, theirs), *all_changes),
            )

        self._keeper.attempt(take)

    def export(self, path: Path) -> None:
        """Writes the reader's names to a file for others."""

        def give() -> None:
            write_atomically(path, self.file.exported().encode("utf-8"))
            self._keeper.tell("done", f"Your names are in {path}.")

        self._keeper.attempt(give)

    def undo(self) -> None:
        self._keeper.attempt(self._edits.undo)


def _ids(knowledge: OwnKnowledge, records: Sequence[OwnRecord]) -> set[str]:
    own = {record.wish.id for record in records if isinstance(record.wish, Described)}
    return own | {e.id for e in knowledge} | {e.id for e in knowledge.ours}


def _imported(file: str, outcome: TakenIn) -> str:
    told = (
        (outcome.added, "added"),
        (outcome.replaced, "replaced"),
        (outcome.same, "there already"),
        (outcome.yours, "left as you have them"),
    )
    words = f"From {file}: " + ", ".join(f"{count:,} {what}" for count, what in told if count) + "."
    if outcome.faults:
        shown = "; ".join(f"line {f.line}: {f.message}" for f in outcome.faults[:3])
        more = f"; and {len(outcome.faults) - 3:,} more" if len(outcome.faults) > 3 else ""
        words += f" Not taken ({shown}{more})."
    return words

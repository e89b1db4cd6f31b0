"""What the menu over the text offers for a name: which name it is, and what can be said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu

from reader.entities.verdicts import surface_names
from reader.gui.document import Document
from reader.gui.reading_menu import NameTarget
from reader.model import Doubt, Mention
from reader.text.keys import has_arabic
from reader.translation.name_guard import correction_of

__all__ = ["add_entries", "corrections_of", "is_known", "mention_of", "name_of"]

_PROCLITICS: Final = frozenset("وفبلكس")

Act = Callable[[NameTarget], object]


def mention_of(document: Document, target: NameTarget) -> Mention | None:
    """The mention at `target`, None where nothing is marked there."""
    mentions = document.sentence(target.sentence).mentions
    if target.mention is None or target.mention >= len(mentions):
        return None
    mention = mentions[target.mention]
    # It may have been marked anew while the menu was open.
    return mention if (mention.start, mention.end) == target.span else None


def is_known(document: Document, mention: Mention | None) -> bool:
    """Whether there is a record of what is named, not a guess of the recogniser's."""
    return mention is not None and document.entities[mention.entity].known


def name_of(document: Document, target: NameTarget) -> str:
    """The Arabic name at `target`, without the particles that are written together with it."""
    text, (start, end) = document.article.text, target.span
    if target.mention is None:
        start += _particles(document, target)
    return " ".join(surface_names(text, start, end)[0].split())


def _particles(document: Document, target: NameTarget) -> int:
    """How many letters of the first word, by its gloss, are particles."""
    text, (start, end) = document.article.text, target.span
    tokens = document.sentences[target.sentence].tokens
    glosses = document.sentence(target.sentence).glosses
    first = next((i for i, token in enumerate(tokens) if token.start == start), None)
    gloss = glosses[first] if first is not None and first < len(glosses) else None
    taken = 0
    for segment in gloss.segments if gloss else ():
        if segment.form not in _PROCLITICS or not text.startswith(segment.form, start + taken):
            break
        taken += 1
    return taken if start + taken < end else 0


def corrections_of(document: Document, target: NameTarget) -> list[Doubt]:
    """The corrections of the name at `target` in its sentence's English."""
    known = document.sentence(target.sentence)
    number, translation = target.mention, known.translation
    if number is None or translation is None or number >= len(known.mention_spans):
        return []
    english = [translation.text[start:end] for start, end in known.mention_spans[number]]
    corrections = ((doubt, correction_of(doubt)) for doubt in translation.doubts)
    return [
        doubt
        for doubt, correction in corrections
        if correction and any(said in correction[1] or correction[1] in said for said in english)
    ]


def add_entries(
    menu: QMenu,
    document: Document,
    target: NameTarget | None,
    add: Act,
    correct: Act,
    same_as: Act,
    hide: Act,
    put_back: Callable[[NameTarget, Doubt], object],
) -> None:
    """Adds what can be said of the name at `target`; what makes no sense there is disabled."""
    mention = mention_of(document, target) if target else None
    named = bool(target and has_arabic(name_of(document, target)))
    for title, possible, act in (
        ("Add actor or place…", named, add),
        ("Correct this entry…", is_known(document, mention), correct),
        ("Same as…", named, same_as),
        ("This is not a name", named and mention is not None, hide),
    ):
        action = menu.addAction(title)
        action.setEnabled(possible)
        if target:
            action.triggered.connect(lambda _=False, act=act, target=target: act(target))
    for doubt in corrections_of(document, target) if target else ():
        correction = correction_of(doubt)
        if correction and target:
            was = correction[0].replace("&", "&&")
            action = menu.addAction(f"Undo: put back “{was}”")
            action.triggered.connect(
                lambda _=False, doubt=doubt, target=target: put_back(target, doubt)
            )
    menu.addSeparator()

"""What there is to say about the word at the pointer, or about a warning in the gutter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from reader.gui.gloss_popup import GlossNote
from reader.gui.reading_page import Page
from reader.gui.reading_paint import GutterMark, doubt_marks, edit_marks
from reader.gui.row_box import Columns, RowBox
from reader.gui.row_content import Row, Side, Word
from reader.model import EntityType, Translation
from reader.translation.doubts import sentence_for
from reader.translation.memory import is_kept

__all__ = ["doubts_at", "edits_at", "note_for"]

_Marks = Callable[[Row, RowBox, Columns, float], list[GutterMark]]


def note_for(row: Row, word: Word) -> GlossNote | None:
    """The gloss of an Arabic word, or of the Arabic word that stands behind an English one; None
    where no word has a gloss."""
    glosses = row.analysis(word.sentence).glosses
    glossed = [token for token in word.tokens if token < len(glosses) and glosses[token]]
    if not glossed:
        return None
    first, *others = glossed
    gloss = glosses[first]
    if gloss is None:
        return None
    behind = word.side is Side.ENGLISH
    return GlossNote(
        written=_written(row, word.sentence, first),
        gloss=gloss,
        name=_name(row, word.sentence, first),
        behind=behind,
        others=tuple(_written(row, word.sentence, token) for token in sorted(others)[:4]),
    )


def _written(row: Row, sentence: int, token: int) -> str:
    start, end = row.token_span(sentence, token)
    return row.text(Side.ARABIC)[start:end]


def _name(row: Row, sentence: int, token: int) -> tuple[str, EntityType] | None:
    found = row.source(sentence).tokens[token]
    for mention in row.analysis(sentence).mentions:
        if mention.start < found.end and found.start < mention.end:
            return mention.english, mention.type
    return None


def doubts_at(page: Page, point: QPointF) -> list[str]:
    """What the warning at a point of the view warns of, in sentences for the reader."""
    translations = _marked_at(page, point, doubt_marks)
    return list(dict.fromkeys(sentence_for(doubt) for t in translations for doubt in t.doubts))


def edits_at(page: Page, point: QPointF) -> list[str]:
    """Whose English it is, where there is the sign of an edited sentence at a point of the view."""
    engines = (translation.engine for translation in _marked_at(page, point, edit_marks))
    labels = (engine[:1].upper() + engine[1:] for engine in engines if is_kept(engine))
    return list(dict.fromkeys(labels))


def _marked_at(page: Page, point: QPointF, marks: _Marks) -> list[Translation]:
    for row, top in page.visible():
        for mark in marks(row, page.box(row.index), page.columns, top):
            if mark.area.adjusted(-4, -4, 4, 4).contains(point):
                found = (row.analysis(sentence).translation for sentence in mark.sentences)
                return [translation for translation in found if translation]
    return []

"""What there is to say about the word or the sentence at the pointer, or about a sign in the
gutter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF

from reader.gui.gloss_popup import GlossNote
from reader.gui.reading_page import Page
from reader.gui.reading_paint import GutterMark, doubt_marks, edit_marks
from reader.gui.row_box import Columns, RowBox
from reader.gui.row_content import Row, Side, Word
from reader.model import Mention, Translation
from reader.translation.doubts import sentence_for
from reader.translation.memory import is_kept

__all__ = ["both_sides", "doubts_at", "doubts_of", "edits_at", "note_for"]

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
    name = _name(row, word.sentence, first)
    return GlossNote(
        written=_written(row, word.sentence, first),
        gloss=gloss,
        name=(name.english, name.type) if name else None,
        whole=name is not None and _is_all_of(row, word.sentence, first, name),
        behind=behind,
        others=tuple(_written(row, word.sentence, token) for token in sorted(others)[:4]),
    )


def _written(row: Row, sentence: int, token: int) -> str:
    start, end = row.token_span(sentence, token)
    return row.text(Side.ARABIC)[start:end]


def _name(row: Row, sentence: int, token: int) -> Mention | None:
    found = row.source(sentence).tokens[token]
    for mention in row.analysis(sentence).mentions:
        if mention.start < found.end and found.start < mention.end:
            return mention
    return None


def _is_all_of(row: Row, sentence: int, token: int, name: Mention) -> bool:
    """Whether the name is this one word, apart from what is written together with it."""
    found = row.source(sentence).tokens[token]
    return name.role == "name" and found.start <= name.start and name.end <= found.end


def both_sides(row: Row, sentence: int) -> list[str]:
    """A sentence in Arabic and, if it has one, in English."""
    start, end = row.sentence_span(Side.ARABIC, sentence)
    translation = row.analysis(sentence).translation
    arabic = row.text(Side.ARABIC)[start:end]
    return [arabic, translation.text] if translation else [arabic]


def doubts_of(row: Row, sentence: int) -> list[str]:
    """What is to be checked in the English of a sentence, in sentences for the reader."""
    translation = row.analysis(sentence).translation
    doubts = translation.doubts if translation else ()
    return list(dict.fromkeys(map(sentence_for, doubts)))


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

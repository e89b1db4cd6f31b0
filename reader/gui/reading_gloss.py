"""What there is to say about the word at the pointer, or about a warning in the gutter."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from reader.gui.gloss_popup import GlossNote
from reader.gui.reading_page import Page
from reader.gui.reading_paint import doubt_marks
from reader.gui.row_content import Row, Side, Word
from reader.model import Doubt, EntityType

__all__ = ["doubts_at", "note_for"]

_DOUBTS = {
    "number-missing": "This number of the Arabic is not in the English: {}",
    "number-added": "This number of the English is not in the Arabic: {}",
    "name-missing": "This name is not in the English: {}",
    "untranslated": "Left untranslated: {}",
    "repeated": "The English repeats itself: {}",
}


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
    for row, top in page.visible():
        for mark in doubt_marks(row, page.box(row.index), page.columns, top):
            if mark.area.adjusted(-4, -4, 4, 4).contains(point):
                translations = (row.analysis(sentence).translation for sentence in mark.sentences)
                told = (_words(doubt) for t in translations if t for doubt in t.doubts)
                return list(dict.fromkeys(told))
    return []


def _words(doubt: Doubt) -> str:
    known = _DOUBTS.get(doubt.kind)
    if known:
        return known.format(doubt.text)
    return f"{doubt.kind.replace('-', ' ').capitalize()}: {doubt.text}"

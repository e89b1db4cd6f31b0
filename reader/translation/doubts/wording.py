"""Doubts in sentences for people: one wording for window, PDF and command line."""

from __future__ import annotations

from typing import Final

from reader.model import Doubt

__all__ = ["is_notice", "sentence_for"]

_SENTENCES: Final = {
    "number-missing": "This number of the Arabic is not in the English: {}",
    "number-added": "This number of the English is not in the Arabic: {}",
    "date-missing": "This date of the Arabic is not in the English: {}",
    "unit-changed": "The unit of this number is not that of the Arabic: {}",
    "negation-lost": "The Arabic denies something here, the English may not: {}",
    "negation-added": "The English denies something, the Arabic may not: {}",
    "name-missing": "This name is not in the English: {}",
    "name-invented": "No Arabic word explains this name: {}",
    "name-corrected": "Qari put in a name it knows: {}",
    "term-missing": "A term of your glossary is not in the English: {}",
    "untranslated": "Left untranslated: {}",
    "part-missing": "This part may not have been translated: {}",
    "length": "The English is out of proportion to the Arabic, {}",
    "repetition": "The English repeats itself: {}",
    "arabic-left": "Left untranslated: {}",
    "quotes-unbalanced": "Opened and not closed, or the other way round: {}",
    "low-score": "The engine is less sure of this sentence than of others: {}",
    "draft-shown": "From the word-level draft: {}",
}
_NOTICES: Final = frozenset({"draft-shown"})


def is_notice(doubt: Doubt) -> bool:
    """Whether `doubt` only tells where the English comes from: nothing in it was found wrong."""
    return doubt.kind in _NOTICES


def sentence_for(doubt: Doubt) -> str:
    """What `doubt` tells the reader; kinds unknown here are told by their own name."""
    known = _SENTENCES.get(doubt.kind)
    if known:
        return known.format(doubt.text)
    name = doubt.kind.replace("-", " ").capitalize()
    return f"{name}: {doubt.text}" if doubt.text else name

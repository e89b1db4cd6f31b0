"""A word taken apart: conjunctions, prepositions, the article, subject and object endings, each
with its meaning, and the stem between them.

The parts come from ALMOR's Buckwalter morphemes (`form/TAG` joined by `+`) and are laid over the
word as it is written, so that the forms put together again give the word without its marks. A
morpheme that is not found in the writing (the noon that مما hides) stays with its neighbour.
"""

from __future__ import annotations

import re
from typing import Final

from reader.model import Segment
from reader.text.keys import strip_marks
from reader.text.transliteration import transliterate

__all__ = ["segments", "unknown_word_segments"]

_PROCLITICS: Final = {
    ("CONJ", "و"): "and",
    ("CONJ", "ف"): "and; so",
    ("SUB_CONJ", "و"): "while",
    ("PREP", "ب"): "with; by; in",
    ("PREP", "ل"): "to; for",
    ("PREP", "ك"): "like; as",
    ("EMPHATIC_PART", "ل"): "indeed",
    ("RC_PART", "ل"): "would",
    ("JUS_PART", "ل"): "let",
    ("PART", "و"): "by (oath)",
    ("FUT_PART", "س"): "will",
    ("INTERROG_PART", "أ"): "(question)",
    ("DET", "ال"): "the",
}
_PERSON: Final = {
    "1S": ("I", "me", "my"),
    "1P": ("we", "us", "our"),
    "2MS": ("you", "you", "your"),
    "2FS": ("you", "you", "your"),
    "2D": ("you two", "you two", "your"),
    "2MP": ("you", "you", "your"),
    "2FP": ("you", "you", "your"),
    "3MS": ("he/it", "him/it", "his/its"),
    "3FS": ("she/it", "her/it", "her/its"),
    "3D": ("they two", "them both", "their"),
    "3MD": ("they two", "them both", "their"),
    "3FD": ("they two", "them both", "their"),
    "3MP": ("they", "them", "their"),
    "3FP": ("they", "them", "their"),
}
_SUBJECT, _OBJECT, _POSSESSOR = range(3)
_SUBJECT_PREFIX: Final = re.compile(r"IV(\d[MF]?[SDP])$")
_ENCLITICS: Final = (
    (re.compile(r"PVSUFF_SUBJ:(\d[MF]?[SDP])$"), _SUBJECT),
    (re.compile(r"[PIC]VSUFF_DO:(\d[MF]?[SDP])$"), _OBJECT),
    (re.compile(r"PRON_(\d[MF]?[SDP])$"), _OBJECT),
    (re.compile(r"POSS_PRON_(\d[MF]?[SDP])$"), _POSSESSOR),
)
_IMPERFECT_SUFFIX: Final = re.compile(r"IVSUFF_SUBJ:.*?(MP|FP|2FS|D)(?:_MOOD:\w+)?$")
_IMPERFECT_ENDINGS: Final = {"MP": "(plural)", "FP": "(plural)", "D": "(two)", "2FS": "(you)"}
_LEVELLED: Final = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا", ord("ى"): "ي"}

# و ف ب ك alone may be the first letter of a name; before the article they cannot.
_UNKNOWN_PROCLITICS: Final = (
    (re.compile("([وف])(لل)(?=...)"), re.compile("([وف])(ل)(ل)")),
    (re.compile("([وف])([بك])(ال)(?=...)"), None),
    (re.compile("([وفبك])(ال)(?=...)"), None),
    (re.compile("(ل)(ل)(?=...)"), None),
    (re.compile("(ال)(?=...)"), None),
    (re.compile("([وبل])(?=....)"), None),
)


def segments(word: str, bw: str, stem_english: str) -> tuple[Segment, ...]:
    """The parts of `word` in reading order, from its Buckwalter analysis `bw`."""
    rest = strip_marks(word)
    morphemes = _morphemes(bw)
    before: list[Segment] = []
    after: list[Segment] = []
    while _has_stem(morphemes[1:]) and (taken := _proclitic(*morphemes[0], rest)) is not None:
        before.append(taken)
        rest = rest[len(taken.form) :]
        del morphemes[0]
    while len(morphemes) > 1 and (taken := _enclitic(*morphemes[-1], rest)) is not None:
        after.append(taken)
        rest = rest[: len(rest) - len(taken.form)]
        del morphemes[-1]
    return (*before, Segment(rest, stem_english), *reversed(after))

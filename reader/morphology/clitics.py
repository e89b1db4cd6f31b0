"""A word taken apart: conjunctions, prepositions, the article, subject and object endings, each with
its meaning, and the stem between them.

The parts come from ALMOR's Buckwalter morphemes (`form/TAG` joined by `+`) and are laid over the word
as it is written, so that the forms put together again give the word without its marks. A morpheme
that is not found in the writing (للأرض writes the article as a lam, مما hides a نون) stays with its
neighbour.
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
    ("PART", "و"): "by (oath)",
    ("PREP", "ب"): "with; by; in",
    ("PREP", "ل"): "to; for",
    ("PREP", "ك"): "like; as",
    ("EMPHATIC_PART", "ل"): "indeed",
    ("RC_PART", "ل"): "would have",
    ("JUS_PART", "ل"): "let",
    ("FUT_PART", "س"): "will",
    ("INTERROG_PART", "أ"): "(question)",
    ("DET", "ال"): "the",
}
_PROCLITIC_TAGS: Final = frozenset(tag for tag, _ in _PROCLITICS)
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
_SUBJECT_PREFIX: Final = re.compile(r"IV(\d[MF]?[SDP])$")
_SUBJECT_SUFFIX: Final = re.compile(r"PVSUFF_SUBJ:(\d[MF]?[SDP])$")
_IMPERFECT_SUFFIX: Final = re.compile(r"IVSUFF_SUBJ:.*?(MP|FP|2FS|D)(?:_MOOD:\w+)?$")
_IMPERFECT_ENDINGS: Final = {"MP": "(plural)", "FP": "(plural)", "D": "(two)", "2FS": "(you)"}
_OBJECT: Final = re.compile(r"(?:[PIC]VSUFF_DO|(?<!POSS_)PRON)[:_](\d[MF]?[SDP])$")
_POSSESSOR: Final = re.compile(r"POSS_PRON_(\d[MF]?[SDP])$")
_LEVELLED: Final = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا", ord("ى"): "ي"}

_UNKNOWN_PROCLITICS: Final = (
    ("وال", ("و", "ال")), ("بال", ("ب", "ال")), ("كال", ("ك", "ال")), ("فال", ("ف", "ال")),
    ("لل", ("ل", "ل")), ("ال", ("ال",)), ("و", ("و",)), ("ب", ("ب",)), ("ل", ("ل",)),
)  # fmt: skip
_UNKNOWN_ENGLISH: Final = {
    "و": "and", "ف": "and; so", "ب": "with; by; in", "ك": "like; as", "ل": "to; for", "ال": "the",
}  # fmt: skip


def segments(word: str, bw: str, stem_english: str) -> tuple[Segment, ...]:
    """The parts of `word` in reading order, from its Buckwalter analysis `bw`."""
    rest = strip_marks(word)
    morphemes = _morphemes(bw)
    before: list[Segment] = []
    after: list[Segment] = []
    while len(morphemes) > 1 and (taken := _proclitic(*morphemes[0], rest)) is not None:
        before.append(taken)
        rest = rest[len(taken.form) :]
        del morphemes[0]
    while len(morphemes) > 1 and (taken := _enclitic(*morphemes[-1], rest)) is not None:
        after.append(taken)
        rest = rest[: len(rest) - len(taken.form)]
        del morphemes[-1]
    return (*before, Segment(rest, stem_english), *reversed(after))


def unknown_word_segments(word: str) -> tuple[Segment, ...]:
    """The parts of a word no dictionary holds: proclitics that leave a stem of three letters or
    more; a lone و or ف or ب may belong to a name, so it is only split before the article."""
    rest = strip_marks(word)
    for beginning, forms in _UNKNOWN_PROCLITICS:
        if rest.startswith(beginning) and len(rest) - len(beginning) >= 3:
            parts = tuple(Segment(form, _UNKNOWN_ENGLISH[form]) for form in forms)
            stem = rest[len(beginning) :]
            return (*parts, Segment(stem, transliterate(stem)))
    return (Segment(rest, transliterate(rest)),)


def _morphemes(bw: str) -> list[tuple[str, str]]:
    """(form without marks, tag), those that are not heard in the letters left out."""
    found = []
    for morpheme in bw.split("+"):
        form, _, tag = morpheme.rpartition("/")
        bare = strip_marks(form) if form != "(null)" else ""
        if bare:
            found.append((bare, tag))
    return found


def _proclitic(form: str, tag: str, rest: str) -> Segment | None:
    person = _SUBJECT_PREFIX.match(tag)
    if tag not in _PROCLITIC_TAGS and person is None:
        return None
    if tag == "DET" and not rest.startswith("ال"):
        written = "ل" if rest.startswith("ل") else ""  # للجيش: the alif is not written
    else:
        written = rest[: len(form)] if _same(rest[: len(form)], form) else ""
    if not written or len(written) >= len(rest):
        return None
    english = _PERSON[person.group(1)][0] if person else _PROCLITICS.get((tag, form), "")
    return Segment(written, english) if english else None


def _enclitic(form: str, tag: str, rest: str) -> Segment | None:
    written = rest[-len(form) :]
    if not _same(written, form) or len(written) >= len(rest):
        return None
    if found := _SUBJECT_SUFFIX.match(tag):
        return Segment(written, _PERSON[found.group(1)][0])
    if found := _OBJECT.match(tag):
        return Segment(written, _PERSON[found.group(1)][1])
    if found := _POSSESSOR.match(tag):
        return Segment(written, _PERSON[found.group(1)][2])
    if found := _IMPERFECT_SUFFIX.match(tag):
        return Segment(written, _IMPERFECT_ENDINGS[found.group(1)])
    return None


def _same(written: str, form: str) -> bool:
    return written.translate(_LEVELLED) == form.translate(_LEVELLED)

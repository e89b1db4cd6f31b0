"""A word taken apart: conjunctions, prepositions, the article, subject and object endings, each
with its meaning, and the stem between them.

The parts come from ALMOR's Buckwalter morphemes (`form/TAG` joined by `+`) and are laid over the
word as it is written, so that the forms put together again give the word without its marks. A
morpheme that is not found in the writing (the noon that مما hides) stays with its neighbour.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
_PERSON_ENDING: Final = re.compile(r"(?:SUFF_(?:SUBJ|DO):|PRON_\d)")
_IMPERFECT_SUFFIX: Final = re.compile(r"IVSUFF_SUBJ:.*?(MP|FP|2FS|D)(?:_MOOD:\w+)?$")
_IMPERFECT_ENDINGS: Final = {"MP": "(plural)", "FP": "(plural)", "D": "(two)", "2FS": "(you)"}
_LEVELLED: Final = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا", ord("ى"): "ي"}

# Before the article they are surely proclitics; alone, ب ل ف ك are as often the first letter of a
# name (بورتسودان, ليبرمان), and a name that lost its first letter is worse than one with one more.
_BEFORE_ARTICLE: Final = ("", "و", "ف", "ب", "ك", "وب", "فب", "وك")
_LETTERS_LEFT: Final = 3


@lru_cache(maxsize=10_000)
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


def unknown_word_segments(word: str) -> tuple[Segment, ...]:
    """The parts of a word no dictionary holds: the article with what stands before it, or و, where
    they leave enough of a word."""
    rest = strip_marks(word)
    for proclitics in _BEFORE_ARTICLE:
        if rest.startswith(proclitics + "ال") and len(rest) - len(proclitics) - 2 >= _LETTERS_LEFT:
            parts = [*map(_letter, proclitics), Segment("ال", "the")]
            break
        if rest.startswith(proclitics + "لل") and len(rest) - len(proclitics) - 2 >= _LETTERS_LEFT:
            parts = [*map(_letter, proclitics), _letter("ل"), Segment("ل", "the")]
            break
    else:
        splits = (
            rest.startswith("و") and not rest.startswith("وا") and len(rest) > _LETTERS_LEFT + 1
        )
        parts = [_letter("و")] if splits else []
    stem = rest[sum(len(part.form) for part in parts) :]
    return (*parts, Segment(stem, transliterate(stem)))


def _letter(form: str) -> Segment:
    tag = "CONJ" if form in "وف" else "PREP"
    return Segment(form, _PROCLITICS[tag, form])


def _morphemes(bw: str) -> list[tuple[str, str]]:
    """(form without marks, tag), those that are not heard in the letters left out."""
    found = []
    for morpheme in bw.split("+"):
        form, _, tag = morpheme.rpartition("/")
        bare = strip_marks(form) if form != "(null)" else ""
        if bare:
            found.append((bare, tag))
    return found


def _has_stem(morphemes: list[tuple[str, str]]) -> bool:
    """Whether one of `morphemes` is more than an ending: له is ل and its pronoun, no proclitic."""
    return any(
        _PERSON_ENDING.search(tag) is None and not tag.startswith(("CASE_", "NSUFF_"))
        for _, tag in morphemes
    )


def _proclitic(form: str, tag: str, rest: str) -> Segment | None:
    if person := _SUBJECT_PREFIX.match(tag):
        english = _PERSON[person.group(1)][_SUBJECT]
    else:
        english = _PROCLITICS.get((tag, form), "")
    # The article after ل loses its alif (للجيش).
    written = next((f for f in (form, form.removeprefix("ا")) if _starts(rest, f)), "")
    if not english or not written or len(written) >= len(rest):
        return None
    return Segment(rest[: len(written)], english)


def _enclitic(form: str, tag: str, rest: str) -> Segment | None:
    if len(form) >= len(rest) or not _starts(rest[-len(form) :], form):
        return None
    written = rest[-len(form) :]
    for pattern, role in _ENCLITICS:
        if found := pattern.match(tag):
            return Segment(written, _PERSON[found.group(1)][role])
    if found := _IMPERFECT_SUFFIX.match(tag):
        return Segment(written, _IMPERFECT_ENDINGS[found.group(1)])
    return None


def _starts(written: str, form: str) -> bool:
    return bool(form) and written[: len(form)].translate(_LEVELLED) == form.translate(_LEVELLED)

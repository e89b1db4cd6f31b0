"""The English of a sentence's stretches put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reader.model import Link, Span, Translation
from reader.text.english_words import is_english_word
from reader.translation.stretches import Stretch
from reader.translation.verbatim import Kind

__all__ = ["join_stretches"]

_CLOSERS: Final = "\"'”’»)]}"
_END: Final = re.compile(rf"[\s.,;:…]*([{re.escape(_CLOSERS)}]*)[\s.,;:…]*$")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:[A-Za-z]\.)+[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|St|Jr|Sr|Inc|Co|Ltd|Corp"
    r"|etc|vs|No))\.$"
)
_STRAY_START: Final = re.compile(r"^[\s.,;:…]+(?!\d)")
_WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OPENERS: Final = "\"'“‘«([{"
_SENTENCE_ENDS: Final = frozenset(".!?…:")

# Written small unless they begin a sentence; dictionaries of content words leave them out.
_SMALL: Final = frozenset(
    "a about above according across after again against all along alongside already also although"
    " always among amid an and another any are around as at because before behind being below"
    " beside besides between beyond both but by despite during each either even every except far"
    " few finally first following for from furthermore given had has have having he hence her here"
    " hers his how however if in indeed inside instead into is it its just last later least less"
    " like likewise many meanwhile more moreover most much near neither nevertheless next no nor"
    " not nothing now of off often on once one only onto or other others otherwise our out outside"
    " over own per perhaps rather same second several she should similarly since so some soon"
    " still such than that the their them then there thereby therefore these they this those"
    " though three through throughout thus to together too toward towards two under unless unlike"
    " until up upon us very via was we were what when where whereas whereby which while who whom"
    " whose why will with within without would yet you your".split()
)
# Months and countries that are also ordinary words.
_ALSO_NAMES: Final = frozenset("March May August Turkey China Jordan Chad Japan Georgia".split())


def join_stretches(parts: Sequence[tuple[Stretch, Translation]]) -> Translation:
    """One translation of the translations of all stretches of a sentence, in any order.

    Within the sentence no full stop is left that the Arabic does not have, the punctuation of the
    Arabic stands between the stretches, once, and the first word of a later stretch is written
    small unless it is a name, "I" or an acronym. Links move along. The score is the mean over the
    pieces of the stretches that were translated."""
    parts = sorted(parts, key=lambda part: part[0].order)
    if len(parts) == 1 and parts[0][0].kind is not Kind.TAG:
        return parts[0][1]
    names = {word for stretch, english in parts for word in _names(stretch, english.text)}
    text = ""
    links: dict[int, tuple[set[Span], float]] = {}
    score = weight = 0.0
    for number, (stretch, english) in enumerate(parts):
        last = number + 1 == len(parts)
        core, start = _core(stretch, english.text, last=last)
        if stretch.kind is Kind.TAG:
            core = _tag(stretch, core)
        elif text and stretch.kind is Kind.MODEL and not _ended(text):
            core = _lowered(core, names)
        if core:
            text += " " if text and stretch.spaced else ""
        elif last and stretch.mark:
            text = text.rstrip(",;: ") + stretch.mark
        base = len(text)
        text += core
        for link in english.links:
            spans, before = links.setdefault(link.token + stretch.first, (set(), 0.0))
            if stretch.kind is Kind.TAG:
                spans.update([(base, base + len(core))] if core else [])
            else:
                spans.update(_moved(link.spans, start, base, len(text)))
            links[link.token + stretch.first] = spans, max(before, link.score)
        if english.score is not None:
            score += english.score * len(stretch.pieces)
            weight += len(stretch.pieces)
    return Translation(
        text,
        parts[0][1].engine,
        round(score / weight, 3) if weight else None,
        tuple(
            Link(token, tuple(sorted(spans)), best if spans else 0.0)
            for token, (spans, best) in sorted(links.items())
        ),
    )


def _core(stretch: Stretch, english: str, *, last: bool) -> tuple[str, int]:
    """What of a stretch's English goes into the sentence, and where that begins in it."""
    if stretch.kind is Kind.KEPT:
        return english, 0
    opening = _STRAY_START.match(english) if stretch.order else None
    start = opening.end() if opening else 0
    core = english[start:]
    if last and (not core or core[-1] in ".!?…\"'”’»)]" or stretch.mark not in ".!?…"):
        return core, start
    end = _END.search(core)
    if end:
        body = core[: end.start()]
        if _ABBREVIATED.search(core[: end.start() + 1]):
            body += "."
        core = body + end[1]
    if not core or core[-1] in "?!" or (core[-1] == "." and stretch.mark == "."):
        return core, start
    return core + stretch.mark, start


def _ended(text: str) -> bool:
    """Whether what follows `text` begins a sentence of its own."""
    return not any(map(str.isalpha, text)) or text.rstrip(_CLOSERS + " ")[-1:] in _SENTENCE_ENDS


def _moved(spans: Sequence[Span], start: int, base: int, limit: int) -> list[Span]:
    moved = [(max(a - start, 0) + base, min(b - start + base, limit)) for a, b in spans]
    return [(a, b) for a, b in moved if a < b]


def _tag(stretch: Stretch, english: str) -> str:
    """English words as one hashtag."""
    sign = stretch.source.text[:1] if stretch.source.text[:1] in "#@" else ""
    words = re.findall(r"\w+", re.sub(r"['’]", "", english))
    return sign + "_".join(words) if words else stretch.source.text


def _names(stretch: Stretch, english: str) -> set[str]:
    """Capitalised words that are so for a reason: in names and glosses, or in mid-sentence."""
    told = [mention.english for mention in stretch.source.mentions]
    told += [gloss.english for gloss in stretch.source.glosses if gloss]
    words = {word for text in told for word in _WORD.findall(text)}
    return {word for word in words | set(_WORD.findall(english)[1:]) if word[0].isupper()} - {"I"}


def _lowered(text: str, names: set[str]) -> str:
    """`text` with its first letter small, unless its first word is written with a capital
    anywhere."""
    first = _WORD.search(text)
    if first is None or text[: first.start()].strip(_OPENERS + " "):
        return text
    word = first[0]
    small = word[0].lower() + word[1:]
    if len(small) != len(word) or not word[0].isupper() or not _is_ordinary(text, first, names):
        return text
    return text[: first.start()] + small + text[first.end() :]


def _is_ordinary(text: str, first: re.Match[str], names: set[str]) -> bool:
    word = first[0]
    if word == "A":
        return True
    if not word[1:].islower() or word.split("'")[0] == "I" or word in names:
        return False
    if word.lower() in _SMALL:
        return True
    following = _WORD.match(text, first.end() + 1)
    if following and (following[0][0].isupper() or following[0][0].isdigit()):
        return False  # President Assad, Security Council, May 5
    stem = re.split(r"['’\-]", word)[0]
    return stem not in _ALSO_NAMES and is_english_word(stem.lower())

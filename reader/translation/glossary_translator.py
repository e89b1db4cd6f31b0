"""An engine that honours the reader's glossary.

The terms of a sentence are given to the engine as mentions. Where its English still says something
else, the term is put in its place if it is sure which words those are; if not, that is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reader.model import Doubt, Link, Mention, Span, Translation
from reader.translation.protocol import SentenceSource, Translator
from reader.translation.user_glossary import Glossary
from reader.translation.wrapper import TranslatorWrapper

__all__ = ["GlossaryTranslator", "place_terms", "with_terms"]

_SURE: Final = 0.5
"""Least score of a link to go by."""
_RIVAL: Final = 0.3
"""From this score on a link of another word contests the place."""
_BETWEEN: Final = re.compile(r"\s*(?:(?:of|the|a|an|and|for|in|to)\s+)*", re.IGNORECASE)
_LEADING: Final = re.compile(
    r"(?:(?:and|so|in|by|with|at|on|of|for|to|from|as|like|the|a|an)\s+)+", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)


class GlossaryTranslator(TranslatorWrapper):
    """`inner` with the glossary that `load` gives, asked for anew with each job so that what the
    reader changes in it counts from the next job on."""

    def __init__(self, inner: Translator, load: Callable[[], Glossary]) -> None:
        super().__init__(inner)
        self._load = load

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        glossary = self._load()
        terms = [glossary.find(source) for source in sources]
        given = [
            with_terms(source, found) if found else source
            for source, found in zip(sources, terms, strict=True)
        ]
        for i, translation in self.inner.translate(given, cancelled):
            yield i, place_terms(sources[i], translation, terms[i])


def with_terms(source: SentenceSource, terms: Sequence[Mention]) -> SentenceSource:
    """The sentence with the glossary's terms among its mentions. A term gives way to a longer name
    it is part of, and takes the place of any other it overlaps."""
    kept = [t for t in terms if not any(_inside(t, m) for m in source.mentions)]
    names = [m for m in source.mentions if not any(_overlap(m, t) for t in kept)]
    return replace(source, mentions=tuple(sorted([*names, *kept], key=lambda m: m.start)))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(term: Mention, name: Mention) -> bool:
    whole = name.start <= term.start and term.end <= name.end
    return whole and name.end - name.start > term.end - term.start


def place_terms(
    source: SentenceSource, translation: Translation, terms: Sequence[Mention]
) -> Translation:
    """The translation with the English of each of `terms`, mentions in `source`, in the place of
    what the engine said for it. Where it is said already nothing changes; where the place is not
    sure the text stands and a doubt is added."""
    wanted = Counter(term.english for term in terms)
    for term in terms:
        if _times_said(translation.text, term.english) < wanted[term.english]:
            translation = _with_term(source, translation, term)
    return translation


def _times_said(english: str, term: str) -> int:
    """How often a text says a term, in the singular or plural, in whatever case."""
    said = re.escape(_ARTICLE.sub("", term)).replace(r"\ ", r"\s+")
    pattern = rf"(?<!\w){said}(?:e?s|['’]s)?(?!\w)"
    return len(re.findall(pattern, english, re.IGNORECASE))


def _with_term(source: SentenceSource, translation: Translation, term: Mention) -> Translation:
    place = _place(source, translation, term)
    if place is None:
        arabic = source.text[term.start : term.end]
        doubt = Doubt("term-missing", f"{arabic} is “{term.english}” in your glossary")
        return replace(translation, doubts=(*translation.doubts, doubt))
    if _times_said(translation.text[slice(*place)], term.english):
        return translation
    return _replaced(translation, place, term.english, source.tokens_of((term.start, term.end)))


def _place(source: SentenceSource, translation: Translation, term: Mention) -> Span | None:
    """The one stretch of English that the term's words and no others became, None if not sure."""
    tokens = source.tokens_of((term.start, term.end))
    links = {link.token: link for link in translation.links}
    spans: list[Span] = []
    for token in tokens:
        link = links.get(token)
        if link is None or link.score < _SURE or not link.spans:
            return None
        spans += link.spans
    spans.sort()
    text = translation.text
    start, end = spans[0]
    for span in spans[1:]:
        if span[0] > end and not _BETWEEN.fullmatch(text[end : span[0]]):
            return None
        end = max(end, span[1])
    # What stands for proclitics, and articles, stay: they are not the term's.
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    contested = any(
        link.token not in tokens and link.score >= _RIVAL and a < end and start < b
        for link in translation.links
        for a, b in link.spans
    )
    words = len(text[start:end].split())
    if start >= end or contested or not words or words > 2 * len(tokens) + 2:
        return None
    return start, end


def _replaced(
    translation: Translation, place: Span, english: str, tokens: Sequence[int]
) -> Translation:
    text = translation.text
    start, end = place
    article = _ARTICLE.match(english)
    if article and re.search(r"\b(?:the|an?)\s+$", text[:start], re.IGNORECASE):
        english = english[article.end() :]
    if start == 0:
        english = english[:1].upper() + english[1:]
    new = (start, start + len(english))
    shift = new[1] - end
    links = []
    for link in translation.links:
        if link.token in tokens:
            links.append(Link(link.token, (new,), link.score))
            continue
        kept = (
            (a, b) if b <= start else (a + shift, b + shift)
            for a, b in link.spans
            if b <= start or a >= end
        )
        links.append(Link(link.token, tuple(kept), link.score))
    return replace(translation, text=text[:start] + english + text[end:], links=tuple(links))

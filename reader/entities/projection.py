"""Where on the English side a mention stands.

The links of the mention's words say roughly where; the entity's English names say exactly. A name
that stands in the translation near the linked place wins; without one the linked words count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from reader.model import Entity, Mention, Span, Translation
from reader.translation.protocol import SentenceSource

__all__ = ["project"]

_WEAK = 0.35
"""Links less certain than this do not mark a name by themselves."""
_REACH = 60
"""How far, in characters, a name may stand from the place the links point to."""


def project(
    source: SentenceSource, translation: Translation, entities: Mapping[str, Entity]
) -> tuple[tuple[Span, ...], ...]:
    """For each mention of `source`, the spans of `translation.text` that render it, in order and
    not overlapping those of another mention; empty where nothing does."""
    text = translation.text
    spans_of = {link.token: link.spans for link in translation.links if link.score >= _WEAK}
    taken: list[Span] = []
    result: list[tuple[Span, ...]] = []
    for mention in source.mentions:
        linked = [
            span
            for token in source.tokens_of((mention.start, mention.end))
            for span in spans_of.get(token, ())
        ]
        name = _named(
            text, _names(mention, entities.get(mention.entity)), linked, taken, source, mention
        )
        spans = (name,) if name else tuple(s for s in _joined(text, linked) if _free(s, taken))
        taken.extend(spans)
        result.append(spans)
    return tuple(result)


def _names(mention: Mention, entity: Entity | None) -> list[str]:
    """English forms to look for: the surface's own first, longer before shorter."""
    forms = [mention.english.removeprefix("the ")]
    if entity:
        others = [entity.name_en, *entity.aliases_en]
        others += [alias.en.removeprefix("the ") for alias in entity.aliases]
        forms += sorted(others, key=len, reverse=True)
    return list(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=8192)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if len(name) > 4 else 0)


def _named(
    text: str,
    names: Iterable[str],
    linked: list[Span],
    taken: list[Span],
    source: SentenceSource,
    mention: Mention,
) -> Span | None:
    if linked:
        place = linked[0][0]
        reach = float(_REACH)
    else:
        # Without links the relative position in the sentence is all there is to go by.
        place = round(mention.start / max(len(source.text), 1) * len(text))
        reach = float("inf")
    for name in names:
        found = [m.span() for m in _pattern(name).finditer(text)]
        near = [
            s
            for s in found
            if _free(s, taken) and (_overlaps(s, linked) or abs(s[0] - place) <= reach)
        ]
        if near:
            return min(near, key=lambda s: (not _overlaps(s, linked), abs(s[0] - place)))
    return None


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _free(span: Span, taken: Iterable[Span]) -> bool:
    return not _overlaps(span, taken)


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those with nothing but spaces between them made one."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and not text[joined[-1][1] : span[0]].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], span[1]))
        else:
            joined.append(span)
    return joined

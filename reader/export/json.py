"""An analysis as JSON, schema `qari.analysis/1`: a promise to other programs, only ever added to.

Every offset counts Unicode code points, end exclusive: in the article's text on the Arabic side,
in that sentence's translation on the English side. The schema is
`tests/schema/analysis-1.schema.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reader.export.names import aliases_ar, aliases_en
from reader.files import write_atomically
from reader.model import (
    Analysis,
    Article,
    Engines,
    Entity,
    Gloss,
    Mention,
    Paragraph,
    Sentence,
    SentenceAnalysis,
    Span,
    Translation,
)

__all__ = ["SCHEMA", "dumps", "gloss_to_json", "to_json", "write_json"]

SCHEMA = "qari.analysis/1"

_Object = dict[str, Any]


def write_json(analysis: Analysis, out: Path) -> None:
    """Writes the analysis to `out`, UTF-8, whole or not at all. Raises OutputError."""
    write_atomically(out, dumps(analysis).encode("utf-8"))


def dumps(analysis: Analysis) -> str:
    """The analysis as JSON text for people's eyes too, ending in a line break."""
    return json.dumps(to_json(analysis), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def to_json(analysis: Analysis) -> _Object:
    """The analysis as plain dicts, lists, strings and numbers."""
    article = analysis.article
    pairs = iter(zip(article.sentences, analysis.sentences, strict=True))
    paragraphs = [
        _paragraph(paragraph, [_sentence(*next(pairs)) for _ in paragraph.sentences])
        for paragraph in article.paragraphs
    ]
    counts = Counter(m.entity for s in analysis.sentences for m in s.mentions)
    return {
        "schema": SCHEMA,
        "source": _source(article),
        "text": article.text,
        "engines": _engines(analysis.engines),
        "paragraphs": paragraphs,
        "entities": [_entity(entity, counts[entity.id]) for entity in analysis.entities],
        "problems": [{"stage": p.stage, "message": p.message} for p in analysis.problems],
    }


def _source(article: Article) -> _Object:
    source = article.source
    return {
        "name": source.name,
        "format": source.format,
        "encoding": source.encoding,
        "title": source.title,
        "date": source.date,
        "url": source.url,
    }


def _engines(engines: Engines) -> _Object:
    return {
        "translation": engines.translation,
        "entities": engines.entities,
        "glosses": engines.glosses,
    }


def _paragraph(paragraph: Paragraph, sentences: list[_Object]) -> _Object:
    return {
        "start": paragraph.start,
        "end": paragraph.end,
        "heading": paragraph.heading,
        "sentences": sentences,
    }


def _sentence(sentence: Sentence, known: SentenceAnalysis) -> _Object:
    glosses = known.glosses or (None,) * len(sentence.tokens)
    spans = known.mention_spans or ((),) * len(known.mentions)
    translation = known.translation
    return {
        "start": sentence.start,
        "end": sentence.end,
        "translation": _translation(translation) if translation else None,
        "tokens": [
            {
                "start": token.start,
                "end": token.end,
                "gloss": gloss_to_json(gloss) if gloss else None,
            }
            for token, gloss in zip(sentence.tokens, glosses, strict=True)
        ],
        "alignment": [
            {"token": link.token, "spans": _spans(link.spans)}
            for link in (translation.links if translation else ())
            if link.spans
        ],
        "mentions": [
            _mention(mention, english)
            for mention, english in zip(known.mentions, spans, strict=True)
        ],
    }


def _translation(translation: Translation) -> _Object:
    return {
        "text": translation.text,
        "engine": translation.engine,
        "score": translation.score,
        "warnings": [{"kind": doubt.kind, "text": doubt.text} for doubt in translation.doubts],
    }


def gloss_to_json(gloss: Gloss) -> _Object:
    return {
        "lemma": gloss.lemma,
        "root": gloss.root,
        "pos": gloss.pos,
        "diacritized": gloss.diacritized,
        "english": gloss.english,
        "segments": [{"form": s.form, "english": s.english} for s in gloss.segments],
        "alternatives": [
            {
                "lemma": reading.lemma,
                "pos": reading.pos,
                "diacritized": reading.diacritized,
                "english": reading.english,
            }
            for reading in gloss.alternatives
        ],
        "source": gloss.source,
    }


def _mention(mention: Mention, english: tuple[Span, ...]) -> _Object:
    return {
        "start": mention.start,
        "end": mention.end,
        "type": mention.type.value,
        "entity": mention.entity,
        "source": mention.source,
        "spans": _spans(english),
        "english": mention.english,
        "reason": mention.reason,
        "role": mention.role,
        "stands_for": mention.stands_for or None,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _entity(entity: Entity, mentions: int) -> _Object:
    location = entity.location
    return {
        "id": entity.id,
        "type": entity.type.value,
        "kind": entity.kind,
        "name": {"ar": entity.name_ar, "en": entity.name_en},
        "aliases": {"ar": aliases_ar(entity), "en": aliases_en(entity)},
        "description": entity.description,
        "as_of": entity.as_of,
        "location": {"lat": location.latitude, "lon": location.longitude} if location else None,
        "relations": [
            {"kind": relation.kind.replace("_", " "), "entity": relation.entity}
            for relation in entity.relations
        ],
        "wikidata": entity.wikidata,
        "sources": list(entity.sources),
        "mentions": mentions,
        "known": entity.known,
    }

"""The content of a printed report: what is said where, ready to be set, with nothing of style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import reader
from reader.export.names import aliases_ar, aliases_en, month_in_words
from reader.export.runs import Run, arabic_runs, english_runs
from reader.model import (
    Analysis,
    Entity,
    EntityType,
    Paragraph,
    SentenceAnalysis,
)
from reader.palette import LIGHT, TYPE_NAMES
from reader.translation.doubts import is_notice, sentence_for

__all__ = ["report"]

_Object = dict[str, Any]

_DRAFT_NOTE = (
    "The English was put together word by word from a dictionary and a list of names. It is an aid "
    "to reading the Arabic beside it, not a translation to quote."
)
_ENGINE_NOTE = (
    "The English was made by a machine on this computer ({label}) and has not been revised. Check "
    "names, numbers and quotations against the Arabic beside it."
)
_NO_TRANSLATION = "not translated"
_RUNNING_LENGTH = 56
_ALIASES = 5


def report(analysis: Analysis, made: datetime) -> _Object:
    """The report as plain values for the typst template: title, notes, rows, cards."""
    builder = _Builder(analysis)
    title, paragraphs = builder.title()
    rows = [builder.row(paragraph, first) for paragraph, first in paragraphs]
    source = analysis.article.source
    return {
        "title": title,
        "summary": f"Arabic text of {source.name} beside an English version",
        "keywords": [entity.name_en for entity in analysis.entities],
        "source": [part for part in (source.name, source.date) if part],
        "url": source.url,
        "linked": bool(source.url and re.match(r"https?://", source.url)),
        "made": f"Made with Qari {reader.__version__} on {made.day} {made:%B %Y}",
        "notes": _notes(analysis),
        "legend": [type for type in EntityType if type in builder.types],
        "doubts": builder.doubts > 0,
        "notices": builder.notices > 0,
        "rows": rows,
        "groups": builder.groups(),
        "colours": _colours(),
    }


def _colours() -> _Object:
    names = ("text", "muted", "border", "accent", "warning")
    return {name: getattr(LIGHT, name) for name in names} | {
        "types": {
            type.value: {"name": TYPE_NAMES[type], "fill": colour.fill, "line": colour.line}
            for type, colour in LIGHT.types.items()
        }
    }


def _notes(analysis: Analysis) -> list[_Object]:
    label = analysis.engines.translation
    notes: list[_Object] = []
    if "draft" in label.casefold():
        notes.append({"label": "Word-level draft", "text": _DRAFT_NOTE, "grave": True})
    elif label:
        text = _ENGINE_NOTE.format(label=label)
        notes.append({"label": "Machine translation", "text": text, "grave": False})
    else:
        text = "No translation engine took part; only the Arabic is shown."
        notes.append({"label": "No translation", "text": text, "grave": True})
    for problem in analysis.problems:
        text = f"{problem.stage}: {problem.message}"
        notes.append({"label": "Incomplete", "text": text, "grave": True})
    return notes


def _one_line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """Without line breaks, and without the two controls that turn all that follows around."""
    return re.sub(r"\s", " ", re.sub("[\u202d\u202e]", "", text))


def _is_arabic(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters)


def _text(runs: Sequence[Any]) -> str:
    return "".join(run if isinstance(run, str) else run.get("text", "") for run in runs)


def _shortened(title: str) -> str:
    """A title that fits one line of the running head, cut between words."""
    if len(title) <= _RUNNING_LENGTH:
        return title
    return title[:_RUNNING_LENGTH].rsplit(" ", 1)[0] + " …"


def _sentence_case(kind: str) -> str:
    words = kind.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


class _Builder:
    """Walks the analysis once; `types` are the types of name met, `doubts` the marks given out,
    `notices` how many sentences are the draft's."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.numbers = {entity.id: i for i, entity in enumerate(analysis.entities)}
        self.types: set[EntityType] = set()
        self.doubts = self.notices = 0
        self._met: set[str] = set()

    def title(self) -> tuple[_Object, list[tuple[Paragraph, int]]]:
        """The title in both scripts, and the paragraphs left to show, each with the index of its
        first sentence. A heading at the very top is the title unless the source gives another."""
        paragraphs: list[tuple[Paragraph, int]] = []
        at = 0
        for paragraph in self.analysis.article.paragraphs:
            paragraphs.append((paragraph, at))
            at += len(paragraph.sentences)
        source = self.analysis.article.source
        given = _one_line(source.title or "")
        if paragraphs and paragraphs[0][0].heading:
            paragraph, first = paragraphs[0]
            text = _one_line(self.analysis.article.text[paragraph.start : paragraph.end])
            row = self.row(paragraph, first)
            if given in ("", text) and not row["notes"]:
                return self._title(text, row["en"] or None, row["ar"]), paragraphs[1:]
            self._forget()
        shown = given or Path(source.name).stem or source.name
        runs = [shown]
        if _is_arabic(shown):
            return self._title(shown, None, runs), paragraphs
        return self._title(shown, runs, None), paragraphs

    def _forget(self) -> None:
        self.types.clear()
        self._met.clear()
        self.doubts = self.notices = 0

    def _title(self, plain: str, en: list[Any] | None, ar: list[Any] | None) -> _Object:
        return {
            "plain": plain,
            "en": en,
            "ar": ar,
            "running-en": _shortened(_text(en or [])),
            "running-ar": _shortened(_text(ar or [])),
        }

    def row(self, paragraph: Paragraph, first: int) -> _Object:
        """A paragraph's two sides and the notes on its doubts."""
        known = self.analysis.sentences[first : first + len(paragraph.sentences)]
        mentions = [mention for sentence in known for mention in sentence.mentions]
        arabic = arabic_runs(self.analysis.article.text, paragraph, mentions)
        notes: list[_Object] = []
        english: list[Any] = []
        for sentence in known:
            if english:
                english.append(" ")
            english += self._english(sentence, notes)
        return {
            "heading": paragraph.heading,
            "en": english,
            "ar": [self._run(run, counted=True) for run in arabic],
            "notes": notes,
        }

    def _english(self, sentence: SentenceAnalysis, notes: list[_Object]) -> list[Any]:
        if sentence.translation is None:
            return [{"missing": f"[{_NO_TRANSLATION}]"}] if self._translated() else []
        runs: list[Any] = [self._run(run, counted=False) for run in english_runs(sentence)]
        if any(map(is_notice, sentence.translation.doubts)):
            self.notices += 1
            runs.append({"notice": "D"})
        first = self.doubts + 1
        for doubt in sentence.translation.doubts:
            if not is_notice(doubt):
                self.doubts += 1
                notes.append({"number": self.doubts, "text": sentence_for(doubt)})
        if self.doubts >= first:
            more = f"–{self.doubts}" if self.doubts > first else ""
            runs.append({"doubt": f"{first}{more}"})
        return runs

    def _translated(self) -> bool:
        return bool(self.analysis.engines.translation)

    def _run(self, run: Run, *, counted: bool) -> Any:
        text = _printable(run.text)
        if run.mention is None:
            return text
        self.types.add(run.mention.type)
        shown: _Object = {"text": text, "type": run.mention.type.value}
        if run.mention.role == "reference":
            shown["reference"] = True
        number = self.numbers.get(run.mention.entity)
        if number is not None:
            shown["entity"] = number
            if counted and run.mention.entity not in self._met:
                self._met.add(run.mention.entity)
                shown["first"] = True
        return shown

    def groups(self) -> list[_Object]:
        """The cards of the entities by type, in each type in the order of the English alphabet."""
        counts = Counter(m.entity for s in self.analysis.sentences for m in s.mentions)
        groups: list[_Object] = []
        for type in EntityType:
            entities = [e for e in self.analysis.entities if e.type is type]
            entities.sort(key=lambda e: (e.name_en.casefold(), e.id))
            cards = [self._card(entity, counts[entity.id]) for entity in entities]
            if cards:
                groups.append({"name": TYPE_NAMES[type], "cards": cards})
        return groups

    def _card(self, entity: Entity, mentions: int) -> _Object:
        names = {e.id: e.name_en for e in self.analysis.entities}
        description = entity.description
        if not entity.known:
            description = description or (
                "Found in the text, not in the list of known names; the English is Qari's own "
                "rendering."
            )
        place = None
        if entity.location:
            north, east = entity.location.latitude, entity.location.longitude
            place = (
                f"{_degrees(north)}° {'N' if north >= 0 else 'S'}, "
                f"{_degrees(east)}° {'E' if east >= 0 else 'W'}"
            )
        sources = list(entity.sources)
        if entity.wikidata:
            sources.append(f"Wikidata {entity.wikidata}")
        return {
            "number": self.numbers[entity.id],
            "type": entity.type.value,
            "en": entity.name_en,
            "ar": entity.name_ar,
            "kind": _sentence_case(entity.kind),
            "as-of": f"as of {month_in_words(entity.as_of)}" if entity.as_of else None,
            "place": place,
            "description": description,
            "aliases-en": _shown(aliases_en(entity), ", ", "and {} more"),
            "aliases-ar": _shown(aliases_ar(entity), "، ", "و{} أخرى"),
            "relations": [
                {
                    "kind": relation.kind.replace("_", " "),
                    "number": self.numbers[relation.entity],
                    "name": names[relation.entity],
                }
                for relation in entity.relations
                if relation.entity in names
            ],
            "sources": sources,
            "mentions": "1 mention" if mentions == 1 else f"{mentions} mentions",
            "found": entity.id in self._met,
        }


def _shown(names: list[str], comma: str, more: str) -> str:
    """The first names as one line; how many more there are."""
    left = len(names) - _ALIASES
    shown = names if left <= 1 else [*names[:_ALIASES], more.format(left)]
    return comma.join(shown)


def _degrees(angle: float) -> str:
    """As exact as its record: no zeros that nobody measured."""
    return f"{abs(angle):.4f}".rstrip("0").rstrip(".")

"""The commands that read lines on stdin and answer line for line.

A line is what ends in \n, whatever else is in it, so that other tools count the same lines. Lines
are answered as they arrive; none waits for the next one.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from reader.errors import InputError, QariError
from reader.export.json import gloss_to_json
from reader.model import (
    Article,
    Entity,
    Gloss,
    Mention,
    Paragraph,
    Sentence,
    SourceInfo,
    Token,
)
from reader.morphology.protocol import Glosser
from reader.pipeline import Parts, Recognized, StageFailed, Translated, analyse
from reader.text.segmentation import build_article

__all__ = ["Input", "Output", "entities_conll", "gloss_lines", "translate_lines"]

_CHUNK: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 24
"""Bytes of a line; more is no text with lines."""
_GROUP: Final = 64
"""Lines translated at once: enough for full batches, few enough to stream."""
_LONGEST_SENTENCE: Final = 1000
"""Words tagged at once where no blank line comes, so that any stream takes bounded memory."""
_STDIN: Final = SourceInfo(name="stdin", format="txt", encoding="utf-8")
_FIELD: Final = re.compile("[^\t ]+")


class Input(Protocol):
    """Bytes that arrive, such as `sys.stdin.buffer`."""

    def read1(self, size: int = -1, /) -> bytes: ...


class Output(Protocol):
    def write(self, text: str, /) -> int: ...
    def flush(self) -> None: ...


def translate_lines(parts: Parts, source: Input, output: Output) -> None:
    """One English line for each Arabic line, in order; an empty line for a line without text. What
    a line becomes depends on that line alone.

    Raises QariError if the engine fails, InputError where the input is not UTF-8."""
    for group in _groups(source):
        _translate(parts, group, output)


def _translate(parts: Parts, lines: Sequence[str], output: Output) -> None:
    article = build_article(_STDIN, "\n".join(lines))
    line_of = _lines_of(article, lines)
    waiting = [0] * len(lines)
    for line in line_of:
        waiting[line] += 1
    english: list[str] = [""] * len(line_of)
    first_sentence = written = 0

    def write_finished() -> None:
        nonlocal first_sentence, written
        while written < len(lines) and waiting[written] == 0:
            last = bisect_right(line_of, written, first_sentence)
            output.write(" ".join(filter(None, english[first_sentence:last])) + "\n")
            first_sentence, written = last, written + 1
        output.flush()

    if parts.recognizer:
        recognizer = _LineByLine(parts.recognizer, article, line_of)
        parts = replace(parts, recognizer=recognizer)
    write_finished()
    for update in analyse(article, parts):
        if isinstance(update, StageFailed):
            _raise(update)
        if isinstance(update, Translated):
            english[update.sentence] = " ".join(update.translation.text.split())
            waiting[line_of[update.sentence]] -= 1
            write_finished()


def _lines_of(article: Article, lines: Sequence[str]) -> list[int]:
    """The line each sentence of the article stands on."""
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return [bisect_right(starts, sentence.start) - 1 for sentence in article.sentences]

"""The commands that read lines on stdin and answer line for line.

A line is what ends in \\n, whatever else is in it, so that other tools count the same lines. Lines
are answered as they arrive; none waits for the next one.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

from reader.entities.protocol import Recognizer
from reader.errors import InputError, QariError
from reader.export.json import gloss_to_json
from reader.model import Article, Entity, Gloss, Mention, Paragraph, Sentence, SourceInfo, Token
from reader.morphology.protocol import Glosser
from reader.pipeline import Parts, Recognized, StageFailed, Translated, analyse
from reader.text.segmentation import build_article

__all__ = ["Input", "Output", "entities_conll", "gloss_lines", "translate_lines"]

_CHUNK: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 24
"""Bytes; what is longer has no lines."""
_GROUP: Final = 64
"""Lines translated at once: enough for full batches, few enough to stream."""
_LONGEST_SENTENCE: Final = 1000
"""Words tagged at once where no blank line comes."""
_STDIN: Final = SourceInfo(name="stdin", format="txt", encoding="utf-8")
_FIELD: Final = re.compile("[^\t ]+")


class Input(Protocol):
    """Bytes that arrive, such as `sys.stdin.buffer`: `read1` waits for some, not for all."""

    def read1(self, size: int = -1, /) -> bytes: ...


class Output(Protocol):
    def write(self, text: str, /) -> int: ...
    def flush(self) -> None: ...


def translate_lines(parts: Parts, source: Input, output: Output) -> None:
    """One English line for each Arabic line, in order; an empty line for a line without text. What
    a line becomes depends on that line alone.

    Raises QariError if the engine fails, InputError where the input is not UTF-8."""
    for arrived in _arrivals(source):
        for first in range(0, len(arrived), _GROUP):
            for line in _translated(parts, arrived[first : first + _GROUP]):
                output.write(line + "\n")
                output.flush()


def _translated(parts: Parts, lines: Sequence[str]) -> Iterator[str]:
    """The lines in English, each as soon as it and those before it are done."""
    article = build_article(_STDIN, "\n".join(lines))
    sentences = _sentences_by_line(article, lines)
    if parts.recognizer:
        parts = replace(parts, recognizer=_LineByLine(parts.recognizer, article, sentences))
    english: dict[int, str] = {}
    due = 0
    for update in analyse(article, parts):
        if isinstance(update, StageFailed):
            raise _failure(update)
        if isinstance(update, Translated):
            english[update.sentence] = " ".join(update.translation.text.split())
        while due < len(lines) and all(i in english for i in sentences[due]):
            yield " ".join(filter(None, (english.pop(i) for i in sentences[due])))
            due += 1
    for indices in sentences[due:]:
        yield " ".join(filter(None, (english.get(i, "") for i in indices)))


def _sentences_by_line(article: Article, lines: Sequence[str]) -> list[range]:
    """Which sentences of the article stand on each line."""
    starts = [sentence.start for sentence in article.sentences]
    found: list[range] = []
    position = first = 0
    for line in lines:
        position += len(line) + 1
        last = bisect_right(starts, position - 1, first)
        found.append(range(first, last))
        first = last
    return found


class _LineByLine:
    """A recogniser that takes each line for a text of its own: which lines arrive together is
    chance, and must not decide who is meant."""

    def __init__(self, recognizer: Recognizer, article: Article, lines: Sequence[range]) -> None:
        self._recognizer = recognizer
        self._line: dict[int, Paragraph] = {}
        self._alone: Article | None = None
        sentences = list(article.sentences)
        for line in filter(None, lines):
            on_line = tuple(sentences[line.start : line.stop])
            paragraph = Paragraph(on_line[0].start, on_line[-1].end, on_line)
            self._line |= dict.fromkeys((s.start for s in on_line), paragraph)

    @property
    def label(self) -> str:
        return self._recognizer.label

    def recognize(
        self, article: Article, sentence: Sentence, glosses: Sequence[Gloss | None]
    ) -> list[Mention]:
        line = self._line[sentence.start]
        if self._alone is None or self._alone.paragraphs[0] is not line:
            self._alone = replace(article, paragraphs=(line,))
        return self._recognizer.recognize(self._alone, sentence, glosses)

    def entity(self, id: str) -> Entity:
        return self._recognizer.entity(id)


def gloss_lines(glosser: Glosser, source: Input, output: Output) -> None:
    """For each line of space-separated words a JSON list with one gloss object, or null, a word.

    Raises InputError where the input is not UTF-8."""
    for arrived in _arrivals(source):
        for line in arrived:
            glosses = glosser.gloss(line.split())
            found = [gloss_to_json(gloss) if gloss else None for gloss in glosses]
            output.write(json.dumps(found, ensure_ascii=False) + "\n")
            output.flush()


def entities_conll(parts: Parts, source: Input, output: Output) -> None:
    """The first word of each line with its BIO tag, line for line; blank lines part sentences.

    Raises QariError if recognition fails, InputError where the input is not UTF-8."""
    words: list[str] = []
    for arrived in _arrivals(source):
        for line in arrived:
            field = _FIELD.search(line)
            if field:
                words.append(field.group())
            if words and (field is None or len(words) == _LONGEST_SENTENCE):
                _write_tags(parts, words, output)
                words = []
            if field is None:
                output.write("\n")
        output.flush()
    if words:
        _write_tags(parts, words, output)
    output.flush()


def _write_tags(parts: Parts, words: Sequence[str], output: Output) -> None:
    article = _tokenised(words)
    tags = ["O"] * len(words)
    tokens = article.paragraphs[0].sentences[0].tokens
    ends = [token.end for token in tokens]
    for update in analyse(article, replace(parts, translator=None)):
        if isinstance(update, StageFailed):
            raise _failure(update)
        if isinstance(update, Recognized):
            for mention in update.mentions:
                if not _is_written_as_name(mention):
                    continue
                prefix = "B"
                i = bisect_right(ends, mention.start)
                while i < len(tokens) and tokens[i].start < mention.end and tags[i] == "O":
                    tags[i] = f"{prefix}-{mention.type}"
                    prefix = "I"
                    i += 1
    for word, tag in zip(words, tags, strict=True):
        output.write(f"{word}\t{tag}\n")


def _is_written_as_name(mention: Mention) -> bool:
    """Whether the words themselves are a name: not المدينة, nor الجانب الروسي."""
    described = mention.role == "stands for" and mention.source == "demonym"
    return mention.role != "reference" and not described


def _tokenised(words: Sequence[str]) -> Article:
    """An article of one sentence whose tokens are just `words`."""
    tokens = []
    position = 0
    for word in words:
        tokens.append(Token(position, position + len(word)))
        position += len(word) + 1
    text = " ".join(words)
    sentence = Sentence(0, len(text), tuple(tokens))
    return Article(_STDIN, text, (Paragraph(0, len(text), (sentence,)),))


def _failure(update: StageFailed) -> QariError:
    return QariError(f"{update.stage}: {update.message}")


def _arrivals(source: Input) -> Iterator[list[str]]:
    """The lines, without their ends, in lists of those that arrived together.

    Raises InputError where a line is not UTF-8 or has no end, after the lines before it."""
    number = length = 0
    rest: list[bytes] = []
    while chunk := source.read1(_CHUNK):
        if b"\n" in chunk:
            *whole, last = b"".join([*rest, chunk]).split(b"\n")
            yield from _decoded(whole, number)
            number += len(whole)
            rest, length = [], 0
            chunk = last
        rest.append(chunk)
        length += len(chunk)
        if length > _LONGEST_LINE:
            raise InputError(
                f"line {number + 1} of stdin is longer than {_LONGEST_LINE >> 20} MB;"
                " give text in lines"
            )
    if length:
        yield from _decoded([b"".join(rest)], number)


def _decoded(raw: Sequence[bytes], before: int) -> Iterator[list[str]]:
    lines: list[str] = []
    for number, line in enumerate(raw, before + 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            lines.append(line.removesuffix(b"\r").decode("utf-8"))
        except UnicodeDecodeError as error:
            yield lines
            raise InputError(
                f"line {number} of stdin is not UTF-8 ({error.reason}); convert it first"
            ) from error
    yield lines

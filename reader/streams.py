"""The commands that read lines on stdin and answer line for line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from reader.errors import InputError, QariError
from reader.export.json import gloss_to_json
from reader.model import Article, Mention, Paragraph, Sentence, SourceInfo, Token
from reader.morphology.protocol import Glosser
from reader.pipeline import Parts, Recognized, StageFailed, Translated, analyse
from reader.text.segmentation import build_article

__all__ = ["entities_conll", "gloss_lines", "translate_lines"]

_LINES = 64
"""Lines translated at once: enough for full batches, few enough to stream."""
_STDIN = SourceInfo(name="stdin", format="txt", encoding="utf-8")


class _Output(Protocol):
    def write(self, text: str, /) -> int: ...
    def flush(self) -> None: ...


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(lines)
    while group := list(islice(iterator, _LINES)):
        yield [line.rstrip("\r\n") for line in group]


def _raise(update: StageFailed) -> None:
    raise QariError(f"{update.stage}: {update.message}")


def translate_lines(parts: Parts, lines: Iterable[str], output: _Output) -> None:
    """One English line for each Arabic line, in order; an empty line for a line without text.

    Raises QariError if the engine fails."""
    for group in _groups(_decoded(lines)):
        text = "\n".join(line.replace("\u2028", " ").replace("\u2029", " ") for line in group)
        article = build_article(_STDIN, text)
        line_of_sentence = _lines_of(article)
        english: list[list[str]] = [[] for _ in group]
        found: dict[int, str] = {}
        for update in analyse(article, parts):
            if isinstance(update, StageFailed):
                _raise(update)
            if isinstance(update, Translated):
                found[update.sentence] = " ".join(update.translation.text.split())
        for sentence, line in enumerate(line_of_sentence):
            english[line].append(found.get(sentence, ""))
        for parts_of_line in english:
            output.write(" ".join(filter(None, parts_of_line)) + "\n")
        output.flush()


def _lines_of(article: Article) -> list[int]:
    lines = []
    line = position = 0
    for sentence in article.sentences:
        line += article.text.count("\n", position, sentence.start)
        position = sentence.start
        lines.append(line)
    return lines


def gloss_lines(glosser: Glosser, lines: Iterable[str], output: _Output) -> None:
    """For each line of space-separated words a JSON list with one gloss object, or null, a word."""
    for line in _decoded(lines):
        glosses = glosser.gloss(line.split())
        found = [gloss_to_json(gloss) if gloss else None for gloss in glosses]
        output.write(json.dumps(found, ensure_ascii=False) + "\n")
        output.flush()


def entities_conll(parts: Parts, lines: Iterable[str], output: _Output) -> None:
    """The same words with BIO tags, line for line; blank lines part sentences.

    Raises QariError if recognition fails."""
    words: list[str] = []
    for line in _decoded(lines):
        fields = line.split()
        if fields:
            words.append(fields[0])
            continue
        _write_tags(parts, words, output)
        words = []
        output.write("\n")
    _write_tags(parts, words, output)
    output.flush()


def _write_tags(parts: Parts, words: Sequence[str], output: _Output) -> None:
    if not words:
        return
    article = _tokenised(words)
    mentions: tuple[Mention, ...] = ()
    for update in analyse(article, replace(parts, translator=None)):
        if isinstance(update, StageFailed):
            _raise(update)
        if isinstance(update, Recognized):
            mentions = update.mentions
    tokens = article.paragraphs[0].sentences[0].tokens
    for word, token in zip(words, tokens, strict=True):
        tag = "O"
        for mention in mentions:
            if mention.start < token.end and token.start < mention.end:
                begins = token.start <= mention.start
                tag = f"{'B' if begins else 'I'}-{mention.type}"
        output.write(f"{word}\t{tag}\n")


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


def _decoded(lines: Iterable[str]) -> Iterator[str]:
    """Raises InputError where stdin is not UTF-8."""
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise InputError(f"stdin is not UTF-8 ({error.reason}): convert it first") from error

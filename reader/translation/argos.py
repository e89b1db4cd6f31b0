"""The `argos` engine: an installed Argos Arabic→English package run through CTranslate2.

Argos's own `translate` joins the sentences of a paragraph and loses which came from which; here
each sentence is translated by itself, sorted by length into full batches, with its attention kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from reader.errors import BrokenPartError
from reader.model import Link, Translation
from reader.translation.attention import links_from_attention
from reader.translation.pieces import join_pieces, source_tokens
from reader.translation.protocol import SentenceSource

__all__ = ["ArgosTranslator"]

_FIRST = 4
"""Sentences translated before all others: the first screen."""
_BATCH_PIECES = 512
"""Pieces a batch; measured: int8, beam 4 runs three times as fast as with Argos's 32."""
_LONGEST = 160
"""Pieces in one go; longer sentences are cut, since models drop the ends of very long ones."""
_BEAM = 4
_LENGTH_PENALTY = 0.2  # as Argos itself decodes


class _Pieces(Protocol):
    def __call__(self, text: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of sentence `index` short enough for the model; `first` is its first token."""

    index: int
    first: int
    source: SentenceSource
    pieces: tuple[str, ...]


class ArgosTranslator:
    """One Argos package, loaded when first used and kept.

    `folder` is the installed package: metadata.json, model/ and sentencepiece.model (or bpe.model).
    Raises BrokenPartError where these are missing or damaged.
    """

    name = "argos"
    batch = 1 << 30  # the whole article at once

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
            pair = f"{metadata['from_code']}-{metadata['to_code']}"
            self.label = f"argos {pair} {metadata['package_version']}"
            self._prefix: str = metadata.get("target_prefix", "")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._broken(f"metadata.json: {error}") from error
        self._model: Any = None
        self._encode: _Pieces | None = None

    def _broken(self, why: str) -> BrokenPartError:
        return BrokenPartError(
            f"the Argos package {self._folder.name} is damaged ({why}):"
            f" remove it with “qari data remove {self._folder.name}” and install it again"
        )

    def _load(self) -> tuple[Any, _Pieces]:
        if self._model is None or self._encode is None:
            # The tokenizers are Argos's own; its `translate` module would bring torch along.
            import ctranslate2
            from argostranslate.tokenizer import BPETokenizer, SentencePieceTokenizer

            try:
                model_file = self._folder / "sentencepiece.model"
                if model_file.is_file():
                    self._encode = SentencePieceTokenizer(model_file).encode
                    self._encode("")  # loads the file now, so that a damaged one is told here
                else:
                    bpe = BPETokenizer(self._folder / "bpe.model", "ar", "en")
                    bpe.lazy_load()
                    self._encode = lambda text: _marked(bpe.encode(text))
                self._model = ctranslate2.Translator(
                    str(self._folder / "model"), device="cpu", compute_type="int8"
                )
            except (OSError, RuntimeError, ValueError, LookupError, MemoryError) as error:
                lines = str(error).splitlines() or [type(error).__name__]
                raise self._broken(lines[0]) from error
        return self._model, self._encode

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        model, encode = self._load()
        parts = [part for i, source in enumerate(sources) for part in _cut(i, source, encode)]
        waiting = [0] * len(sources)
        for part in parts:
            waiting[part.index] += 1
        done: dict[int, list[tuple[_Part, Translation]]] = {}
        for i, source in enumerate(sources):
            if waiting[i] == 0:
                yield i, Translation(source.text.strip(), self.label)
        for group in _batches(parts):
            if cancelled():
                return
            try:
                results = model.translate_batch(
                    [list(part.pieces) for part in group],
                    target_prefix=[[self._prefix]] * len(group) if self._prefix else None,
                    beam_size=_BEAM,
                    length_penalty=_LENGTH_PENALTY,
                    max_input_length=0,
                    max_decoding_length=2 * max(len(p.pieces) for p in group) + 32,
                    replace_unknowns=True,
                    return_scores=True,
                    return_attention=True,
                )
            except (RuntimeError, ValueError) as error:
                raise self._broken(str(error).splitlines()[0]) from error
            for part, result in zip(group, results, strict=True):
                done.setdefault(part.index, []).append((part, self._translation(part, result)))
                waiting[part.index] -= 1
                if waiting[part.index] == 0:
                    yield part.index, _joined(done.pop(part.index))

    def _translation(self, part: _Part, result: Any) -> Translation:
        pieces, attention = result.hypotheses[0], result.attention[0]
        if self._prefix and pieces[:1] == [self._prefix]:
            pieces, attention = pieces[1:], attention[1:]
        english = join_pieces(pieces)
        owners = source_tokens(part.source, part.pieces)
        score = result.scores[0] / max(len(pieces), 1)
        links = links_from_attention(part.source, owners, english, attention)
        return Translation(english.text, self.label, round(score, 3), links)


def _marked(words: list[str]) -> list[str]:
    """Subword-nmt pieces (`wo@@ rd`) in SentencePiece's marking (`▁wo rd`)."""
    pieces: list[str] = []
    inside = False
    for word in words:
        pieces.append(word if inside else "▁" + word)
        inside = word.endswith("@@")
    return [piece.removesuffix("@@") for piece in pieces]


def _cut(index: int, source: SentenceSource, encode: _Pieces) -> Iterator[_Part]:
    """The sentence whole, or in stretches of at most `_LONGEST` pieces cut before tokens, after
    punctuation where there is some. A sentence without tokens has no part: it stands as it is."""
    if not source.tokens:
        return
    pieces = tuple(encode(source.text))
    if len(pieces) <= _LONGEST:
        yield _Part(index, 0, source, pieces)
        return
    # Pieces spread about evenly over tokens: good enough to decide how many tokens fit.
    fit = max(1, _LONGEST * len(source.tokens) // len(pieces))
    first = 0
    while first < len(source.tokens):
        last = min(first + fit, len(source.tokens))
        if last < len(source.tokens):
            for i in range(last, first + fit // 2, -1):
                gap = source.text[source.tokens[i - 1].end : source.tokens[i].start]
                if any(mark in gap for mark in "،؛,;:"):
                    last = i
                    break
        start = source.tokens[first].start if first else 0
        end = source.tokens[last].start if last < len(source.tokens) else len(source.text)
        stretch = SentenceSource(
            text=source.text[start:end],
            tokens=tuple(
                replace(t, start=t.start - start, end=t.end - start)
                for t in source.tokens[first:last]
            ),
        )
        yield _Part(index, first, stretch, tuple(encode(stretch.text)))
        first = last


def _batches(parts: list[_Part]) -> Iterator[list[_Part]]:
    """The first screen, then the rest sorted by length, in batches of like lengths."""
    rest = sorted(parts[_FIRST:], key=lambda part: len(part.pieces))
    for queue in (parts[:_FIRST], rest):
        group: list[_Part] = []
        for part in queue:
            if group and (len(group) + 1) * len(part.pieces) > _BATCH_PIECES:
                yield group
                group = []
            group.append(part)
        if group:
            yield group


def _joined(parts: list[tuple[_Part, Translation]]) -> Translation:
    """The stretches of one sentence put together again, links moved along."""
    parts.sort(key=lambda pair: pair[0].first)
    if len(parts) == 1:
        return parts[0][1]
    text = ""
    links: list[Link] = []
    for part, translation in parts:
        base = len(text) + bool(text)
        text += (" " if text else "") + translation.text
        links += (
            Link(
                link.token + part.first,
                tuple((start + base, end + base) for start, end in link.spans),
                link.score,
            )
            for link in translation.links
        )
    scores = [t.score for _, t in parts if t.score is not None]
    mean = round(sum(scores) / len(scores), 3) if scores else None
    return Translation(text, parts[0][1].engine, mean, tuple(links))

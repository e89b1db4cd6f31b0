"""Writes an Argos package that is real in all but its training: random weights, true structure.

    write_random_argosmodel(path)                     tiny, under a second, about 400 KB
    write_random_argosmodel(path, size="base")        as deep and wide as the public packages
    write_random_argosmodel(path, size="public", text=…)
        for timing: with as many pieces as they have, too, and few of them to a word of the text

The SentencePiece model is trained on the few words below, so Arabic words come out as pieces; the
Transformer's weights come from a fixed seed, so the same call writes the same model.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import sentencepiece
from ctranslate2.specs.transformer_spec import TransformerSpec

__all__ = ["write_random_argosmodel"]

_WORDS = {
    "ar": "أعلن الجيش السوري أمس انتشار قوات في محيط مدينة الرقة وقال مصدر إن الطريق الدولي مغلق "
    "بين حلب والحسكة منذ شهر بسبب اتفاق جديد على حماية السكان وتسليم مؤسسات الحكومة كتاب ولد",
    "en": "the army said yesterday that forces had moved to a town near the city and a source told "
    "us the road is closed between both sides for one month after agreement to protect people",
}
_MARKS = {"ar": "،.؟!", "en": ",.?!"}
_NAMES = {"ar": "Arabic", "en": "English", "fr": "French"}


@dataclass(frozen=True)
class _Shape:
    pieces: int
    width: int
    inner: int
    layers: int
    heads: int
    waves: tuple[int, int]
    """Which waves of the position tell a sentence to end, in 32nds of all: they rise for the first
    twenty pieces, or for the first seventy."""
    urge: float
    """How much they do."""
    end: float
    """How much a sentence may end anywhere."""
    entries: int = 0
    """Pieces of the model, where it has more than the tokenizer."""


_SHAPES = {
    "tiny": _Shape(320, 64, 128, layers=2, heads=4, waves=(7, 9), urge=3.0, end=1.0),
    # All its sentences come out at 20 to 35 pieces, so that times can be compared.
    "base": _Shape(320, 512, 2048, layers=6, heads=8, waves=(11, 13), urge=12.0, end=-6.0),
    "public": _Shape(2000, 512, 2048, 6, 8, waves=(10, 18), urge=24.0, end=-12.0, entries=32_000),
}
_POSITIONS = 512


def _sentences(rng: random.Random, text: str) -> Iterator[str]:
    yield from re.split(r"[\n.،؛]+", text)  # the trainer skips long lines
    for _ in range(300):
        for language, words in _WORDS.items():
            chosen = rng.choices(words.split(), k=rng.randint(3, 12))
            yield " ".join(chosen) + rng.choice(_MARKS[language])


def _tokenizer(pieces: int, text: str) -> bytes:
    model = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=_sentences(random.Random(7), text),
        model_writer=model,
        vocab_size=pieces,
        hard_vocab_limit=False,
        model_type="bpe" if text else "unigram",  # which wants more text for so many pieces
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


class _Weights:
    """Fills the layers of a CTranslate2 Transformer from a seeded generator."""

    def __init__(self, shape: _Shape, vocabulary: list[str]) -> None:
        self._shape = shape
        self._vocabulary = vocabulary
        self._rng = np.random.default_rng(20240229)

    def spec(self) -> TransformerSpec:
        spec = TransformerSpec.from_config(self._shape.layers, self._shape.heads, pre_norm=True)
        table = self._matrix(len(self._vocabulary), self._shape.width)
        for stack in (spec.encoder, spec.decoder):
            embeddings = stack.embeddings
            first = embeddings[0] if isinstance(embeddings, list) else embeddings
            first.weight = table
            stack.scale_embeddings = True
            stack.position_encodings.encodings = self._waves()
            self._norm(stack.layer_norm)
            for layer in stack.layer:
                self._layer(layer)
        spec.decoder.projection.weight = self._output()
        spec.decoder.projection.bias = self._preferences()
        spec.register_source_vocabulary(self._vocabulary)
        spec.register_target_vocabulary(self._vocabulary)
        spec.config.add_source_eos = True
        spec.validate()
        spec.optimize(quantization="int8")
        return spec

    def _matrix(self, rows: int, columns: int) -> npt.NDArray[np.float32]:
        drawn: npt.NDArray[np.float32] = self._rng.standard_normal((rows, columns), np.float32)
        return drawn / np.float32(columns**0.5)

    def _linear(self, linear: Any, rows: int, columns: int) -> None:
        linear.weight = self._matrix(rows, columns)
        linear.bias = np.zeros(rows, np.float32)

    def _norm(self, norm: Any) -> None:
        norm.gamma = np.ones(self._shape.width, np.float32)
        norm.beta = np.zeros(self._shape.width, np.float32)

    def _layer(self, layer: Any) -> None:
        width = self._shape.width
        self._norm(layer.self_attention.layer_norm)
        self._linear(layer.self_attention.linear[0], 3 * width, width)
        self._linear(layer.self_attention.linear[1], width, width)
        if hasattr(layer, "attention"):
            self._norm(layer.attention.layer_norm)
            for linear, rows in zip(layer.attention.linear, (width, 2 * width, width), strict=True):
                self._linear(linear, rows, width)
        self._norm(layer.ffn.layer_norm)
        self._linear(layer.ffn.linear_0, self._shape.inner, width)
        self._linear(layer.ffn.linear_1, width, self._shape.inner)

    def _waves(self) -> npt.NDArray[np.float32]:
        half = self._shape.width // 2
        angles = np.outer(np.arange(_POSITIONS), 10000.0 ** (-np.arange(half) / half))
        return np.hstack([np.sin(angles), np.cos(angles)]).astype(np.float32)

    def _output(self) -> npt.NDArray[np.float32]:
        """Random but for the end of the sentence, which looks at waves of the position that rise
        from piece to piece: random weights alone would babble to the limit."""
        weight = self._matrix(len(self._vocabulary), self._shape.width)
        half = self._shape.width // 2
        low, high = self._shape.waves
        rising = range(low * half // 32, high * half // 32)
        end = self._vocabulary.index("</s>")
        weight[end] = 0.0
        weight[end, [*rising]] = self._shape.urge / len(rising) ** 0.5
        weight[end, [half + i for i in rising]] = -self._shape.urge / len(rising) ** 0.5
        return weight

    def _preferences(self) -> npt.NDArray[np.float32]:
        """Whole English words before pieces of words; never Arabic, nor what stands for nothing."""
        bias = np.zeros(len(self._vocabulary), np.float32)
        for i, piece in enumerate(self._vocabulary):
            latin = piece.isascii() or (piece[0] == "▁" and piece[1:].isascii())
            if piece in ("<unk>", "<s>") or not latin:
                bias[i] = -1e4
            elif not piece.startswith("▁"):
                bias[i] = -2.0
        bias[self._vocabulary.index("</s>")] = self._shape.end
        return bias


def write_random_argosmodel(
    path: Path,
    *,
    from_code: str = "ar",
    to_code: str = "en",
    version: str = "1.0",
    size: Literal["tiny", "base", "public"] = "tiny",
    text: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> Path:
    """Writes the package to `path` and returns it. The tokenizer learns the words of `text`, too;
    `extra` are more files of its folder."""
    shape = _SHAPES[size]
    tokenizer = _tokenizer(shape.pieces, text)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    vocabulary = [pieces.id_to_piece(i) for i in range(len(pieces))]
    vocabulary += [f"ـ{i}" for i in range(len(vocabulary), shape.entries)]  # never written
    folder = f"translate-{from_code}_{to_code}-{version.replace('.', '_')}"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": from_code,
        "from_name": _NAMES.get(from_code, from_code),
        "to_code": to_code,
        "to_name": _NAMES.get(to_code, to_code),
    }
    with tempfile.TemporaryDirectory() as temporary:
        model = Path(temporary) / "model"
        model.mkdir()
        _Weights(shape, vocabulary).spec().save(str(model))
        files = {f"model/{file.name}": file.read_bytes() for file in sorted(model.iterdir())}
    files |= {
        "metadata.json": json.dumps(metadata, indent=4).encode(),
        "README.md": b"# Random weights\n\nFor tests: it translates into nonsense.\n",
        "sentencepiece.model": tokenizer,
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}"), content, zipfile.ZIP_DEFLATED)
    return path

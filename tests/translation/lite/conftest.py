"""A small model that is real in all but its training: random weights, true structure."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentencepiece
from ctranslate2.specs import common_spec
from ctranslate2.specs.transformer_spec import TransformerSpec

from reader.assembly import load_parts
from reader.data.dictionary import dictionary_path
from reader.paths import resource
from reader.pipeline import Parts
from reader.translation.lite.model import CHECKSUMS
from reader.translation.lite.pieces import Vocabulary
from reader.translation.lite.rates import ANY, RATES

_ENGLISH = (
    "the army said yesterday that forces had moved to a town near the city and a source told us"
    " the road is closed between both sides for one month after agreement to protect people"
)
_WIDTH, _INNER, _HEADS, _POSITIONS = 32, 64, 4, 512


def _tokenizer(folder: Path) -> None:
    chance = random.Random(7)
    words = _ENGLISH.split()
    marks = ["{}.", '"{}"', "({}),", "{}'s", "{}-{}"]
    sentences = [
        " ".join(chance.choice(marks).format(word, word) for word in chance.choices(words, k=8))
        for _ in range(200)
    ]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(folder / "pieces"),
        vocab_size=120,
        hard_vocab_limit=False,
        model_type="bpe",
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        num_threads=1,
        minloglevel=2,
    )
    (folder / "pieces.vocab").unlink()


def _fill(spec: Any, rng: np.random.Generator) -> None:
    def linear(part: Any, rows: int, columns: int) -> None:
        part.weight = rng.standard_normal((rows, columns), np.float32) / np.float32(columns**0.5)
        part.bias = np.zeros(rows, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    for stack in (spec.encoder, spec.decoder):
        stack.scale_embeddings = False
        stack.position_encodings.encodings = np.zeros((_POSITIONS, _WIDTH), np.float32)
        norm(stack.layer_norm)
        for layer in stack.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * _WIDTH, _WIDTH)
            linear(layer.self_attention.linear[1], _WIDTH, _WIDTH)
            if hasattr(layer, "attention"):
                norm(layer.attention.layer_norm)
                for part, times in zip(layer.attention.linear, (1, 2, 1), strict=True):
                    linear(part, times * _WIDTH, _WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, _INNER, _WIDTH)
            linear(layer.ffn.linear_1, _WIDTH, _INNER)


def write_random_model(folder: Path) -> Path:
    """Writes a model of random weights into `folder`; the same at each call."""
    folder.mkdir()
    _tokenizer(folder)
    described = {"capital": [], "grammars": ["noun", "verb", "N"], "lemmas": ["مَدِينَة_noun"]}
    (folder / "vocabulary.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    (folder / RATES).write_text(f"# costs\nunsaid\t{ANY}\t2.0\nunexplained\t{ANY}\t2.0\n", "utf-8")
    vocabulary = Vocabulary(folder)
    spec = TransformerSpec.from_config(
        1,
        _HEADS,
        pre_norm=True,
        num_source_embeddings=3,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    rng = np.random.default_rng(5)
    for part, names in zip(
        spec.encoder.embeddings,
        (vocabulary.pieces, vocabulary.grammars, vocabulary.lemmas),
        strict=True,
    ):
        part.weight = rng.standard_normal((len(names), _WIDTH), np.float32)
        spec.register_source_vocabulary(list(names))
    table = rng.standard_normal((len(vocabulary.pieces), _WIDTH), np.float32)
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = np.zeros(len(vocabulary.pieces), np.float32)
    spec.register_target_vocabulary(list(vocabulary.pieces))
    _fill(spec, rng)
    spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    sums = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir()}
    (folder / CHECKSUMS).write_text(json.dumps(sums), "utf-8")
    return folder


@pytest.fixture(scope="session")
def random_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that writes nonsense."""
    return write_random_model(tmp_path_factory.mktemp("lite") / "random")


@pytest.fixture(scope="session")
def shipped_model() -> Path:
    """The model that comes with Qari."""
    folder = resource("models", "lite")
    if not folder.is_dir():
        pytest.skip("this checkout has no small model in resources/models")
    return folder


@pytest.fixture(scope="module")
def parts() -> Parts:
    """The dictionary and the knowledge base."""
    if not dictionary_path().is_file():
        pytest.skip("no dictionary is installed: “qari data install dictionary”")
    return load_parts("draft")

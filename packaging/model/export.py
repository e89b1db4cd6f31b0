"""Makes of trained weights the folder that Qari ships: int8 for CTranslate2, and the vocabulary.

usage: export.py MODEL OUT [--checkpoint best|last]

MODEL is train.py's folder. OUT gets model.bin, its vocabularies, pieces.model,
vocabulary.json and rates.tsv (see rates.py); it is replaced as a whole, but for MODEL.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from ctranslate2.specs import attention_spec, common_spec, transformer_spec
from network import POSITIONS, SCALE, positions

from reader.translation.lite.model import CHECKSUMS
from reader.translation.lite.pieces import Vocabulary
from reader.translation.lite.rates import RATES


def _norm(spec: common_spec.LayerNormSpec, weights: dict[str, Any], name: str) -> None:
    spec.gamma = weights[f"{name}.weight"]
    spec.beta = weights[f"{name}.bias"]


def _linear(spec: common_spec.LinearSpec, weights: dict[str, Any], name: str) -> None:
    spec.weight = weights[f"{name}.weight"]
    spec.bias = weights[f"{name}.bias"]


def _layer(spec: Any, weights: dict[str, Any], name: str) -> None:
    own: attention_spec.MultiHeadAttentionSpec = spec.self_attention
    _norm(own.layer_norm, weights, f"{name}.norm_self")
    _linear(own.linear[0], weights, f"{name}.self_attention.qkv")
    _linear(own.linear[1], weights, f"{name}.self_attention.out")
    _norm(spec.ffn.layer_norm, weights, f"{name}.norm_inner")
    _linear(spec.ffn.linear_0, weights, f"{name}.inner")
    _linear(spec.ffn.linear_1, weights, f"{name}.outer")


def export(folder: Path, out: Path, checkpoint: str, quantization: str | None = "int8") -> None:
    """Writes the smoothed weights of a checkpoint as a CTranslate2 model with its vocabulary."""
    name = "best.pt" if checkpoint == "best" else "checkpoint.pt"
    saved = torch.load(folder / name, map_location="cpu")
    weights = {k: v.float().numpy() for k, v in saved["smooth"].items()}
    shape = saved["shape"]
    spec = transformer_spec.TransformerSpec.from_config(
        (shape["encoder"], shape["decoder"]),
        shape["heads"],
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        num_source_embeddings=3,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
        alignment_layer=-1,
        alignment_heads=2,
    )
    table = positions(POSITIONS, shape["width"]).numpy()
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = table
    for part, key in zip(spec.encoder.embeddings, ("pieces", "grammars", "lemmas"), strict=True):
        part.weight = weights[key] * SCALE
    _norm(spec.encoder.layer_norm, weights, "norm_encoder")
    for n, layer in enumerate(spec.encoder.layer):
        _layer(layer, weights, f"encoder.{n}")
    decoder = spec.decoder
    decoder.embeddings.weight = weights["pieces"] * SCALE
    decoder.projection.weight = weights["pieces"]
    decoder.projection.bias = weights["bias"]
    _norm(decoder.layer_norm, weights, "norm_decoder")
    for n, layer in enumerate(decoder.layer):
        key = f"decoder.{n}"
        _layer(layer, weights, key)
        _norm(layer.attention.layer_norm, weights, f"{key}.norm_cross")
        for part, own in zip(layer.attention.linear, ("q", "kv", "out"), strict=True):
            _linear(part, weights, f"{key}.cross_attention.{own}")
    vocabulary = Vocabulary(folder)
    for names in (vocabulary.pieces, vocabulary.grammars, vocabulary.lemmas):
        spec.register_source_vocabulary(list(names))
    spec.register_target_vocabulary(list(vocabulary.pieces))
    spec.config.add_source_eos = False
    spec.validate()
    spec.optimize(quantization=quantization)
    beside = out.with_name(f"{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    spec.save(str(beside))
    for kept in ("pieces.model", "vocabulary.json"):
        shutil.copyfile(folder / kept, beside / kept)
    shutil.copyfile(Path(__file__).with_name(RATES), beside / RATES)
    sums = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(beside.iterdir())}
    (beside / CHECKSUMS).write_text(json.dumps(sums, indent=1) + "\n", "utf-8")
    if (out / "MODEL.md").exists():
        shutil.copyfile(out / "MODEL.md", beside / "MODEL.md")
    shutil.rmtree(out, ignore_errors=True)
    beside.rename(out)
    size = sum(f.stat().st_size for f in out.iterdir())
    print(f"{out}: {size / 1e6:.1f} MB, {saved['pieces'] / 1e6:.1f} M pieces trained")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", choices=("best", "last"), default="best")
    arguments = parser.parse_args()
    export(arguments.model, arguments.out, arguments.checkpoint)


if __name__ == "__main__":
    main()

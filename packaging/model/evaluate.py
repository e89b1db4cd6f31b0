"""Scores of a model on the held-out written pairs, beside those of the draft it was given.

usage: evaluate.py PREPARED OUT [--most N] [--beam N] [--show N]

OUT is what `export.py` wrote. Placeholders stay placeholders, so that the words are measured and
not the names. Told are chrF (Popović 2015) and BLEU as ../shared/tools/score_mt.py counts them,
the share of sentences with just the placeholders of their source, and words a second. Figures for
Qari as a whole come from score_mt.py over `qari translate --engine lite`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import sacrebleu
from encoding import Prepared, read_prepared

from reader.translation.lite.pieces import Vocabulary
from reader.translation.lite.placeholders import PLACEHOLDER
from reader.translation.pieces import join_pieces


def _draft(pair: Prepared) -> str:
    text = "".join(" " * f.spaced + f.text for f in pair.fragments)
    return text[:1].upper() + text[1:]


def _placeholders(text: str) -> Counter[str]:
    return Counter(match[0] for match in PLACEHOLDER.finditer(text))


def _told(name: str, said: Sequence[str], pairs: Sequence[Prepared]) -> None:
    wanted = [pair.english for pair in pairs]
    bleu = sacrebleu.corpus_bleu(said, [wanted]).score
    chrf = sacrebleu.corpus_chrf(said, [wanted]).score
    kept = sum(
        _placeholders(text) == _placeholders(_draft(pair))
        for text, pair in zip(said, pairs, strict=True)
    )
    print(f"{name}: BLEU {bleu:.1f}  chrF {chrf:.1f}  placeholders {kept / len(pairs):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int)
    parser.add_argument("--beam", type=int, default=2)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    pairs = list(read_prepared(arguments.prepared / "held-out.jsonl"))[: arguments.most]
    vocabulary = Vocabulary(arguments.out)
    model = ctranslate2.Translator(str(arguments.out), compute_type="int8", intra_threads=1)
    began = time.perf_counter()
    results = model.translate_batch(
        [vocabulary.written(vocabulary.source(pair.fragments)) for pair in pairs],
        beam_size=arguments.beam,
        max_batch_size=2000,
        batch_type="tokens",
        max_decoding_length=200,
    )
    took = time.perf_counter() - began
    said = []
    for result in results:
        text = join_pieces(vocabulary.spaced(result.hypotheses[0])).text
        said.append(text[:1].upper() + text[1:])
    _told("draft", [_draft(pair) for pair in pairs], pairs)
    _told("model", said, pairs)
    words = sum(len(pair.english.split()) for pair in pairs)
    print(f"{words / took:.0f} English words a second")
    for text, pair in list(zip(said, pairs, strict=True))[: arguments.show]:
        print(f"\ndraft  {_draft(pair)}\nmodel  {text}\nwanted {pair.english}")


if __name__ == "__main__":
    main()

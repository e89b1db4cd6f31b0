"""Trains the small model on prepared pairs; goes on from its last checkpoint.

usage: train.py PREPARED MODEL --minutes N [--written N] [--dropout SHARE] [--device cpu|cuda]

PREPARED is what `prepare.py` wrote, read anew every round, so it may still grow; MODEL gets
vocabulary.json, pieces.model (made at the first start and then kept), checkpoint.pt (the last, with
the state of the optimisers), best.pt (smoothed weights with the least loss on the held-out pairs)
and log.tsv. N minutes are of training in all, earlier runs included; in the last half the rate goes
down. A stop at any moment, kill -9 too, loses five minutes at most.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoding import (
    Example,
    Prepared,
    build_vocabulary,
    encoded,
    read_prepared,
    shuffled_placeholders,
)
from network import COPY_HEADS, Network, Shape
from optimiser import Muon
from output_loss import output_loss
from torch import Tensor

from reader.translation.lite.pieces import BEGIN, END, PIECES, UNKNOWN, Vocabulary

_SEED = 5
_SAVE_EVERY = 240.0
"""Seconds between checkpoints."""
_TELL_EVERY = 50
_BATCH = 3000
"""Target pieces of a batch, with what fills them up."""
_MUON_RATE = 0.02
_ADAM_RATE = 2e-3
_WARM_UP = 120
_SMOOTHING = 0.1
_GUIDED = 0.3
"""Weight of the loss that guides two heads of attention to what is copied."""
_PLACEHOLDER = 1.5
"""How much more a placeholder counts than another piece."""
_KEEP = 0.998
"""Share of the smoothed weights that stays at each step."""
_COMMON = 60
"""Pieces so common that it is not told where one was copied from."""
_HIDDEN_LEMMAS = 0.15
"""Share of lemmas hidden in training, so that unknown ones do no harm."""
_HIDDEN_WORDS = 0.06
"""Share of pieces hidden in the draft, so that lemmas are read too, and in the English so far, so
that the draft is trusted more than the flow of words. Placeholders are never hidden."""


class Trainer:
    def __init__(self, folder: Path, shape: Shape, device: str) -> None:
        self.folder = folder
        self.device = device
        torch.manual_seed(_SEED)
        self.network = Network(shape).to(device)
        matrices = self.network.matrices()
        inside = {id(p) for p in matrices}
        others = [p for p in self.network.parameters() if id(p) not in inside]
        self.others = others
        self.muon = Muon(matrices, shape.width)
        self.adam = torch.optim.Adam(others, lr=_ADAM_RATE, betas=(0.9, 0.98), eps=1e-9, fused=True)
        self.smooth = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.steps = 0
        self.pieces = 0
        self.seconds = 0.0
        self.best = math.inf
        if (folder / "checkpoint.pt").exists():
            self._load(torch.load(folder / "checkpoint.pt", map_location=device))

    def _load(self, saved: dict[str, Any]) -> None:
        self.network.load_state_dict(saved["network"])
        self.smooth = saved["smooth"]
        self.muon.load(saved["muon"])
        self.adam.load_state_dict(saved["adam"])
        self.steps, self.pieces = saved["steps"], saved["pieces"]
        self.seconds, self.best = saved["seconds"], saved["best"]

    def save(self) -> None:
        _replace(
            self.folder / "checkpoint.pt",
            {
                "shape": asdict(self.network.shape),
                "network": self.network.state_dict(),
                "smooth": self.smooth,
                "muon": self.muon.state(),
                "adam": self.adam.state_dict(),
                "steps": self.steps,
                "pieces": self.pieces,
                "seconds": self.seconds,
                "best": self.best,
            },
        )

    def save_best(self) -> None:
        _replace(
            self.folder / "best.pt",
            {
                "shape": asdict(self.network.shape),
                "smooth": self.smooth,
                "steps": self.steps,
                "pieces": self.pieces,
                "seconds": self.seconds,
                "loss": self.best,
            },
        )

    def step(
        self, source: Tensor, given: Tensor, wanted: Tensor, common: Tensor, rate: float
    ) -> tuple[float, float]:
        loss, guided = self.loss(source, given, wanted, common)
        (loss + _GUIDED * guided).backward()
        torch.nn.utils.clip_grad_norm_(self.others, 1.0)
        for group in self.adam.param_groups:
            group["lr"] = _ADAM_RATE * rate
        self.muon.step(_MUON_RATE * rate)
        self.adam.step()
        self.network.zero_grad(set_to_none=True)
        self.steps += 1
        self.pieces += int((wanted > 0).sum())
        keep = min(_KEEP, self.steps / (self.steps + 10))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.smooth[name].lerp_(value, 1 - keep)
        return loss.item(), guided.item()

    def loss(
        self, source: Tensor, given: Tensor, wanted: Tensor, common: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Of a piece, in nats; and the guided attention's, if `common` is given."""
        with torch.autocast(self.device, dtype=torch.bfloat16):
            states, attention = self.network(source, given)
        there = wanted > 0
        right = wanted[there]
        smoothing = 0.0 if common is None else _SMOOTHING
        weights = 1.0 + (0.0 if common is None else _PLACEHOLDER) * (right >= PIECES)
        loss = output_loss(
            states[there],
            self.network.pieces,
            self.network.bias,
            right,
            weights / weights.sum(),
            smoothing,
        )
        if common is None:
            return loss, torch.zeros(())
        same = (wanted[:, :, None] == source[0][:, None, :]) & ~common[wanted][:, :, None]
        copied = same.any(-1)
        if not copied.any():
            return loss, torch.zeros(())
        share = (attention[:, :COPY_HEADS].mean(1) * same).sum(-1)[copied]
        return loss, -torch.log(share + 1e-4).mean()

    @torch.no_grad()
    def held_out(self, examples: Sequence[Example]) -> float:
        """The loss of the smoothed weights on the held-out pairs."""
        now = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.smooth)
        self.network.eval()
        total, count = 0.0, 0
        for batch in batches(examples, random.Random(0)):
            source, given, wanted = _tensors(batch, self.device)
            loss, _ = self.loss(source, given, wanted, None)
            pieces = int((wanted > 0).sum())
            total += loss.item() * pieces
            count += pieces
        self.network.load_state_dict(now)
        self.network.train()
        return total / max(count, 1)


def _replace(path: Path, what: dict[str, Any]) -> None:
    """Saved beside and then put in place: what is there is always whole."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        torch.save(what, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of like lengths together, in any order."""
    order = sorted(
        examples, key=lambda e: (len(e.target) // 3 + chance.random(), e.source.shape[1])
    )
    made: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for example in order:
        length = max(longest, len(example.target) + 1, example.source.shape[1] * 3 // 4)
        if batch and (len(batch) + 1) * length > _BATCH:
            made.append(batch)
            batch = []
            length = max(len(example.target) + 1, example.source.shape[1] * 3 // 4)
        batch.append(example)
        longest = length
    if batch:
        made.append(batch)
    chance.shuffle(made)
    return made


def _tensors(batch: Sequence[Example], device: str) -> tuple[Tensor, Tensor, Tensor]:
    width = max(e.source.shape[1] for e in batch)
    length = max(len(e.target) for e in batch) + 1
    source = np.zeros((3, len(batch), width), np.int64)
    given = np.zeros((len(batch), length), np.int64)
    wanted = np.zeros((len(batch), length), np.int64)
    for n, example in enumerate(batch):
        source[:, n, : example.source.shape[1]] = example.source
        m = len(example.target)
        given[n, 0] = BEGIN
        given[n, 1 : m + 1] = example.target
        wanted[n, :m] = example.target
        wanted[n, m] = END
    return tuple(torch.from_numpy(a).to(device) for a in (source, given, wanted))  # type: ignore[return-value]


def _varied(
    batch: Sequence[Example], device: str, chance: random.Random, size: int
) -> tuple[Tensor, Tensor, Tensor]:
    """The batch with other numbers on its placeholders and some lemmas hidden."""
    source, given, wanted = _tensors(batch, device)
    table = torch.from_numpy(shuffled_placeholders(chance, size)).to(device)
    source[0], given, wanted = table[source[0]], table[given], table[wanted]
    lemmas = source[2]
    hidden = torch.rand(lemmas.shape, device=device) < _HIDDEN_LEMMAS
    source[2] = torch.where(hidden & (lemmas > 1), torch.ones_like(lemmas), lemmas)
    source[0], given = _some_hidden(source[0]), _some_hidden(given)
    return source, given, wanted


def _some_hidden(pieces: Tensor) -> Tensor:
    hidden = torch.rand(pieces.shape, device=pieces.device) < _HIDDEN_WORDS
    plain = (pieces > END) & (pieces < PIECES)
    return torch.where(hidden & plain, torch.full_like(pieces, UNKNOWN), pieces)


def _mixed(prepared: Path, vocabulary: Vocabulary, times: int) -> list[Example]:
    """The written pairs so many times, the others once."""
    written = encoded(_all(prepared, "written*.jsonl"), vocabulary)
    collected = encoded(_all(prepared, "collected*.jsonl"), vocabulary)
    return written * times + collected


def _all(prepared: Path, pattern: str) -> Iterator[Prepared]:
    for path in sorted(prepared.glob(pattern)):
        yield from read_prepared(path)


def _common(examples: Sequence[Example], size: int) -> Tensor:
    counts = np.bincount(np.concatenate([e.target for e in examples[:20000]]), minlength=size)
    marked = torch.zeros(size, dtype=torch.bool)
    marked[np.argsort(-counts[:PIECES])[:_COMMON].copy()] = True
    marked[: END + 1] = True
    return marked


def _rounds(
    prepared: Path, vocabulary: Vocabulary, times: int, chance: random.Random
) -> Iterator[tuple[list[Example], Tensor]]:
    size = len(vocabulary.pieces)
    read = -1
    while True:
        there = sum(file.stat().st_size for file in prepared.glob("*.jsonl"))
        if there != read:
            examples = _mixed(prepared, vocabulary, times)
            common = _common(examples, size)
            read = there
        for batch in batches(examples, chance):
            yield batch, common


def _rate(steps: int, progress: float) -> float:
    return min(1.0, (steps + 1) / _WARM_UP) * min(1.0, max(0.03, (1 - progress) * 2))


def _vocabulary(prepared: Path, folder: Path) -> Vocabulary:
    if not (folder / "vocabulary.json").exists():
        patterns = ("written*.jsonl", "collected*.jsonl")
        pairs = [pair for pattern in patterns for pair in _all(prepared, pattern)]
        return build_vocabulary(pairs, folder)
    return Vocabulary(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--written", type=int, default=3, help="times the written pairs are taken")
    usual = Shape(0, 0, 0)
    parser.add_argument("--dropout", type=float, default=usual.dropout)
    for size in ("width", "inner", "encoder", "decoder"):
        parser.add_argument(f"--{size}", type=int, default=getattr(usual, size))
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    vocabulary = _vocabulary(arguments.prepared, arguments.model)
    shape = Shape(
        len(vocabulary.pieces),
        len(vocabulary.grammars),
        len(vocabulary.lemmas),
        arguments.width,
        arguments.inner,
        arguments.encoder,
        arguments.decoder,
        dropout=arguments.dropout,
    )
    trainer = Trainer(arguments.model, shape, arguments.device)
    held_out = encoded(read_prepared(arguments.prepared / "held-out.jsonl"), vocabulary)
    weights = sum(p.numel() for p in trainer.network.parameters())
    print(
        f"{weights / 1e6:.2f} M weights, step {trainer.steps}, {len(held_out)} held out", flush=True
    )
    _train(trainer, arguments, vocabulary, held_out)


def _train(
    trainer: Trainer,
    arguments: argparse.Namespace,
    vocabulary: Vocabulary,
    held_out: Sequence[Example],
) -> None:
    chance = random.Random(_SEED + trainer.steps)
    last = saved = time.monotonic()
    sums = [0.0, 0.0]
    began, pieces = last, trainer.pieces
    rounds = _rounds(arguments.prepared, vocabulary, arguments.written, chance)
    for batch, common in rounds:
        progress = trainer.seconds / (arguments.minutes * 60)
        if progress >= 1:
            break
        tensors = _varied(batch, arguments.device, chance, len(vocabulary.pieces))
        rate = _rate(trainer.steps, progress)
        told = trainer.step(*tensors, common.to(arguments.device), rate)
        sums = [a + b for a, b in zip(sums, told, strict=True)]
        now = time.monotonic()
        trainer.seconds += now - last
        last = now
        if trainer.steps % _TELL_EVERY == 0:
            speed = (trainer.pieces - pieces) / (now - began)
            loss, guided = (s / _TELL_EVERY for s in sums)
            sums, began, pieces = [0.0, 0.0], now, trainer.pieces
            print(
                f"step {trainer.steps}  {trainer.seconds / 60:.1f} min"
                f"  {trainer.pieces / 1e6:.2f} M pieces  {speed:.0f}/s  loss {loss:.3f}"
                f"  copying {guided:.3f}  rate {rate:.2f}",
                flush=True,
            )
        if now - saved > _SAVE_EVERY:
            saved = now
            _keep(trainer, held_out)
    _keep(trainer, held_out)


def _keep(trainer: Trainer, held_out: Sequence[Example]) -> None:
    loss = trainer.held_out(held_out)
    if loss < trainer.best:
        trainer.best = loss
        trainer.save_best()
    trainer.save()
    with (trainer.folder / "log.tsv").open("a", encoding="utf-8") as file:
        file.write(f"{trainer.steps}\t{trainer.seconds:.0f}\t{trainer.pieces}\t{loss:.4f}\n")
    print(f"held out: loss {loss:.4f} at {trainer.seconds / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()

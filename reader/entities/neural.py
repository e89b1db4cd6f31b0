"""camel-tools' neural recogniser of names, where the user has installed its model and torch.

The model (`ner-arabert`, fetched with camel-tools' own `camel_data`) is a BERT with a label for
each word; its folder is found where camel-tools keeps its data. It is read with transformers
directly: camel-tools pads every sentence to 256 pieces and gives no probabilities. torch is
imported when the model is loaded and never before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

from reader.entities.protocol import TaggedName
from reader.entities.tagging.spans import tagged_names
from reader.entities.tagging.words import Word, words_of
from reader.errors import BrokenPartError, MissingPartError
from reader.model import EntityType, Gloss, Mention, Sentence
from reader.text.keys import strip_marks

__all__ = ["NeuralTagger", "load_neural_tagger", "neural_model"]

_PIECES: Final = 510
"""Word pieces that a BERT reads at once, without the marks of beginning and end."""
_TYPES: Final = {"PERS": "PER"} | {kind.value: kind.value for kind in EntityType}


def neural_model() -> Path | None:
    """The folder of the installed model, None where there is none. `CAMELTOOLS_DATA` names another
    place than camel-tools' own."""
    data = os.environ.get("CAMELTOOLS_DATA")
    if data:
        root = Path(data).expanduser()
    elif sys.platform == "win32":
        root = Path.home() / "AppData" / "Roaming" / "camel_tools"
    else:
        root = Path.home() / ".camel_tools"
    folder = root / "data" / "ner" / "arabert"
    return folder if (folder / "config.json").is_file() else None


class NeuralTagger:
    """A `NameTagger` over the model in `folder`; `names` are keys of words that begin names.

    Raises MissingPartError where torch or transformers is not installed, BrokenPartError where the
    model cannot be read."""

    label = "names by neural network (camel-tools)"

    def __init__(self, folder: Path, names: Collection[str] = ()) -> None:
        self._names = names
        try:
            import torch
            from transformers import BertForTokenClassification, BertTokenizer
        except ImportError as error:
            raise MissingPartError(
                f"the neural model of names in {folder} needs torch and transformers"
                f" ({error}); run: pip install “qari[neural-ner]”"
            ) from error
        try:
            self._tokenizer: Any = BertTokenizer.from_pretrained(folder, local_files_only=True)
            self._model: Any = BertForTokenClassification.from_pretrained(
                folder, local_files_only=True
            )
            labels = self._model.config.id2label
            self._labels = [_label(labels[i]) for i in range(len(labels))]
        except Exception as error:  # whatever a damaged file makes of either library
            raise BrokenPartError(
                f"{folder}: the neural model of names cannot be read"
                f" ({type(error).__name__}); fetch it again: camel_data -i ner-arabert"
            ) from error
        self._model.eval()
        self._torch = torch

    def tag(
        self,
        text: str,
        sentence: Sentence,
        glosses: Sequence[Gloss | None],
        known: Sequence[Mention],
    ) -> list[TaggedName]:
        """Names in order, not overlapping; `score` is the model's probability of the least certain
        of a name's words. What the knowledge base found says only where in a word a name begins."""
        words = words_of(text, sentence, glosses, (), self._names)
        labels, scores = ["O"] * len(words), [1.0] * len(words)
        for first, pieces in self._cut(text, words):
            for i, (label, score) in enumerate(self._read(pieces), first):
                labels[i], scores[i] = label, score
        return tagged_names(text, words, labels, scores, known, self._names, self.label)

    def _cut(self, text: str, words: Sequence[Word]) -> list[tuple[int, list[list[int]]]]:
        """Runs of words that the model can read at once: the first word's number, and the pieces
        of each word."""
        unknown = self._tokenizer.unk_token_id
        runs: list[tuple[int, list[list[int]]]] = []
        length = _PIECES + 1
        for i, word in enumerate(words):
            pieces = self._tokenizer.tokenize(strip_marks(text[word.start : word.end]))
            ids = self._tokenizer.convert_tokens_to_ids(pieces)[:_PIECES] or [unknown]
            if length + len(ids) > _PIECES:
                runs.append((i, []))
                length = 0
            runs[-1][1].append(ids)
            length += len(ids)
        return runs

    def _read(self, pieces: Sequence[Sequence[int]]) -> list[tuple[str, float]]:
        """Label and probability of each word, by its first piece."""
        ids = [self._tokenizer.cls_token_id]
        places = []
        for word in pieces:
            places.append(len(ids))
            ids += word
        ids.append(self._tokenizer.sep_token_id)
        with self._torch.inference_mode():
            logits = self._model(input_ids=self._torch.tensor([ids])).logits[0]
            best = logits.softmax(-1).max(-1)
        return [(self._labels[int(best.indices[p])], float(best.values[p])) for p in places]


def _label(raw: str) -> str:
    position, _, kind = raw.partition("-")
    return f"{position}-{_TYPES[kind]}" if kind in _TYPES else "O"


def load_neural_tagger(names: Collection[str] = ()) -> NeuralTagger | None:
    """The tagger over the installed model, None where none is installed; raises as `NeuralTagger`
    does."""
    folder = neural_model()
    return NeuralTagger(folder, names) if folder else None

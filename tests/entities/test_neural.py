"""camel-tools' neural recogniser, tried with a small model of random weights."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.entities.neural import NeuralTagger, load_neural_tagger, neural_model
from reader.errors import BrokenPartError, MissingPartError
from reader.model import SourceInfo
from reader.text.segmentation import build_article

TEXT = "وصل أحمد خوري إلى دمشق أمس (الأحد)، وغادر إلى بيروت."
LABELS = (
    "B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of camel-tools' data, empty."""
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def folder(data: Path) -> Path:
    """The folder of an installed model."""
    torch = pytest.importorskip("torch", reason="torch is not installed (extra neural-ner)")
    transformers = pytest.importorskip(
        "transformers", reason="transformers is not installed (extra neural-ner)"
    )
    made = data / "data" / "ner" / "arabert"
    made.mkdir(parents=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(TEXT) - {" "})]
    pieces += [f"##{piece}" for piece in pieces[5:]]
    (made / "vocab.txt").write_text("\n".join(pieces), "utf-8")
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    transformers.BertForTokenClassification(config).save_pretrained(made)
    return made


def names(tagger: NeuralTagger, text: str) -> list[tuple[str, str]]:
    found = []
    for sentence in build_article(SourceInfo("test", "txt", "utf-8"), text).sentences:
        for name in tagger.tag(text, sentence, (), ()):
            assert 0 < name.score <= 1
            assert sentence.start <= name.start < name.end <= sentence.end
            assert name.source == tagger.label
            found.append((text[name.start : name.end], name.type.value))
    return found


def test_without_an_installed_model_there_is_no_tagger(data: Path) -> None:
    assert neural_model() is None
    assert load_neural_tagger() is None


def test_an_installed_model_takes_part(folder: Path) -> None:
    tagger = load_neural_tagger()
    assert tagger is not None
    assert names(tagger, TEXT) == names(NeuralTagger(folder), TEXT)


def test_each_word_gets_the_label_that_the_model_gives_its_first_piece(folder: Path) -> None:
    tagger = NeuralTagger(folder)
    network = tagger._model
    with tagger._torch.no_grad():
        network.classifier.weight.zero_()
        network.classifier.bias.zero_()
        network.classifier.bias[LABELS.index("B-PERS")] = 9.0
    assert ("أحمد", "PER") in names(tagger, TEXT)
    assert ("خوري", "PER") in names(tagger, TEXT)


def test_sentences_longer_than_the_model_can_read_are_cut_between_words(folder: Path) -> None:
    names(NeuralTagger(folder), "دمشق " * 700)


def test_a_damaged_model_is_told_with_its_folder(folder: Path) -> None:
    (folder / "config.json").write_text("{", "utf-8")
    with pytest.raises(BrokenPartError, match=r"arabert: .* cannot be read .* camel_data"):
        load_neural_tagger()


def test_a_model_without_weights_is_told_with_its_folder(folder: Path) -> None:
    for weights in [*folder.glob("*.safetensors"), *folder.glob("*.bin")]:
        weights.unlink()
    with pytest.raises(BrokenPartError, match="arabert"):
        load_neural_tagger()


def test_a_model_without_torch_is_told_with_what_to_install(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = data / "data" / "ner" / "arabert"
    made.mkdir(parents=True)
    (made / "config.json").write_text("{}", "utf-8")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingPartError, match="neural-ner"):
        load_neural_tagger()

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from reader.export.json import dumps, to_json, write_json
from reader.model import Analysis

SCHEMA = Path(__file__).parents[1] / "schema" / "analysis-1.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def written(sample: Analysis) -> dict[str, Any]:
    return to_json(sample)


def test_the_output_fits_its_schema(
    validator: Draft202012Validator, written: dict[str, Any]
) -> None:
    validator.validate(written)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(extra=1),
        lambda d: d.pop("problems"),
        lambda d: d.update(schema="qari.analysis/2"),
        lambda d: d["entities"][0].update(type="PERSON"),
        lambda d: d["paragraphs"][0]["sentences"][0]["mentions"][0]["spans"].append([1]),
        lambda d: d["paragraphs"][0]["sentences"][0]["tokens"][0].update(start=-1),
        lambda d: d["paragraphs"][1]["sentences"][0]["translation"].update(score="high"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_say(
    validator: Draft202012Validator, written: dict[str, Any], spoil: Callable[[Any], object]
) -> None:
    document = json.loads(json.dumps(written))
    spoil(document)
    with pytest.raises(ValidationError):
        validator.validate(document)


def test_offsets_give_back_the_words(sample: Analysis, written: dict[str, Any]) -> None:
    text = written["text"]
    assert text == sample.article.text
    sentence = written["paragraphs"][1]["sentences"][0]
    token = sentence["tokens"][0]
    assert text[token["start"] : token["end"]] == "كشفت"
    assert token["gloss"]["english"] == "reveal; uncover"
    mention = sentence["mentions"][1]
    assert text[mention["start"] : mention["end"]] == "الرقة"
    [[start, end]] = mention["spans"]
    assert sentence["translation"]["text"][start:end] == "Raqqa"


def test_a_sentence_that_was_not_translated_has_null(written: dict[str, Any]) -> None:
    last = written["paragraphs"][-1]["sentences"][-1]
    assert last["translation"] is None
    assert last["alignment"] == []


def test_alignment_lists_only_tokens_that_became_something(written: dict[str, Any]) -> None:
    sentence = written["paragraphs"][1]["sentences"][0]
    assert sentence["alignment"] == [{"token": 0, "spans": [[0, 5]]}]


def test_doubts_are_warnings(written: dict[str, Any]) -> None:
    sentence = written["paragraphs"][1]["sentences"][1]
    assert sentence["translation"]["warnings"] == [{"kind": "number-missing", "text": "2019"}]


def test_an_entity_has_its_names_counts_and_relations(written: dict[str, Any]) -> None:
    by_id = {entity["id"]: entity for entity in written["entities"]}
    raqqa, army = by_id["raqqa"], by_id["syrian-army"]
    assert raqqa["mentions"] == 3
    assert raqqa["name"] == {"ar": "الرقة", "en": "Raqqa"}
    assert raqqa["location"] == {"lat": 35.9528, "lon": 39.0079}
    assert army["aliases"]["en"] == ["Syrian Arab Army", "SAA", "Syrian Army forces"]
    assert army["relations"][0] == {"kind": "part of", "entity": "syria"}
    assert by_id["found:salim-hadari"]["known"] is False


def test_the_file_holds_arabic_as_it_is(sample: Analysis, tmp_path: Path) -> None:
    out = tmp_path / "analysis.json"
    write_json(sample, out)
    data = out.read_text("utf-8")
    assert "الجيش السوري" in data
    assert data == dumps(sample)
    assert json.loads(data) == to_json(sample)

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import OutputError, UsageError
from reader.export import SUFFIXES, check_suffix, export
from reader.model import Analysis


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_chooses_the_format(suffix: str, sample: Analysis, tmp_path: Path) -> None:
    out = tmp_path / f"result{suffix.upper()}"
    export(sample, out)
    data = out.read_bytes()
    begins = {".pdf": b"%PDF-", ".json": b"{", ".tmx": b"<?xml"}
    assert data.startswith(begins[suffix])


@pytest.mark.parametrize("name", ["result.txt", "result", "result.pdf.exe", ".pdf"])
def test_another_suffix_is_a_wrong_usage_and_the_right_ones_are_named(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.pdf or \.json") as error:
        check_suffix(Path(name))
    assert "\n" not in str(error.value)


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    check_suffix(tmp_path / "out.json")
    with pytest.raises(OutputError, match="does not exist"):
        check_suffix(tmp_path / "nowhere" / "out.json")

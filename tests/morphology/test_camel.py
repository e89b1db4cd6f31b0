"""camel-tools is imported without its downloader."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.morphology.vowels import conflicts

_PROGRAM = """
import socket, sys
def refuse(*a, **k): raise AssertionError("network")
socket.socket.connect = refuse
from pathlib import Path
from reader.morphology.camel import load_analyzer
analyzer = load_analyzer(Path(sys.argv[1]))
assert analyzer.analyze("كشفت")
assert "camel_tools.data" not in sys.modules
assert "requests" not in sys.modules
"""


def test_nothing_is_written_into_the_home_folder(dictionary: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", _PROGRAM, str(dictionary)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("written", "reading", "expected"),
    [
        ("علم", "عَلَم", 0),
        ("عَلم", "عَلَم", 0),
        ("عِلم", "عَلَم", 1),
        ("مدرّس", "مَدْرَس", 1),
        ("مدرّس", "مُدَرِّس", 0),
        ("كتابًا", "كِتاباً", 0),
        ("كتابٌ", "كِتاب", 0),
        ("يَقول", "يَقُول", 0),
        ("بيت", "دار", 3),
    ],
)
def test_marks_on_a_word_contradict_a_reading(written: str, reading: str, expected: int) -> None:
    assert conflicts(written, reading) == expected


def test_the_character_sets_made_short_are_those_that_camel_tools_makes() -> None:
    compare = """
import sys
from importlib.util import find_spec, module_from_spec
from reader.morphology.camel import _camel_tools
_camel_tools()
ours = sys.modules["camel_tools.utils.charsets"]
spec = find_spec("camel_tools.utils.charsets")
theirs = module_from_spec(spec)
spec.loader.exec_module(theirs)
assert len(theirs.UNICODE_LETTER_CHARSET) > 100_000
for name in theirs.__all__:
    assert getattr(ours, name) == getattr(theirs, name), name
"""
    subprocess.run([sys.executable, "-c", compare], check=True, timeout=60)

"""The installed dictionary; `make test` installs it first."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.data.dictionary import dictionary_path
from reader.morphology.glosser import AlmorGlosser

# Before any test moves the data folder elsewhere.
_INSTALLED = dictionary_path()


@pytest.fixture(scope="session")
def dictionary() -> Path:
    if not _INSTALLED.is_file():
        pytest.skip("no dictionary is installed: qari data install dictionary")
    return _INSTALLED


@pytest.fixture(scope="session")
def glosser(dictionary: Path) -> AlmorGlosser:
    return AlmorGlosser(dictionary)

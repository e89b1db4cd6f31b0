"""Data folders of their own for every test, and real packages to install."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PARTS = Path(__file__).parents[1] / "parts"


def _load(name: str) -> ModuleType:
    # By path: a library installs a package called `tests`, so ours cannot be imported by name.
    spec = importlib.util.spec_from_file_location(name, PARTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder; everything a test installs or downloads stays below its own folder."""
    monkeypatch.setenv("QARI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("QARI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "data"


@pytest.fixture(scope="session")
def package_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The `.argosmodel` of that version, written once a session."""
    folder = tmp_path_factory.mktemp("argos")
    write = _load("random_argos").write_random_argosmodel

    def of_version(version: str = "1.0") -> Path:
        path = folder / f"translate-{version}.argosmodel"
        return path if path.exists() else write(path, version=version)

    return of_version

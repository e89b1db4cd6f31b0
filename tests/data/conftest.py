"""Data folders of their own for every test, and real packages to install."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import random_argos
from package_server import PackageServer

from reader.data import patience
from reader.data.patience import Patience


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
    write = random_argos.write_random_argosmodel

    def of_version(version: str = "1.0") -> Path:
        path = folder / f"translate-{version}.argosmodel"
        return path if path.exists() else write(path, version=version)

    return of_version


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageServer]:
    """A server of packages on this machine, asked without a proxy and with little patience; no
    thread of it or of a download is left at the end."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    quick = Patience(connect=2, stall=0.3, slowest=1000, attempts=3, pause=0.01)
    monkeypatch.setattr(patience, "PATIENCE", quick)
    before = set(threading.enumerate())
    with PackageServer() as server:
        monkeypatch.setenv("QARI_ARGOS_INDEX", f"{server.url}/index.json")
        monkeypatch.setenv("QARI_CAMEL_CATALOGUE", f"{server.url}/catalogue.json")
        yield server
    assert set(threading.enumerate()) <= before

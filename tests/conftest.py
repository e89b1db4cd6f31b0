"""What every test shares: folders of its own, no network, the installed dictionary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from reader.paths import data_dir

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"
_INSTALLED = data_dir() / "dictionary"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_watch = {"on": False, "loopback": False}


def _refuse_sockets(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: sees every connection and look-up, whatever module makes it."""
    if not _watch["on"] or event not in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(address, tuple | str) and not (_watch["loopback"] and host in _LOOPBACK):
        if isinstance(address, str) and event != "socket.getaddrinfo":
            return  # a socket of this machine's file system
        raise AssertionError(f"network use in a test: {event} {address!r}")


sys.addaudithook(_refuse_sockets)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    _watch["on"] = True
    _watch["loopback"] = request.node.get_closest_marker("loopback") is not None
    yield
    _watch["on"] = _watch["loopback"] = False


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data, cache and settings in a fresh folder, with the installed dictionary in it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("data", "cache", "config"):
        (home / name).mkdir()
        monkeypatch.setenv(f"QARI_{name.upper()}_DIR", str(home / name))
    if _INSTALLED.is_dir():
        (home / "data" / "dictionary").mkdir()
        for file in _INSTALLED.iterdir():
            (home / "data" / "dictionary" / file.name).symlink_to(file)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles and development sets beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("no folder “shared” beside the repository")
    return SHARED

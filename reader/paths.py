"""Where things lie: shipped resources, the user's data, the cache. Nothing is written elsewhere.

The folders are made when first asked for; OutputError where that cannot be done.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from reader.errors import OutputError

__all__ = ["cache_dir", "config_dir", "data_dir", "resource", "sample_article"]

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a shipped resource, in a checkout (`resources/` beside the package) or in a wheel or
    frozen build (`reader/resources/`)."""
    shipped = _PACKAGE / "resources"
    root = shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def sample_article() -> Path:
    """The article that comes with Qari."""
    return resource("samples", "tell-abyad-road.txt")


def _user_dir(variable: str, default: str) -> Path:
    path = Path(os.environ.get(variable) or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot make the folder {path} ({error.strerror}); set {variable} to another one"
        ) from error
    return path


def data_dir() -> Path:
    """The user's data (dictionary, models, own knowledge); `QARI_DATA_DIR` overrides it."""
    return _user_dir("QARI_DATA_DIR", platformdirs.user_data_dir("qari", appauthor=False))


def cache_dir() -> Path:
    """What can be made again; `QARI_CACHE_DIR` overrides it."""
    return _user_dir("QARI_CACHE_DIR", platformdirs.user_cache_dir("qari", appauthor=False))


def config_dir() -> Path:
    """Settings; `QARI_CONFIG_DIR` overrides it."""
    return _user_dir("QARI_CONFIG_DIR", platformdirs.user_config_dir("qari", appauthor=False))

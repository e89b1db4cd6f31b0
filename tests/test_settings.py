from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from reader import settings
from reader.errors import OutputError
from reader.paths import config_dir
from reader.settings import Settings

OTHERS = Settings(
    theme="dark",
    zoom=1.4,
    popup_delay=400,
    engine="draft",
    guard_names=False,
    geometry="AdnQ",
    panel_visible=False,
    panel_width=300,
    recent=("/articles/مقال.txt", "/articles/b.md"),
)


def _file() -> Path:
    return config_dir() / "settings.json"


def test_nothing_saved_gives_the_defaults() -> None:
    assert settings.load() == Settings()


def test_what_is_saved_comes_back_whole() -> None:
    settings.save(OTHERS)
    assert settings.load() == OTHERS


def test_every_field_differs_in_the_sample_so_that_none_is_forgotten() -> None:
    assert all(getattr(OTHERS, f.name) != getattr(Settings(), f.name) for f in fields(Settings))


def test_saving_leaves_nothing_but_the_file() -> None:
    settings.save(OTHERS)
    settings.save(Settings())
    assert [path.name for path in config_dir().iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"version": 99}', b"[" * 100_000],
    ids=["empty", "cut", "binary", "list", "null", "of a later version", "deeply nested"],
)
def test_a_file_that_cannot_be_understood_is_set_aside(content: bytes) -> None:
    _file().write_bytes(content)
    assert settings.load() == Settings()
    assert not _file().exists()
    assert _file().with_name("settings.json.bad").read_bytes() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("zoom", "large"),
        ("zoom", 900),
        ("zoom", float("nan")),
        ("zoom", True),
        ("popup_delay", -1),
        ("engine", 3),
        ("guard_names", "no"),
        ("geometry", None),
        ("panel_visible", "yes"),
        ("panel_width", 1e9),
        ("recent", "/a"),
        ("recent", [1]),
        ("theme", ["light"]),
    ],
)
def test_one_odd_value_falls_back_alone(name: str, value: object) -> None:
    settings.save(OTHERS)
    data = json.loads(_file().read_text("utf-8")) | {name: value}
    _file().write_text(json.dumps(data), "utf-8")
    loaded = settings.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    others = [f.name for f in fields(Settings) if f.name != name]
    assert all(getattr(loaded, other) == getattr(OTHERS, other) for other in others)


def test_an_unusable_settings_folder_is_told_when_saving_and_ignored_when_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("QARI_CONFIG_DIR", str(tmp_path / "file"))
    assert settings.load() == Settings()
    with pytest.raises(OutputError, match="settings could not be saved"):
        settings.save(Settings())


def test_the_latest_file_comes_first_each_once_ten_at_most() -> None:
    kept = Settings()
    for number in [*range(12), 5]:
        kept = settings.with_recent(kept, Path(f"/articles/{number}.txt"))
    names = [Path(name).stem for name in kept.recent]
    assert names == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]

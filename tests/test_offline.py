"""Nothing leaves the machine, and nothing is left lying about on it.

The main job runs in a process of its own: with every way out of Python watched from the first line
on, with a home folder that is empty at the start, and, where the system allows it, in a network
namespace without any network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from random_argos import write_random_argosmodel

from reader.data.install import install

# Binding is no way out: urllib3 binds a socket of this machine when it is imported, to see whether
# there is IPv6, and closes it again.
_WATCH = """
import os, sys
FORBIDDEN = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "http.client.connect", "urllib.Request",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile",
    "webbrowser.open",
}

def watch(event, arguments):
    if event in FORBIDDEN:
        os.write(2, f"forbidden: {event} {arguments!r}\\n".encode())
        os._exit(97)

sys.addaudithook(watch)
"""

_JOB = """
from pathlib import Path
from reader.cli import main

page, out = map(Path, sys.argv[1:])

def run(*arguments):
    status = main([str(argument) for argument in arguments])
    assert status == 0, (arguments, status)

run("analyze", page, "--engine", "draft", "-o", out / "page.json")
run("demo", "--out", out, "--headless")
run("export", page, out / "page.pdf")
run("export", page, out / "page2.json", "--engine", "draft")
run("data", "verify")
run("data", "list")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reader.paths import sample_article
from reader.gui import app
from reader.gui.window import Window

seen = []

def look():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Window):
            document = window.session.document
            if document and document.done == len(document.sentences):
                seen.append(document.done)
                window.close()

qt = app.application()
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
assert app.run_window(sample_article()) == 0
timer.stop()
assert seen and seen[0] > 10, seen
"""

PARAGRAPH = (
    "أعلنت الحكومة السورية في بيان أن الطريق الدولي بين حلب والرقة سيفتح أمام الشاحنات صباح يوم"
    " الأحد بعد أسابيع من الإغلاق، وأن القوات ستنتشر على جانبيه."
)
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><title>الطريق</title>
<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="//192.0.2.1/a.js"></script></head>
<body><article><h1>الطريق الدولي</h1><img src="http://192.0.2.1/a.png"><p>{PARAGRAPH}</p>
<iframe src="http://192.0.2.1/frame"></iframe><p>{PARAGRAPH}</p></article></body></html>"""

FOLDERS = ("cache", "config", "cwd", "data", "run", "state", "tmp")
RESULTS = [
    "analysis.json", "article.pdf", "page.json", "page.pdf", "page2.json", "window.png",
]  # fmt: skip


def _isolated() -> list[str]:
    """The command that runs another one without any network, where there is one."""
    unshare = shutil.which("unshare")
    if not unshare:
        return []
    for options in (["-n"], ["-rn"]):
        command = [unshare, *options]
        if subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    return []


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home with the folders of a desktop in it, and the environment that names them."""
    home = tmp_path / "home"
    for name in FOLDERS:
        (home / name).mkdir(parents=True)
    (home / "run").chmod(0o700)
    return home


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "DISPLAY", "WAYLAND"))}
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "TMPDIR": str(home / "tmp"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def test_the_main_job_calls_nobody_and_leaves_no_litter(tmp_path: Path, home: Path) -> None:
    """With the draft where it is asked for, with an Argos package otherwise."""
    page, out = tmp_path / "page.html", tmp_path / "out"
    page.write_text(PAGE, "utf-8")
    out.mkdir()
    package = write_random_argosmodel(tmp_path / "ar_en.argosmodel")
    install(str(package), lambda *_: None)
    process = subprocess.run(
        [*_isolated(), sys.executable, "-c", _WATCH + _JOB, str(page), str(out)],
        env=_environment(home),
        cwd=home / "cwd",
        capture_output=True,
        timeout=120,
    )
    assert process.returncode == 0, process.stderr.decode()
    assert _files(out) == RESULTS
    # fontconfig is the system's own and keeps its own cache.
    litter = [path for path in _files(home) if not path.startswith("cache/fontconfig")]
    assert litter == sorted(FOLDERS)

"""Running `qari` as its users do: in this process with captured streams, and as a program."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from random_argos import write_random_argosmodel

from reader import assembly, cli
from reader.data.dictionary import dictionary_path
from reader.entities.matcher import KnowledgeMatcher
from reader.knowledge.base import KnowledgeBase, load_knowledge
from reader.morphology.glosser import AlmorGlosser, load_glosser
from reader.pipeline import Parts
from reader.translation.draft import DraftTranslator

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "tell-abyad-road.txt"
_PATIENCE = 60.0
"""Seconds after which a program that hangs is ended, so that the test fails instead of hanging."""


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """What the one line on stderr says."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("qari: error: "), self.err
        return self.err.removeprefix("qari: error: ").rstrip("\n")


Qari = Callable[..., Result]
Program = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture(scope="session")
def sample() -> Path:
    """The bundled article."""
    return SAMPLE


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """An article of two sentences."""
    path = tmp_path / "short.txt"
    path.write_text(
        "وصلت القوات التركية إلى مدينة الرقة. وقال المتحدث إن 12 شاحنة عبرت الطريق.", "utf-8"
    )
    return path


@pytest.fixture(scope="session")
def loaded() -> tuple[Path, AlmorGlosser, KnowledgeBase]:
    """The installed dictionary and the knowledge base, loaded once."""
    return dictionary_path().resolve(), load_glosser(), load_knowledge()


@pytest.fixture
def kept(loaded: tuple[Path, AlmorGlosser, KnowledgeBase], monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves each command the second of loading what it would load anyway. A dictionary of a test's
    own is loaded for real."""
    path, glosser, knowledge = loaded

    def glosser_there() -> AlmorGlosser:
        return glosser if dictionary_path().resolve() == path else load_glosser()

    def knowledge_there(own: Path | None = None) -> KnowledgeBase:
        return load_knowledge(own) if own else knowledge

    monkeypatch.setattr(assembly, "load_glosser", glosser_there)
    monkeypatch.setattr(assembly, "load_knowledge", knowledge_there)


@pytest.fixture
def qari(kept: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Qari:
    """Runs one command in this process."""

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="latin-1"))
        capsys.readouterr()
        status = cli.main([str(argument) for argument in arguments])
        return Result(status, *capsys.readouterr())

    return run


@contextmanager
def _started(
    arguments: Sequence[str | Path], environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )
    watch = threading.Timer(_PATIENCE, process.kill)
    watch.start()
    try:
        yield process
    finally:
        watch.cancel()
        watch.join()
        process.kill()
        process.communicate()


@pytest.fixture
def program() -> Iterator[Program]:
    """Starts `python -m reader`; it is ended with the test."""
    with ExitStack() as stack:

        def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
            return stack.enter_context(_started(arguments, environment))

        yield start


@pytest.fixture(scope="session")
def argosmodel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Argos package file with random weights."""
    path = tmp_path_factory.mktemp("argos") / "ar_en.argosmodel"
    write_random_argosmodel(path)
    return path


@pytest.fixture(scope="session")
def parts(loaded: tuple[Path, AlmorGlosser, KnowledgeBase]) -> Parts:
    """The draft and all it needs."""
    _, glosser, knowledge = loaded
    return Parts(glosser, KnowledgeMatcher(knowledge), DraftTranslator())


@pytest.fixture
def dictionary() -> Path:
    """The dictionary file of this test: a copy, which may be damaged."""
    path = dictionary_path()
    content = path.read_bytes()
    path.unlink()  # a link to the installed one, which must never be written through
    path.write_bytes(content)
    return path

"""Puts the engines together; command line and window ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.entities.matcher import KnowledgeMatcher
from reader.errors import BrokenPartError, MissingPartError, QariError, UsageError
from reader.knowledge.base import load_knowledge
from reader.model import Problem
from reader.morphology.glosser import load_glosser
from reader.pipeline import Parts
from reader.translation.argos import ArgosTranslator
from reader.translation.draft import DraftTranslator
from reader.translation.protocol import Translator

__all__ = ["ENGINES", "load_available_parts", "load_parts", "load_translator"]

T = TypeVar("T")

ENGINES = ("auto", "argos", "draft")
"""What `--engine` takes; auto is the best installed."""


def _argos() -> Translator:
    """The newest usable Argos package.

    Raises MissingPartError where none is installed, BrokenPartError where all are damaged."""
    from reader.data.argos import best_package, installed_packages

    package = best_package()
    if package:
        return ArgosTranslator(package.folder)
    broken = installed_packages()
    if broken:
        raise BrokenPartError(f"{broken[0].name}: {broken[0].problem}")
    raise MissingPartError(
        "no Argos Arabic→English package is installed:"
        " get one with “qari data install FILE.argosmodel”, or use “--engine draft”"
    )


def load_translator(engine: str) -> Translator:
    """The engine of that name; `auto` takes Argos where a package is installed, else the draft.

    Raises UsageError for a name that is no engine, MissingPartError or BrokenPartError where a
    named engine cannot run."""
    if engine == "draft":
        return DraftTranslator()
    if engine == "argos":
        return _argos()
    if engine == "auto":
        try:
            return _argos()
        except QariError:
            return DraftTranslator()
    raise UsageError(f"no engine “{engine}”: choose one of {', '.join(ENGINES)}")


def load_available_parts(engine: str = "auto") -> tuple[Parts, tuple[Problem, ...]]:
    """What can be loaded, and why the rest cannot: for the window, which stays up without a
    dictionary and shows what is missing."""
    problems: list[Problem] = []

    def attempt(stage: str, load: Callable[[], T]) -> T | None:
        try:
            return load()
        except QariError as error:
            problems.append(Problem(stage, str(error)))
            return None

    glosser = attempt("glosses", load_glosser)
    recognizer = attempt("entities", lambda: KnowledgeMatcher(load_knowledge()))
    translator = attempt("translation", lambda: load_translator(engine))
    if glosser is None and translator is not None and translator.name == "draft":
        translator = None  # it has nothing to say without glosses
    return Parts(glosser, recognizer, translator), tuple(problems)


def load_parts(engine: str = "auto", knowledge: Path | None = None) -> Parts:
    """All engines, loaded: takes about two seconds.

    Raises what `load_translator` raises, MissingPartError without a dictionary, BrokenPartError
    for a damaged dictionary or knowledge base."""
    translator = load_translator(engine)
    return Parts(
        glosser=load_glosser(),
        recognizer=KnowledgeMatcher(load_knowledge(knowledge)),
        translator=translator,
    )

"""Puts the engines together; command line and window ask here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from reader.entities.matcher import KnowledgeMatcher
from reader.errors import MissingPartError, QariError, UsageError
from reader.knowledge.base import load_knowledge
from reader.morphology.glosser import load_glosser
from reader.morphology.protocol import Glosser
from reader.pipeline import Parts
from reader.translation.argos import ArgosTranslator
from reader.translation.draft import DraftTranslator
from reader.translation.protocol import Translator

__all__ = ["ENGINES", "load_parts", "load_translator"]

ENGINES = ("auto", "argos", "draft")
"""What `--engine` takes; auto is the best installed."""


def _argos() -> Translator:
    """The newest usable Argos package.

    Raises MissingPartError where none is installed, BrokenPartError where all are damaged."""
    from reader.data.argos import installed_packages

    failure: QariError = MissingPartError(
        "no Argos Arabic→English package is installed:"
        " get one with “qari data install FILE.argosmodel”, or use “--engine draft”"
    )
    for package in installed_packages():
        try:
            return ArgosTranslator(package.folder)
        except QariError as error:
            failure = error
    raise failure


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


def load_glosser_or_none() -> Glosser | None:
    try:
        return load_glosser()
    except MissingPartError:
        return None


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

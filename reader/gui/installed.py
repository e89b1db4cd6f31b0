"""What the worker does with this machine: loads its engines, reads its files, writes to them.

What takes long to import is imported when it is first used.
"""

from __future__ import annotations

from pathlib import Path

from reader.entities.protocol import Recognizer
from reader.errors import OutputError
from reader.knowledge.own import OwnKnowledge
from reader.model import Analysis, Article
from reader.pipeline import Parts

__all__ = ["installed_parts", "installed_recognizer", "read", "write"]


def installed_parts(engine: str) -> Parts:
    """The engines of this machine, as far as they can be used.

    Raises UsageError for an engine that there is not."""
    from reader.assembly import load_available_parts

    return load_available_parts(engine)


def installed_recognizer(knowledge: OwnKnowledge) -> Recognizer:
    """What finds names on this machine.

    Raises BrokenPartError."""
    from reader.assembly import load_recognizer

    return load_recognizer(knowledge)


def read(path: Path) -> Article:
    """The article in a file. Raises InputError."""
    from reader.importers import read_article

    return read_article(path)


def write(analysis: Analysis, out: Path) -> None:
    """Writes `out`, a .pdf or .json file. Raises OutputError."""
    if out.suffix.lower() == ".pdf":
        from reader.export.pdf import write_pdf

        write_pdf(analysis, out)
    elif out.suffix.lower() == ".json":
        from reader.export.json import write_json

        write_json(analysis, out)
    else:
        raise OutputError(f"{out.name}: choose a name that ends in .pdf or .json")

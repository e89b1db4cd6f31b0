"""The reader's glossary as a file, `glossary.tsv` in the data folder, for any text editor too."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reader import paths
from reader.errors import InputError, QariError
from reader.files import write_atomically
from reader.translation.user_glossary import Glossary, read_glossary

__all__ = ["GlossaryFile"]

_LIMIT: Final = 5_000_000
"""Bytes; twenty thousand terms take about one million."""


class GlossaryFile:
    """Attributes: `path`. A file that is not there is an empty glossary."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.data_dir() / "glossary.tsv"
        self._read: tuple[tuple[int, int], Glossary] = ((0, 0), Glossary())

    def text(self) -> str:
        """What the file says, "" if there is none.

        Raises InputError if it cannot be read or is not text."""
        try:
            if not self.path.exists():
                return ""
            with self.path.open("rb") as stream:
                raw = stream.read(_LIMIT + 1)
            if len(raw) > _LIMIT:
                raise InputError(f"{self.path} is larger than 5 MB; a glossary is a list of terms")
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{self.path} is not UTF-8 text; save it as UTF-8") from error
        except OSError as error:
            raise InputError(
                f"{self.path} could not be read ({error.strerror or error});"
                " change its permissions or move it away"
            ) from error

    def glossary(self) -> Glossary:
        """The terms, read again when the file has changed. A file that cannot be read is an empty
        glossary here: the article is translated all the same."""
        try:
            stat = self.path.stat()
            state = stat.st_mtime_ns, stat.st_size
            if state != self._read[0]:
                self._read = state, read_glossary(self.text())
        except (OSError, QariError):
            self._read = (0, 0), Glossary()
        return self._read[1]

    def save(self, text: str) -> None:
        """Writes the file whole. Raises OutputError if it cannot be written."""
        write_atomically(self.path, text.encode("utf-8"))

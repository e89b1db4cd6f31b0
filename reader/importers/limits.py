"""What is let in: readable files of a sane size that are text.

Everything that is turned away is told as one sentence with the file's name and what to do next.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reader.errors import InputError

__all__ = ["FILE_LIMIT", "TEXT_LIMIT", "check_text_size", "read_bytes", "refuse_binary"]

FILE_LIMIT: Final = 20_000_000
"""Bytes of a file."""
TEXT_LIMIT: Final = 5_000_000
"""Code points of an article's text; a long novel has about a million."""

_MAGIC: Final = (
    (b"%PDF-", "a PDF document; save its text as .txt first (pdftotext does that)"),
    (b"PK\x03\x04", "a zip archive or an office document; save it as plain text or as a web page"),
    (b"PK\x05\x06", "an empty zip archive; unpack or save the article as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as plain text"),
    (b"{\\rtf", "a rich text (RTF) document; save it as plain text"),
    (b"\x89PNG", "a picture; Qari reads text, not pictures of it"),
    (b"\xff\xd8\xff", "a picture; Qari reads text, not pictures of it"),
    (b"GIF8", "a picture; Qari reads text, not pictures of it"),
    (b"II*\x00", "a picture; Qari reads text, not pictures of it"),
    (b"MM\x00*", "a picture; Qari reads text, not pictures of it"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file; unpack it first"),
    (b"BZh", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file; unpack it first"),
    (b"Rar!\x1a\x07", "a compressed file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file; unpack it first"),
    (b"SQLite format 3\x00", "a database; export the article as plain text"),
    (b"\x7fELF", "a program, not an article"),
    (b"bplist00", "a web archive of Safari; save the page as HTML instead"),
)


def read_bytes(path: Path) -> bytes:
    """The content of the file at `path`.

    Raises InputError if it is missing, a folder or device, unreadable, empty or over FILE_LIMIT."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; give one file in it")
        if not path.exists():
            raise InputError(f"{path} does not exist; check the name and the folder")
        if not path.is_file():
            raise InputError(f"{path} is not an ordinary file; save the article as a file first")
        with path.open("rb") as file:
            # One byte more than allowed tells a large file without reading all of it.
            data = file.read(FILE_LIMIT + 1)
    except PermissionError as error:
        raise InputError(f"{path} may not be read; change its permissions or copy it") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"{path} could not be read ({reason}); try a copy of it") from error
    if len(data) > FILE_LIMIT:
        raise InputError(
            f"{path} is larger than {FILE_LIMIT // 1_000_000} MB; split it or save only the article"
        )
    if not data.strip():
        raise InputError(f"{path} is empty; choose a file with an Arabic article in it")
    return data


def refuse_binary(path: Path, data: bytes) -> None:
    """Raises InputError if `data` begins like a known kind of file that is not text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{path} is {what}")
    if b"MIME-Version:" in data[:4096] and b"multipart/related" in data[:4096]:
        raise InputError(f"{path} is a web archive (MHTML); save the page as HTML instead")
    if data[:2] == b"MZ" and b"\x00" in data[:512]:
        raise InputError(f"{path} is a program, not an article")
    if data[4:8] == b"ftyp" or data[:4] in (b"RIFF", b"OggS") or data[:3] == b"ID3":
        raise InputError(f"{path} is a picture, sound or film; Qari reads text")


def check_text_size(path: Path, text: str) -> None:
    """Raises InputError if an article's text is over TEXT_LIMIT."""
    if len(text) > TEXT_LIMIT:
        raise InputError(
            f"{path} holds {len(text):,} letters, more than the {TEXT_LIMIT:,} Qari reads at once; "
            "split it"
        )

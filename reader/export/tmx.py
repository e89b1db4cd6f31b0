"""Translation memories as TMX 1.4b, the format translation programs exchange them in (LISA, 2005).

Reading is a stream: a file of hundreds of megabytes takes no more memory than its longest sentence.
A file may come from anywhere, so it may declare no entities (what an entity bomb is made of), refer
to nothing outside itself, and hold nothing that is too deep or too long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader import __version__
from reader.errors import Cancelled, InputError
from reader.files import write_atomically
from reader.model import Analysis
from reader.translation.memory import Kept

__all__ = ["FILE_LIMIT", "SENTENCE_LIMIT", "read_tmx", "write_analysis", "write_tmx"]

FILE_LIMIT: Final = 512_000_000
"""Bytes of a file."""
SENTENCE_LIMIT: Final = 20_000
"""Code points of one side of a pair."""

_DEPTH: Final = 64
_CHUNK: Final = 1 << 16
_MARK_LIMIT: Final = 1 << 20
"""Bytes of one tag."""
# What XML 1.0 has no way to write.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODES: Final = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Elements in a sentence whose content is a program's formatting, not text."""


# ---------------------------------------------------------------- writing


def write_analysis(analysis: Analysis, out: Path) -> None:
    """Writes the sentences of an article with their English.

    Raises OutputError if the file cannot be written."""
    text = analysis.article.text
    pairs = zip(analysis.article.sentences, analysis.sentences, strict=True)
    _write(
        (
            _unit(text[sentence.start : sentence.end], english.text, english.engine, "")
            for sentence, known in pairs
            if (english := known.translation)
        ),
        out,
    )


def write_tmx(memory: Iterable[Kept], out: Path) -> int:
    """Writes what a memory holds and returns how many pairs that were. Characters that XML cannot
    hold become spaces.

    Raises OutputError if the file cannot be written."""
    return _write(
        (_unit(kept.arabic, kept.english, kept.label, kept.changed) for kept in memory), out
    )


def _write(units: Iterable[str], out: Path) -> int:
    written = list(units)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="Qari" creationtoolversion={quoteattr(__version__)}'
        ' segtype="sentence" o-tmf="Qari" adminlang="en" srclang="ar" datatype="plaintext"/>\n'
        "<body>\n"
    )
    write_atomically(out, f"{head}{''.join(written)}</body>\n</tmx>\n".encode())
    return len(written)


def _unit(arabic: str, english: str, engine: str, changed: str) -> str:
    date = re.sub(r"[-:]", "", changed)
    when = f' changedate="{date}"' if re.fullmatch(r"\d{8}T\d{6}Z", date) else ""
    return (
        f'<tu{when}><prop type="x-engine">{_text(engine)}</prop>\n'
        f'<tuv xml:lang="ar"><seg>{_text(arabic)}</seg></tuv>\n'
        f'<tuv xml:lang="en"><seg>{_text(english)}</seg></tuv>\n'
        "</tu>\n"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text), {"\r": "&#13;"})


# ---------------------------------------------------------------- reading


def read_tmx(path: Path, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Kept]:
    """The Arabic–English pairs of a file as it is read; units without both languages are left out.

    Raises InputError, as soon as it is met, for what is not TMX or is not safe to read, and
    Cancelled."""
    try:
        if not path.is_file():
            raise InputError(f"{path} is not a file; give a TMX file")
        if path.stat().st_size > FILE_LIMIT:
            raise InputError(
                f"{path} is larger than {FILE_LIMIT // 1_000_000} MB; split the memory first"
            )
        reader = _TmxReader(path)
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if cancelled():
                    raise Cancelled(f"reading {path.name} was stopped")
                reader.feed(chunk, last=False)
                yield from reader.taken()
        reader.feed(b"", last=True)
        yield from reader.taken()
    except OSError as error:
        raise InputError(
            f"{path} could not be read ({error.strerror or error}); try a copy of it"
        ) from error


class _TmxReader:
    """Expat, with what makes a file dangerous refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pairs: list[Kept] = []
        self._open: list[str] = []
        self._fed = 0
        self._language = ""
        self._unit: dict[str, str] = {}
        self._changed = ""
        self._segment: list[str] | None = None
        self._letters = 0
        self._codes = 0
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.EntityDeclHandler = lambda *_: self._refuse("it declares entities of its own")
        parser.ExternalEntityRefHandler = lambda *_: self._refuse("it refers to another file")
        parser.SkippedEntityHandler = lambda *_: self._refuse("it uses an entity nobody declared")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _refuse(self, why: str) -> NoReturn:
        raise InputError(f"{self._path.name} was not imported: {why}; export it as plain TMX 1.4")

    def feed(self, chunk: bytes, *, last: bool) -> None:
        self._fed += len(chunk)
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            self._refuse(f"it is not well-formed XML ({error})")
        if self._fed - self._parser.CurrentByteIndex > _MARK_LIMIT:
            self._refuse("a single tag in it is longer than a megabyte")

    def taken(self) -> list[Kept]:
        """The pairs read since this was last asked."""
        pairs, self._pairs = self._pairs, []
        return pairs

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            self._refuse(f"it is not TMX but <{name[:40]}>")
        self._open.append(name)
        if len(self._open) > _DEPTH:
            self._refuse("its elements are nested too deep")
        if self._segment is not None:
            self._codes += name in _CODES
        elif name == "tu":
            self._unit = {}
            self._changed = attributes.get("changedate") or attributes.get("creationdate", "")
        elif name == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang", "")
            self._language = re.split("[-_]", language.lower())[0]
        elif name == "seg" and "tuv" in self._open:
            self._segment, self._letters = [], 0

    def _end(self, name: str) -> None:
        self._open.pop()
        if name in _CODES and self._codes:
            self._codes -= 1
        elif name == "seg" and self._segment is not None:
            # The first of two variants in one language is the one programs show.
            self._unit.setdefault(self._language, " ".join("".join(self._segment).split()))
            self._segment = None
        elif name == "tu":
            arabic, english = self._unit.get("ar", ""), self._unit.get("en", "")
            if arabic and english:
                self._pairs.append(Kept(arabic, english, "", self._path.name, _date(self._changed)))
            self._unit = {}

    def _characters(self, text: str) -> None:
        if self._segment is None or self._codes:
            return
        self._letters += len(text)
        if self._letters > SENTENCE_LIMIT:
            self._refuse(f"a sentence in it is longer than {SENTENCE_LIMIT:,} letters")
        self._segment.append(text)


def _date(written: str) -> str:
    """A date of TMX (20240131T120000Z) in ISO 8601, "" if it is none."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", written)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""

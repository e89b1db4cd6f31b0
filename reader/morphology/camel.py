"""camel-tools' analyser over Qari's dictionary file, ready in about half a second.

Three things are done here and nowhere else:

- `camel_tools.data` is kept out while the analyser is imported. That package fetches a catalogue
  from the network and creates `~/.camel_tools` as soon as it is imported; the analyser needs
  nothing of it but a name. An empty module stands in for it during the import and is taken away
  again afterwards.
- `camel_tools.utils.charsets` sorts every code point there can be into sets, which takes longer
  than reading the dictionary; it is made to leave out the planes that hold nothing to sort.
- The tables are filled from the dictionary file (`reader.data.dictionary`) instead of parsed from
  camel-tools' text format, and a stem's analyses are decoded when it is first looked up: of 72,761
  stem lines an article touches a few thousand.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

from reader.data.dictionary import MEND, STEM_COLUMNS, read_dictionary
from reader.errors import BrokenPartError, MissingPartError
from reader.morphology.supplement import Addition, load_supplement, stem_key

__all__ = ["Analysis", "Analyzer", "load_analyzer"]

Analysis = dict[str, Any]
"""What camel-tools says of one reading of a word: feature name -> value."""

_DATA_PACKAGE: Final = "camel_tools.data"
_CHARSETS: Final = "camel_tools.utils.charsets"
_DECODED_STEMS: Final = 8192
_importing: Final = threading.Lock()


class Analyzer(Protocol):
    """The part of `camel_tools.morphology.analyzer.Analyzer` that Qari uses."""

    def analyze(self, word: str) -> list[Analysis]: ...


class _Stems:
    """Stem -> its (category, features), decoded from the dictionary's lines on first use."""

    def __init__(self, lines: bytes, bundles: list[dict[str, str]]) -> None:
        self._lines = lines
        self._bundles = bundles
        self._spans: dict[bytes, tuple[int, int]] = {}
        self._decoded: dict[str, list[tuple[str, dict[str, str]]]] = {}
        self._added: dict[str, list[tuple[str, dict[str, str]]]] = {}
        start, current, first = 0, b"", 0
        for line in lines.splitlines(keepends=True):
            stem = line[: line.index(b"\t")]
            if stem != current:
                if current:
                    self._spans[current] = (first, start)
                current, first = stem, start
            start += len(line)
        self._spans[current] = (first, start)

    def get(
        self, stem: str, default: list[tuple[str, dict[str, str]]] | None = None
    ) -> list[tuple[str, dict[str, str]]] | None:
        known = self._decoded.get(stem)
        if known is not None:
            return known
        span, added = self._spans.get(stem.encode("utf-8")), self._added.get(stem, [])
        if span is None:
            return added or default
        lines = self._lines[slice(*span)].decode("utf-8").splitlines()
        if len(self._decoded) >= _DECODED_STEMS:
            self._decoded.clear()
        found = self._decoded[stem] = [
            *(self._entry(line.split("\t")) for line in lines),
            *added,
        ]
        return found

    def add(self, addition: Addition) -> None:
        """Files the stem of `addition` under every inflection class of its model."""
        models = self.get(stem_key(addition.model)) or []
        found = [
            (category, addition.features(features))
            for category, features in models
            if (features["diac"], features["pos"]) == (addition.model, addition.pos)
        ]
        key = stem_key(addition.stem)
        self._added.setdefault(key, []).extend(found)
        self._decoded.pop(key, None)

    def _entry(self, cells: list[str]) -> tuple[str, dict[str, str]]:
        category, bundle = sys.intern(cells[1]), int(cells[2])
        features = self._bundles[bundle] | dict(zip(STEM_COLUMNS[3:], cells[3:], strict=True))
        if "/" not in features["bw"]:
            features["bw"] = f"{features['diac']}/{features['bw']}"
        return category, features


def load_analyzer(path: Path) -> Analyzer:
    """The analyser over the dictionary at `path`.

    Raises MissingPartError if the dictionary or camel-tools is not installed, BrokenPartError if
    the dictionary is damaged.
    """
    header, lines = read_dictionary(path)
    database_class, analyzer_class = _camel_tools()
    try:
        # Filled here, not by the constructor, which would parse a file of camel-tools' own format.
        database = database_class.__new__(database_class)
        stems = _Stems(lines, header["bundles"])
        for addition in load_supplement():
            stems.add(addition)
        _fill(database, header, stems)
        analyzer: Analyzer = analyzer_class(database, "NONE")
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BrokenPartError(f"{path}: the Arabic dictionary is damaged; {MEND}") from error
    return analyzer


def _fill(database: Any, header: dict[str, Any], stems: _Stems) -> None:
    from camel_tools.morphology.database import MorphologyDBFlags

    database.flags = MorphologyDBFlags(analysis=True, generation=False, reinflection=False)
    # Values are only listed for generation; analysis asks which features there are.
    database.defines = dict.fromkeys(header["features"])
    database.defaults = {}
    database.order = header["features"]
    database.tokenizations = frozenset()
    database.compute_feats = frozenset(header["features"])
    database.stem_backoffs = {}
    database.prefix_hash = _affixes(header["prefixes"])
    database.suffix_hash = _affixes(header["suffixes"])
    database.stem_hash = stems
    for table in ("prefix_stem", "stem_suffix", "prefix_suffix"):
        compatible = {left: frozenset(right) for left, right in header[table].items()}
        setattr(database, f"{table}_compat", compatible)
    database.max_prefix_size = max(map(len, database.prefix_hash))
    database.max_suffix_size = max(map(len, database.suffix_hash))


def _affixes(
    rows: list[tuple[str, str, dict[str, str]]],
) -> dict[str, list[tuple[str, dict[str, str]]]]:
    table: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for form, category, features in rows:
        table.setdefault(form, []).append((category, features))
    return table


def _camel_tools() -> tuple[Any, Any]:
    """`MorphologyDB` and `Analyzer`, imported without camel-tools' downloader."""
    with _importing:
        alone = _DATA_PACKAGE not in sys.modules
        if alone:
            stand_in = ModuleType(_DATA_PACKAGE)
            stand_in.CATALOGUE = None  # type: ignore[attr-defined]
            sys.modules[_DATA_PACKAGE] = stand_in
        try:
            _import_charsets()
            from camel_tools.morphology.analyzer import Analyzer as CamelAnalyzer
            from camel_tools.morphology.database import MorphologyDB
        except ImportError as error:
            raise MissingPartError(
                f"camel-tools is not installed ({error}); run: pip install camel-tools"
            ) from error
        finally:
            if alone:
                del sys.modules[_DATA_PACKAGE]
    return MorphologyDB, CamelAnalyzer


def _import_charsets() -> None:
    if _CHARSETS in sys.modules:
        return
    spec = find_spec(_CHARSETS)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module named {_CHARSETS}")
    module = module_from_spec(spec)
    vars(module)["range"] = _code_points
    sys.modules[_CHARSETS] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[_CHARSETS]
        raise
    del vars(module)["range"]


def _code_points(stop: int) -> Iterable[int]:
    """`range(stop)` without planes 4 to 13, which are empty, and 15 and 16, which are private: no
    letter, mark, number, punctuation or symbol stands there, nor after U+E0FFF in plane 14."""
    return chain(range(min(stop, 0x40000)), range(0xE0000, min(stop, 0xE1000)))

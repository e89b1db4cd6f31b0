"""Builds and checks the dictionary file: ALMOR, the lexicon of AraMorph, in the layout Qari reads.

ALMOR r13 ships inside an old release of camel-tools and, in a newer layout, as the package
morphology-db-msa-r13 of camel-tools' own data. `build_dictionary` takes that one member out of
either, checks it, drops what nobody is shown and writes a single text file:

    line 1   JSON: format, provenance, the SHA-256 of what follows, affixes, compatibility tables
             and the feature bundles that stems share
    then     one stem a line, tab separated, sorted by stem: `STEM_COLUMNS`

The lexicon is data under GPL-2.0-only (Tim Buckwalter, LDC, NYU Abu Dhabi). It is no part of Qari:
it stays a separate file that anyone can replace, with its licence beside it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from reader.data.roots import resolved_roots
from reader.data.singulars import singular_gloss
from reader.errors import BrokenPartError, MissingPartError, OutputError
from reader.files import write_atomically
from reader.paths import data_dir, resource

__all__ = [
    "FORMAT",
    "MEND",
    "OFFICIAL_SHA256",
    "SOURCE_SHA256",
    "STEM_COLUMNS",
    "build_dictionary",
    "dictionary_path",
    "holds_lexicon",
    "read_dictionary",
    "verify_dictionary",
]

FORMAT: Final = "qari-almor/1"
MEND: Final = "run: qari data install dictionary"

SOURCE_SHA256: Final = "a2b4d3708632916644aee4a82e0d779b0c6a85649eef73d32af3c379572dbf47"
_SOURCE_MEMBER: Final = "camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db"
OFFICIAL_SHA256: Final = "195bc25a333237a2126470da888d7936b59ed3729f9210e0a4194ba43497dd70"
"""Of morphology.db in morphology-db-msa-r13 0.4.0, as the catalogue of camel-tools 1.6 has it."""
_OFFICIAL_MEMBER: Final = "morphology.db"
_SOURCE_BYTES: Final = 40_471_399
"""Of the larger of the two."""

STEM_COLUMNS: Final = (
    "stem",
    "category",
    "bundle",
    "diac",
    "lex",
    "bw",
    "gloss",
    "root",
    "pos_logprob",
    "lex_logprob",
    "pos_lex_logprob",
)
"""`stem` is normalised as camel-tools does; `bundle` indexes the header's bundles; `bw` is only the
tag where its form is `diac`."""

# camel-tools renamed these between the release the data comes from and the one that reads it.
_RENAMED: Final = {
    "pos_freq": "pos_logprob",
    "lex_freq": "lex_logprob",
    "pos_lex_freq": "pos_lex_logprob",
}
# Tokenisation schemes and phonology: half of the file, and no reader is shown them.
_DROPPED: Final = frozenset(
    "caphi atbseg atbtok d1seg d1tok d2seg d2tok d3seg d3tok ud catib6 pattern stem stemcat"
    " stemgloss".split()
)

# Verbs that the lexicon files under a neighbouring noun: ("see" under "rhubarb").
_MISFILED: Final = {
    ("راوَنْد_1", "verb"): "رَأَى_1",
    ("تَبْشِيع_1", "verb"): "ٱِبْتَشَك_1",
    ("ٱِرْتِعاشَة_1", "verb"): "أَرْعَص_1",
    ("عَمَّن_1", "verb"): "عَنّ-i_1",
    ("مُعاوَنَة_1", "verb"): "عَوَّه_1",
    ("مَرْسُوم_3", "verb"): "رَسْمَل_1",
    ("أُضْغُط_1", "noun"): "ضَغْط_1",
}


def dictionary_path() -> Path:
    """Where the installed dictionary lies, whether or not it is there."""
    return data_dir() / "dictionary" / "almor-msa-r13.db"


def holds_lexicon(names: Iterable[str]) -> bool:
    """Whether an archive with members of these names is one that the dictionary is built from."""
    return any(_is_lexicon(name) for name in names)


def _is_lexicon(member: str) -> bool:
    # camel-tools packs the file bare; people who pack it again have it in a folder.
    return member == _SOURCE_MEMBER or member.rpartition("/")[2] == _OFFICIAL_MEMBER


def build_dictionary(file: Path, out: Path) -> None:
    """Writes the dictionary to `out`, atomically, and its licence beside it. `file` is the wheel of
    camel-tools 0.4.dev5, the package morphology-db-msa-r13 or the morphology.db in it.

    Raises BrokenPartError if the file does not hold ALMOR r13, OutputError if `out` cannot be
    written.
    """
    source = _lexicon(file)
    digest = hashlib.sha256(source).hexdigest()
    titles = {
        SOURCE_SHA256: "ALMOR r13 from camel-tools 0.4.dev5",
        OFFICIAL_SHA256: "ALMOR r13, morphology-db-msa-r13 0.4.0 of camel-tools",
    }
    if digest not in titles:
        raise BrokenPartError(
            f"{file.name}: the dictionary inside is not ALMOR r13 (wrong SHA-256); {MEND}"
        )
    try:
        content = _adapted(source.decode("utf-8"), titles[digest], digest)
    except (ValueError, KeyError, IndexError) as error:
        raise BrokenPartError(
            f"{file.name}: the dictionary inside has another layout than is known ({error}); {MEND}"
        ) from error
    _write(out, content)


def read_dictionary(path: Path) -> tuple[dict[str, Any], bytes]:
    """The header and the stem lines of the dictionary at `path`, its checksum checked.

    Raises MissingPartError if it is not there, BrokenPartError if it is damaged or of another
    version of Qari.
    """
    try:
        with path.open("rb") as file:
            first, stems = file.readline(), file.read()
    except FileNotFoundError:
        raise MissingPartError(f"the Arabic dictionary is not installed; {MEND}") from None
    except OSError as error:
        raise BrokenPartError(f"{path}: cannot be read ({error.strerror}); {MEND}") from error
    try:
        header = json.loads(first)
        intact = header["format"] == FORMAT and _checksum(header, stems) == header["sha256"]
    except (ValueError, KeyError, TypeError):
        intact = False
    if not intact:
        raise BrokenPartError(f"{path}: the Arabic dictionary is damaged; {MEND}")
    return header, stems


def verify_dictionary(path: Path | None = None) -> None:
    """Checks every byte of the dictionary at `path`, by default the installed one.

    Raises as `read_dictionary` does."""
    read_dictionary(path or dictionary_path())


def _checksum(header: dict[str, Any], stems: bytes) -> str:
    rest = {key: value for key, value in header.items() if key != "sha256"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8") + b"\n" + stems).hexdigest()


def _lexicon(file: Path) -> bytes:
    """The lexicon's bytes; nothing is extracted to disk and no more than its known size is read."""
    try:
        with file.open("rb") as content:
            if not zipfile.is_zipfile(content):
                content.seek(0)
                return content.read(_SOURCE_BYTES + 1)
            with zipfile.ZipFile(content) as archive:
                name = next(filter(_is_lexicon, archive.namelist()), "")
                with archive.open(name) as member:
                    return member.read(_SOURCE_BYTES + 1)
    except FileNotFoundError:
        raise BrokenPartError(f"{file}: no such file; {MEND}") from None
    except KeyError:
        raise BrokenPartError(f"{file.name}: holds no ALMOR dictionary; {MEND}") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as error:
        raise BrokenPartError(f"{file.name}: cannot be read ({error}); {MEND}") from error
    except Exception as error:  # zlib.error, NotImplementedError: whatever a forged archive raises
        raise BrokenPartError(f"{file.name}: is damaged ({error}); {MEND}") from error


def _features(text: str) -> dict[str, str]:
    """`name:value` pairs; a value may hold colons."""
    pairs = (pair.split(":", 1) for pair in text.split(" ") if pair)
    return {_RENAMED.get(name, name): value for name, value in pairs if name not in _DROPPED}


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    name = ""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("###"):
            yield name, lines
            name, lines = line.strip("#"), []
        else:
            lines.append(line)
    yield name, lines


def _adapted(text: str, source: str, digest: str) -> bytes:
    sections = dict(_sections(text))
    bundles: dict[str, int] = {}
    # By stem alone: among the lines of a stem the lexicon's own order says which comes first.
    rows = sorted((_stem_row(line, bundles) for line in sections["STEMS"]), key=itemgetter(0))
    shared = [json.loads(bundle) for bundle in bundles]
    stems = ["\t".join(row) for row in _with_roots(_in_singular(rows, shared))]
    body = ("\n".join(stems) + "\n").encode("utf-8")
    defines = [line.split(" ")[1] for line in sections["DEFINES"]]
    header: dict[str, Any] = {
        "format": FORMAT,
        "source": source,
        "source_sha256": digest,
        "license": "GPL-2.0-only",
        "features": [_RENAMED.get(name, name) for name in defines if name not in _DROPPED],
        "bundles": shared,
        "prefixes": [_affix(line, marks_article=True) for line in sections["PREFIXES"]],
        "suffixes": [_affix(line) for line in sections["SUFFIXES"]],
        "prefix_stem": _table(sections["TABLE AB"]),
        "stem_suffix": _table(sections["TABLE BC"]),
        "prefix_suffix": _table(sections["TABLE AC"]),
    }
    header["sha256"] = _checksum(header, body)
    first = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    return first.encode("utf-8") + b"\n" + body


def _stem_row(line: str, bundles: dict[str, int]) -> tuple[str, ...]:
    stem, category, text = line.split("\t")
    features = _features(text)
    own = {name: features.pop(name, "") for name in STEM_COLUMNS[3:]}
    own["lex"] = _MISFILED.get((own["lex"], features["pos"]), own["lex"])
    bundle = bundles.setdefault(json.dumps(features, sort_keys=True), len(bundles))
    form, _, tag = own["bw"].rpartition("/")
    if form == own["diac"]:
        own["bw"] = tag
    return (stem, category, str(bundle), *own.values())


def _in_singular(
    rows: list[tuple[str, ...]], bundles: list[dict[str, str]]
) -> Iterator[tuple[str, ...]]:
    bundle, lex, gloss = (STEM_COLUMNS.index(name) for name in ("bundle", "lex", "gloss"))

    def entry(row: tuple[str, ...]) -> tuple[str, str]:
        return row[lex], bundles[int(row[bundle])]["pos"]

    glosses: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        of_entry = glosses.setdefault(entry(row), [])
        if row[gloss] not in of_entry:
            of_entry.append(row[gloss])
    for row in rows:
        others = [other for other in glosses[entry(row)] if other != row[gloss]]
        yield (*row[:gloss], singular_gloss(row[gloss], others), *row[gloss + 1 :])


def _with_roots(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    rows = list(rows)
    lex, root = STEM_COLUMNS.index("lex"), STEM_COLUMNS.index("root")
    roots = resolved_roots((row[lex], row[root]) for row in rows)
    for row in rows:
        yield (*row[:root], roots[row[lex], row[root]], *row[root + 1 :])


def _affix(line: str, *, marks_article: bool = False) -> tuple[str, str, dict[str, str]]:
    form, category, text = line.split("\t")
    features = _features(text)
    if marks_article and features.get("prc0") == "Al_det" and "diac" in features:
        # camel-tools 1.x assimilates the article (ash-shams) where it finds this mark.
        features["diac"] = features["diac"].rstrip("#") + "#"
    return form.strip(), category, features


def _table(lines: list[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in lines:
        left, right = line.split()
        table.setdefault(left, []).append(right)
    return table


def _write(out: Path, content: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(resource("licences", "GPL-2.0.txt"), out.parent / "COPYING.GPL-2.0.txt")
    except OSError as error:
        raise OutputError(
            f"{out}: the dictionary could not be written ({error.strerror}); "
            "free some space or set QARI_DATA_DIR to another folder"
        ) from error
    write_atomically(out, content)

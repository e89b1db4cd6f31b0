"""What can be had: the index of Argos and the catalogue of camel-tools, sound and odd."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from package_server import PackageServer, Reply

from reader.data import commands, dictionary
from reader.data.argos import best_package, installed_packages, packages_dir
from reader.data.catalogue import State, catalogue, listed_with
from reader.data.dictionary import dictionary_path
from reader.data.index import look, source_hosts
from reader.data.install import install, install_offer, looks_like_part
from reader.data.progress import Stop
from reader.errors import (
    BrokenPartError,
    Cancelled,
    InputError,
    MissingPartError,
    OutputError,
    QariError,
    UsageError,
)
from reader.paths import cache_dir

pytestmark = pytest.mark.loopback

PackageFile = Callable[..., Path]

LEXICON = """\
###DEFINES###
DEFINE pos pos:noun pos:verb
###DEFAULTS###
###ORDER###
###TOKENIZATIONS###
TOKENIZATION d3tok atbtok
###STEMBACKOFF###
###PREFIXES###
\tPref-0\tdiac: bw:
###SUFFIXES###
\tSuff-0\tdiac: bw:
###STEMS###
ktAb\tN\tpos:noun num:s diac:kitAb lex:kitAb_1 bw:kitAb/NOUN gloss:book root:k.t.b stemgloss:book
###TABLE AB###
Pref-0 N
###TABLE BC###
N Suff-0
###TABLE AC###
Pref-0 Suff-0
"""


def _quiet(message: str, done: float | None, amount: str = "") -> None:
    pass


def _entry(server: PackageServer, version: str = "1.0", **values: Any) -> dict[str, Any]:
    name = f"translate-ar_en-{version.replace('.', '_')}"
    return {
        "package_version": version,
        "argos_version": version,
        "from_code": "ar",
        "from_name": "Arabic",
        "to_code": "en",
        "to_name": "English",
        "links": [f"{server.url}/{name}.argosmodel", "ipfs://QmV5bmf8iqKpoGoyuTzEppaSWdceuW6"],
        "code": "translate-ar_en",
    } | values


def _index(server: PackageServer, *entries: Any) -> None:
    server.replies["/index.json"] = [Reply(json.dumps(list(entries)).encode(), kind="text/plain")]


def _zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return content.getvalue()


def _catalogue(server: PackageServer, archive: bytes = b"", **values: Any) -> None:
    morphology = {
        "description": "Database for analyzing Modern Standard Arabic",
        "license": "GPL v2",
        "name": "morphology-db-msa-r13",
        "package_type": "http",
        "sha256": hashlib.sha256(archive).hexdigest(),
        "size": 40488318,
        "url": f"{server.url}/morphology_db_calima-msa-r13-0.4.0.zip",
        "version": "0.4.0",
    } | values
    names = {"license": "AraBERT", "size": 541609492, "version": "1.1.0", "url": "https://e.org/x"}
    packages = {"morphology-db-msa-r13": morphology, "ner-arabert": names, "all": {"size": None}}
    content = json.dumps({"version": "1.6.0", "packages": packages, "components": {}})
    server.replies["/catalogue.json"] = [Reply(content.encode(), kind="text/plain")]
    server.replies["/morphology_db_calima-msa-r13-0.4.0.zip"] = [Reply(archive)]


@pytest.fixture
def shop(server: PackageServer, package_file: PackageFile) -> PackageServer:
    """A server with two versions of the package, one for another pair, and the catalogue."""
    _index(
        server,
        _entry(server, "1.0"),
        _entry(server, "1.10"),
        _entry(server, "9.0", from_code="fr"),
        _entry(server, "9.0", from_code="en", to_code="ar"),
    )
    for version in ("1.0", "1.10"):
        path = f"/translate-ar_en-{version.replace('.', '_')}.argosmodel"
        server.replies[path] = [Reply(package_file(version).read_bytes())]
    _catalogue(server)
    return server


def _state() -> dict[str, bytes]:
    folder = packages_dir()
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _one_line(error: pytest.ExceptionInfo[QariError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


# ---------------------------------------------------------------- listing


def test_a_plain_list_asks_nobody(shop: PackageServer) -> None:
    lines: list[str] = []
    commands.list_items(lines.append)
    assert shop.seen == []
    assert "argos-ar-en: missing" in lines


def test_the_online_list_has_what_fits_newest_first_with_size_licence_and_use(
    shop: PackageServer, package_file: PackageFile
) -> None:
    lines: list[str] = []
    commands.list_items(lines.append, online=True)
    text = "\n".join(lines)
    heads = [line for line in lines if not line.startswith(" ")]
    size = f"{package_file('1.10').stat().st_size / 1e6:.1f} MB"
    assert heads[0].startswith("dictionary: missing")
    assert heads[1] == f"translate-ar_en-1_10: available, version 1.10, {size}"
    assert heads[2].startswith("translate-ar_en-1_0: available, version 1.0")
    assert heads[3] == "morphology-db-msa-r13: available, version 0.4.0, 40.5 MB"
    assert heads[4] == "ner-arabert: not used by Qari, version 1.1.0, 541.6 MB"
    assert "argos-ar-en" not in text
    assert "9.0" not in text
    assert "neural translation, from 127.0.0.1" in text
    assert "qari data install translate-ar_en-1_10" in text
    assert "camel_data -i ner-arabert" in text
    assert "GPL v2" in text
    assert [seen.method for seen in shop.seen if "argosmodel" in seen.path] == ["HEAD", "HEAD"]


def test_what_is_installed_is_not_offered_again(
    shop: PackageServer, package_file: PackageFile
) -> None:
    install(str(package_file("1.10")), _quiet)
    offers, problems = look(Stop())
    listed = listed_with(catalogue(), [offer.part for offer in offers])
    assert problems == []
    states = {part.name: part.state for part in listed}
    assert states["translate-ar_en-1_10"] is State.INSTALLED
    assert states["translate-ar_en-1_0"] is State.AVAILABLE
    assert len([part for part in listed if part.name == "translate-ar_en-1_10"]) == 1


def test_the_machines_that_would_be_asked_are_named(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source_hosts() == ["127.0.0.1"]
    monkeypatch.delenv("QARI_ARGOS_INDEX")
    monkeypatch.delenv("QARI_CAMEL_CATALOGUE")
    assert len(source_hosts()) == 1
    assert "." in source_hosts()[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not JSON"),
        (b"<html>", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"{}", "is not a list of packages"),
        (b"null", "is not a list of packages"),
        (b'"index"', "is not a list of packages"),
        (b"[]", "lists no Arabic-English package"),
        (b'[1, null, "x", [], {}]', "lists no Arabic-English package"),
        (b" " * 9_000_000, "sends more than the"),
    ],
)
def test_an_odd_index_is_told_and_the_rest_is_listed_all_the_same(
    shop: PackageServer, content: bytes, words: str
) -> None:
    shop.replies["/index.json"] = [Reply(content)]
    lines: list[str] = []
    with pytest.raises(MissingPartError, match=words) as error:
        commands.list_items(lines.append, online=True)
    _one_line(error)
    assert "argos-ar-en: missing" in lines
    assert any(line.startswith("ner-arabert") for line in lines)
    with pytest.raises((MissingPartError, BrokenPartError), match=words) as error:
        install("argos-ar-en", _quiet)
    _one_line(error)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"packages": []}', b"{}"])
def test_an_odd_catalogue_is_told_and_the_packages_are_listed_all_the_same(
    shop: PackageServer, content: bytes
) -> None:
    shop.replies["/catalogue.json"] = [Reply(content)]
    offers, problems = look(Stop())
    assert [offer.part.version for offer in offers] == ["1.10", "1.0"]
    [problem] = problems
    assert "the catalogue of camel-tools" in problem
    assert "\n" not in problem


def test_the_same_trouble_of_both_sources_is_told_once(server: PackageServer) -> None:
    with pytest.raises(MissingPartError) as error:
        commands.list_items(lambda _: None, online=True)
    told = _one_line(error)
    assert told.startswith("the Argos index and the catalogue of camel-tools: 127.0.0.1")
    assert told.count("404") == 1


@pytest.mark.parametrize(
    "values",
    [
        {"package_version": "../../evil"},
        {"package_version": "1.0\u0661"},
        {"package_version": None},
        {"package_version": 1.0},
        {"links": []},
        {"links": None},
        {"links": "https://example.org/a"},
        {"links": ["http://example.org/a", "ftp://example.org/a", "file:///etc/passwd", 7, None]},
        {"links": ["https://example.org/" + "a" * 3000, "https://مثال.org/"]},
        {"type": "sbd"},
    ],
)
def test_an_entry_that_cannot_be_trusted_is_passed_over(
    shop: PackageServer, values: dict[str, Any]
) -> None:
    _index(shop, _entry(shop, "7.0", **values), _entry(shop, "1.0"))
    offers, _ = look(Stop())
    names = [offer.part.name for offer in offers]
    assert names[0] == "translate-ar_en-1_0"
    assert not any("7" in name or "evil" in name for name in names)


def test_an_index_on_the_network_does_not_lead_into_this_machine(
    shop: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.data.index import argos_offers

    monkeypatch.setenv("QARI_ARGOS_INDEX", "https://example.org/index.json")
    assert argos_offers([_entry(shop)]) == []


@pytest.mark.parametrize("address", ["http://example.org/index.json", "/etc/passwd", "x"])
def test_an_address_that_is_not_https_is_not_asked(
    shop: PackageServer, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("QARI_ARGOS_INDEX", address)
    with pytest.raises(MissingPartError, match="must begin with https://") as error:
        install("argos-ar-en", _quiet)
    _one_line(error)


# ---------------------------------------------------------------- installing


def test_a_package_is_installed_by_name_and_its_checksum_shown(
    shop: PackageServer, package_file: PackageFile
) -> None:
    lines: list[str] = []
    commands.install("argos-ar-en", lines.append)
    digest = hashlib.sha256(package_file("1.10").read_bytes()).hexdigest()
    assert lines[0] == "looking for argos-ar-en"
    assert lines[1] == "downloading Argos ar→en 1.10"
    assert any("100 %" in line and "MB" in line for line in lines)
    assert lines[-2].startswith("translate-ar_en-1_10: installed")
    assert digest in lines[-1]
    best = best_package()
    assert best is not None
    assert best.sha256 == digest
    assert [p.name for p in (cache_dir() / "downloads").iterdir()] == [".lock"]


def test_of_two_versions_the_one_that_is_named_is_installed(shop: PackageServer) -> None:
    assert install("translate-ar_en-1_0", _quiet).version == "1.0"
    assert install("translate-ar_en-1_10", _quiet).in_use
    assert [p.version for p in installed_packages()] == ["1.10", "1.0"]
    assert not any("catalogue" in seen.path for seen in shop.seen)


@pytest.mark.parametrize("name", ["translate-fr_en-9_0", "translate-ar_en-2_0", "translate-en_ar"])
def test_a_package_that_is_not_for_arabic_to_english_is_not_offered(
    shop: PackageServer, name: str
) -> None:
    with pytest.raises(UsageError, match=r"not offered .* be had: translate-ar_en-1_10") as error:
        install(name, _quiet)
    _one_line(error)
    assert shop.asked("/translate-fr_en-9_0.argosmodel") == []


def test_a_package_that_is_for_another_pair_inside_is_refused(
    shop: PackageServer, tmp_path: Path, package_file: PackageFile
) -> None:
    install(str(package_file("1.0")), _quiet)
    before = _state()
    with zipfile.ZipFile(package_file("1.10")) as source:
        members = {name: source.read(name) for name in source.namelist()}
    name = next(n for n in members if n.endswith("metadata.json"))
    members[name] = members[name].replace(b'"ar"', b'"fr"')
    shop.replies["/translate-ar_en-1_10.argosmodel"] = [Reply(_zip(**members))]
    with pytest.raises(InputError, match="translates from 'fr' to 'en'") as error:
        install("argos-ar-en", _quiet)
    assert "translate-ar_en-1_10.argosmodel" in _one_line(error)
    assert _state() == before
    assert [p.name for p in (cache_dir() / "downloads").iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(b"not found", 404), MissingPartError),
        (Reply(b"", 500), MissingPartError),
        (Reply(b"<html>", kind="text/html"), MissingPartError),
        (Reply(b"PK\x03\x04" + bytes(5000)), InputError),
        (Reply(b""), InputError),
        (Reply(b"x" * 100_000, hang_after=5000), MissingPartError),
        (Reply(b"x" * 100_000, cut_after=5000), MissingPartError),
        (Reply(b"x" * 5_000, stated=3 << 30), BrokenPartError),
    ],
)
def test_whatever_the_server_does_the_old_package_stays(
    shop: PackageServer, package_file: PackageFile, reply: Reply, error: type[QariError]
) -> None:
    install(str(package_file("1.0")), _quiet)
    before = _state()
    shop.replies["/translate-ar_en-1_10.argosmodel"] = [reply]
    with pytest.raises(error) as told:
        install("argos-ar-en", _quiet)
    _one_line(told)
    assert _state() == before
    best = best_package()
    assert best is not None
    assert best.version == "1.0"


def test_a_checksum_that_the_index_states_is_held_to(shop: PackageServer) -> None:
    _index(shop, _entry(shop, "1.0", sha256="0" * 64))
    with pytest.raises(BrokenPartError, match="not 000000000000…; it was thrown away") as error:
        install("argos-ar-en", _quiet)
    _one_line(error)
    assert installed_packages() == []


def test_a_stop_in_the_middle_leaves_the_old_state_and_the_next_try_goes_on(
    shop: PackageServer, package_file: PackageFile
) -> None:
    install(str(package_file("1.0")), _quiet)
    before = _state()
    path = "/translate-ar_en-1_10.argosmodel"
    body = package_file("1.10").read_bytes()
    shop.replies[path] = [Reply(body, drip=(50_000, 0.02))]
    stop = Stop()

    def progress(message: str, done: float | None, amount: str = "") -> None:
        if done:
            stop.set()

    with pytest.raises(Cancelled):
        install("argos-ar-en", progress, stop)
    assert _state() == before
    shop.replies[path] = [Reply(body)]
    assert install("argos-ar-en", _quiet).version == "1.10"
    assert "Range" in shop.asked(path)[-1].headers


def test_a_stop_while_unpacking_leaves_the_old_state(
    shop: PackageServer, package_file: PackageFile
) -> None:
    stop = Stop()

    def progress(message: str, done: float | None, amount: str = "") -> None:
        if message == "unpacking":
            stop.set()

    with pytest.raises(Cancelled):
        install("argos-ar-en", progress, stop)
    assert installed_packages() == []
    assert list(packages_dir().iterdir()) == []
    assert install("argos-ar-en", _quiet).version == "1.10"


def test_a_folder_that_is_read_only_is_told(
    shop: PackageServer, package_file: PackageFile, own_folders: Path
) -> None:
    packages_dir().mkdir(parents=True)
    packages_dir().chmod(0o500)
    if os.access(packages_dir(), os.W_OK):
        pytest.skip("this user may write anywhere")
    try:
        with pytest.raises(OutputError, match="set QARI_DATA_DIR to another folder") as error:
            install("argos-ar-en", _quiet)
    finally:
        packages_dir().chmod(0o700)
    _one_line(error)


@pytest.mark.parametrize("name", ["translate-ar_en-1_10", "morphology-db-msa-r13"])
def test_a_data_folder_that_cannot_be_written_to_is_told(
    shop: PackageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    archive = _zip(morphology__db=LEXICON.encode())
    _catalogue(shop, archive)
    (tmp_path / "blocked").write_bytes(b"")
    offer = next(o for o in look(Stop())[0] if o.part.name == name)
    monkeypatch.setenv("QARI_DATA_DIR", str(tmp_path / "blocked" / "data"))
    with pytest.raises(OutputError, match="QARI_DATA_DIR") as error:
        install_offer(offer, _quiet, Stop())
    _one_line(error)


def test_a_package_replaced_while_it_translates_goes_on_translating(
    shop: PackageServer, package_file: PackageFile
) -> None:
    from reader.model import Token
    from reader.text.tokens import token_spans
    from reader.translation.argos import ArgosTranslator
    from reader.translation.protocol import SentenceSource

    part = install("translate-ar_en-1_0", _quiet)
    assert part.path is not None
    engine = ArgosTranslator(part.path)
    text = "أعلن الجيش انتشار قوات"
    source = SentenceSource(text, tuple(Token(*span) for span in token_spans(text)))
    before = [t.text for _, t in engine.translate([source], lambda: False)]
    install("translate-ar_en-1_0", _quiet)
    assert [t.text for _, t in engine.translate([source], lambda: False)] == before
    commands.remove("translate-ar_en-1_0", lambda _: None)
    assert [t.text for _, t in engine.translate([source], lambda: False)] == before


# ---------------------------------------------------------------- the dictionary of camel-tools


@pytest.fixture
def official(server: PackageServer, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The archive of the official dictionary with a lexicon of one word, taken for the known."""
    monkeypatch.setattr(dictionary, "OFFICIAL_SHA256", hashlib.sha256(LEXICON.encode()).hexdigest())
    archive = _zip(LICENSE=b"GPL", morphology__db=LEXICON.encode())
    _catalogue(server, archive)
    return archive


def test_the_official_dictionary_is_fetched_checked_and_built(
    server: PackageServer, official: bytes
) -> None:
    part = install("morphology-db-msa-r13", _quiet)
    assert (part.name, part.state, part.path) == ("dictionary", State.INSTALLED, dictionary_path())
    header, stems = dictionary.read_dictionary(dictionary_path())
    assert "morphology-db-msa-r13" in header["source"]
    assert stems.count(b"\n") == 1
    assert b"stemgloss" not in dictionary_path().read_bytes()
    assert not any("index" in seen.path for seen in server.seen)


def test_a_spoilt_official_dictionary_is_told(server: PackageServer, official: bytes) -> None:
    server.replies["/morphology_db_calima-msa-r13-0.4.0.zip"] = [Reply(official[:-3] + b"abc")]
    with pytest.raises(BrokenPartError, match="SHA-256") as error:
        install("morphology-db-msa-r13", _quiet)
    _one_line(error)
    assert not dictionary_path().exists()


@pytest.mark.parametrize("name", ["morphology-db-msa-r13.zip", "renamed.zip", "morphology.db"])
def test_the_official_dictionary_is_installed_from_a_file(
    official: bytes, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(official if name.endswith("zip") else LEXICON.encode())
    assert install(str(file), _quiet).name == "dictionary"


def test_another_lexicon_is_not_installed(official: bytes, tmp_path: Path) -> None:
    file = tmp_path / "morphology.db"
    file.write_text(LEXICON.replace("book", "cook"), "utf-8")
    with pytest.raises(InputError, match="is not ALMOR r13") as error:
        install(str(file), _quiet)
    _one_line(error)
    other = tmp_path / "morphology-db-glf-01.zip"
    other.write_bytes(_zip(morphology__db=b"###DEFINES###"))
    with pytest.raises(InputError, match="is not ALMOR r13"):
        install(str(other), _quiet)
    assert not dictionary_path().exists()


def test_a_dictionary_of_the_right_checksum_and_another_layout_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "OFFICIAL_SHA256", hashlib.sha256(b"new").hexdigest())
    file = tmp_path / "morphology.db"
    file.write_bytes(b"new")
    with pytest.raises(InputError, match="has another layout than is known") as error:
        install(str(file), _quiet)
    _one_line(error)


def test_what_qari_does_not_use_is_listed_but_not_installed(shop: PackageServer) -> None:
    with pytest.raises(MissingPartError, match="camel_data -i ner-arabert") as error:
        install("ner-arabert", _quiet)
    _one_line(error)
    [offer] = [o for o in look(Stop())[0] if o.part.name == "ner-arabert"]
    assert offer.wanted is None


@pytest.mark.parametrize(
    "values",
    [
        {"url": "http://example.org/a.zip"},
        {"url": None},
        {"sha256": "short"},
        {"sha256": None},
    ],
)
def test_a_dictionary_that_cannot_be_trusted_is_not_offered_for_installing(
    server: PackageServer, values: dict[str, Any]
) -> None:
    _catalogue(server, b"", **values)
    with pytest.raises(MissingPartError):
        install("morphology-db-msa-r13", _quiet)


@pytest.mark.parametrize(
    "values", [{"size": "x", "version": [], "license": 5}, {"size": -1, "license": "a\nb"}]
)
def test_odd_facts_of_the_catalogue_are_left_out(
    server: PackageServer, values: dict[str, Any]
) -> None:
    _catalogue(server, b"", **values)
    offers = look(Stop())[0]
    assert offers[0].part.size == 0
    assert offers[0].part.licence == "not stated"


def test_offers_are_plain_values(shop: PackageServer) -> None:
    offers, _ = look(Stop())
    assert replace(offers[0]) == offers[0]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.argosmodel", True),
        ("A.ARGOSMODEL", True),
        ("camel_tools-0.4.dev5-py2.py3-none-any.whl", True),
        ("morphology.db", True),
        ("morphology-db-msa-r13.zip", True),
        ("morphology_db_calima-msa-r13-0.4.0.zip", True),
        ("article.txt", False),
        ("article.zip", False),
        ("letters.db", False),
    ],
)
def test_a_part_is_told_from_an_article_by_its_name(name: str, part: bool) -> None:
    assert looks_like_part(Path(name)) is part

"""What can be had from the network: the index of Argos and the catalogue of camel-tools, read with
distrust. Nothing is asked for before the user asks.

The address of the Argos index is that in argostranslate's own settings, the one of the catalogue
that in `camel_tools.data.catalogue` 1.6; environment variables name others.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from reader.data.archive import MAX_BYTES
from reader.data.argos import folder_name, is_version, version_key
from reader.data.catalogue import ARGOS, MORPHOLOGY, Part, State
from reader.data.download import allowed, host_of
from reader.data.progress import Stop
from reader.data.transfer import Wanted, fetch, remote_size
from reader.errors import BrokenPartError, MissingPartError, UsageError

__all__ = [
    "Offer",
    "argos_offers",
    "camel_offers",
    "found",
    "look",
    "may_be_offered",
    "source_hosts",
]

_ARGOS_INDEX: Final = (
    "QARI_ARGOS_INDEX",
    "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json",
)
_CAMEL_CATALOGUE: Final = (
    "QARI_CAMEL_CATALOGUE",
    "https://raw.githubusercontent.com/CAMeL-Lab/camel-tools-data/main/catalogue-1.6.json",
)
_INDEX_BYTES: Final = 8 << 20
"""At most; the Argos index has 32 kB, the catalogue 48 kB."""
_MOST_OFFERS: Final = 20
_ELSEWHERE: Final = "install from a file instead, or name another index in"

_BRINGS: Final = {
    MORPHOLOGY: "glosses, and the built-in translation: the dictionary as its makers publish it",
    "disambig-mle-calima-msa-r13": "the reading of a word in its context; Qari has its own rules",
    "disambig-bert-unfactored-msa": "the reading of a word in its context, by a neural model; Qari"
    " has its own rules",
    "ner-arabert": "names found by a neural model; Qari finds names with its knowledge base",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to be had: the part as it would be listed and the file to download for it, None
    for what is listed only because people look for it here."""

    part: Part
    wanted: Wanted | None


def source_hosts() -> list[str]:
    """The machines that `look` asks for what there is."""
    found = (host_of(_address(source)) for source in (_ARGOS_INDEX, _CAMEL_CATALOGUE))
    return list(dict.fromkeys(found))


def _address(source: tuple[str, str]) -> str:
    variable, default = source
    return os.environ.get(variable) or default


def look(stop: Stop) -> tuple[list[Offer], list[str]]:
    """All that can be had, and what went wrong while looking, one line for each trouble.

    Raises Cancelled where `stop` was set."""
    offers: list[Offer] = []
    troubles: dict[str, list[str]] = {}
    for find in (_look_for_argos, _look_for_camel):
        try:
            offers += find(stop)
        except (MissingPartError, BrokenPartError) as error:
            what, _, trouble = str(error).partition(": ")
            troubles.setdefault(trouble, []).append(what)
    return offers, [f"{' and '.join(whats)}: {trouble}" for trouble, whats in troubles.items()]


def may_be_offered(name: str) -> bool:
    """Whether it is worth asking the network for a part of that name."""
    return name == ARGOS or name in _BRINGS or re.fullmatch(r"translate-[\w-]+", name) is not None


def found(name: str, stop: Stop) -> Offer:
    """The offer of that name; the newest package for the name of Argos in general.

    Raises UsageError if there is none, MissingPartError or BrokenPartError where its source cannot
    be asked or is odd, Cancelled where `stop` was set."""
    find = _look_for_camel if name in _BRINGS else _look_for_argos
    offers = find(stop)
    if name == ARGOS:
        return offers[0]
    for offer in offers:
        if offer.part.name == name:
            return offer
    names = ", ".join(offer.part.name for offer in offers if offer.wanted) or "nothing"
    raise UsageError(f"{name} is not offered for Arabic to English; to be had: {names}")


def _look_for_argos(stop: Stop) -> list[Offer]:
    what = "the Argos index"
    offers = argos_offers(_fetched(what, _ARGOS_INDEX, stop))
    if not offers:
        raise MissingPartError(
            f"{what}: it lists no Arabic-English package that can be fetched; {_ELSEWHERE}"
            f" {_ARGOS_INDEX[0]}"
        )
    return [_sized(offer, stop) for offer in offers]


def _look_for_camel(stop: Stop) -> list[Offer]:
    return camel_offers(_fetched("the catalogue of camel-tools", _CAMEL_CATALOGUE, stop))


def _fetched(what: str, source: tuple[str, str], stop: Stop) -> Any:
    raw = fetch(Wanted(what, [_address(source)], limit=_INDEX_BYTES), stop)
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise BrokenPartError(
            f"{what}: what {host_of(_address(source))} has there is not JSON; {_ELSEWHERE}"
            f" {source[0]}"
        ) from None


def _sized(offer: Offer, stop: Stop) -> Offer:
    """With the size that the server of the package states; the index has none."""
    assert offer.wanted is not None
    size = next((n for link in offer.wanted.links if (n := remote_size(link, stop))), 0)
    return replace(offer, part=replace(offer.part, size=size))


def argos_offers(index: Any) -> list[Offer]:
    """The Arabic-English packages of an Argos index, the newest first. Raises BrokenPartError if
    it is no list of packages; an odd entry in one is passed over."""
    if not isinstance(index, list):
        raise _odd("the Argos index", "a list of packages", _ARGOS_INDEX)
    found: dict[str, Offer] = {}
    for entry in index:
        if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
            continue
        version = entry.get("package_version")
        if (entry.get("from_code"), entry.get("to_code")) != ("ar", "en") or not is_version(
            version
        ):
            continue
        given = entry.get("links")
        links = [x for x in given if _is_link(x, _ARGOS_INDEX)] if isinstance(given, list) else []
        if links and version not in found:
            found[version] = _argos_offer(version, tuple(links), _sha256(entry))
    return sorted(found.values(), key=lambda o: version_key(o.part.version), reverse=True)[
        :_MOST_OFFERS
    ]


def _argos_offer(version: str, links: tuple[str, ...], sha256: str) -> Offer:
    name = folder_name(version)
    part = Part(
        name=name,
        brings=f"neural translation, from {host_of(links[0])}",
        licence="stated in the package",
        state=State.AVAILABLE,
        path=None,
        version=version,
        sha256=sha256,
        mend=f"qari data install {name}",
    )
    return Offer(part, Wanted(f"Argos ar→en {version}", links, sha256))


def camel_offers(catalogue: Any) -> list[Offer]:
    """What of the catalogue of camel-tools has to do with reading Standard Arabic. Raises
    BrokenPartError if it is no catalogue."""
    packages = catalogue.get("packages") if isinstance(catalogue, dict) else None
    if not isinstance(packages, dict):
        raise _odd("the catalogue of camel-tools", "a catalogue", _CAMEL_CATALOGUE)
    offers = []
    for name, brings in _BRINGS.items():
        entry = packages.get(name)
        if isinstance(entry, dict):
            offers.append(_camel_offer(name, brings, entry))
    return offers


def _camel_offer(name: str, brings: str, entry: dict[str, Any]) -> Offer:
    version, size, licence = entry.get("version"), entry.get("size"), entry.get("license")
    usable = (
        name == MORPHOLOGY and _is_link(entry.get("url"), _CAMEL_CATALOGUE) and bool(_sha256(entry))
    )
    part = Part(
        name=name,
        brings=brings,
        licence=_line(licence) or "not stated",
        state=State.AVAILABLE if usable else State.UNUSED,
        path=None,
        version=version if is_version(version) else "",
        size=size if type(size) is int and 0 < size < 1 << 40 else 0,
        sha256=_sha256(entry),
        mend=f"qari data install {name}" if usable else f"camel_data -i {name}",
    )
    wanted = Wanted(name, (entry["url"],), part.sha256, MAX_BYTES) if usable else None
    return Offer(part, wanted)


def _sha256(entry: dict[str, Any]) -> str:
    stated = entry.get("sha256")
    known = isinstance(stated, str) and re.fullmatch(r"[0-9a-fA-F]{64}", stated)
    return stated.lower() if known and isinstance(stated, str) else ""


def _is_link(value: Any, source: tuple[str, str]) -> bool:
    """Whether `value` is an address to download from. An index on the network must not lead into
    this machine."""
    plain = isinstance(value, str) and len(value) < 2000 and value.isascii()
    return plain and allowed(value, _address(source))


def _line(value: Any) -> str:
    return value[:60] if isinstance(value, str) and value.isprintable() else ""


def _odd(what: str, expected: str, source: tuple[str, str]) -> BrokenPartError:
    return BrokenPartError(
        f"{what}: what {host_of(_address(source))} has there is not {expected}; {_ELSEWHERE}"
        f" {source[0]}"
    )

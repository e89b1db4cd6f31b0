"""An engine that does not translate twice what it has translated before.

What a translation depends on is its key: the engine (its label, the hash of its package, its
settings), the program's version, and the whole sentence as the engine gets it: text, tokens,
glosses, and the names and glossary terms found in it. A dictionary, a knowledge base or a glossary
that changes therefore changes the keys of just those sentences that it reads otherwise. How a
machine runs a model fastest is no part of it: that is found out only while translating.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from reader import __version__
from reader.model import Doubt, Link, Translation
from reader.translation.protocol import SentenceSource, Translator
from reader.translation.wrapper import TranslatorWrapper

__all__ = [
    "CachedTranslator",
    "HashStore",
    "TranslationStore",
    "fingerprint",
    "from_bytes",
    "package_hash",
    "to_bytes",
]


class TranslationStore(Protocol):
    """Where translations are kept. Neither method raises anything for a store that is broken."""

    def get(self, key: bytes) -> Translation | None: ...

    def put(self, key: bytes, translation: Translation) -> None: ...


class HashStore(Protocol):
    """Where the hashes of packages are kept: they are hundreds of megabytes."""

    def known_hash(self, path: str, state: str) -> str: ...

    def remember_hash(self, path: str, state: str, sha256: str) -> None: ...


class CachedTranslator(TranslatorWrapper):
    """`inner`, asked only for what `store` does not have.

    `fingerprint` names everything besides the sentence that decides what `inner` makes of it.
    What the store has is yielded first; the rest comes as `inner` gives it and is kept at once, so
    that a job that is cancelled or killed need not begin again. A sentence that occurs twice is
    translated once.
    """

    def __init__(self, inner: Translator, store: TranslationStore, fingerprint: str) -> None:
        super().__init__(inner)
        self._store = store
        self._fingerprint = fingerprint

    def translate(
        self, sources: Sequence[SentenceSource], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Translation]]:
        missing: dict[bytes, list[int]] = {}
        for i, source in enumerate(sources):
            if cancelled():
                return
            key = self._key(source)
            if key in missing:
                missing[key].append(i)
            elif found := self._store.get(key):
                yield i, found
            else:
                missing[key] = [i]
        if not missing:
            return
        keys = list(missing)
        rest = [sources[places[0]] for places in missing.values()]
        for j, translation in self.inner.translate(rest, cancelled):
            self._store.put(keys[j], translation)
            for i in missing[keys[j]]:
                yield i, translation

    def _key(self, source: SentenceSource) -> bytes:
        # Sources are frozen values all the way down: their repr tells all they hold.
        told = f"{self._fingerprint}\0{source!r}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


def fingerprint(translator: Translator, **decides: object) -> str:
    """What decides the work of `translator` besides the sentence: its name and label, Qari's
    version, and what is given by name (`package` hash, `settings`, …)."""
    told = {name: str(value) for name, value in sorted(decides.items())}
    return json.dumps([__version__, translator.name, translator.label, told], sort_keys=True)


def package_hash(folder: Path, store: HashStore) -> str:
    """SHA-256 over the names and contents of the files in `folder`, reckoned once for each state
    (names, sizes, times of change) of the folder.

    Raises OSError where a file cannot be read."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"
    )
    stats = [(path.relative_to(folder).as_posix(), path.stat()) for path in files]
    state = json.dumps([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])
    known = store.known_hash(str(folder), state)
    if known:
        return known
    total = hashlib.sha256()
    for path, (name, _) in zip(files, stats, strict=True):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{name}\0{digest}\n".encode("utf-8", "surrogateescape"))
    store.remember_hash(str(folder), state, total.hexdigest())
    return total.hexdigest()


def to_bytes(translation: Translation) -> bytes:
    """A translation with its links and doubts as compact JSON."""
    value = [
        translation.text,
        translation.engine,
        translation.score,
        [[link.token, link.spans, link.score] for link in translation.links],
        [[doubt.kind, doubt.text] for doubt in translation.doubts],
    ]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def from_bytes(raw: bytes) -> Translation | None:
    """The translation `to_bytes` made `raw` of, None for anything else."""
    try:
        text, engine, score, links, doubts = json.loads(raw.decode("utf-8", "surrogatepass"))
        return Translation(
            str(text),
            str(engine),
            None if score is None else float(score),
            tuple(_link(*link) for link in links),
            tuple(Doubt(str(kind), str(words)) for kind, words in doubts),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _link(token: Any, spans: Any, score: Any) -> Link:
    return Link(int(token), tuple((int(start), int(end)) for start, end in spans), float(score))

"""Files from the network to the disk, through a part file that survives a broken connection.

What has arrived is joined on to only where the server vouches that it is the same file (RFC 9110:
Range with If-Range); what is asked of servers is in `download`, how often in `patience`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.data.archive import MAX_BYTES
from reader.data.download import Answer, allowed, ask, host_of
from reader.data.part_file import PartFile, claim
from reader.data.patience import ELSEWHERE, TransientError, patiently
from reader.data.progress import Progress, Speed, Stop, megabytes
from reader.data.room import check_room
from reader.errors import BrokenPartError, InputError, MissingPartError, OutputError, QariError

__all__ = ["Wanted", "downloaded", "fetch", "remote_size"]

_TELL_SECONDS: Final = 0.1

_Tell = Callable[[float | None, str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to download: what people call it, where it is (any of `links`), its SHA-256 if that is
    known, and the most bytes it can have."""

    what: str
    links: Sequence[str]
    sha256: str = ""
    limit: int = MAX_BYTES


@contextmanager
def downloaded(wanted: Wanted, progress: Progress, stop: Stop) -> Iterator[Path]:
    """The file behind the first link that works, there inside the block only. What arrived before a
    stop or a broken connection is kept for the next time; what the block rejects with InputError or
    BrokenPartError is not.

    Raises MissingPartError where it cannot be had, BrokenPartError where it is not what it should
    be, OutputError where it cannot be written, Cancelled where `stop` was set."""
    with ExitStack() as held:
        part = _first_that_works(wanted, held, progress, stop)
        try:
            yield part.path
        except (InputError, BrokenPartError):
            part.discard()
            raise
        part.discard()


def _first_that_works(wanted: Wanted, held: ExitStack, progress: Progress, stop: Stop) -> PartFile:
    failure: QariError = MissingPartError(
        f"{wanted.what}: there is no https address to fetch it from; install it from a file"
    )
    for link in filter(allowed, wanted.links):
        part = held.enter_context(claim(link))
        try:
            _transfer(wanted, link, part, progress, stop)
            _check_sum(wanted, link, part)
        except BrokenPartError as error:
            part.discard()
            failure = error
        except MissingPartError as error:
            failure = error
        else:
            return part
        held.close()
    raise failure


def fetch(wanted: Wanted, stop: Stop) -> bytes:
    """A small thing, such as an index, from its first link and held in memory.

    Raises MissingPartError where it cannot be had, BrokenPartError where it is too large, Cancelled
    where `stop` was set."""
    link = wanted.links[0]
    if not allowed(link):
        raise MissingPartError(
            f"{wanted.what}: {link} was not asked: an address must begin with https://"
        )

    def attempt() -> bytes:
        content = bytearray()
        with ask(wanted.what, link, {}, stop) as answer:
            for chunk in answer.chunks():
                content += chunk
                if len(content) > wanted.limit:
                    raise _too_large(wanted, link)
            _check_whole(link, len(content), answer.length)
        return bytes(content)

    return patiently(wanted.what, stop, attempt)


def remote_size(link: str, stop: Stop) -> int:
    """Bytes of the file behind `link` as its server states them, 0 where that is not to be had.

    Raises Cancelled where `stop` was set."""
    try:
        if allowed(link):
            with ask(link, link, {}, stop, method="HEAD") as answer:
                return answer.length or 0
    except (TransientError, MissingPartError):
        stop.check()
    return 0


def _transfer(wanted: Wanted, link: str, part: PartFile, progress: Progress, stop: Stop) -> None:
    message = f"downloading {wanted.what}"
    progress(message, None)

    def attempt() -> None:
        headers = {"Range": f"bytes={part.size}-", "If-Range": part.validator} if part.size else {}
        with ask(wanted.what, link, headers, stop) as answer:
            if answer.status == 416 and answer.whole == part.size:
                return
            _check_same_file(link, part, answer)
            _receive(wanted, link, part, answer, lambda s, amount: progress(message, s, amount))

    patiently(wanted.what, stop, attempt, lambda: part.size)


def _check_same_file(link: str, part: PartFile, answer: Answer) -> None:
    """Raises TransientError, the part thrown away, for a piece that cannot be joined on."""
    joins = answer.start == part.size and answer.validator in ("", part.validator)
    if answer.status == 416 or (answer.status == 206 and not joins):
        part.discard()
        raise TransientError(f"{host_of(link)} has another file there than before")


def _receive(wanted: Wanted, link: str, part: PartFile, answer: Answer, tell: _Tell) -> None:
    append = answer.status == 206
    have = part.size if append else 0
    total = None if answer.length is None else have + answer.length
    folder = part.path.parent
    speed, told = Speed(), -math.inf
    if (total or 0) > wanted.limit:
        raise _too_large(wanted, link)
    try:
        check_room(folder, answer.length or 0, "QARI_CACHE_DIR")
        with part.open(part.validator if append else answer.validator, append=append) as out:
            for chunk in answer.chunks():
                out.write(chunk)
                have += len(chunk)
                if have > wanted.limit:
                    raise _too_large(wanted, link)
                if time.monotonic() - told > _TELL_SECONDS or have == total:
                    told = time.monotonic()
                    tell(have / total if total else None, _amount(have, total, speed.at(have)))
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written to ({error.strerror or error}); free some space or set"
            " QARI_CACHE_DIR to another folder"
        ) from error
    _check_whole(link, have, total)


def _amount(done: int, total: int | None, speed: float) -> str:
    """ "34 of 121 MB, 2.1 MB/s, 41 s left", as far as it is known."""
    words = [f"{megabytes(done)} of {megabytes(total)} MB" if total else f"{megabytes(done)} MB"]
    if speed:
        words.append(f"{speed / 1e6:.1f} MB/s" if speed >= 1e6 else f"{speed / 1e3:.0f} kB/s")
        left = ((total or done) - done) / speed
        if left >= 1:
            words.append(f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left")
    return ", ".join(words)


def _check_whole(link: str, size: int, total: int | None) -> None:
    if total is not None and size < total:
        raise TransientError(
            f"{host_of(link)} broke off after {megabytes(size)} of {megabytes(total)} MB"
        )


def _check_sum(wanted: Wanted, link: str, part: PartFile) -> None:
    found = part.sha256()
    if wanted.sha256 and found != wanted.sha256:
        raise BrokenPartError(
            f"{wanted.what}: {host_of(link)} sent a file with SHA-256 {found[:12]}…, not"
            f" {wanted.sha256[:12]}…; it was thrown away: try again later, {ELSEWHERE}"
        )


def _too_large(wanted: Wanted, link: str) -> BrokenPartError:
    return BrokenPartError(
        f"{wanted.what}: {host_of(link)} sends more than the {megabytes(wanted.limit)} MB that it"
        f" can have; it was thrown away: try again later, {ELSEWHERE}"
    )

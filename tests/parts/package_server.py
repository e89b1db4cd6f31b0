"""A web server on this machine that serves packages, well or badly, with real bytes.

    with PackageServer() as server:
        server.replies["/a.argosmodel"] = [Reply(b"...", cut_after=1000), Reply(b"...")]

Each request takes the next reply of its path; the last one stays. Every request is noted in `seen`.
"""

from __future__ import annotations

import hashlib
import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

__all__ = ["PackageServer", "Reply", "Seen"]


@dataclass(frozen=True)
class Reply:
    """One answer. `etag` None leaves it out, "" makes it from the body; with one, ranges are
    served. `cut_after` and `hang_after` count the bytes sent before the connection is closed or
    goes silent; `drip` is bytes and seconds between them; `stated` is another Content-Length, -1
    for none."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = ""
    cut_after: int | None = None
    hang_after: int | None = None
    drip: tuple[int, float] | None = None
    stated: int | None = None
    kind: str = "application/octet-stream"


@dataclass(frozen=True)
class Seen:
    method: str
    path: str
    headers: dict[str, str]


class PackageServer:
    """Attributes: url (of its root), replies, seen."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.seen: list[Seen] = []
        self.closing = threading.Event()
        owner = self

        class Handler(_Handler):
            server_of_packages = owner

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._thread = threading.Thread(
            target=lambda: self._server.serve_forever(poll_interval=0.01), name="package-server"
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, path: str) -> Reply:
        waiting = self.replies.get(path, [Reply(b"nothing here", 404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def asked(self, path: str, method: str = "GET") -> list[Seen]:
        return [seen for seen in self.seen if (seen.path, seen.method) == (path, method)]


class _Handler(BaseHTTPRequestHandler):
    server_of_packages: PackageServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        owner = self.server_of_packages
        owner.seen.append(Seen(self.command, self.path, dict(self.headers)))
        # A proxy is asked with the whole address.
        reply = owner.reply(re.sub(r"^http://[^/]+", "", self.path))
        body, status = reply.body, reply.status
        headers = {"Content-Type": reply.kind, **reply.headers}
        if reply.etag is not None and status == 200:
            headers["ETag"] = reply.etag or f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            status, body, more = _piece(self.headers, headers["ETag"], body)
            headers |= more
        self.close_connection = True
        self.send_response(status)
        if reply.stated != -1:
            headers["Content-Length"] = str(len(body) if reply.stated is None else reply.stated)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "GET":
            with suppress(OSError):  # whoever asked has gone
                self._send(reply, body)

    def _send(self, reply: Reply, body: bytes) -> None:
        end = min(x for x in (len(body), reply.cut_after, reply.hang_after) if x is not None)
        step, pause = reply.drip or (1 << 16, 0.0)
        for start in range(0, end, step):
            self.wfile.write(body[start : min(start + step, end)])
            self.wfile.flush()
            if pause and self.server_of_packages.closing.wait(pause):
                return
        if reply.hang_after is not None:
            self.server_of_packages.closing.wait()

    def log_message(self, *arguments: object) -> None:
        pass


def _piece(asked: object, etag: str, body: bytes) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers for a request that may want the end of the file only."""
    headers: dict[str, str] = dict(asked.items())  # type: ignore[attr-defined]
    found = re.fullmatch(r"bytes=(\d+)-", headers.get("Range", ""))
    if not found or headers.get("If-Range", etag) != etag:
        return 200, body, {}
    start = int(found[1])
    if start >= len(body):
        return 416, b"", {"Content-Range": f"bytes */{len(body)}"}
    return 206, body[start:], {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}

"""The only module that talks to the network, and only when the user asks for something.

Addresses are https, also after a redirect; plain http within this machine only. The system's proxy
is used; nothing is sent but the request itself.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import IO, Any
from urllib.parse import urlsplit

from reader.data import patience
from reader.data.patience import ELSEWHERE, TransientError
from reader.data.progress import Stop
from reader.errors import MissingPartError

__all__ = ["Answer", "allowed", "ask", "host_of"]

_CHUNK = 1 << 18
_TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504))


def host_of(link: str) -> str:
    """The machine that an address names."""
    return urlsplit(link).hostname or link


def allowed(link: str, origin: str = "") -> bool:
    """Whether `link` may be asked for: https, or http within this machine. An `origin` on the
    network must not redirect into this machine."""
    try:
        scheme, host = urlsplit(link).scheme, urlsplit(link).hostname or ""
    except ValueError:
        return False
    local = _is_loopback(host)
    if origin and local and not _is_loopback(host_of(origin)):
        return False
    return bool(host) and (scheme == "https" or (scheme == "http" and local))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Answer:
    """What a server answered: status 200, 206 or 416.

    Attributes: length (bytes that follow), start (where the piece that follows begins) and whole
    (bytes of all), each None where it is not stated; validator (what tells this version of the file
    from any other, "" if nothing surely does)."""

    def __init__(self, response: Any, host: str, stop: Stop) -> None:
        self._response = response
        self._host = host
        self._stop = stop
        headers = response.headers
        self.status: int = response.status
        self.length = _number(headers.get("Content-Length", ""))
        piece = re.fullmatch(
            r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)", headers.get("Content-Range", ""), re.ASCII
        )
        self.start = _number(piece[1] or "") if piece else None
        self.whole = _number(piece[2]) if piece else None
        etag = str(headers.get("ETag", ""))
        dated = str(headers.get("Last-Modified", ""))
        self.validator = "" if etag.startswith("W/") else etag or dated

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they arrive. Raises TransientError for any trouble on the way, Cancelled
        once the request is to be stopped."""
        waiting = patience.PATIENCE
        since, got = time.monotonic(), 0
        while True:
            try:
                chunk = self._response.read1(_CHUNK)
            except TimeoutError as error:
                self._stop.check()
                raise TransientError(
                    f"{self._host} sent nothing for {waiting.stall:.0f} seconds"
                ) from error
            except (OSError, ValueError, http.client.HTTPException) as error:
                self._stop.check()
                raise TransientError(f"{self._host} broke off") from error
            self._stop.check()
            if not chunk:
                return
            yield chunk
            got += len(chunk)
            if time.monotonic() - since >= waiting.stall:
                if got < waiting.slowest * waiting.stall:
                    raise TransientError(f"{self._host} sends next to nothing")
                since, got = time.monotonic(), 0


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


@contextmanager
def ask(
    what: str, link: str, headers: Mapping[str, str], stop: Stop, method: str = "GET"
) -> Iterator[Answer]:
    """Asks for `link`, which is `allowed`; `what` is what people call it. Setting `stop` wakes it
    up wherever it waits, but for the connection to be made.

    Raises TransientError, MissingPartError, Cancelled."""
    sockets: list[socket.socket] = []

    def keep(connected: socket.socket) -> None:
        sockets.append(connected)
        connected.settimeout(patience.PATIENCE.stall)
        stop.check()

    def wake() -> None:
        for connected in sockets:
            with suppress(OSError):
                # Not the TLS socket's own: that would take its state away from the reading thread.
                socket.socket.shutdown(connected, socket.SHUT_RDWR)

    own = {"User-Agent": "Qari", "Accept-Encoding": "identity"}
    request = urllib.request.Request(link, headers=own | dict(headers), method=method)
    with stop.calling(wake), _response(what, link, request, keep, stop) as response:
        yield Answer(response, host_of(link), stop)


_Keep = Callable[[socket.socket], None]


def _response(
    what: str, link: str, request: urllib.request.Request, keep: _Keep, stop: Stop
) -> Any:
    try:
        response = _opener(link, keep).open(request, timeout=patience.PATIENCE.connect)
    except urllib.error.HTTPError as error:
        if error.code == 416 and request.has_header("Range"):
            return error  # it is an answer, too
        with error:
            raise _refusal(what, link, error) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        stop.check()
        raise _trouble(what, link, error) from error
    if response.status == 200 and response.headers.get_content_type() == "text/html":
        response.close()
        raise MissingPartError(
            f"{what}: {host_of(link)} sent a web page instead; if this network has a log-in page,"
            f" log in with a browser and try again, {ELSEWHERE}"
        )
    return response


def _refusal(what: str, link: str, error: urllib.error.HTTPError) -> Exception:
    host = host_of(link)
    reason = "".join(filter(str.isprintable, str(error.reason)))[:60]
    if error.code in _TRANSIENT:
        pause = _number(error.headers.get("Retry-After", "")) or 0
        return TransientError(f"{host} answers {error.code} {reason}", float(pause))
    if error.code in (404, 410):
        return MissingPartError(
            f"{what}: {host} does not have it ({error.code}): look again later, {ELSEWHERE}"
        )
    if error.code == 407:
        return MissingPartError(
            f"{what}: the proxy wants a name and a password: put them into the system's proxy"
            f" settings, {ELSEWHERE}"
        )
    answer = f"answers {error.code} {reason}"
    if 300 <= error.code < 400:
        answer = f"leads on in a circle or nowhere ({error.code})"
    return MissingPartError(f"{what}: {host} {answer}: try again later, {ELSEWHERE}")


def _trouble(what: str, link: str, error: Exception) -> Exception:
    """What an exception of the network libraries means."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    host = host_of(link)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return MissingPartError(
            f"{what}: {host} shows no certificate that this machine trusts"
            f" ({cause.verify_message}): check the date of this machine and its network,"
            f" {ELSEWHERE}"
        )
    if isinstance(cause, socket.gaierror):
        return MissingPartError(
            f"{what}: {host} cannot be found, so there is no connection or it needs a proxy:"
            f" connect and try again, {ELSEWHERE}"
        )
    if "Tunnel connection failed" in str(cause):
        return MissingPartError(
            f"{what}: the proxy does not let it through to {host} ({cause}): check the system's"
            f" proxy settings, {ELSEWHERE}"
        )
    if isinstance(cause, TimeoutError):
        return TransientError(f"{host} does not answer")
    if isinstance(cause, OSError) and cause.strerror:
        return TransientError(f"{host} cannot be reached ({cause.strerror})")
    return TransientError(f"{host} sends what cannot be understood ({type(cause).__name__})")


class _HttpConnection(http.client.HTTPConnection):
    def __init__(self, *arguments: Any, keep: _Keep, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keep = keep

    def connect(self) -> None:
        super().connect()
        self._keep(self.sock)


class _HttpsConnection(http.client.HTTPSConnection):
    def __init__(self, *arguments: Any, keep: _Keep, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keep = keep

    def connect(self) -> None:
        super().connect()
        self._keep(self.sock)


class _HttpHandler(urllib.request.HTTPHandler):
    def __init__(self, keep: _Keep) -> None:
        super().__init__()
        self._keep = keep

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HttpConnection, req, keep=self._keep)  # type: ignore[arg-type]


class _HttpsHandler(urllib.request.HTTPSHandler):
    def __init__(self, keep: _Keep) -> None:
        self._trusted = ssl.create_default_context()
        super().__init__(context=self._trusted)
        self._keep = keep

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        options = {"context": self._trusted, "keep": self._keep}
        return self.do_open(_HttpsConnection, req, **options)  # type: ignore[arg-type]


class _Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not allowed(newurl, req.full_url):
            fp.close()
            raise MissingPartError(
                f"{host_of(req.full_url)} leads on to {newurl[:80]!r}, which is not followed: it is"
                f" no https address; try again later, {ELSEWHERE}"
            )
        _proxies(newurl)
        further = super().redirect_request(req, fp, code, msg, headers, newurl)
        if further:
            further.method = req.get_method()
        return further


def _opener(link: str, keep: _Keep) -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(_proxies(link)),
        _HttpHandler(keep),
        _HttpsHandler(keep),
        _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _proxies(link: str) -> dict[str, str]:
    """The proxies that the system is set up with. A reader behind a proxy has reasons for it: where
    it is of a kind that cannot be used here, nothing goes round it."""
    found = urllib.request.getproxies()
    usable: dict[str, str] = {}
    for scheme in ("http", "https"):
        proxy = found.get(scheme) or found.get("all") or found.get("socks") or ""
        kind = proxy.partition("://")[0].lower() if "://" in proxy else "http"
        if kind in ("http", "https"):
            usable |= {scheme: proxy} if proxy else {}
        elif urlsplit(link).scheme == scheme and not urllib.request.proxy_bypass(host_of(link)):
            raise MissingPartError(
                f"the proxy of this system is of a kind that Qari cannot use ({kind}): fetch the"
                " file with a browser and install it from there"
            )
    return usable

"""Downloads from a server on this machine that does well and badly, with real bytes."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from package_server import PackageServer, Reply

from reader.data import download, part_file
from reader.data.download import allowed
from reader.data.part_file import arrived, claim
from reader.data.progress import Stop
from reader.data.transfer import Wanted, downloaded, fetch, remote_size
from reader.errors import (
    BrokenPartError,
    Cancelled,
    InputError,
    MissingPartError,
    OutputError,
    QariError,
)
from reader.paths import cache_dir

pytestmark = pytest.mark.loopback

BODY = random.Random(5).randbytes(3_000_000)
OTHER = random.Random(6).randbytes(3_000_000)
SHA256 = hashlib.sha256(BODY).hexdigest()
PATH = "/a.argosmodel"
_END = "bytes 1200000-2999999/3000000"


class Progress:
    """Keeps what it is told; calls `act` once `at` of the whole is there."""

    def __init__(self, at: float = 2.0, act: Callable[[], object] = lambda: None) -> None:
        self.told: list[tuple[str, float | None, str]] = []
        self._at, self._act = at, act

    def __call__(self, message: str, done: float | None, amount: str = "") -> None:
        self.told.append((message, done, amount))
        if (done or 0) >= self._at:
            self._act()


def _get(
    server: PackageServer,
    progress: Progress | None = None,
    stop: Stop | None = None,
    *,
    paths: tuple[str, ...] = (PATH,),
    **options: object,
) -> bytes:
    wanted = Wanted("a package", [server.url + path for path in paths], **options)  # type: ignore[arg-type]
    with downloaded(wanted, progress or Progress(), stop or Stop()) as file:
        return file.read_bytes()


def _left() -> list[str]:
    """What lies in the cache, but for the lock."""
    files = (cache_dir() / "downloads").glob("*")
    return sorted(file.suffix for file in files if file.name != ".lock")


def _told(error: pytest.ExceptionInfo[QariError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


# ---------------------------------------------------------------- what goes well


def test_a_file_arrives_whole_and_nothing_of_it_is_left_behind(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY)]
    progress = Progress()
    assert _get(server, progress, sha256=SHA256) == BODY
    assert _left() == []
    assert progress.told[0] == ("downloading a package", None, "")
    message, share, amount = progress.told[-1]
    assert (message, share) == ("downloading a package", 1.0)
    assert amount.startswith("3.0 of 3.0 MB")
    assert server.seen[0].headers["User-Agent"] == "Qari"


def test_the_speed_and_the_time_left_are_told(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY[:600_000], drip=(50_000, 0.05))]
    progress = Progress()
    _get(server, progress)
    amounts = [amount for _, _, amount in progress.told]
    assert any("kB/s" in amount or "MB/s" in amount for amount in amounts)
    shares = [share for _, share, _ in progress.told if share is not None]
    assert shares == sorted(shares)


def test_a_file_whose_length_is_not_stated_arrives_too(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, stated=-1)]
    progress = Progress()
    assert _get(server, progress) == BODY
    assert progress.told[-1][1] is None
    assert "3.0 MB" in progress.told[-1][2] or "MB" in progress.told[-1][2]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(server: PackageServer, status: int) -> None:
    server.replies[PATH] = [Reply(b"trouble", status), Reply(b"trouble", status), Reply(BODY)]
    assert _get(server) == BODY
    assert len(server.asked(PATH)) == 3


def test_a_broken_connection_is_taken_up_where_it_broke(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, cut_after=1_200_000), Reply(BODY)]
    assert _get(server, sha256=SHA256) == BODY
    first, second = server.asked(PATH)
    assert "Range" not in first.headers
    assert second.headers["Range"] == "bytes=1200000-"
    assert second.headers["If-Range"].startswith('"')


def test_attempts_that_bring_a_lot_are_not_counted(server: PackageServer) -> None:
    large = BODY * 3
    server.replies[PATH] = [
        *(Reply(large, cut_after=1_500_000) for _ in range(5)),  # three in a row are the limit
        Reply(large),
    ]
    assert _get(server) == large


def test_without_a_validator_the_file_is_fetched_anew(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, etag=None, cut_after=1_200_000), Reply(BODY, etag=None)]
    assert _get(server) == BODY
    assert all("Range" not in seen.headers for seen in server.asked(PATH))


def test_a_weak_validator_is_none_and_a_date_is_one(server: PackageServer) -> None:
    dated = {"Last-Modified": "Sat, 01 Mar 2025 10:00:00 GMT"}
    server.replies[PATH] = [
        Reply(BODY, etag='W/"x"', cut_after=500_000),
        Reply(BODY, etag=None, headers=dated, cut_after=600_000),
        Reply(BODY[600_000:], 206, {"Content-Range": "bytes 600000-2999999/3000000"}, etag=None),
    ]
    assert _get(server, sha256=SHA256) == BODY
    ranges = [seen.headers.get("Range") for seen in server.asked(PATH)]
    assert ranges == [None, None, "bytes=600000-"]


def test_a_file_replaced_on_the_server_meanwhile_is_fetched_anew(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(OTHER, cut_after=1_200_000), Reply(BODY)]
    assert _get(server, sha256=SHA256) == BODY


@pytest.mark.parametrize(
    "odd",
    [
        Reply(BODY[9:], 206, {"Content-Range": "bytes 9-2999999/3000000"}, etag=None),
        Reply(BODY[9:], 206, {"Content-Range": "nonsense"}, etag=None),
        Reply(BODY[9:], 206, {}, etag=None),
        Reply(OTHER[1_200_000:], 206, {"Content-Range": _END, "ETag": '"z"'}),
        Reply(b"", 416, {"Content-Range": "bytes */5"}),
        Reply(b"", 416),
    ],
)  # fmt: skip
def test_a_piece_that_does_not_fit_is_never_joined_on(server: PackageServer, odd: Reply) -> None:
    server.replies[PATH] = [Reply(BODY, cut_after=1_200_000), odd, Reply(BODY)]
    assert _get(server, sha256=SHA256) == BODY
    assert "Range" not in server.asked(PATH)[-1].headers


def test_a_redirect_is_followed(server: PackageServer) -> None:
    server.replies["/here"] = [Reply(b"", 302, {"Location": PATH})]
    server.replies[PATH] = [Reply(BODY, cut_after=1_000_000), Reply(BODY)]
    assert _get(server, paths=("/here",)) == BODY
    assert server.asked(PATH)[-1].headers["Range"] == "bytes=1000000-"


def test_a_mirror_takes_over(server: PackageServer) -> None:
    server.replies["/bad"] = [Reply(OTHER)]
    server.replies[PATH] = [Reply(BODY)]
    assert _get(server, paths=("/gone", "/bad", PATH), sha256=SHA256) == BODY
    assert _left() == []


def test_the_system_s_proxy_is_used(server: PackageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.replies[PATH] = [Reply(BODY)]
    wanted = Wanted("a package", [f"http://localhost:9{PATH}"])  # nobody listens there
    with downloaded(wanted, Progress(), Stop()) as file:
        assert file.read_bytes() == BODY
    assert server.seen[0].path == f"http://localhost:9{PATH}"


def test_the_size_of_a_file_is_asked_for_without_fetching_it(server: PackageServer) -> None:
    server.replies["/here"] = [Reply(b"", 302, {"Location": PATH})]
    server.replies[PATH] = [Reply(BODY)]
    assert remote_size(server.url + "/here", Stop()) == len(BODY)
    assert [seen.method for seen in server.seen] == ["HEAD", "HEAD"]
    assert remote_size(server.url + "/none", Stop()) == 0
    assert remote_size("http://example.org/a", Stop()) == 0


# ---------------------------------------------------------------- stopping and going on


def _stopped_at(server: PackageServer, share: float) -> None:
    stop = Stop()
    with pytest.raises(Cancelled) as told:
        _get(server, Progress(share, stop.set), stop)
    assert "\n" not in str(told.value)


def test_what_has_arrived_before_a_stop_is_kept_and_gone_on_with(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, drip=(100_000, 0.01))]
    _stopped_at(server, 0.3)
    kept = arrived(server.url + PATH)
    assert 0 < kept < len(BODY)
    assert _left() == [".json", ".part"]
    server.replies[PATH] = [Reply(BODY)]
    assert _get(server, sha256=SHA256) == BODY
    assert server.asked(PATH)[-1].headers["Range"] == f"bytes={kept}-"
    assert _left() == []


def test_a_stop_wakes_a_download_that_waits_for_a_silent_server(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = download.patience.Patience(connect=60, stall=60)
    monkeypatch.setattr(download.patience, "PATIENCE", patient)
    server.replies[PATH] = [Reply(BODY, hang_after=500_000)]
    stop = Stop()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    with pytest.raises(Cancelled):
        _get(server, stop=stop)
    timer.join()
    assert arrived(server.url + PATH) == 500_000


def test_a_stop_set_before_asks_nothing(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY)]
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled):
        _get(server, stop=stop)
    assert server.seen == []


def test_a_stop_ends_the_pause_between_attempts(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = download.patience.Patience(pause=600)
    monkeypatch.setattr(download.patience, "PATIENCE", patient)
    server.replies[PATH] = [Reply(b"", 503, {"Retry-After": "3"})]
    stop = Stop()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    with pytest.raises(Cancelled):
        _get(server, stop=stop)
    timer.join()


def test_a_file_that_had_arrived_whole_is_not_fetched_again(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY)]
    wanted = Wanted("a package", [server.url + PATH])

    def no_room() -> None:
        with downloaded(wanted, Progress(), Stop()):
            raise OutputError("no room to unpack it")

    with pytest.raises(OutputError):
        no_room()
    assert arrived(server.url + PATH) == len(BODY)
    assert _get(server) == BODY
    assert server.asked(PATH)[-1].headers["Range"] == f"bytes={len(BODY)}-"


@pytest.mark.parametrize("error", [InputError("no package"), BrokenPartError("no package")])
def test_what_turns_out_to_be_no_package_is_not_kept(
    server: PackageServer, error: QariError
) -> None:
    server.replies[PATH] = [Reply(BODY)]

    def refuse() -> None:
        with downloaded(Wanted("a package", [server.url + PATH]), Progress(), Stop()):
            raise error

    with pytest.raises(type(error)):
        refuse()
    assert _left() == []


def test_two_downloads_do_not_write_to_one_file(server: PackageServer) -> None:
    with claim(server.url + PATH), pytest.raises(OutputError, match="another Qari") as error:
        _get(server)
    _told(error)
    server.replies[PATH] = [Reply(BODY)]
    assert _get(server) == BODY


def test_what_nobody_came_back_for_is_thrown_away(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, drip=(100_000, 0.01))]
    _stopped_at(server, 0.3)
    for file in (cache_dir() / "downloads").iterdir():
        os.utime(file, (0, 0))
    with claim(server.url + "/another"):
        pass
    assert _left() == []


# ---------------------------------------------------------------- what goes wrong


def test_half_a_download_is_told_with_what_is_kept(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, cut_after=700_000)]
    server.replies[PATH] += [Reply(b"", 500)]
    with pytest.raises(MissingPartError, match="what has arrived is kept: try again") as error:
        _get(server)
    assert "127.0.0.1 answers 500" in _told(error)
    assert arrived(server.url + PATH) == 700_000


def test_a_wrong_checksum_is_told_and_the_file_thrown_away(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(OTHER)]
    with pytest.raises(BrokenPartError, match=f"not {SHA256[:12]}…; it was thrown away") as error:
        _get(server, sha256=SHA256)
    _told(error)
    assert _left() == []


@pytest.mark.parametrize("sent", [0, 400_000])
def test_a_server_that_hangs_is_given_up(server: PackageServer, sent: int) -> None:
    server.replies[PATH] = [Reply(BODY, hang_after=sent, etag=None)]
    with pytest.raises(MissingPartError, match="sent nothing for") as error:
        _get(server)
    _told(error)
    assert len(server.asked(PATH)) == 3
    assert _left() == []


def test_a_server_that_drips_is_given_up(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(BODY, drip=(2, 0.05), etag=None)]
    with pytest.raises(MissingPartError, match="sends next to nothing") as error:
        _get(server)
    _told(error)


def test_a_server_that_accepts_and_says_nothing_is_given_up(server: PackageServer) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        link = f"http://127.0.0.1:{silent.getsockname()[1]}/x"
        with pytest.raises(MissingPartError, match="does not answer") as error:
            fetch(Wanted("an index", [link], limit=10), Stop())
    _told(error)


def test_nobody_there_is_told(server: PackageServer) -> None:
    with pytest.raises(MissingPartError, match="cannot be reached") as error:
        fetch(Wanted("an index", ["http://127.0.0.1:9/x"], limit=10), Stop())
    _told(error)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "does not have it"),
        (410, "does not have it"),
        (403, "answers 403"),
        (407, "the proxy wants a name and a password"),
        (418, "answers 418"),
    ],
)
def test_a_refusal_is_told_and_not_repeated(server: PackageServer, status: int, words: str) -> None:
    server.replies[PATH] = [Reply(b"no", status)]
    with pytest.raises(MissingPartError, match=words) as error:
        _get(server)
    assert "install it from there" in _told(error)
    assert len(server.asked(PATH)) == 1
    assert _left() == []


def test_a_log_in_page_is_not_taken_for_a_package(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(b"<html>Log in</html>", kind="text/html; charset=utf-8")]
    with pytest.raises(MissingPartError, match="sent a web page instead") as error:
        _get(server)
    _told(error)


@pytest.mark.parametrize("stated", [None, -1])
def test_more_than_a_package_can_have_is_not_fetched(
    server: PackageServer, stated: int | None
) -> None:
    server.replies[PATH] = [Reply(BODY, stated=stated)]
    with pytest.raises(BrokenPartError, match=r"sends more than the 1\.0 MB") as error:
        _get(server, limit=1_000_000)
    _told(error)
    assert _left() == []


def test_an_answer_that_is_no_http_is_told(server: PackageServer) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:

        def speak() -> None:
            for _ in range(3):
                with other.accept()[0] as connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail.example.org ESMTP\r\n\r\n")

        speaker = threading.Thread(target=speak)
        speaker.start()
        link = f"http://127.0.0.1:{other.getsockname()[1]}/x"
        with pytest.raises(MissingPartError, match="cannot be understood") as error:
            fetch(Wanted("an index", [link], limit=10), Stop())
        speaker.join()
    _told(error)


@pytest.mark.parametrize(
    "place",
    [
        "http://example.org/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "//example.org/x",
    ],
)
def test_a_redirect_to_anything_but_https_is_not_followed(
    server: PackageServer, place: str
) -> None:
    server.replies[PATH] = [Reply(b"", 302, {"Location": place})]
    with pytest.raises(MissingPartError) as error:
        _get(server)
    _told(error)
    assert len(server.seen) == 1


def test_redirects_in_a_circle_end(server: PackageServer) -> None:
    server.replies[PATH] = [Reply(b"", 302, {"Location": PATH})]
    with pytest.raises(MissingPartError, match="leads on in a circle") as error:
        _get(server)
    _told(error)
    assert len(server.seen) < 12


@pytest.mark.parametrize(
    ("link", "origin", "may"),
    [
        ("https://example.org/a", "", True),
        ("http://example.org/a", "", False),
        ("ftp://example.org/a", "", False),
        ("file:///etc/passwd", "", False),
        ("https:///a", "", False),
        ("https://[::1", "", False),
        ("ipfs://Qmx", "", False),
        ("http://127.0.0.1:8/a", "", True),
        ("http://[::1]/a", "", True),
        ("http://127.0.0.1.example.org/a", "", False),
        ("http://127.0.0.1/a", "https://example.org", False),
        ("https://localhost/a", "https://example.org", False),
        ("http://127.0.0.1/a", "http://127.0.0.1/b", True),
    ],
)
def test_what_may_be_asked_for(link: str, origin: str, may: bool) -> None:
    assert allowed(link, origin) is may


def test_no_proxy_is_gone_round(server: PackageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9050")
    with pytest.raises(MissingPartError, match=r"kind that Qari cannot use \(socks5\)") as error:
        _get(server)
    _told(error)
    assert server.seen == []
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.replies[PATH] = [Reply(BODY)]
    assert _get(server) == BODY


def test_a_proxy_that_lets_nothing_through_is_told(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", server.url)  # it answers CONNECT with 501
    with pytest.raises(MissingPartError, match="the proxy does not let it through") as error:
        fetch(Wanted("an index", ["https://example.org/x"], limit=10), Stop())
    _told(error)


def test_a_name_that_cannot_be_found_is_no_connection(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(MissingPartError, match="cannot be found, so there is no conn") as error:
        fetch(Wanted("an index", ["https://example.org/x"], limit=10), Stop())
    _told(error)


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(
    server: PackageServer, tmp_path: Path
) -> None:
    import ssl

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
    link = server.url.replace("http:", "https:") + PATH
    with pytest.raises(MissingPartError, match="no certificate that this machine trusts") as error:
        fetch(Wanted("a package", [link], limit=10), Stop())
    _told(error)
    assert server.seen == []


# ---------------------------------------------------------------- the disk


def test_a_full_disk_is_told_before_anything_arrives(
    server: PackageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    server.replies[PATH] = [Reply(BODY)]
    with pytest.raises(OutputError, match=r"37 MB are needed, 1 MB are free.*CACHE") as error:
        _get(server)
    _told(error)
    assert _left() == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_disk_that_fills_up_on_the_way_is_told_and_what_arrived_kept(
    server: PackageServer,
) -> None:
    server.replies[PATH] = [Reply(BODY)]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(OutputError, match="free some space or set QARI_CACHE_DIR") as error:
            _get(server)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    _told(error)
    assert 0 < arrived(server.url + PATH) <= 1_000_000
    assert _get(server, sha256=SHA256) == BODY


def test_a_cache_that_cannot_be_written_to_is_told(
    server: PackageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("QARI_CACHE_DIR", str(tmp_path / "file" / "cache"))
    with pytest.raises(OutputError, match="set QARI_CACHE_DIR to another") as error:
        _get(server)
    _told(error)
    assert server.seen == []


@pytest.mark.parametrize("facts", [b"", b"{", b"[]", b'{"validator": ""}', b"\xff"])
def test_bytes_that_nothing_is_known_of_are_not_joined_on_to(
    server: PackageServer, facts: bytes
) -> None:
    server.replies[PATH] = [Reply(BODY, drip=(100_000, 0.01))]
    _stopped_at(server, 0.3)
    next((cache_dir() / "downloads").glob("*.json")).write_bytes(facts)
    server.replies[PATH] = [Reply(BODY)]
    assert _get(server) == BODY
    assert "Range" not in server.asked(PATH)[-1].headers


def test_odd_addresses_make_plain_file_names(server: PackageServer) -> None:
    for link in ("/../../x%00", "/" + "long" * 99, "/a?b=/etc/passwd", "/ملف", "/"):
        with claim(server.url + link) as part:
            assert part.path.parent == cache_dir() / "downloads"
            assert part.path.name.isascii()
            assert len(part.path.name) < 90


# ---------------------------------------------------------------- the house


def test_only_one_module_reaches_the_network_and_it_names_no_host() -> None:
    package = Path(part_file.__file__).parents[1]
    network = ("import socket", "import ssl", "urllib.request", "http.client", "QtNetwork")
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in network)
    }
    assert users == {"data/download.py"}
    assert "://e" not in json.dumps(Path(download.__file__).read_text("utf-8"))

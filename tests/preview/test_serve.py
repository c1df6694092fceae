from __future__ import annotations

import hashlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from preview.conftest import Brief
from reportgen.findings.model import Diagnostic, Location, Severity
from reportgen.preview.model import PageRef, View, title
from reportgen.preview.serve import Preview
from reportgen.system.pdfium import DRAWING


def port(preview: Preview) -> int:
    found = urlsplit(preview.url).port
    assert found
    return found


def answer(preview: Preview, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port(preview), timeout=10)) as connection:
        connection.putrequest(method, path, skip_host=bool(host))
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()


def status(preview: Preview, path: str, method: str = "GET", host: str = "") -> int:
    return answer(preview, path, method, host)[0]


def view_of(preview: Preview) -> dict[str, Any]:
    code, headers, body = answer(preview, "/view.json")
    assert (code, headers["content-type"], headers["cache-control"]) == (200, "application/json", "no-store")
    told: dict[str, Any] = json.loads(body)
    return told


def raw(preview: Preview, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port(preview)), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def a_finding(severity: Severity, line: int) -> Diagnostic:
    return Diagnostic(Location("a.tex", line, 4), "NUM001", "unknown-figure", severity, f"line {line}", "do so")


def test_it_listens_on_the_loopback_address_only(preview: Preview) -> None:
    assert preview.url == f"http://127.0.0.1:{port(preview)}/"
    assert preview._server.socket.getsockname()[0] == "127.0.0.1"
    assert preview._server.socket.family is socket.AF_INET


def test_a_taken_port_is_an_error(preview: Preview) -> None:
    with pytest.raises(OSError, match="in use"):
        Preview.start(port(preview))


def test_a_view_is_told_with_errors_first_and_sizes_of_pages(preview: Preview) -> None:
    brief = Brief("red", "green")
    findings = (a_finding(Severity.WARNING, 1), a_finding(Severity.ERROR, 9), a_finding(Severity.ERROR, 2))
    preview.publish(View(7, "built", brief.pages, findings, "by itself", 0.61, frozenset({1})), brief.pdfs)
    told = view_of(preview)
    assert (told["number"], told["state"], told["title"]) == (7, "built", "built in 0.6 s, 2 pages")
    assert told["message"] == "by itself"
    assert [found["message"] for found in told["findings"]] == ["line 2", "line 9", "line 1"]
    assert told["findings"][0] == {
        "location": "a.tex:2:4",
        "code": "NUM001",
        "name": "unknown-figure",
        "severity": "error",
        "message": "line 2",
        "hint": "do so",
        "related": [],
    }
    page = {"pdf": brief.sha, "width": 420.0, "height": 595.0}
    assert told["pages"] == [{**page, "index": 0, "provisional": False}, {**page, "index": 1, "provisional": True}]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(1, "building"), "building…"),
        (View(1, "built", (PageRef("0", 0),), seconds=12.34), "built in 12.3 s, 1 page"),
        (View(1, "failed"), "failed: there is no brief yet"),
    ],
)
def test_the_state_is_told_in_words(view: View, words: str) -> None:
    assert title(view) == words


def test_a_failed_view_shows_the_pages_of_the_one_before(preview: Preview) -> None:
    brief = Brief("red")
    preview.publish(View(1, "built", brief.pages, provisional=frozenset({0})), brief.pdfs)
    preview.publish(View(2, "building"), {})
    preview.publish(View(2, "failed"), {})
    told = view_of(preview)
    assert told["title"] == "failed: the last good brief is shown"
    assert [(page["pdf"], page["provisional"]) for page in told["pages"]] == [(brief.sha, True)]
    assert status(preview, f"/page/{brief.sha}/0.png") == 200
    preview.publish(View(3, "built"), {})
    assert view_of(preview)["pages"] == []


def test_a_page_is_drawn_as_wide_as_asked_and_may_be_stored(preview: Preview) -> None:
    brief = Brief("red", "#00ff00")
    preview.publish(View(1, "built", brief.pages), brief.pdfs)
    code, headers, body = answer(preview, f"/page/{brief.sha}/1.png?w=210")
    assert (code, headers["content-type"]) == (200, "image/png")
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    with Image.open(BytesIO(body)) as picture:
        assert (picture.format, picture.width) == ("PNG", 210)
        assert picture.height in (297, 298)
        colour = picture.convert("RGB").getpixel((100, 100))
        assert isinstance(colour, tuple)
        red, green, blue = colour
        assert red < 10
        assert green > 245
        assert blue < 10


@pytest.mark.parametrize("query", ["w=49", "w=4001", "w=99999", "w=-5", "w=1e3", "w=", "w=100&w=200", "width=100"])
def test_a_width_out_of_bounds_is_refused(preview: Preview, query: str) -> None:
    brief = Brief("red")
    preview.publish(View(1, "built", brief.pages), brief.pdfs)
    assert status(preview, f"/page/{brief.sha}/0.png?{query}") == 400


def test_a_page_that_is_very_long_is_drawn_smaller(preview: Preview) -> None:
    brief = Brief("red", size=(10, 14000))
    preview.publish(View(1, "built", brief.pages), brief.pdfs)
    code, _, body = answer(preview, f"/page/{brief.sha}/0.png?w=4000")
    assert code == 200
    with Image.open(BytesIO(body)) as picture:
        assert 10_000_000 < picture.width * picture.height < 17_000_000


@pytest.mark.parametrize(
    "path",
    [
        "/page/{sha}/2.png",
        "/page/{sha}/-1.png",
        "/page/{sha}/999999.png",
        "/page/{sha}/1234567.png",
        "/page/" + "0" * 64 + "/0.png",
        "/page/../page.css",
        "/..%2f..%2fetc/passwd",
        "/page/{sha}/../../serve.py",
        "/page.html",
        "/favicon.ico",
        "/events/",
        "//[",
        "/\x7f",
    ],
)
def test_what_is_not_there_is_not_found(preview: Preview, path: str) -> None:
    brief = Brief("red", "green")
    preview.publish(View(1, "built", brief.pages), brief.pdfs)
    request = f"GET {path.format(sha=brief.sha)} HTTP/1.1\r\nHost: 127.0.0.1:{port(preview)}\r\n\r\n"
    assert raw(preview, request.encode("latin-1")).startswith(b"HTTP/1.1 404 ")
    assert status(preview, "/") == 200


@pytest.mark.parametrize("bytes_", [b"", b"garbage", b"%PDF-1.7\ngarbage\n%%EOF"])
def test_garbage_in_place_of_a_pdf_is_not_found_and_does_no_harm(preview: Preview, bytes_: bytes) -> None:
    brief = Brief("red")
    sha = hashlib.sha256(bytes_).hexdigest()
    preview.publish(View(1, "built", (PageRef(sha, 0), *brief.pages)), {sha: bytes_, **brief.pdfs})
    assert status(preview, f"/page/{sha}/0.png") == 404
    assert status(preview, f"/page/{brief.sha}/0.png") == 200
    assert [page["width"] for page in view_of(preview)["pages"]] == [0.0, 420.0]


def test_a_cut_pdf_does_no_harm(preview: Preview) -> None:
    brief = Brief("red", "green", "blue")
    for length in range(0, len(brief.bytes), 97):
        cut = brief.bytes[:length]
        sha = hashlib.sha256(cut).hexdigest()
        preview.publish(View(1, "built", (PageRef(sha, 2),)), {sha: cut})
        assert status(preview, f"/page/{sha}/2.png?w=50") in (200, 404)
        assert view_of(preview)["number"] == 1


def test_a_pdf_that_no_page_refers_to_is_dropped(preview: Preview) -> None:
    first, second = Brief("red"), Brief("green")
    preview.publish(View(1, "built", first.pages), first.pdfs | second.pdfs)
    assert status(preview, f"/page/{first.sha}/0.png") == 200
    assert status(preview, f"/page/{second.sha}/0.png") == 404
    preview.publish(View(2, "built", second.pages), second.pdfs)
    assert status(preview, f"/page/{first.sha}/0.png") == 404
    assert status(preview, f"/page/{second.sha}/0.png") == 200
    with pytest.raises(ValueError, match=first.sha):
        preview.publish(View(3, "built", first.pages), {})
    assert view_of(preview)["number"] == 2


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js", "/icon.svg", "/view.json", "/events", "/nothing"])
def test_every_answer_bears_the_headers_that_protect_it(preview: Preview, path: str) -> None:
    _, headers, body = answer(preview, path, "HEAD")
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert not [name for name in headers if name.startswith("access-control-")]
    assert body == b""


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js"])
def test_the_page_asks_nothing_of_other_servers(preview: Preview, path: str) -> None:
    _, headers, body = answer(preview, path)
    assert int(headers["content-length"]) == len(body)
    assert b"://" not in body
    assert b" onload=" not in body
    assert b"innerHTML" not in body


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:{port}", "x.localhost"]
)
def test_another_name_is_refused(preview: Preview, name: str) -> None:
    for path in ("/", "/view.json", "/events", "/nothing"):
        assert status(preview, path, host=name.format(port=port(preview))) == 403


def test_its_own_names_are_answered_and_none_or_two_are_not(preview: Preview) -> None:
    assert status(preview, "/", host=f"localhost:{port(preview)}") == 200
    assert raw(preview, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 403 ")
    host = f"Host: 127.0.0.1:{port(preview)}\r\n".encode()
    assert raw(preview, b"GET / HTTP/1.1\r\n" + host + b"\r\n").startswith(b"HTTP/1.1 200 ")
    assert raw(preview, b"GET / HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n").startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(preview: Preview, method: str) -> None:
    code, headers, _ = answer(preview, "/", method)
    assert (code, headers["allow"]) == (405, "GET, HEAD")


def test_a_body_is_not_taken_for_a_second_request(preview: Preview) -> None:
    hidden = b"GET /nothing HTTP/1.1\r\n\r\n"
    head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port(preview)}\r\nContent-Length: {len(hidden)}\r\n\r\n".encode()
    assert raw(preview, head + hidden).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("request_", [b"\r\n", b"GET\r\n\r\n", b"\x00\xff\x16\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GE"])
def test_a_broken_request_says_nothing_and_does_no_harm(
    preview: Preview, request_: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert b"Traceback" not in raw(preview, request_)
    assert raw(preview, b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 414 ")
    assert status(preview, "/") == 200
    assert capfd.readouterr() == ("", "")


class Listener:
    """A browser that waits for new views."""

    def __init__(self, preview: Preview) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port(preview), timeout=10)
        self._connection.request("GET", "/events")
        self.response = self._connection.getresponse()

    def next(self) -> int:
        """Return the version that comes next, or -1 where nothing comes any more."""
        with suppress(ConnectionResetError):
            while line := self.response.readline():
                if line.startswith(b"data: "):
                    return int(line.removeprefix(b"data: "))
        return -1

    def close(self) -> None:
        self.response.close()
        self._connection.close()


def test_events_tell_of_the_view_that_is_there_and_of_each_that_comes(preview: Preview) -> None:
    with closing(Listener(preview)) as first:
        assert first.response.getheader("Content-Type") == "text/event-stream"
        version = first.next()
        assert version == view_of(preview)["version"]
        preview.publish(View(1, "building"), {})
        assert first.next() == version + 1
        preview.publish(View(1, "built"), {})
        assert first.next() == version + 2
        with closing(Listener(preview)) as second:
            assert second.next() == version + 2
            preview.publish(View(2, "building"), {})
            assert (first.next(), second.next()) == (version + 3, version + 3)


def test_publishing_does_not_wait_for_a_drawing_or_a_reader(preview: Preview) -> None:
    brief = Brief("red")
    with closing(Listener(preview)), DRAWING:
        begun = time.monotonic()
        for number in range(2000):
            preview.publish(View(number, "built", brief.pages), brief.pdfs)
        assert time.monotonic() - begun < 2


def test_many_threads_may_publish_and_read_at_once(preview: Preview) -> None:
    briefs = [Brief("red"), Brief("green"), Brief("blue", "white")]
    failed: list[str] = []
    preview.publish(View(0, "built", briefs[0].pages), briefs[0].pdfs)

    def publish() -> None:
        for number in range(60):
            brief = briefs[number % 3]
            preview.publish(View(number, "built", brief.pages), brief.pdfs)

    def read() -> None:
        for _ in range(15):
            (page, *_) = view_of(preview)["pages"]
            if not page["width"]:
                failed.append("a page that is of no view any more")
            if (code := status(preview, f"/page/{page['pdf']}/{page['index']}.png?w=50")) not in (200, 404):
                failed.append(str(code))

    work: list[Callable[[], None]] = [publish, publish, read, read, read]
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert failed == []


def ended(connection: socket.socket) -> bool:
    """Tell whether the other side ended a connection: in good order, or by a reset, as the system sees fit."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_closing_ends_connections_and_threads_and_frees_the_port() -> None:
    before = set(threading.enumerate())
    preview = Preview.start()
    where = port(preview)
    with closing(Listener(preview)) as listener, socket.create_connection(("127.0.0.1", where), timeout=10) as idle:
        assert listener.next() == 0
        begun = time.monotonic()
        preview.close()
        assert time.monotonic() - begun < 3
        assert listener.next() == -1
        assert ended(idle)
        assert set(threading.enumerate()) <= before
    preview.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", where), timeout=10)
    with Preview.start(where) as again:
        assert port(again) == where


def test_too_many_connections_are_turned_away_and_those_that_end_make_room(preview: Preview) -> None:
    idle = [socket.create_connection(("127.0.0.1", port(preview)), timeout=10) for _ in range(64)]
    with socket.create_connection(("127.0.0.1", port(preview)), timeout=10) as late:
        assert ended(late)
    for connection in idle:
        connection.close()
    end = time.monotonic() + 5
    while preview._server._connections:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert status(preview, "/") == 200

"""The preview's web server, for browsers on this machine only."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import socketserver
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Final

from reportgen.preview.model import PageRef, View
from reportgen.preview.view_state import ViewState

_HOST: Final = "127.0.0.1"
_WIDTHS: Final = range(50, 4001)
_USUAL_WIDTH: Final = "1000"
_MOST_CONNECTIONS: Final = 64
_BEAT_SECONDS: Final = 15.0
"""How often something is sent to a page that waits, which shows whether it is still there."""
_JOIN_SECONDS: Final = 10.0

_PAGE: Final = re.compile(r"/page/(?P<pdf>[0-9a-f]{64})/(?P<index>[0-9]{1,6})\.png")
_WIDTH: Final = re.compile(r"w=(?P<width>[0-9]{1,5})")
_FILES: Final = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
_ALWAYS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NEVER_STORED: Final = "no-store"
# An address names the PDF by its digest, so what it shows never changes.
_STORED: Final = "private, max-age=31536000, immutable"


class Preview:
    """A page on this machine that shows the brief; ``with`` closes it at the end."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self._closing = threading.Lock()
        self._closed = False
        # The brief may end without closing the preview: its threads never keep the process alive.
        self._thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="preview", daemon=True
        )
        self._thread.start()

    @classmethod
    def start(cls, port: int = 0) -> Preview:
        """Open the preview at a port of the loopback address (0: any that is free).

        Raises ``OSError`` when the port is taken or not allowed, ``OverflowError`` when it is no port.
        """
        return cls(_Server(port, ViewState()))

    @property
    def url(self) -> str:
        """The address for a browser."""
        return f"http://{_HOST}:{self._server.server_port}/"

    def publish(self, view: View, pdfs: Mapping[str, bytes]) -> None:
        """Show a view; any thread may call this, and it never waits for a browser or a drawing.

        ``pdfs`` holds PDFs by the SHA-256 of their bytes; those held since an earlier view need not
        be given again, and those that the view does not refer to are dropped.
        Raises ``ValueError`` when a page's PDF is neither given nor held.
        """
        self._server.board.put(view, pdfs)

    def close(self) -> None:
        """End all connections and threads; closing twice does nothing more."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._server.end()
            self._thread.join(_JOIN_SECONDS)

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end them."""

    daemon_threads = True
    request_queue_size = _MOST_CONNECTIONS
    # On Windows this would let another program take the port over.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, board: ViewState) -> None:
        self.board = board
        self.files = {
            path: (files("reportgen.preview").joinpath("page", name).read_bytes(), kind)
            for path, (name, kind) in _FILES.items()
        }
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._counting = threading.Lock()
        super().__init__((_HOST, port), _Handler)
        self.hosts = {f"{name}:{self.server_port}" for name in (_HOST, "localhost")}

    def server_bind(self) -> None:
        # Not HTTPServer's, which asks the name servers for this machine's name.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.socket.getsockname()[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(
            target=self._connected, args=(request, client_address), name="preview-connection", daemon=True
        )
        with self._counting:
            room = len(self._connections) < _MOST_CONNECTIONS
            if room:
                self._connections[request] = thread
        if room:
            thread.start()
        else:
            self.shutdown_request(request)

    def _connected(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._counting:
                self._connections.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a connection that failed end by itself: the terminal is the build's."""

    def end(self) -> None:
        """Stop listening, end every connection and wait for their threads."""
        self.board.close()
        self.shutdown()
        self.server_close()
        with self._counting:
            still = dict(self._connections)
        for connection in still:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in still.values():
            thread.join(_JOIN_SECONDS)
        self.board.clear()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "reportgen"
    sys_version = ""
    timeout = 30.0
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if self._for_us():
            self._route()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _for_us(self) -> bool:
        """Refuse a page of another site whose name was made to lead to this machine."""
        # What stands behind a request's head is not read, and must not be taken for the next request.
        if self.headers.get("Content-Length") or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
        if self.headers.get_all("Host", []) in [[host] for host in self.server.hosts]:
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def _route(self) -> None:
        path, _, query = self.path.partition("?")
        if self.path in self.server.files:
            body, kind = self.server.files[self.path]
            self._send(HTTPStatus.OK, body, kind, _NEVER_STORED)
        elif self.path == "/view.json":
            self._send(HTTPStatus.OK, self.server.board.as_json(), "application/json", _NEVER_STORED)
        elif self.path == "/events":
            self._events()
        elif found := _PAGE.fullmatch(path):
            self._page(PageRef(found["pdf"], int(found["index"])), query)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _page(self, page: PageRef, query: str) -> None:
        asked = _WIDTH.fullmatch(query or f"w={_USUAL_WIDTH}")
        if asked is None or int(asked["width"]) not in _WIDTHS:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif picture := self.server.board.png(page, int(asked["width"])):
            self._send(HTTPStatus.OK, picture, "image/png", _STORED)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _events(self) -> None:
        """Send the number of each version as it comes, until one side ends."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": _NEVER_STORED})
        if self.command == "HEAD":
            return
        told = -1
        self.wfile.write(b"retry: 1000\n\n")
        while (version := self.server.board.next(told, _BEAT_SECONDS)) is not None:
            self.wfile.write(b": still here\n\n" if version == told else f"data: {version}\n\n".encode())
            told = version

    def _send(self, status: HTTPStatus, body: bytes, kind: str, cache: str) -> None:
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": cache})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the status and its name only, whatever the request said."""
        # The base class says that it does not know a method; here there are two, and no more are to come.
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self.close_connection = True
        body = f"{status.phrase}\n".encode()
        headers = {"Allow": "GET, HEAD"} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
        headers |= {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": _NEVER_STORED}
        self._head(status, headers | {"Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_args: Any, **_named: Any) -> None:
        """Say nothing: the terminal is the build's."""

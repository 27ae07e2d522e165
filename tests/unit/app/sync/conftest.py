"""What these tests put between a station and a centre, and what they put in a centre's place."""

from __future__ import annotations

import json
import socket
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class CuttingProxy:
    """`cut_after(n)`: the next connection is cut once n bytes went towards the centre; `carried` counts them all.

    `lose_answer()`: the next answer never arrives, although the centre has given it.
    """

    def __init__(self, target: str) -> None:
        host, port = target.removeprefix("http://").split(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._cuts: list[int] = []
        self._answers_to_lose = 0
        self._cut_for_good = False
        self._dead = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self.carried = 0
        self.cuts_made = 0
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, *byte_counts: int) -> None:
        self._cuts.extend(byte_counts)

    def cut_for_good_after_next(self) -> None:
        """Behind the next cut nobody gets through any more, until `mend()`."""
        self._cut_for_good = True

    def mend(self) -> None:
        self._dead = self._cut_for_good = False

    def lose_answer(self) -> None:
        self._answers_to_lose += 1

    def close(self) -> None:
        self._listener.close()
        with self._lock:
            for each in self._sockets:
                each.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._dead:
                near.close()
                continue
            far = socket.create_connection(self._target)
            with self._lock:
                self._sockets += [near, far]
            threading.Thread(target=self._forth, args=(near, far), daemon=True).start()
            threading.Thread(target=self._back, args=(far, near), daemon=True).start()

    def _forth(self, near: socket.socket, far: socket.socket) -> None:
        sent = 0
        while data := _received(near):
            with self._lock:
                limit = self._cuts[0] if self._cuts else None
                cut = limit is not None and sent + len(data) >= limit
                if cut:
                    data = data[: max(0, limit - sent)]
                    self._cuts.pop(0)
                    self.cuts_made += 1
                    self._dead = self._cut_for_good
                self.carried += len(data)
            sent += len(data)
            if data and not _passed_on(far, data):
                break
            if cut:
                break
        _shut(near, far)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        while data := _received(far):
            with self._lock:
                lost = self._answers_to_lose > 0
                self._answers_to_lose -= lost
            if lost or not _passed_on(near, data):
                break
        _shut(near, far)


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(65536)
    except OSError:
        return b""


def _passed_on(target: socket.socket, data: bytes) -> bool:
    try:
        target.sendall(data)
    except OSError:
        return False
    return True


def _shut(*sockets: socket.socket) -> None:
    for each in sockets:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue


class Clock:
    def __init__(self):
        self.now = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **span):
        self.now += timedelta(**span)


class LyingCentre:
    """A real HTTP server that answers whatever `answers[method, path]` says: a function of the request.

    An answer is (status, content type, bytes) or (status, content type, bytes, headers), or None: the connection
    breaks off without a word. `asked` keeps (method, path, headers, body).
    """

    def __init__(self):
        self.answers = {}
        self.asked = []
        centre = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                path = self.path.partition("?")[0]
                centre.asked.append((self.command, path, dict(self.headers), body))
                made = centre.answers.get((self.command, path), centre.nothing)(body)
                if made is None:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                status, kind, content, *more = made
                self.send_response(status)
                self.send_header("Content-Type", kind)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                if not (more and "Content-Length" in more[0]):
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PATCH = do_HEAD = handle_any  # noqa: N815 - the library's names

            def log_message(self, *_):
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def nothing(self, _body):
        return problem(404, "not found")

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def as_json(value, status=200, **headers):
    return (status, "application/json", json.dumps(value).encode(), headers)


def problem(status, detail):
    body = {"type": "about:blank", "title": "Problem", "status": status, "detail": detail}
    return (status, "application/problem+json", json.dumps(body).encode())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lying_centre():
    centre = LyingCentre()
    yield centre
    centre.close()


@pytest.fixture
def cutting_proxy():
    """`cutting_proxy(url)` stands between a station and the centre at that URL."""
    proxies = []

    def between(url):
        proxies.append(CuttingProxy(url))
        return proxies[-1]

    yield between
    for each in proxies:
        each.close()

"""The simulated carrier as a server of its own, so that the way to a real one can be tried and tested.

Orders come signed; its own page (`/`) takes a press for each parcel: 下一步, 送不到.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from app.central.mailings.simulated import Book, Parcel, Refusal, told
from app.central.payments import signing
from app.central.payments.notifying import Notifications, Notifier
from app.domain.errors import ConfigInvalid

BODY_LIMIT_BYTES = 8_192
HELD_AT_MOST_S = 60.0


@dataclass
class CarrierServer:
    """`with CarrierServer(key) as running: running.url`."""

    key: bytes = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 0
    notifications: Notifications = Notifications.SENT
    book: Book = field(default_factory=Book)
    url: str = ""

    def __post_init__(self) -> None:
        self.notifier = Notifier(self.key, self.notifications)
        self.nonces: set[str] = set()
        self.hold = threading.Event()
        """While it is not set no answer of the protocol leaves: what was asked for is done all the same."""
        self.hold.set()
        self.is_asked = threading.Event()

    def start(self) -> str:
        """Raises ConfigInvalid."""
        handler = type("Handler", (_Handler,), {"running": self})
        try:
            self._server = ThreadingHTTPServer((self.host, self.port), handler)
        except OSError as error:
            raise ConfigInvalid(f"{self.host}:{self.port} 不能用。", "换一个 --port，或先停掉占用它的程序。") from error
        self.port = int(self._server.server_address[1])
        self.url = f"http://{self.host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="mailing-carrier", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        self.hold.set()
        self.notifier.end()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> CarrierServer:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def act(self, order: str, deed: str) -> Parcel:
        """`forward` or `fail`; told, as the manner is. Raises Refusal."""
        parcel = self.book.fail(order) if deed == "fail" else self.book.forward(order)
        self.notifier.tell(parcel)
        return parcel


class _Handler(BaseHTTPRequestHandler):
    running: CarrierServer

    def log_message(self, *_args: Any) -> None:
        """Nothing is written down of who is sent what."""

    def do_GET(self) -> None:
        if self.path == "/":
            self._page()
            return
        self._protocol("GET", b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        content = self.rfile.read(min(int(length), BODY_LIMIT_BYTES)) if length.isascii() and length.isdigit() else b""
        if self.path != "/":
            self._protocol("POST", content)
            return
        pressed = parse_qs(content.decode("utf-8", "replace"))
        with suppress(Refusal):  # pressed on a page of before: it is shown anew
            self.running.act(pressed.get("order", [""])[0], pressed.get("act", ["forward"])[0])
        self._page()

    def _protocol(self, method: str, content: bytes) -> None:
        running, nonce = self.running, self.headers.get(signing.NONCE, "")
        if not signing.is_request(running.key, method, self.path, dict(self.headers.items()), content):
            self._answer(401, {"code": "signature"}, nonce)
            return
        if nonce in running.nonces:
            self._answer(401, {"code": "replayed"}, nonce)
            return
        running.nonces.add(nonce)
        try:
            status, body = self._done(method, content)
        except Refusal as refusal:
            status, body = refusal.status, {"code": refusal.code, "reason": refusal.reason}
        except (KeyError, TypeError, ValueError, RecursionError):
            status, body = 422, {"code": "input"}
        running.is_asked.set()
        running.hold.wait(HELD_AT_MOST_S)
        self._answer(status, body, nonce)

    def _done(self, method: str, content: bytes) -> tuple[int, dict[str, Any]]:
        book, parts = self.running.book, self.path.strip("/").split("/")
        match method, parts:
            case "POST", ["pick-ups"]:
                parcel, is_new = book.order(json.loads(content))
                return (201 if is_new else 200), told(parcel)
            case "GET", ["pick-ups", order]:
                return 200, told(book.find(order))
            case "POST", ["pick-ups", order, "cancel"]:
                return 200, told(book.cancel(order))
            case _:
                return 404, {"code": "no_such_path"}

    def _answer(self, status: int, body: dict[str, Any], nonce: str) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self._send(
            status, "application/json", content, signing.answer_headers(self.running.key, status, nonce, content)
        )

    def _page(self) -> None:
        rows = "".join(
            f'<li>{escape(each.waybill)} {each.state}<form method=post><input type=hidden name=order value="'
            f'{escape(each.order)}"><button name=act value=forward>下一步</button>'
            "<button name=act value=fail>送不到</button></form>"
            for each in self.running.book.parcels()
        )
        self._send(200, "text/html; charset=utf-8", f"<!doctype html><meta charset=utf-8><ul>{rows}</ul>".encode(), {})

    def _send(self, status: int, kind: str, content: bytes, headers: dict[str, str]) -> None:
        with suppress(OSError):  # whoever asked is gone
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

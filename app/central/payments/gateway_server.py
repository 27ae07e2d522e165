"""The simulated gateway as a server of its own, so that the way to a real one can be tried and tested.

Stations' orders come signed; the person's page (`/cashier/PAGE`) takes a press: 付款, 付不成, 付两次, 再等到过期才付.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from app.central.payments import signing
from app.central.payments.notifying import Notifications, Notifier
from app.central.payments.simulated import Book, Held, Refusal, told
from app.domain.errors import ConfigInvalid
from app.domain.formats import money
from app.domain.ports import PaymentStatus

BODY_LIMIT_BYTES = 8_192
CASHIER = "/cashier/"
HELD_AT_MOST_S = 60.0
_ACTS = {"pay": "付款", "refuse": "付不成", "twice": "付两次", "late": "过期以后才付"}


@dataclass
class GatewayServer:
    """`with GatewayServer(key) as running: running.url`."""

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
        """While it is not set no answer of the protocol leaves: a gateway that hangs."""
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
        self._thread = threading.Thread(target=self._server.serve_forever, name="payment-gateway", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        self.hold.set()
        self.notifier.end()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> GatewayServer:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def act(self, order: str, deed: str) -> Held:
        """What a person or a bank does: pay, refuse, twice, late, expire. Told, as the manner is. Raises Refusal."""
        match deed:
            case "refuse":
                held = self.book.refuse(order)
            case "expire":
                held = self.book.expire(order)
            case "late":
                self.book.expire(order)
                held = self.book.pay(order)
            case "twice":
                self.book.pay(order)
                held = self.book.pay(order)
            case _:
                held = self.book.pay(order)
        self.notifier.tell(held)
        return held

    def page_of(self, held: Held) -> str:
        return f"{self.url}{CASHIER}{held.page}"


class _Handler(BaseHTTPRequestHandler):
    running: GatewayServer

    def log_message(self, *_args: Any) -> None:
        """Nothing is written down of who paid what."""

    def do_GET(self) -> None:
        if self.path.startswith(CASHIER):
            self._page(self.running.book.by_page(self.path.removeprefix(CASHIER)))
            return
        self._protocol("GET", b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        content = self.rfile.read(min(int(length), BODY_LIMIT_BYTES)) if length.isascii() and length.isdigit() else b""
        if self.path.startswith(CASHIER):
            self._pressed(content)
            return
        self._protocol("POST", content)

    # ------------------------------------------------------------ the protocol

    def _protocol(self, method: str, content: bytes) -> None:
        running, headers = self.running, dict(self.headers.items())
        nonce = self.headers.get(signing.NONCE, "")
        if not signing.is_request(running.key, method, self.path, headers, content):
            self._answer(401, {"code": "signature"}, nonce)
            return
        if nonce in running.nonces:
            self._answer(401, {"code": "replayed"}, nonce)
            return
        running.nonces.add(nonce)
        running.is_asked.set()
        running.hold.wait(HELD_AT_MOST_S)
        try:
            self._answer(*self._done(method, content), nonce)
        except Refusal as refusal:
            self._answer(refusal.status, {"code": refusal.code}, nonce)
        except (KeyError, TypeError, ValueError, RecursionError):
            self._answer(422, {"code": "input"}, nonce)

    def _done(self, method: str, content: bytes) -> tuple[int, dict[str, Any]]:
        book, parts = self.running.book, self.path.strip("/").split("/")
        match method, parts:
            case "POST", ["orders"]:
                held, is_new = book.open(json.loads(content))
                return (201 if is_new else 200), self._told(held)
            case "GET", ["orders", order]:
                return 200, self._told(book.find(order))
            case "POST", ["orders", order, "close"]:
                return 200, self._told(book.close(order))
            case "POST", ["refunds"]:
                book.refund(json.loads(content))
                return 200, {"state": "done"}
            case _:
                return 404, {"code": "no_such_path"}

    def _told(self, held: Held) -> dict[str, Any]:
        return told(held, self.running.page_of(held))

    def _answer(self, status: int, body: dict[str, Any], nonce: str) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        signed = signing.answer_headers(self.running.key, status, nonce, content)
        self._send(status, "application/json", content, signed)

    def _send(self, status: int, kind: str, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        with suppress(OSError):  # whoever asked is gone
            self.end_headers()
            self.wfile.write(content)

    # ------------------------------------------------------------ the person's page

    def _pressed(self, content: bytes) -> None:
        held = self.running.book.by_page(self.path.removeprefix(CASHIER))
        if held is not None and held.state in (PaymentStatus.WAITING, PaymentStatus.REFUSED):
            deed = parse_qs(content.decode("utf-8", "replace")).get("act", ["pay"])[0]
            held = self.running.act(held.order, deed)
        self._page(held)

    def _page(self, held: Held | None) -> None:
        if held is None:
            words = "没有这笔缴费"
        elif held.state is PaymentStatus.WAITING:
            buttons = "".join(f'<p><button name="act" value="{deed}">{name}</button>' for deed, name in _ACTS.items())
            words = f"模拟支付 {money(held.amount_fen)}<form method=post>{buttons}</form>"
        else:
            words = {
                PaymentStatus.PAID: "付好了",
                PaymentStatus.REFUSED: "没付成",
                PaymentStatus.EXPIRED: "过期了",
                PaymentStatus.REFUNDED: "退回去了",
            }[held.state]
        page = f'<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width"><h1>{words}</h1>'
        self._send(200 if held else 404, "text/html; charset=utf-8", page.encode(), {})

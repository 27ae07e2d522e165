"""The simulated gateway as a server of its own, so that the way to a real one can be tried and tested.

Stations' orders come signed; the person's page (`/cashier/PAGE`) takes a press: 付款, 付不成, 付两次, 再等到过期才付.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from app.central.payments.simulated import Book, Held, Refusal, told
from app.central.signed_server import SignedHandler, SignedServer
from app.central.simulated_server import body_of
from app.domain.formats import money
from app.domain.ports import PaymentStatus

BODY_LIMIT_BYTES = 8_192
CASHIER = "/cashier/"
_ACTS = {"pay": "付款", "refuse": "付不成", "twice": "付两次", "late": "过期以后才付"}


class _Handler(SignedHandler):
    running: GatewayServer

    def do_GET(self) -> None:  # noqa: N802 - named by the server
        if self.path.startswith(CASHIER):
            self._page(self.running.book.by_page(self.path.removeprefix(CASHIER)))
            return
        self._protocol("GET", b"")

    def do_POST(self) -> None:  # noqa: N802 - named by the server
        content = body_of(self, BODY_LIMIT_BYTES)
        if self.path.startswith(CASHIER):
            self._pressed(content)
            return
        self._protocol("POST", content)

    # ------------------------------------------------------------ the protocol

    def _protocol(self, method: str, content: bytes) -> None:
        """A gateway that hangs has done nothing yet."""
        if not self.is_believed(method, content):
            return
        self.is_held()
        try:
            self.answer(*self._done(method, content))
        except Refusal as refusal:
            self.answer(refusal.status, {"code": refusal.code})
        except (KeyError, TypeError, ValueError, RecursionError):
            self.answer(422, {"code": "input"})

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
        self.send_page(200 if held else 404, page)


@dataclass(kw_only=True)
class GatewayServer(SignedServer):
    """`with GatewayServer(key=key) as running: running.url`."""

    handler = _Handler
    thread_name = "payment-gateway"
    book: Book = field(default_factory=Book)

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

"""The simulated carrier as a server of its own, so that the way to a real one can be tried and tested.

Orders come signed; its own page (`/`) takes a press for each parcel: 下一步, 送不到.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qs

from app.central.mailings.simulated import Book, Parcel, Refusal, told
from app.central.signed_server import SignedHandler, SignedServer
from app.central.simulated_server import body_of

BODY_LIMIT_BYTES = 8_192


class _Handler(SignedHandler):
    running: CarrierServer

    def do_GET(self) -> None:  # noqa: N802 - named by the server
        if self.path == "/":
            self._page()
            return
        self._protocol("GET", b"")

    def do_POST(self) -> None:  # noqa: N802 - named by the server
        content = body_of(self, BODY_LIMIT_BYTES)
        if self.path != "/":
            self._protocol("POST", content)
            return
        pressed = parse_qs(content.decode("utf-8", "replace"))
        with suppress(Refusal):  # pressed on a page of before: it is shown anew
            self.running.act(pressed.get("order", [""])[0], pressed.get("act", ["forward"])[0])
        self._page()

    def _protocol(self, method: str, content: bytes) -> None:
        """Where no answer leaves, what was asked for is done all the same."""
        if not self.is_believed(method, content):
            return
        try:
            status, body = self._done(method, content)
        except Refusal as refusal:
            status, body = refusal.status, {"code": refusal.code, "reason": refusal.reason}
        except (KeyError, TypeError, ValueError, RecursionError):
            status, body = 422, {"code": "input"}
        self.is_held()
        self.answer(status, body)

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

    def _page(self) -> None:
        rows = "".join(
            f'<li>{escape(each.waybill)} {each.state}<form method=post><input type=hidden name=order value="'
            f'{escape(each.order)}"><button name=act value=forward>下一步</button>'
            "<button name=act value=fail>送不到</button></form>"
            for each in self.running.book.parcels()
        )
        self.send_page(200, f"<!doctype html><meta charset=utf-8><ul>{rows}</ul>")


@dataclass(kw_only=True)
class CarrierServer(SignedServer):
    """`with CarrierServer(key=key) as running: running.url`."""

    handler = _Handler
    thread_name = "mailing-carrier"
    book: Book = field(default_factory=Book)

    def act(self, order: str, deed: str) -> Parcel:
        """`forward` or `fail`; told, as the manner is. Raises Refusal."""
        parcel = self.book.fail(order) if deed == "fail" else self.book.forward(order)
        self.notifier.tell(parcel)
        return parcel

"""A simulated platform whose protocol is signed: each request once, each answer signed, and it may hang on command."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from app.central.payments import signing
from app.central.payments.notifying import Notifications, Notifier
from app.central.simulated_server import SimulatedServer

HELD_AT_MOST_S = 60.0


@dataclass(kw_only=True)
class SignedServer(SimulatedServer):
    key: bytes = field(repr=False)
    notifications: Notifications = Notifications.SENT

    def __post_init__(self) -> None:
        self.notifier = Notifier(self.key, self.notifications)
        self.nonces: set[str] = set()
        self.hold = threading.Event()
        """While it is not set no answer of the protocol leaves."""
        self.hold.set()
        self.is_asked = threading.Event()

    def stop(self) -> None:
        self.hold.set()
        self.notifier.end()
        super().stop()


class SignedHandler(BaseHTTPRequestHandler):
    running: SignedServer

    def log_message(self, *_args: Any) -> None:
        """Nothing is written down of who was asked about."""

    @property
    def nonce(self) -> str:
        return self.headers.get(signing.NONCE, "")

    def is_believed(self, method: str, content: bytes) -> bool:
        """Whether it is signed and new; where not, that has been answered."""
        if not signing.is_request(self.running.key, method, self.path, dict(self.headers.items()), content):
            self.answer(401, {"code": "signature"})
            return False
        if self.nonce in self.running.nonces:
            self.answer(401, {"code": "replayed"})
            return False
        self.running.nonces.add(self.nonce)
        return True

    def is_held(self) -> None:
        self.running.is_asked.set()
        self.running.hold.wait(HELD_AT_MOST_S)

    def answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        signed = signing.answer_headers(self.running.key, status, self.nonce, content)
        self.send(status, "application/json", content, signed)

    def send_page(self, status: int, page: str) -> None:
        self.send(status, "text/html; charset=utf-8", page.encode(), {})

    def send(self, status: int, kind: str, content: bytes, headers: dict[str, str]) -> None:
        with suppress(OSError):  # whoever asked is gone
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

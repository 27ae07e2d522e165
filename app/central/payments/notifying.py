"""How a simulated gateway or carrier says that something happened: again and again until it is heard, or never."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from app.central.payments import signing

TIMEOUT_S = 5.0
REPEATED_AFTER_S = (1.0, 2.0, 4.0, 8.0, 15.0)


class Notifications(StrEnum):
    SENT = "sent"
    LOST = "lost"
    DOUBLED = "doubled"


class Told(Protocol):
    """What something happened to: `order` is the centre's own id of it."""

    @property
    def order(self) -> str: ...
    @property
    def notify_url(self) -> str: ...
    @property
    def state(self) -> StrEnum: ...


@dataclass
class Notifier:
    key: bytes = field(repr=False)
    manner: Notifications = Notifications.SENT
    heard: list[tuple[str, int]] = field(default_factory=list)
    """Order and status of every answer, 0 where there was none."""
    on_heard: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._opener = build_opener(ProxyHandler({}))
        self._threads: list[threading.Thread] = []

    def tell(self, held: Told) -> None:
        """In threads of their own."""
        times = {Notifications.SENT: 1, Notifications.LOST: 0, Notifications.DOUBLED: 2}[self.manner]
        for _ in range(times):
            thread = threading.Thread(target=self._tell, args=(held,), name="gateway-notifies", daemon=True)
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        self._stop.set()
        for each in self._threads:
            each.join(TIMEOUT_S + 1)

    def _tell(self, held: Told) -> None:
        for rest in (*REPEATED_AFTER_S, 0.0):
            status = self._tell_once(held)
            self.heard.append((held.order, status))
            if self.on_heard is not None:
                self.on_heard()
            if 200 <= status < 300 or self._stop.wait(rest):
                return

    def _tell_once(self, held: Told) -> int:
        body = json.dumps({"order": held.order, "state": held.state.value}).encode()
        parts = urlsplit(held.notify_url)
        headers = signing.request_headers(self.key, "POST", parts.path, body)
        if parts.scheme not in ("http", "https"):
            return 0
        request = Request(  # noqa: S310 - the scheme was looked at
            held.notify_url, data=body, headers={"Content-Type": "application/json", **headers}, method="POST"
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                return int(answer.status)
        except (OSError, HTTPException) as error:
            return int(getattr(error, "code", 0) or 0)

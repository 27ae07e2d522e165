"""A city's platform for the tests: real HTTP, an own memory, moods."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Platform:
    """`moods` are statuses answered to the next deliveries instead of taking them; `lost` take them and answer 500.

    `silence`: files and cases get no answer before it is set. `trail`: `case` or `decisions`, as they were asked for.
    `deaf_to` names decisions whose outcome is answered with 500. `knows_limit`: gives no more decisions than asked for.
    """

    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    deliveries: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    moods: list[int] = field(default_factory=list)
    lost: int = 0
    deaf_to: set[str] = field(default_factory=set)
    knows_limit: bool = True
    silence: threading.Event | None = None
    trail: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    url: str = ""

    def take(self, key: str, content: bytes) -> int:
        """The status of the answer to a delivery."""
        if self.moods:
            return self.moods.pop(0)
        self.deliveries.append(key)
        known = key in self.cases
        self.cases.setdefault(key, json.loads(content))
        if self.lost:
            self.lost -= 1
            return 500
        return 409 if known else 201

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        confirmed = {key for key, _ in self.outcomes}
        found = [each for each in self.decisions if each["key"] not in confirmed]
        return found[:limit] if self.knows_limit else found

    def __enter__(self) -> Platform:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"platform": self}))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/bianmin"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.silence:
            self.silence.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    platform: Platform

    def log_message(self, *_args: Any) -> None:
        """The tests look at what was kept."""

    def do_PUT(self) -> None:
        if self.platform.silence:
            self.platform.silence.wait()
        self.platform.files[self.path.rsplit("/", 1)[1]] = self._body()
        self._answer(201)

    def do_GET(self) -> None:
        self.platform.trail.append("decisions")
        asked = parse_qs(urlsplit(self.path).query)
        self._answer(200, {"as_of": "now", "decisions": self.platform.waiting(int(asked["limit"][0])), "more": None})

    def do_POST(self) -> None:
        content = self._body()
        self.platform.tokens.add(self.headers.get("Authorization", ""))
        if self.path.endswith("/outcomes"):
            told = json.loads(content)
            if told["key"] in self.platform.deaf_to:
                self._answer(500)
                return
            self.platform.outcomes.append((told["key"], told["outcome"]))
            self._answer(204)
            return
        self.platform.trail.append("case")
        self._answer(self.platform.take(self.headers["Idempotency-Key"], content))

    def _answer(self, status: int, body: Any = None) -> None:
        content = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # whoever asked may not read it to its end
            self.wfile.write(content)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

"""The simulated traffic platform as a server of its own, so that the way to a real one can be tried and tested."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from app.central.simulated_server import SimulatedServer, body_of
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.over_http import NOBODY
from app.central.traffic.simulated import SimulatedPlatform
from app.domain.formats import china_today

PATH = "/licences/query"
BODY_LIMIT_BYTES = 4_096


class _Handler(BaseHTTPRequestHandler):
    running: PlatformServer

    def log_message(self, *_args: Any) -> None:
        """Nothing is written down of who was asked about."""

    def do_POST(self) -> None:
        content = body_of(self, BODY_LIMIT_BYTES)
        if self.path != PATH:
            self._answer(404, {"code": "no_such_path"})
            return
        brought = self.headers.get("Authorization", "")
        if self.running.token and not hmac.compare_digest(brought.encode(), f"Bearer {self.running.token}".encode()):
            self._answer(401, {"code": "token"})
            return
        asked = _asked(content)
        if asked is None:
            self._answer(422, {"code": "input"})
            return
        found = self.running.platform.licence(asked[0], asked[1], china_today())
        self._answer(*((404, {"code": NOBODY}) if found is None else (200, dict(found))))

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(kw_only=True)
class PlatformServer(SimulatedServer):
    """`with PlatformServer() as running: running.url`. With `token` whoever asks must bring it."""

    handler = _Handler
    thread_name = "traffic-platform"
    token: str = field(default="", repr=False)
    platform: TrafficPlatform = field(default_factory=SimulatedPlatform)


def _asked(content: bytes) -> tuple[str, str] | None:
    """Name and number."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    name, id_number = told.get("name"), told.get("id_number")
    return (name, id_number) if isinstance(name, str) and isinstance(id_number, str) else None

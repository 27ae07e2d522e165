"""The simulated traffic platform as a server of its own, so that the way to a real one can be tried and tested."""

from __future__ import annotations

import hmac
import json
import threading
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.central.storage.moment import CHINA
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.over_http import NOBODY
from app.central.traffic.simulated import SimulatedPlatform
from app.domain.errors import ConfigInvalid

PATH = "/licences/query"
BODY_LIMIT_BYTES = 4_096


@dataclass
class PlatformServer:
    """`with PlatformServer() as running: running.url`. With `token` whoever asks must bring it."""

    host: str = "127.0.0.1"
    port: int = 0
    token: str = field(default="", repr=False)
    platform: TrafficPlatform = field(default_factory=SimulatedPlatform)
    url: str = ""

    def start(self) -> str:
        """Raises ConfigInvalid."""
        handler = type("Handler", (_Handler,), {"running": self})
        try:
            self._server = ThreadingHTTPServer((self.host, self.port), handler)
        except OSError as error:
            raise ConfigInvalid(f"{self.host}:{self.port} 不能用。", "换一个 --port，或先停掉占用它的程序。") from error
        self.port = int(self._server.server_address[1])
        self.url = f"http://{self.host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="traffic-platform", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> PlatformServer:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


class _Handler(BaseHTTPRequestHandler):
    running: PlatformServer

    def log_message(self, *_args: Any) -> None:
        """Nothing is written down of who was asked about."""

    def do_POST(self) -> None:
        content = self._body()
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
        found = self.running.platform.licence(asked[0], asked[1], datetime.now(CHINA).date())
        self._answer(*((404, {"code": NOBODY}) if found is None else (200, dict(found))))

    def _body(self) -> bytes:
        told = self.headers.get("Content-Length", "")
        return self.rfile.read(min(int(told), BODY_LIMIT_BYTES)) if told.isascii() and told.isdigit() else b""

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


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

"""What every simulated platform is as a server of its own: a port, a thread, and an end that leaves nothing behind."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self

from app.domain.errors import ConfigInvalid


@dataclass(kw_only=True)
class SimulatedServer:
    """`with Server() as running: running.url`. A subclass names its `handler`, whose `running` becomes the server."""

    handler: ClassVar[type[BaseHTTPRequestHandler]]
    thread_name: ClassVar[str]
    host: str = "127.0.0.1"
    port: int = 0
    url: str = ""

    def start(self) -> str:
        """Raises ConfigInvalid."""
        handler = type("Handler", (self.handler,), {"running": self})
        try:
            self._server = ThreadingHTTPServer((self.host, self.port), handler)
        except OSError as error:
            raise ConfigInvalid(f"{self.host}:{self.port} 不能用。", "换一个 --port，或先停掉占用它的程序。") from error
        self.port = int(self._server.server_address[1])
        self.url = f"http://{self.host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name=self.thread_name, daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def body_of(asked: BaseHTTPRequestHandler, limit_bytes: int) -> bytes:
    """What was sent along, as far as the limit goes; nothing without a length."""
    length: Any = asked.headers.get("Content-Length", "")
    return asked.rfile.read(min(int(length), limit_bytes)) if length.isascii() and length.isdigit() else b""

"""A connection to the centre byte by byte: for what no HTTP library would send."""

from __future__ import annotations

import json
import socket
from typing import Any
from urllib.parse import urlsplit

PATIENCE_S = 20.0
"""Until a test says that no answer came."""


class Line:
    """One connection; nothing is sent but what a test sends."""

    def __init__(self, url: str, own_address: str = "127.0.0.1", receive_bytes: int = 0) -> None:
        """With `receive_bytes` the system takes little more than that before a test reads."""
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        self._socket = socket.socket()
        self._socket.settimeout(PATIENCE_S)
        if receive_bytes:  # before the handshake, which tells the other side the window
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self._socket.bind((own_address, 0))
        self._socket.connect((parts.hostname, parts.port))
        self._answers = self._socket.makefile("rb")

    def ask(self, method: str, path: str, length: int, token: str = "", **headers: str) -> None:
        told = {"Host": "centre", "Content-Length": str(length), "Content-Type": "application/json"}
        told |= {"Authorization": f"Bearer {token}"} if token else {}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        self._socket.sendall("\r\n".join(lines).encode())

    def send(self, content: bytes) -> None:
        self._socket.sendall(content)

    def answer(self) -> tuple[int, dict[str, str], Any]:
        """Status, headers in small letters, and what the JSON says."""
        status = int(self._answers.readline().split()[1])
        headers: dict[str, str] = {}
        while line := self._answers.readline().strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = self._answers.read(int(headers.get("content-length", "0")))
        return status, headers, json.loads(body) if body else None

    def read(self, most: int) -> bytes:
        """What has come, up to so many bytes; empty when nothing will come any more."""
        return self._answers.read1(most)

    def is_closed(self) -> bool:
        return self._answers.read(1) == b""

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

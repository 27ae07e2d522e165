"""A far end on a TCP port of this machine."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

from hardware.transport.far_end import FarEnd, only_when_called

_CHUNK_BYTES = 65536
_SEND_LIMIT_S = 0.25


class TcpFarEnd(FarEnd):
    """Serves one host at a time, as network printers do; the others wait in the backlog."""

    def __init__(
        self,
        receive: Callable[[bytes], None],
        tick: Callable[[], float | None] = only_when_called,
        baud: int | None = None,
    ) -> None:
        super().__init__(receive, tick, baud)
        self._port = 0
        self._door: socket.socket | None = None
        self._host: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def plugged(self) -> bool:
        return self._door is not None

    def hang_up(self) -> None:
        """End the conversation; the door stays open, so whoever comes at once is heard."""
        self.call(self._hang_up)

    def _appear(self) -> None:
        door = socket.create_server(("127.0.0.1", self._port), backlog=4)
        self._port = door.getsockname()[1]
        self._door = door

    def _vanish(self) -> None:
        if self._door is not None:  # first: whoever notices the end must not find it open still
            self._door.close()
            self._door = None
        self._hang_up()

    def _sources(self) -> list[socket.socket]:
        return [source for source in (self._host or self._door,) if source is not None]

    def _take(self, source: socket.socket) -> bytes:
        if source is self._door:
            self._host, _ = self._door.accept()
            self._host.settimeout(_SEND_LIMIT_S)
            self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return b""
        try:
            data = source.recv(_CHUNK_BYTES)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def _put(self, data: bytes) -> None:
        if self._host is not None:
            try:
                self._host.sendall(data)
            except OSError:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._host is not None:
            with contextlib.suppress(OSError):
                self._host.shutdown(socket.SHUT_RDWR)
            self._host.close()
            self._host = None

"""A socket that keeps one deadline over a whole exchange, however slowly the bytes drip, and heeds a cancel event."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

_SLICE_S = 0.1  # how soon a cancel event is heeded
_PIECE = 65536


class CancelledExchange(OSError):
    """The caller set the cancel event."""


class DeadlineSocket:
    """What http.client needs of a socket. Raises TimeoutError after `until` (time.monotonic), CancelledExchange."""

    def __init__(self, inner: socket.socket, until: float, cancel: Event | None) -> None:
        self._inner = inner
        self._until = until
        self._cancel = cancel

    def sendall(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[self._patiently(partial(self._inner.send, left[:_PIECE])) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        """http.client asks for "rb"."""
        if mode != "rb":
            raise ValueError(mode)
        return io.BufferedReader(_Incoming(self))

    def receive_into(self, buffer: Any) -> int:
        return self._patiently(lambda: self._inner.recv_into(buffer))

    def close(self) -> None:
        self._inner.close()

    def _patiently(self, act: Callable[[], int]) -> int:
        while True:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if self._cancel is not None and self._cancel.is_set():
                raise CancelledExchange
            self._inner.settimeout(min(left, _SLICE_S) if self._cancel is not None else left)
            try:
                return act()
            except TimeoutError:
                continue


class _Incoming(io.RawIOBase):
    def __init__(self, source: DeadlineSocket) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._source.receive_into(buffer)

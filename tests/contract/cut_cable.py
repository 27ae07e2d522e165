"""The cable between a terminal and a far side, which counts the bytes both ways and is pulled after any of them."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Callable
from typing import Any, Self

_CHUNK_BYTES = 65536
_CALL_LIMIT_S = 10.0


class Borders:
    """Where, counted in bytes, one piece of a dialogue ended and the next began."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self._listening = False

    def note(self, count: int) -> None:
        if self._listening and count:
            self.places.append(count + (self.places[-1] if self.places else 0))

    def of(self, act: Callable[[], object]) -> list[int]:
        """Those of a dialogue that is not cut; the last is its length."""
        self.places, self._listening = [], True
        act()
        self._listening = False
        return self.places


def on_far_end(simulator: Any) -> Borders:
    """Of a simulator on a line of its own."""
    borders, spend = Borders(), simulator._far_end._spend

    def noting(data: bytes) -> bytes:
        spent: bytes = spend(data)
        borders.note(len(spent))
        return spent

    simulator._far_end._spend = noting
    return borders


def on_wire(simulator: Any) -> Borders:
    """Of the simulated A4 printer."""
    borders, passed = Borders(), simulator._wire.passed

    def noting(number: int) -> None:
        borders.note(number)
        passed(number)

    simulator._wire.passed = noting
    return borders


class CutCable:
    """Stands before a TCP server on this machine, for a simulator that cannot pull its own cable byte by byte.

    Serves one connection after the other, as a driver with one dialogue at a time makes them.
    """

    def __init__(self, port: int) -> None:
        self.borders = Borders()
        self._far = ("127.0.0.1", port)
        self._bytes_left: int | None = None
        self._door: socket.socket | None = None
        self._port = 0
        self._thread: threading.Thread | None = None
        self.plug()

    @property
    def port(self) -> int:
        return self._port

    @property
    def plugged(self) -> bool:
        return self._door is not None

    def unplug_after(self, count: int) -> None:
        self._bytes_left = count

    def plug(self) -> None:
        """Also forgets a cut that did not come to pass."""
        self._bytes_left = None
        if self._door is None:
            if self._thread is not None:
                self._thread.join(_CALL_LIMIT_S)
            self._door = socket.create_server(("127.0.0.1", self._port), backlog=4)
            self._port = self._door.getsockname()[1]
            self._thread = threading.Thread(target=self._run, args=(self._door,), name="cut cable", daemon=True)
            self._thread.start()

    def close(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            door.close()
        if self._thread is not None:
            self._thread.join(_CALL_LIMIT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, door: socket.socket) -> None:
        while self._door is door:
            try:
                near, _ = door.accept()
            except OSError:
                return
            with near, socket.create_connection(self._far) as far:
                self._carry(near, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        while True:
            for source in select.select([near, far], [], [])[0]:
                try:
                    data = source.recv(_CHUNK_BYTES)
                    if not data:
                        return
                    self._pass(data, far if source is near else near)
                except OSError:
                    return
                if self._bytes_left == 0:
                    self._vanish(near)
                    return

    def _pass(self, data: bytes, to: socket.socket) -> None:
        if self._bytes_left is not None:
            data = data[: self._bytes_left]
            self._bytes_left -= len(data)
        self.borders.note(len(data))
        to.sendall(data)

    def _vanish(self, near: socket.socket) -> None:
        """The door first: whoever notices the end must not find it open still."""
        door, self._door = self._door, None
        if door is not None:
            door.close()
        near.shutdown(socket.SHUT_RDWR)

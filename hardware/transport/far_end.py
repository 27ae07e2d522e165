"""The far end of a line, for simulators: one thread in which the simulated device lives.

A simulator gives two functions, both called in that thread only, so it needs no locks:
`receive(data)` for bytes that came, and `tick()` which may do what is due and returns the seconds until it
wants to be called again (None: only when something happens).
"""

from __future__ import annotations

import select
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from typing import Any

BITS_PER_BYTE = 10  # 8N1: start, eight data bits, stop
FIFO_BYTES = 16  # what a UART hands over at a time
_CALL_LIMIT_S = 30.0


def only_when_called() -> float | None:
    return None


class FarEnd(ABC):
    """`baud` paces both directions as that wire would; `byte_gap_s` sends one byte at a time with that gap."""

    def __init__(
        self,
        receive: Callable[[bytes], None],
        tick: Callable[[], float | None] = only_when_called,
        baud: int | None = None,
    ) -> None:
        self.byte_gap_s = 0.0
        self._receive = receive
        self._tick = tick
        self.set_baud(baud)
        self._bytes_to_go: int | None = None
        self._calls: deque[tuple[Callable[[], Any], threading.Event, list[Any]]] = deque()
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    @abstractmethod
    def address(self) -> str:
        """The URL of the near end; the same over unplug and plug."""

    @property
    @abstractmethod
    def plugged(self) -> bool: ...

    @property
    def host_baud(self) -> int | None:
        """The rate at which the host has opened its end, where that can be seen."""
        return None

    def set_baud(self, baud: int | None) -> None:
        """Another rate of the wire from here on; None is as fast as the machine can."""
        self._byte_s = BITS_PER_BYTE / baud if baud else 0.0

    @abstractmethod
    def _appear(self) -> None: ...

    @abstractmethod
    def _vanish(self) -> None: ...

    @abstractmethod
    def _sources(self) -> list[Any]:
        """What the thread waits for."""

    @abstractmethod
    def _take(self, source: Any) -> bytes: ...

    @abstractmethod
    def _put(self, data: bytes) -> None: ...

    def start(self) -> None:
        """From here on `address` is known."""
        self._bell, self._ear = socket.socketpair()
        self._ear.setblocking(False)
        self._stopping = False
        self._appear()
        self._thread = threading.Thread(target=self._run, name=f"far end {self.address}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and take the device away for good. Twice is once."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping = True
            self._ring()
            thread.join()
            self._bell.close()
            self._ear.close()
        self._vanish()

    def unplug(self) -> None:
        """The far side really goes away: the port or the socket is closed."""
        self.call(self._vanish)

    def plug(self) -> None:
        """Also forgets an `unplug_after` that has not come to pass: from here on the line holds."""

        def hold() -> None:
            self._bytes_to_go = None
            if not self.plugged:
                self._appear()

        self.call(hold)

    def unplug_after(self, count: int) -> None:
        """Vanish as soon as `count` more bytes have passed, both directions counted together."""

        def arm() -> None:
            self._bytes_to_go = count

        self.call(arm)

    def call(self, action: Callable[[], Any]) -> Any:
        """Do something in the device's thread and wait until it is done; its result is handed back."""
        if self._thread is None or threading.current_thread() is self._thread:
            return action()
        done, result = threading.Event(), []  # type: ignore[var-annotated]
        self._calls.append((action, done, result))
        self._ring()
        if not done.wait(_CALL_LIMIT_S):
            raise TimeoutError("the simulator's thread does not answer")
        return result[0] if result else None

    def send(self, data: bytes) -> None:
        """Bytes towards the host; only from the device's thread. Unplugged, they are gone."""
        start = time.monotonic()
        step = 1 if self.byte_gap_s else FIFO_BYTES if self._byte_s else max(1, len(data))
        for at in range(0, len(data), step):
            piece = data[at : at + step]
            until = start + (at + len(piece)) * self._byte_s + (at // step) * self.byte_gap_s
            time.sleep(max(0.0, until - time.monotonic()))
            if not self.plugged:
                return
            self._put(self._spend(piece))
            self._vanish_when_spent()

    def _run(self) -> None:
        while not self._stopping:
            wait = self._tick()
            ready, _, _ = select.select([self._ear, *self._sources()], [], [], wait)
            if self._ear in ready:
                self._answer_calls()
                continue  # a call may have changed what there is to wait for
            for source in ready:
                self._hear(self._take(source))

    def _hear(self, data: bytes) -> None:
        if not data:
            return
        time.sleep(len(data) * self._byte_s)
        data = self._spend(data)
        if data:
            self._receive(data)
        self._vanish_when_spent()

    def _spend(self, data: bytes) -> bytes:
        if self._bytes_to_go is None:
            return data
        data = data[: self._bytes_to_go]
        self._bytes_to_go -= len(data)
        return data

    def _vanish_when_spent(self) -> None:
        if self._bytes_to_go == 0:
            self._bytes_to_go = None
            self._vanish()

    def _ring(self) -> None:
        self._bell.send(b"!")

    def _answer_calls(self) -> None:
        self._ear.recv(4096)
        while self._calls:
            action, done, result = self._calls.popleft()
            try:
                result.append(action())
            finally:
                done.set()

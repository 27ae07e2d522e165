"""The line between station and centre: it cuts, holds up and doubles requests as it is told, each at its byte.

It reads HTTP, so that a request can be doubled whole; the bytes it passes on are those that came.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from tests.chaos.faults import Copy, Cut, Delay, Double, Fault, Kill, Victim, Way
from tests.chaos.wire import Ended, Head, NotTaken, Source, hang_up, send

CENTRE_PATIENCE_S = 60.0
LATE_BY = 3
"""Requests between a late copy and the one it was made of."""

Act = Callable[[], None]


class Proxy:
    """`on_kill` is called in the thread of the connection whose byte passed. `carried` counts the bytes forth."""

    def __init__(self, centre_port: int, on_kill: Callable[[Victim], None]) -> None:
        self._far = ("127.0.0.1", centre_port)
        self._on_kill = on_kill
        self._lock = threading.Lock()
        self._faults: dict[int, Fault] = {}
        self._late: list[tuple[int, bytes]] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines: set[threading.Thread] = set()
        self._sockets: set[socket.socket] = set()
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.requests = 0
        self.carried = 0
        self.done: Counter[str] = Counter()
        threading.Thread(target=self._open, name="proxy", daemon=True).start()

    def arm(self, faults: Mapping[int, Fault]) -> None:
        """By the number of the request from now on, the first is 0."""
        with self._lock:
            self._faults = {self.requests + number: fault for number, fault in faults.items()}

    def deliver_late_copies(self) -> int:
        """Now; their answers reach nobody."""
        with self._lock:
            late, self._late = self._late, []
        for _, copy in late:
            self._ask_alone(copy, "POST")
        return len(late)

    def await_silence(self) -> None:
        """Until no line is open any more. To be called when the station is gone."""
        for each in tuple(self._lines):
            each.join(CENTRE_PATIENCE_S)

    def close(self) -> None:
        hang_up(self._door)
        self._door.close()
        hang_up(*tuple(self._sockets))
        self.await_silence()

    # ------------------------------------------------------------ one line

    def _open(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            line = threading.Thread(target=self._line, args=(near,), daemon=True)
            self._lines.add(line)
            line.start()

    def _line(self, near: socket.socket) -> None:
        try:
            with self._kept(near), self._to_centre() as far:
                asking, answering = Source(near), Source(far)
                while True:
                    self._one_request(near, far, asking, answering)
        except (Ended, OSError):
            hang_up(near)
        finally:
            near.close()
            self._lines.discard(threading.current_thread())

    def _one_request(self, near: socket.socket, far: socket.socket, asking: Source, answering: Source) -> None:
        head = asking.head()
        with self._lock:
            fault = self._faults.pop(self.requests, None)
            self.requests += 1
        self._deliver_what_is_late_enough()
        if isinstance(fault, Double):
            self._doubled(near, far, head, b"".join([head.raw, *asking.body(head)]), answering, fault)
            return
        forth, back = self._places(fault, near, far)
        # A centre that refuses early hangs up before it has read it all: its answer is there nevertheless.
        with contextlib.suppress(NotTaken):
            self._carry(self._pieces(asking, head), far, head.whole_bytes, forth, counted=True)
        answer = answering.head()
        told = self._pieces(answering, answer, head.method)
        self._carry(told, near, answer.whole_bytes, back)

    def _pieces(self, source: Source, head: Head, is_answer_to: str = "") -> Iterator[bytes]:
        yield head.raw
        yield from source.body(head, is_answer_to=is_answer_to)

    def _carry(
        self,
        pieces: Iterator[bytes],
        target: socket.socket,
        whole: int,
        fault: tuple[float, Act] | None,
        *,
        counted: bool = False,
    ) -> None:
        place = None if fault is None else int(fault[0] * whole)
        passed = 0
        for piece in pieces:
            rest = piece
            if fault is not None and place is not None and passed + len(piece) >= place:
                first, rest = piece[: place - passed], piece[place - passed :]
                send(target, first)
                place = None
                fault[1]()
            send(target, rest)
            passed += len(piece)
            if counted:
                with self._lock:
                    self.carried += len(piece)

    # ------------------------------------------------------------ faults

    def _places(
        self, fault: Fault | None, near: socket.socket, far: socket.socket
    ) -> tuple[tuple[float, Act] | None, tuple[float, Act] | None]:
        """Where and what, on the way forth and on the way back."""
        match fault:
            case Cut(way=way, at=at):
                planned = at, lambda: self._cut(near, far)
            case Delay(way=way, at=at, seconds=seconds):
                planned = at, lambda: self._hold_up(seconds)
            case Kill(victim=victim, way=way, at=at):
                planned = at, lambda: self._kill(victim)
            case _:
                return None, None
        return (planned, None) if way is Way.FORTH else (None, planned)

    def _cut(self, near: socket.socket, far: socket.socket) -> None:
        self.done["cut"] += 1
        hang_up(near, far)
        raise OSError("cut")

    def _hold_up(self, seconds: float) -> None:
        self.done["delay"] += 1
        time.sleep(seconds)

    def _kill(self, victim: Victim) -> None:
        self.done[f"kill {victim}"] += 1
        self._on_kill(victim)

    def _doubled(
        self, near: socket.socket, far: socket.socket, head: Head, request: bytes, answering: Source, fault: Double
    ) -> None:
        self.done[f"double {fault.copy}"] += 1
        second: list[bytes] = []
        together = threading.Thread(target=lambda: second.append(self._ask_alone(request, head.method)))
        if fault.copy is Copy.TOGETHER:
            together.start()
        try:
            send(far, request)
            answer = answering.head()
            first = b"".join(self._pieces(answering, answer, head.method))
        finally:
            if fault.copy is Copy.TOGETHER:
                together.join()
        if fault.copy is Copy.AFTER:
            second.append(self._ask_alone(request, head.method))
        if fault.copy is Copy.LATE:
            with self._lock:
                self._late.append((self.requests + LATE_BY, request))
        given = second[0] if fault.second_answers and second and second[0] else first
        send(near, given)

    def _deliver_what_is_late_enough(self) -> None:
        with self._lock:
            ripe = [copy for number, copy in self._late if number <= self.requests]
            self._late = [(number, copy) for number, copy in self._late if number > self.requests]
        for copy in ripe:
            self._ask_alone(copy, "POST")

    def _ask_alone(self, request: bytes, method: str) -> bytes:
        """On a line of its own; empty where there was no answer."""
        try:
            with self._to_centre() as far:
                send(far, request)
                source = Source(far)
                answer = source.head()
                return b"".join(self._pieces(source, answer, method))
        except (Ended, OSError):
            return b""

    @contextlib.contextmanager
    def _to_centre(self) -> Iterator[socket.socket]:
        """Raises OSError where there is no centre."""
        with socket.create_connection(self._far) as far, self._kept(far):
            far.settimeout(CENTRE_PATIENCE_S)
            yield far

    @contextlib.contextmanager
    def _kept(self, each: socket.socket) -> Iterator[None]:
        self._sockets.add(each)
        try:
            yield
        finally:
            self._sockets.discard(each)

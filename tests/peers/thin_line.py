"""A line of limited width that is cut where it is told, and counts what it carried. It may lead uploads elsewhere.

Whatever reached its end of the line arrives: what a cut destroys is what the sender had sent and the line had not
carried yet.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from typing import Self

from tests.chaos.wire import Ended, Head, Source, hang_up, send

PIECE_BYTES = 16384
WINDOW_BYTES = 65536
"""What a sender may have on its way without the line having taken it."""
UPLOADS = "/api/v1/uploads"


class ThinLine:
    """`port` is where everything goes; `uploads_port`, where given, takes what is asked below UPLOADS.

    `cuts`: each ends the line that carries the so-many-th byte, counted over all bytes towards that far end which
    takes the uploads. `bytes_a_second` holds for both directions of one request alike.
    """

    def __init__(
        self, port: int, *, uploads_port: int = 0, cuts: Sequence[int] = (), bytes_a_second: float = 0.0
    ) -> None:
        self._port = port
        self._uploads_port = uploads_port or port
        self._cuts = sorted(cuts)
        self._second_s = 1 / bytes_a_second if bytes_a_second else 0.0
        self._free_at = 0.0
        self._lock = threading.Lock()
        self._door = socket.socket()
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW_BYTES)
        self._door.bind(("127.0.0.1", 0))
        self._door.listen()
        self._sockets: set[socket.socket] = set()
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.carried = 0
        """Bytes towards the uploads' end, heads of requests too."""
        self.cuts_made = 0
        self.destroyed = 0
        """Bytes of uploads that were carried and that the far end, asked after the cut, did not have."""
        self._reached: dict[str, int] = {}

    def __enter__(self) -> Self:
        threading.Thread(target=self._open, name="thin line", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        hang_up(self._door)
        self._door.close()
        hang_up(*tuple(self._sockets))

    def _open(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._line, args=(near,), daemon=True).start()

    def _line(self, near: socket.socket) -> None:
        fars: dict[int, tuple[socket.socket, Source]] = {}
        self._sockets.add(near)
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            asking = Source(near)
            while True:
                self._one_request(near, asking, fars)
        except (Ended, OSError):
            hang_up(near)
        finally:
            for far, _ in fars.values():
                hang_up(far)
                far.close()
            near.close()
            self._sockets.discard(near)

    def _one_request(self, near: socket.socket, asking: Source, fars: dict[int, tuple[socket.socket, Source]]) -> None:
        head = asking.head()
        is_upload = head.first_line.split(" ")[1].startswith(UPLOADS)
        port = self._uploads_port if is_upload else self._port
        if port not in fars:
            far = socket.create_connection(("127.0.0.1", port))
            far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            fars[port] = far, Source(far)
        far, answering = fars[port]
        self._forth(head, asking, far, is_upload=is_upload)
        answer = answering.head()
        if head.method == "HEAD" and "upload-offset" in answer.fields:
            self._compare(head.first_line.split(" ")[1], int(answer.fields["upload-offset"]))
        send(near, answer.raw)
        for piece in answering.body(answer, is_answer_to=head.method):
            self._wait_for_room(len(piece))
            send(near, piece)

    def _forth(self, head: Head, asking: Source, far: socket.socket, *, is_upload: bool) -> None:
        path = head.first_line.split(" ")[1]
        self._carry(head.raw, far, counted=is_upload)
        if head.method == "PATCH":
            self._reached[path] = int(head.fields["upload-offset"])
        for piece in asking.body(head):
            for at in range(0, len(piece), PIECE_BYTES):
                part = piece[at : at + PIECE_BYTES]
                self._wait_for_room(len(part))
                self._carry(part, far, counted=is_upload, path=path)

    def _compare(self, path: str, offset: int) -> None:
        with self._lock:
            self.destroyed += max(0, self._reached.get(path, 0) - offset)
            self._reached[path] = offset

    def _carry(self, part: bytes, far: socket.socket, *, counted: bool, path: str = "") -> None:
        cut = False
        if counted:
            with self._lock:
                if self._cuts and self.carried + len(part) >= self._cuts[0]:
                    part, cut = part[: self._cuts.pop(0) - self.carried], True
                    self.cuts_made += 1
                self.carried += len(part)
                if path in self._reached:
                    self._reached[path] += len(part)
        send(far, part)
        if cut:
            raise Ended

    def _wait_for_room(self, count: int) -> None:
        if not self._second_s:
            return
        with self._lock:
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + count * self._second_s
            rest = self._free_at - now
        if rest > 0.002:
            time.sleep(rest)

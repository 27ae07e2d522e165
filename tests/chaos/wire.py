"""HTTP/1.1 messages on a socket, as pieces that can be passed on, counted and kept. Bytes stay as they are."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CHUNK_BYTES = 65536
HEAD_MAX_BYTES = 65536
UNKNOWN_LENGTH_BYTES = 65536
"""What a message that does not tell its length is taken for where a place in it is wanted."""


class Ended(Exception):
    """The other side hung up in the middle, or between two messages."""


class NotTaken(Ended):
    """The side it was meant for does not take it any more."""


@dataclass(frozen=True, slots=True)
class Head:
    raw: bytes
    first_line: str
    fields: Mapping[str, str]
    """By their names in small letters."""
    length: int | None
    is_chunked: bool

    @property
    def method(self) -> str:
        return self.first_line.partition(" ")[0]

    @property
    def status(self) -> int:
        return int(self.first_line.split(" ")[1])

    @property
    def whole_bytes(self) -> int:
        """Head and body together, as far as the head tells."""
        return len(self.raw) + (UNKNOWN_LENGTH_BYTES if self.length is None else self.length)


class Source:
    """Buffered reading from a socket; every shortage is Ended."""

    def __init__(self, from_socket: socket.socket) -> None:
        self._socket = from_socket
        self._buffer = b""

    def head(self) -> Head:
        while b"\r\n\r\n" not in self._buffer:
            if len(self._buffer) > HEAD_MAX_BYTES:
                raise Ended
            self._more()
        raw, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return _head(raw + b"\r\n\r\n")

    def body(self, head: Head, *, is_answer_to: str = "") -> Iterator[bytes]:
        """`is_answer_to` is the method of the request that this answers; empty for a request."""
        if is_answer_to and (is_answer_to == "HEAD" or head.status in (204, 304)):
            return
        if head.is_chunked:
            yield from self._chunks()
        elif head.length is not None:
            yield from self._exactly(head.length)
        elif is_answer_to:
            yield from self._rest()

    def _chunks(self) -> Iterator[bytes]:
        size = -1
        while size:
            line = self._line()
            size = int(line.partition(b";")[0], 16)
            yield line
            yield from self._exactly(size + 2)

    def _exactly(self, count: int) -> Iterator[bytes]:
        while count:
            if not self._buffer:
                self._more()
            piece, self._buffer = self._buffer[:count], self._buffer[count:]
            count -= len(piece)
            yield piece

    def _line(self) -> bytes:
        while b"\r\n" not in self._buffer:
            self._more()
        line, _, self._buffer = self._buffer.partition(b"\r\n")
        return line + b"\r\n"

    def _rest(self) -> Iterator[bytes]:
        try:
            while True:
                if not self._buffer:
                    self._more()
                piece, self._buffer = self._buffer, b""
                yield piece
        except Ended:
            return

    def _more(self) -> None:
        try:
            data = self._socket.recv(CHUNK_BYTES)
        except OSError:
            raise Ended from None
        if not data:
            raise Ended
        self._buffer += data


def _head(raw: bytes) -> Head:
    lines = raw.decode("latin-1").split("\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = fields.get("content-length")
    is_chunked = "chunked" in fields.get("transfer-encoding", "").lower()
    if length is None and not is_chunked and not lines[0].startswith("HTTP/"):
        length = "0"
    return Head(raw, lines[0], fields, None if length is None else int(length), is_chunked)


def send(target: socket.socket, data: bytes) -> None:
    """Raises NotTaken."""
    try:
        target.sendall(data)
    except OSError:
        raise NotTaken from None


def hang_up(*sockets: socket.socket) -> None:
    for each in sockets:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue

"""What can be wrong between a client and the simulated printer, whatever the printer itself does."""

from __future__ import annotations

import io
import socket
import threading
from dataclasses import dataclass, field
from typing import Any

GARBAGE = bytes(range(251, 0, -7)) * 4


class WireCut(OSError):
    """The simulated printer is gone in the middle of a byte stream."""


@dataclass
class Wire:
    """`bytes_left`: so many bytes, both ways together, until it is gone; None for ever. `lost_answers`: so many
    requests are done and not answered; `answer_lost_at`: that one, as `requests` counts them. `gone` until it is
    plugged in again."""

    http_error: int = 0
    garbage: bool = False
    half_answers: bool = False
    silent: bool = False
    lost_answers: int = 0
    answer_lost_at: int = 0
    bytes_left: int | None = None
    vanish_with_next_job: bool = False
    gone: bool = False
    requests: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    def mend(self) -> None:
        """As new."""
        self.http_error, self.garbage, self.half_answers, self.silent = 0, False, False, False
        self.lost_answers, self.answer_lost_at = 0, 0
        self.bytes_left, self.vanish_with_next_job = None, False

    def allowed(self, wanted: int) -> int:
        """How many bytes more may pass. Raises WireCut where none may."""
        if self.gone or (self.bytes_left is not None and self.bytes_left <= 0):
            self.gone = True
            raise WireCut
        return wanted if self.bytes_left is None else min(wanted, self.bytes_left)

    def passed(self, number: int) -> None:
        if self.bytes_left is not None:
            self.bytes_left -= number

    def send(self, connection: socket.socket, data: bytes) -> None:
        """Raises WireCut where the last bytes do not pass any more."""
        while data:
            piece = data[: self.allowed(len(data))]
            self.passed(len(piece))  # first: with the last byte the client may ask again at once
            connection.sendall(piece)
            data = data[len(piece) :]


class Incoming(io.RawIOBase):
    """A connection's bytes as they pass the wire."""

    def __init__(self, connection: socket.socket, wire: Wire) -> None:
        self._connection = connection
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        number = self._connection.recv_into(view[: self._wire.allowed(len(view))])
        self._wire.passed(number)
        return number

"""A log of traffic for the bench: direction and number of bytes, never their content.

What goes over these links are names, numbers and faces, so contents are not written at all, not even masked.
Off unless a device sets `byte_log = true`.
"""

from __future__ import annotations

import logging
from threading import Event

from hardware.transport.link import Link

_log = logging.getLogger("hardware.bytes")


class LoggedLink:
    """A link that tells how many bytes went which way."""

    def __init__(self, link: Link, name: str) -> None:
        self._link = link
        self._name = name

    def write(self, data: bytes, deadline: float | None = None) -> None:
        _log.debug("%s > %d bytes", self._name, len(data))
        self._link.write(data, deadline)

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        data = self._link.read(max_bytes, deadline, cancel)
        _log.debug("%s < %d bytes", self._name, len(data))
        return data

    def flush_input(self) -> None:
        self._link.flush_input()

    def check(self) -> None:
        self._link.check()

    def close(self) -> None:
        self._link.close()

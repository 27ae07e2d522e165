"""A link: bytes to a device and back. Times are `time.monotonic()` instants."""

from __future__ import annotations

import time
from threading import Event
from typing import Protocol

from hardware.errors import Cancelled

CANCEL_LOOK_S = 0.05
"""A waiting read looks at the cancel event this often; arriving bytes wake it at once all the same."""

WRITE_LIMIT_S = 10.0
"""A device that takes no byte for this long does not answer."""


class Link(Protocol):
    """One open way to one device. Raises LinkLost when it goes away, LinkSilent at the deadline."""

    def write(self, data: bytes, deadline: float | None = None) -> None:
        """All of `data`, or an error."""

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        """What has come, at least one byte, as soon as it comes. Raises LinkSilent, LinkLost, Cancelled.

        A deadline in the past takes what is already there.
        """

    def flush_input(self) -> None:
        """Forget what has come and was not read."""

    def check(self) -> None:
        """Raises LinkLost when it can be seen, without a byte, that the other side is gone."""

    def close(self) -> None: ...


def next_wait(deadline: float, cancel: Event | None) -> float:
    """Seconds to wait in one go, 0 when the deadline has passed. Raises Cancelled."""
    if cancel is not None and cancel.is_set():
        raise Cancelled("操作已取消")
    left = max(0.0, deadline - time.monotonic())
    return left if cancel is None else min(left, CANCEL_LOOK_S)

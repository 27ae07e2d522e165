"""Which far end a simulator gets on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable

from hardware.transport.far_end import FarEnd, only_when_called


def open_serial_far_end(
    name: str,
    receive: Callable[[bytes], None],
    tick: Callable[[], float | None] = only_when_called,
    baud: int | None = None,
) -> FarEnd:
    """A pseudo-terminal, or where there is none (Windows) a TCP port. Not started yet."""
    if hasattr(os, "openpty"):
        from hardware.transport.pty_far_end import PtyFarEnd

        return PtyFarEnd(name, receive, tick, baud)
    from hardware.transport.tcp_far_end import TcpFarEnd

    return TcpFarEnd(receive, tick, baud)

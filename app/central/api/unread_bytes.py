"""How much of what was answered the other side has not taken yet."""

from __future__ import annotations

import asyncio
import sys


def unread_bytes(transport: asyncio.Transport) -> int:
    """Those that wait in this process, and on Linux those in the kernel that nobody acknowledged (tcp(7), SIOCOUTQ).

    The kernel takes new ones only when a third of its buffer is free: by this process alone a slow reader would seem
    to stand still for as long as a megabyte takes.
    """
    waiting = transport.get_write_buffer_size()
    return waiting + _in_kernel(transport) if sys.platform == "linux" else waiting


if sys.platform == "linux":
    import fcntl
    import termios

    def _in_kernel(transport: asyncio.Transport) -> int:
        descriptor = transport.get_extra_info("socket").fileno()
        if descriptor < 0:
            return 0  # closed already
        return int.from_bytes(fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4)), sys.byteorder)

"""Device events of Linux by pyudev (libudev's monitor on a netlink socket)."""

from __future__ import annotations

import errno
from collections.abc import Iterable

import pyudev


class UdevEvents:
    """`source` "udev" tells after udevd has made the nodes and set their rights; "kernel" where no udevd runs.

    Raises ImportError without libudev, OSError without a netlink socket.
    """

    def __init__(self, subsystems: frozenset[str], passed_over: Iterable[str], source: str) -> None:
        self._subsystems = subsystems
        self._passed_over = frozenset(passed_over)
        self._monitor = pyudev.Monitor.from_netlink(pyudev.Context(), source=source)
        for subsystem in sorted(subsystems):
            self._monitor.filter_by(subsystem)
        self._monitor.start()

    def fileno(self) -> int:
        return int(self._monitor.fileno())

    def take(self) -> frozenset[str]:
        """Raises OSError. Events that were lost because too many came (ENOBUFS) may have been of any subsystem."""
        found: set[str] = set()
        try:
            while (device := self._monitor.poll(timeout=0)) is not None:
                if device.action not in self._passed_over and device.subsystem in self._subsystems:
                    found.add(str(device.subsystem))
        except OSError as cause:
            if cause.errno != errno.ENOBUFS:
                raise
            return self._subsystems
        return frozenset(found)

    def close(self) -> None:
        """pyudev lets go of the socket with the monitor."""
        del self._monitor

"""Tells when something was plugged in or pulled out: the kernel's device events, by pyudev. Linux; elsewhere one polls.

A notice is a hint to look at once, never the truth about a device: whoever gets it asks the devices themselves.
"""

from __future__ import annotations

import logging
import os
import selectors
import socket
import threading
import time
from collections.abc import Callable
from typing import Protocol

SUBSYSTEMS = frozenset({"tty", "usb", "usbmisc", "video4linux"})
QUIET_S = 0.1
GATHER_LIMIT_S = 0.3
"""One plug makes a dozen events: the notice goes out when there was none for a while, at the latest after this."""
_NOT_PLUGGING = frozenset({"change", "move"})
_UDEV_CONTROL = "/run/udev/control"
_log = logging.getLogger("hardware.plugging")

OnChange = Callable[[frozenset[str]], None]
"""Gets the subsystems in which something came or went."""


class PlugEvents(Protocol):
    """Where events come from; `fileno` is readable when there are some."""

    def fileno(self) -> int: ...

    def take(self) -> frozenset[str]:
        """The subsystems of all events waiting; nothing where they were no plugging. Raises OSError."""

    def close(self) -> None: ...


class PlugWatch:
    """One thread, asleep until something happens. `on_change` is called in it and should only pass the word on."""

    def __init__(self, events: PlugEvents, on_change: OnChange) -> None:
        self._events = events
        self._on_change = on_change
        self._bell, self._ear = socket.socketpair()
        self._sources = selectors.DefaultSelector()
        for source in (events, self._ear):
            self._sources.register(source, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="plug watch", daemon=True)
        self._thread.start()

    @property
    def is_listening(self) -> bool:
        """False after `close`, and when the system gave up telling."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Ends the thread; what was gathered is not told any more. Twice is once. Not from within `on_change`."""
        self._bell.close()
        self._thread.join()

    def _run(self) -> None:
        try:
            while (changed := self._gather()) is not None:
                if changed:
                    self._tell(changed)
        except OSError as cause:
            _log.warning("plug events ended: %s", os.strerror(cause.errno or 0))
        finally:
            self._sources.close()
            self._ear.close()
            self._events.close()

    def _gather(self) -> frozenset[str] | None:
        """The subsystems of one burst; None when the watch was closed. Raises OSError."""
        changed: frozenset[str] = frozenset()
        until: float | None = None
        while True:
            wait = None if until is None else min(QUIET_S, until - time.monotonic())
            if wait is not None and wait <= 0:
                return changed
            ready = [key.fileobj for key, _ in self._sources.select(wait)]
            if self._ear in ready:
                return None
            if not ready:
                return changed
            changed |= self._events.take()
            if changed and until is None:
                until = time.monotonic() + GATHER_LIMIT_S

    def _tell(self, changed: frozenset[str]) -> None:
        try:
            self._on_change(changed)
        except Exception as cause:  # noqa: BLE001 - a listener's defect must not make the station deaf to plugs
            _log.error("a listener to plug events failed: %s", type(cause).__name__)


def open_plug_watch(on_change: OnChange) -> PlugWatch | None:
    """None where there is no libudev or no netlink socket (Windows, some containers): then one polls."""
    try:
        from hardware.transport.udev_events import UdevEvents

        events = UdevEvents(SUBSYSTEMS, _NOT_PLUGGING, "udev" if os.path.exists(_UDEV_CONTROL) else "kernel")
    except (ImportError, OSError) as cause:
        _log.info("no plug events here: %s", type(cause).__name__)
        return None
    return PlugWatch(events, on_change)

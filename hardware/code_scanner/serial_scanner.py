"""A scanner on a serial line, USB serial port or network: it sends a line for each code it sees."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Event

from hardware.code_scanner.frames import code_of, take_line
from hardware.code_scanner.interface import NoCode, ScanOutcome
from hardware.errors import Cancelled, HardwareError, LinkNotThere, LinkSilent
from hardware.status import DeviceState, DeviceStatus, MendingAction
from hardware.transport.line import Line
from hardware.transport.link import Link

DEVICE = "code_scanner"
DEFAULT_BAUD = 9600
READ_BYTES = 4096


class SerialCodeScanner:
    def __init__(self, address: str, *, byte_log: bool = False) -> None:
        self._line = Line(address, DEVICE, DEFAULT_BAUD, byte_log)
        self._scanning = False

    def scan(self, timeout_s: float, cancel: Event | None = None) -> ScanOutcome:
        """The next code shown; one shown before nobody asked is not this citizen's and is forgotten.

        NoCode also when cancelled. Raises LinkNotThere, LinkLost.
        """
        deadline = time.monotonic() + timeout_s
        with self._line.dialogue() as link:
            self._scanning = True
            try:
                return _next_code(link, deadline, cancel)
            finally:
                self._scanning = False

    def status(self) -> DeviceStatus:
        """A scanner cannot be asked anything: a port that opens and stays is all there is to see."""
        if self._scanning:  # the scan holds the line and will notice itself when it goes
            return DeviceStatus(DeviceState.ONLINE)
        try:
            with self._line.dialogue() as link:
                _look(link)
        except LinkNotThere:
            return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.MAINTENANCE, detail="not_there")
        except HardwareError:
            return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="lost")
        return DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        self._line.close()


def _next_code(link: Link, deadline: float, cancel: Event | None) -> ScanOutcome:
    link.flush_input()
    received = bytearray()
    while True:
        try:
            received += link.read(READ_BYTES, deadline, cancel)
        except (LinkSilent, Cancelled):
            return NoCode()
        line = take_line(received)
        if line is not None:
            return code_of(line)


def _look(link: Link) -> None:
    """Raises LinkLost. A code that nobody asked for is forgotten."""
    with suppress(LinkSilent):
        link.read(READ_BYTES, time.monotonic())

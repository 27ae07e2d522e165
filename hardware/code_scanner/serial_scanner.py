"""A scanner on a serial line, USB serial port or network: it sends each code it sees, asked or not."""

from __future__ import annotations

import time
from contextlib import suppress
from threading import Event

from hardware.code_scanner.code_buffer import CodeBuffer
from hardware.code_scanner.frames import code_of, unwrapped
from hardware.code_scanner.interface import CodeScanned, NoCode, ScanOutcome
from hardware.code_scanner.options import DEVICE, ScannerOptions
from hardware.errors import Cancelled, HardwareError, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.line import Line
from hardware.transport.link import Link

DEFAULT_BAUD = 9600
READ_BYTES = 4096
MOST_FORGOTTEN_READS = 16
"""A scanner that never stops sending is not waited for."""
FIRST_QUIET_S = 0.05
"""A port just opened may be in the middle of a code: whatever comes so early is the rest of one."""


class SerialCodeScanner:
    """What was shown while nobody asked is not this citizen's: it is forgotten, to the end of a code that has begun."""

    def __init__(self, address: str, options: ScannerOptions | None = None) -> None:
        self._options = options or ScannerOptions()
        self._line = Line(address, DEVICE, DEFAULT_BAUD, self._options.byte_log)
        self._buffer = CodeBuffer(self._options.suffix)
        self._heard_at = 0.0
        self._heard_on: Link | None = None
        self._scanning = False

    def scan(self, timeout_s: float, cancel: Event | None = None) -> ScanOutcome:
        """The next code shown. NoCode also when cancelled. Raises LinkNotThere, LinkLost."""
        deadline = time.monotonic() + timeout_s
        was_open = self._line.is_open
        with self._line.dialogue() as link:
            self._forget(link, 0.0 if was_open else FIRST_QUIET_S)
            self._scanning = True
            try:
                return self._next_code(link, deadline, cancel)
            finally:
                self._scanning = False

    def status(self) -> DeviceStatus:
        """A scanner cannot be asked anything: a port that opens and stays is all there is to see."""
        if self._scanning:  # the scan holds the line and will notice itself when it goes
            return DeviceStatus(DeviceState.ONLINE)
        try:
            with self._line.try_dialogue() as link:
                if link is not None:
                    self._forget(link, 0.0)
        except LinkNotThere:
            return status_of(DEVICE, "not_there")
        except HardwareError:
            return status_of(DEVICE, "lost")
        return DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        self._line.close()

    def _forget(self, link: Link, quiet_s: float) -> None:
        """Raises LinkLost."""
        is_other_link, self._heard_on = link is not self._heard_on, link
        if is_other_link or time.monotonic() - self._heard_at > self._options.gap_s:
            self._buffer.take_rest()  # a code that paused so long has ended, and so has one whose line broke
        until = time.monotonic() + quiet_s
        with suppress(LinkSilent):
            for _ in range(MOST_FORGOTTEN_READS):
                self._hear(link, until, None)
                self._buffer.forget()

    def _next_code(self, link: Link, deadline: float, cancel: Event | None) -> ScanOutcome:
        while True:
            try:
                self._hear(link, self._until(deadline), cancel)
            except Cancelled:
                return NoCode()
            except LinkSilent:
                ended = self._buffer.take_rest() if self._has_paused() else None
                if (code := self._decoded(ended)) is not None:
                    return code
                if time.monotonic() >= deadline:
                    return NoCode()
            while (content := self._buffer.take()) is not None:
                if (code := self._decoded(content)) is not None:
                    return code

    def _hear(self, link: Link, until: float, cancel: Event | None) -> None:
        self._buffer.feed(link.read(READ_BYTES, until, cancel))
        self._heard_at = time.monotonic()

    def _until(self, deadline: float) -> float:
        if self._options.ends_by_gap and self._buffer.is_half:
            return min(deadline, self._heard_at + self._options.gap_s)
        return deadline

    def _has_paused(self) -> bool:
        return self._options.ends_by_gap and time.monotonic() >= self._heard_at + self._options.gap_s

    def _decoded(self, content: bytes | None) -> CodeScanned | None:
        plain = None if content is None else unwrapped(content, self._options.prefix)
        return None if plain is None else code_of(plain, self._options.encoding)

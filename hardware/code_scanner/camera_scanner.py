"""Codes held before a camera."""

from __future__ import annotations

import time
from threading import Event

from hardware.camera.interface import Camera
from hardware.code_scanner.interface import CodeScanned, NoCode, ScanOutcome
from hardware.code_scanner.pictures import decode_picture
from hardware.errors import LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus

LOOK_EVERY_S = 0.1
"""Ten looks a second are felt as at once, and leave the processor alone in between."""


class CameraCodeScanner:
    def __init__(self, camera: Camera) -> None:
        self._camera = camera

    def scan(self, timeout_s: float, cancel: Event | None = None) -> ScanOutcome:
        """The first code seen. NoCode also when cancelled. Raises LinkNotThere, LinkLost."""
        deadline = time.monotonic() + timeout_s
        stop = cancel or Event()
        while not stop.is_set():
            try:
                outcome = decode_picture(self._camera.grab(max(0.0, deadline - time.monotonic())))
            except LinkSilent:
                return NoCode()
            if isinstance(outcome, CodeScanned):
                return outcome
            left = deadline - time.monotonic()
            if left <= 0:
                break
            stop.wait(min(left, LOOK_EVERY_S))
        return NoCode()

    def status(self) -> DeviceStatus:
        """The camera's, in the words of a scanner."""
        status = self._camera.status()
        if status.state in (DeviceState.ONLINE, DeviceState.BUSY):
            return DeviceStatus(status.state)
        gone = {DeviceState.NO_DEVICE: "not_there", DeviceState.OFFLINE: "lost"}
        return status_of("code_scanner", gone.get(status.state, "no_picture"))

    def close(self) -> None:
        self._camera.close()

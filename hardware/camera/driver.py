"""The `opencv` driver: one camera behind any of the three kinds of address."""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any, assert_never

from hardware.camera.address import (
    CameraOptions,
    CameraSource,
    Film,
    LiveDevice,
    PictureFolder,
    parse_address,
    parse_options,
)
from hardware.camera.capture import Capture, FilmCapture, FolderCapture, turned
from hardware.camera.interface import Camera, Picture
from hardware.camera.live import LiveCapture, v4l2_opener
from hardware.status import DeviceStatus


class OpencvCamera:
    """Opened at the first grab, let go by `close`, opened again by the next grab."""

    def __init__(self, capture: Capture, options: CameraOptions) -> None:
        self._capture = capture
        self._options = options
        self._lock = Lock()

    def grab(self, timeout_s: float = 2.0) -> Picture:
        """The newest picture, turned as configured. Raises LinkNotThere, LinkLost, LinkSilent."""
        with self._lock:
            return turned(self._capture.take(time.monotonic() + timeout_s), self._options)

    def status(self) -> DeviceStatus:
        """Never waits for a picture, so it may be asked while a grab is under way."""
        return self._capture.status()

    def close(self) -> None:
        self._capture.close()


def open_driver(address: str, options: Mapping[str, Any]) -> Camera:
    """Touches nothing yet: an absent camera is a status. Raises AddressInvalid."""
    parsed = parse_options(options, address)
    return OpencvCamera(_capture(parse_address(address), parsed), parsed)


def _capture(source: CameraSource, options: CameraOptions) -> Capture:
    match source:
        case LiveDevice(path):
            return LiveCapture(path, v4l2_opener(path, options), options.idle_close_s)
        case Film(path):
            return FilmCapture(path)
        case PictureFolder(path):
            return FolderCapture(path, options.hold_s)
        case _:
            assert_never(source)

"""The `opencv` driver: one camera behind any of the three kinds of address."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hardware.camera.capture import Capture, read_only, turned
from hardware.camera.directshow import directshow_cameras, find_camera
from hardware.camera.film import FilmCapture
from hardware.camera.finding import CameraFinder
from hardware.camera.folder import FolderCapture
from hardware.camera.interface import Camera, Picture, Shot
from hardware.camera.live import LiveCapture
from hardware.camera.opening import directshow_opener, v4l2_opener
from hardware.camera.options import DEVICE, CameraOptions, parse_options
from hardware.errors import AddressInvalid
from hardware.status import DeviceStatus
from hardware.transport.addresses import ImagesAddress, V4l2Address, VideoAddress, parse_address


class OpencvCamera:
    """Opened at the first grab, let go by `close`, opened again by the next grab."""

    def __init__(self, capture: Capture, options: CameraOptions) -> None:
        self._capture = capture
        self._options = options

    def grab(self, timeout_s: float = 2.0) -> Picture:
        """The newest picture, turned as configured. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged."""
        picture = turned(self._capture.take(time.monotonic() + timeout_s).picture, self._options)
        return picture if picture.flags.writeable else picture.copy()

    def next_shot(self, after: int = 0, timeout_s: float = 2.0) -> Shot:
        shot = self._capture.take(time.monotonic() + timeout_s, after)
        return replace(shot, picture=read_only(turned(shot.picture, self._options)))

    def status(self) -> DeviceStatus:
        """Never waits for a picture, so it may be asked while a grab is under way."""
        return self._capture.status()

    def close(self) -> None:
        self._capture.close()


def open_driver(address: str, options: Mapping[str, Any]) -> Camera:
    """Touches nothing yet: an absent camera is a status. Raises AddressInvalid, OptionInvalid."""
    parsed = parse_options(options, address)
    return OpencvCamera(_capture(address, parsed), parsed)


def _capture(url: str, options: CameraOptions) -> Capture:
    match parse_address(url):
        case V4l2Address() as address:
            return _live(address, url, options)
        case VideoAddress(path):
            return FilmCapture(Path(path))
        case ImagesAddress(path):
            return FolderCapture(Path(path), options.hold_s)
        case _:
            raise AddressInvalid(
                "摄像头不能用这种地址",
                device=DEVICE,
                address=url,
                what_to_do="写成 v4l2:/dev/video0、video:/路径/文件.mp4 或 images:/路径/文件夹",
            )


def _live(address: V4l2Address, url: str, options: CameraOptions) -> LiveCapture:
    if sys.platform == "win32":
        opener = directshow_opener(url, options)
        return LiveCapture(lambda: find_camera(address, directshow_cameras()), opener, options.idle_close_s, url)
    finder = CameraFinder(address)
    return LiveCapture(finder.find, v4l2_opener(url, options, finder.opened), options.idle_close_s, url)

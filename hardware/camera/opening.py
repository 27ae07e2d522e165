"""Opens a live device with OpenCV and sets what the station asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2

from hardware.camera.finding import Missing
from hardware.camera.live import Opener, Spot
from hardware.camera.options import DEVICE, CameraOptions
from hardware.errors import LinkNotThere

WIDE_PX = 1000
"""From here on most USB cameras reach their full rate only with compressed pictures."""
MANUAL_EXPOSURE = 1
"""V4L2_EXPOSURE_MANUAL of V4L2_CID_EXPOSURE_AUTO, which OpenCV hands through."""

_SENTENCES = {
    "not_there": ("没有找到摄像头", "插好摄像头；用 ls /dev/v4l/by-id 看设备名"),
    "not_unique": ("这样的摄像头不止一台", "地址里写序列号，或写 /dev/v4l/by-path 里的名字"),
}


def v4l2_opener(address: str, options: CameraOptions, opened: Callable[[Path], None]) -> Opener:
    """`opened` is told which node it was."""

    def open_it(spot: Spot | Missing) -> Any:
        if not isinstance(spot, Path):
            raise missing(address, spot if isinstance(spot, Missing) else Missing("not_there"))
        if not os.access(spot, os.R_OK | os.W_OK):
            raise _not_opened(address, "没有权限打开摄像头", "把运行用户加入 video 组，再重新登录")
        device = _configured(cv2.VideoCapture(str(spot), cv2.CAP_V4L2), address, options)
        opened(spot)
        return device

    return open_it


def directshow_opener(address: str, options: CameraOptions) -> Opener:
    """For Windows; never been run."""

    def open_it(spot: Spot | Missing) -> Any:
        if not isinstance(spot, int):
            raise missing(address, spot if isinstance(spot, Missing) else Missing("not_there"))
        return _configured(cv2.VideoCapture(spot, cv2.CAP_DSHOW), address, options)

    return open_it


def missing(address: str, what: Missing) -> LinkNotThere:
    message, what_to_do = _SENTENCES[what.word]
    return LinkNotThere(message, device=DEVICE, address=address, what_to_do=what_to_do)


def settings_for(options: CameraOptions) -> list[tuple[int, float]]:
    """Properties in the order they must be set: OpenCV chooses a format for a size, so the format comes first."""
    settings: list[tuple[int, float]] = [(cv2.CAP_PROP_BUFFERSIZE, 1)]
    pixels = options.pixels or ("MJPG" if options.width >= WIDE_PX else "")
    if pixels:
        settings.append((cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*pixels)))
    if options.width and options.height:
        settings += [(cv2.CAP_PROP_FRAME_WIDTH, options.width), (cv2.CAP_PROP_FRAME_HEIGHT, options.height)]
    if options.frames_per_s:
        settings.append((cv2.CAP_PROP_FPS, options.frames_per_s))
    if options.autofocus is not None:
        settings.append((cv2.CAP_PROP_AUTOFOCUS, float(options.autofocus)))
    if options.focus is not None:
        settings += [(cv2.CAP_PROP_AUTOFOCUS, 0), (cv2.CAP_PROP_FOCUS, options.focus)]
    if options.exposure is not None:
        settings += [(cv2.CAP_PROP_AUTO_EXPOSURE, MANUAL_EXPOSURE), (cv2.CAP_PROP_EXPOSURE, options.exposure)]
    return settings


def _configured(device: Any, address: str, options: CameraOptions) -> Any:
    if not device.isOpened():
        device.release()
        raise _not_opened(address, "摄像头打不开", "看看是不是别的程序正在用它")
    for name, value in settings_for(options):
        device.set(name, value)  # False where the camera cannot: it then stays as it is
    return device


def _not_opened(address: str, message: str, what_to_do: str) -> LinkNotThere:
    return LinkNotThere(message, device=DEVICE, address=address, what_to_do=what_to_do)

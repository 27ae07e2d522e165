"""A live device, read by a thread of its own so that the picture handed out is never an old one from a buffer."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import Any

import cv2

from hardware.camera.capture import absent
from hardware.camera.interface import Picture
from hardware.camera.options import DEVICE, CameraOptions
from hardware.errors import HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.status import DeviceState, DeviceStatus, MendingAction

FRESH_S = 0.25
"""A picture not older than this is new enough to hand out without waiting for the next."""
CLOSE_WAIT_S = 1.0
ERROR_SHOWN_S = 5.0
"""A status tells of a failure this long; then the device counts as well again until somebody asks it for a picture."""
WIDE_PX = 1000
"""From here on most USB cameras reach their full rate only with compressed pictures."""

Opener = Callable[[], Any]
"""Gives something with `read() -> (ok, picture)` and `release()`, like cv2.VideoCapture."""


class LiveCapture:
    """Newest picture of a blocking source. The thread runs only while pictures are asked for."""

    def __init__(self, path: Path, opener: Opener, idle_close_s: float) -> None:
        self._path = path
        self._opener = opener
        self._idle_close_s = idle_close_s
        self._changed = Condition()
        self._reader: Thread | None = None
        self._run = 0
        self._picture: Picture | None = None
        self._taken_at = 0.0
        self._asked_at = 0.0
        self._error: HardwareError | None = None
        self._failed_at = 0.0

    def take(self, deadline: float) -> Picture:
        with self._changed:
            self._asked_at = deadline
            self._start()
            while True:
                if self._picture is not None and time.monotonic() - self._taken_at <= FRESH_S:
                    return self._picture.copy()
                if self._error is not None:
                    raise self._error
                left = deadline - time.monotonic()
                if left <= 0:
                    raise LinkSilent(
                        "摄像头没有送来画面",
                        device=DEVICE,
                        address=self._address,
                        what_to_do="拔下摄像头再插上；还不行就换一个 USB 口",
                    )
                self._changed.wait(left)

    def status(self) -> DeviceStatus:
        if not self._path.exists():
            return absent()
        match self._error if time.monotonic() - self._failed_at <= ERROR_SHOWN_S else None:
            case None:
                return DeviceStatus(DeviceState.ONLINE)
            case LinkNotThere():
                return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.CONFIGURATION, detail="not_opened")
            case _:
                return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="no_picture")

    def close(self) -> None:
        with self._changed:
            reader = self._stop()
        if reader is not None:
            reader.join(CLOSE_WAIT_S)

    def _start(self) -> None:
        if self._reader is not None:
            return
        self._error = None
        self._picture = None
        self._run += 1
        self._reader = Thread(target=self._read, args=(self._run,), name="camera-reader", daemon=True)
        self._reader.start()

    def _stop(self) -> Thread | None:
        reader, self._reader = self._reader, None
        self._run += 1  # the thread sees that it is no longer the one and leaves
        self._picture = None
        self._changed.notify_all()
        return reader

    def _read(self, run: int) -> None:
        device: Any = None
        try:
            device = self._opener()
            while self._wanted(run):
                ok, picture = device.read()
                if not ok:
                    raise LinkLost(
                        "摄像头的画面断了", device=DEVICE, address=self._address, what_to_do="检查摄像头的 USB 线"
                    )
                self._put(run, picture)
        except (HardwareError, cv2.error) as problem:
            self._fail(run, problem)
        finally:
            if device is not None:
                device.release()

    def _wanted(self, run: int) -> bool:
        with self._changed:
            if run != self._run:
                return False
            if time.monotonic() - self._asked_at > self._idle_close_s:
                self._stop()
                return False
            return True

    def _put(self, run: int, picture: Picture) -> None:
        with self._changed:
            if run == self._run:
                self._picture = picture
                self._taken_at = time.monotonic()
                self._changed.notify_all()

    def _fail(self, run: int, problem: HardwareError | cv2.error) -> None:
        if not isinstance(problem, HardwareError):
            problem = LinkLost("摄像头驱动出错", device=DEVICE, address=self._address, what_to_do="拔下摄像头再插上")
        with self._changed:
            if run == self._run:
                self._stop()
                self._error = problem
                self._failed_at = time.monotonic()

    @property
    def _address(self) -> str:
        return f"v4l2:{self._path}"


def v4l2_opener(path: Path, options: CameraOptions) -> Opener:
    """Opens the device with the size asked for. The opener raises LinkNotThere."""

    def opened() -> Any:
        address = f"v4l2:{path}"
        if not path.exists():
            raise LinkNotThere(
                "没有找到摄像头", device=DEVICE, address=address, what_to_do="插好摄像头；用 ls /dev/video* 看设备名"
            )
        if not os.access(path, os.R_OK | os.W_OK):
            raise LinkNotThere(
                "没有权限打开摄像头", device=DEVICE, address=address, what_to_do="把运行用户加入 video 组，再重新登录"
            )
        device = cv2.VideoCapture(str(path), cv2.CAP_V4L2)
        if not device.isOpened():
            device.release()
            raise LinkNotThere("摄像头打不开", device=DEVICE, address=address, what_to_do="看看是不是别的程序正在用它")
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if options.width >= WIDE_PX:
            device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        if options.width and options.height:
            device.set(cv2.CAP_PROP_FRAME_WIDTH, options.width)
            device.set(cv2.CAP_PROP_FRAME_HEIGHT, options.height)
        return device

    return opened

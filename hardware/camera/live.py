"""A live device, read by a thread of its own so that the picture handed out is never an old one from a buffer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import Any, cast

from hardware.camera.capture import LastSeen, read_only, status_for
from hardware.camera.finding import Missing
from hardware.camera.interface import Picture, Shot
from hardware.camera.options import DEVICE
from hardware.errors import FrameDamaged, HardwareError, LinkLost, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceStatus

_log = logging.getLogger(__name__)

FRESH_S = 0.25
"""A picture not older than this is new enough to hand out without waiting for the next."""
CLOSE_WAIT_S = 1.0
NO_PICTURE_S = 3.0
"""An open device that gave no picture for so long is said to give none."""
SLOW_FRAMES_PER_S = 12.0
DAMAGED_MAX = 30
RATE_WEIGHT = 0.1

Spot = Path | int
"""Where a device is opened: a node, or DirectShow's number."""
Find = Callable[[], Spot | Missing]
Opener = Callable[[Spot | Missing], Any]
"""Gives something with `read() -> (ok, picture)` and `release()`, like cv2.VideoCapture. Raises LinkNotThere."""


class LiveCapture:
    """Newest picture of a blocking source. The thread runs only while pictures are asked for, and never beside another:
    a device that is still being let go would refuse to be opened.
    """

    def __init__(self, find: Find, opener: Opener, idle_close_s: float, address: str) -> None:
        self._find = find
        self._opener = opener
        self._idle_close_s = idle_close_s
        self._address = address
        self._changed = Condition()
        self._reader: Thread | None = None
        self._run = 0
        self._is_running = False
        self._shot: Shot | None = None
        self._count = 0
        self._asked_at = 0.0
        self._alive_at = 0.0
        self._interval_s = 0.0
        self._failures = 0
        self._error: HardwareError | None = None
        self._last = LastSeen()

    def take(self, deadline: float, after: int = 0) -> Shot:
        with self._changed:
            self._asked_at = max(self._asked_at, deadline)
            failures = self._failures
            while True:
                shot = self._shot
                if shot is not None and shot.number > after and time.monotonic() - shot.taken_at <= FRESH_S:
                    return shot
                if self._error is not None and self._failures != failures:
                    raise self._error
                self._start()
                left = deadline - time.monotonic()
                if left <= 0:
                    raise self._problem(LinkSilent, "摄像头没有送来画面", "拔下摄像头再插上；还不行就换一个 USB 口")
                self._changed.wait(left)

    def status(self) -> DeviceStatus:
        spot = self._find()
        if isinstance(spot, Missing):
            return status_of(DEVICE, spot.word)
        now = time.monotonic()
        with self._changed:
            if self._is_running and now - self._alive_at > NO_PICTURE_S:
                return status_for("no_picture")
            slow = self._is_running and self._interval_s * SLOW_FRAMES_PER_S > 1
            return status_for(self._last.word(now) or ("slow" if slow else ""))

    def close(self) -> None:
        with self._changed:
            reader = self._reader
            self._stop()
        if reader is not None:
            reader.join(CLOSE_WAIT_S)

    def _start(self) -> None:
        if self._reader is not None:
            return
        self._run += 1
        self._is_running = True
        self._alive_at = time.monotonic()
        self._interval_s = 0.0
        self._reader = Thread(target=self._read, args=(self._run,), name="camera-reader", daemon=True)
        self._reader.start()

    def _stop(self) -> None:
        """The thread sees that it is no longer wanted, lets the device go and leaves."""
        self._run += 1
        self._is_running = False
        self._shot = None
        self._changed.notify_all()

    def _read(self, run: int) -> None:
        device: Any = None
        try:
            device = self._opener(self._find())
            while self._wanted(run):
                self._put(run, self._next_of(device))
        except HardwareError as problem:
            self._fail(run, problem)
        except Exception as defect:  # noqa: BLE001 - the border of a thread: whoever waits must hear of it
            self._fail(run, self._problem(LinkLost, f"摄像头驱动出错（{type(defect).__name__}）", "拔下摄像头再插上"))
        finally:
            self._let_go(device)
            with self._changed:
                self._reader = None
                self._changed.notify_all()

    def _let_go(self, device: Any) -> None:
        """Whatever becomes of it, the next one must be able to try."""
        if device is None:
            return
        try:
            device.release()
        except Exception as defect:  # noqa: BLE001 - the border of a thread
            _log.warning("camera: letting the device go ended with %s", type(defect).__name__)

    def _next_of(self, device: Any) -> Picture:
        """One that was damaged on the way is passed over; when none comes whole, that is told."""
        for _ in range(DAMAGED_MAX):
            ok, picture = device.read()
            if not ok:
                raise self._problem(LinkLost, "摄像头的画面断了", "检查摄像头的 USB 线")
            if picture is not None and picture.size:
                return cast(Picture, picture)
        raise self._problem(FrameDamaged, "摄像头送来的画面损坏", "换一根短的 USB 线，不经集线器直接插")

    def _wanted(self, run: int) -> bool:
        with self._changed:
            if run == self._run and time.monotonic() - self._asked_at > self._idle_close_s:
                self._stop()
            return run == self._run

    def _put(self, run: int, picture: Picture) -> None:
        with self._changed:
            if run != self._run:
                return
            now = time.monotonic()
            if self._shot is not None:
                self._interval_s += RATE_WEIGHT * (now - self._alive_at - self._interval_s)
            self._alive_at = now
            self._count += 1
            self._last.picture(picture, now)
            self._shot = Shot(read_only(picture), self._count, now)
            self._changed.notify_all()

    def _fail(self, run: int, problem: HardwareError) -> None:
        with self._changed:
            if run == self._run:
                self._stop()
                self._error = problem
                self._failures += 1
                self._last.failure(problem, time.monotonic())

    def _problem(self, kind: type[HardwareError], message: str, what_to_do: str) -> HardwareError:
        return kind(message, device=DEVICE, address=self._address, what_to_do=what_to_do)

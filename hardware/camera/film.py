"""A film in a loop at its own rate: two grabs within one frame's time give the same frame."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event, Lock
from typing import Any

import cv2

from hardware.camera.capture import LastSeen, read_only, status_for
from hardware.camera.interface import Picture, Shot
from hardware.camera.options import DEVICE
from hardware.errors import FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceStatus

FALLBACK_FRAMES_PER_S = 25.0
FILM_LAG_S = 1.0
"""A film nobody watched for longer goes on where it stopped, rather than decode all that was missed."""


class FilmCapture:
    """A shot's number is the frame's, counted on through every loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._film: Any = None
        self._frame_s = 1 / FALLBACK_FRAMES_PER_S
        self._newest: Picture | None = None
        self._shown_at = 0.0
        self._count = 0
        self._last = LastSeen()
        self._lock = Lock()
        self._closed = Event()

    def take(self, deadline: float, after: int = 0) -> Shot:
        self._closed.clear()
        if after and after == self._count:
            self._wait_for_next(deadline)
        with self._lock:
            return self._frame_of_now(after)

    def status(self) -> DeviceStatus:
        if not self._path.is_file():
            return status_of(DEVICE, "not_there")
        return status_for(self._last.word(time.monotonic()))

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            self._let_go()

    def _wait_for_next(self, deadline: float) -> None:
        due = self._shown_at + self._frame_s
        self._closed.wait(max(0.0, min(due, deadline) - time.monotonic()))
        if deadline < due:
            raise self._error(LinkSilent, "还没有下一帧", "把等待时间设得比一帧长")

    def _frame_of_now(self, after: int) -> Shot:
        now = time.monotonic()
        if self._film is None:
            self._open()
            self._shown_at = now - self._frame_s
        due = after == self._count or self._newest is None
        missed = max(int((now - self._shown_at) / self._frame_s), int(due))
        if missed * self._frame_s > FILM_LAG_S:
            missed, self._shown_at = 1, now - self._frame_s
        for step in range(missed):
            self._next(decode=step == missed - 1)
        self._shown_at += missed * self._frame_s
        self._count += missed
        if self._newest is None:
            raise self._told(self._lost())
        self._last.picture(self._newest, now)
        return Shot(self._newest, self._count, self._shown_at)

    def _let_go(self) -> None:
        if self._film is not None:
            self._film.release()
        self._film = None
        self._newest = None

    def _open(self) -> None:
        if not self._path.is_file():
            raise self._told(self._error(LinkNotThere, "视频文件不在", "检查地址里的路径"))
        film = cv2.VideoCapture(str(self._path))
        if not film.isOpened():
            film.release()
            raise self._told(self._error(LinkNotThere, "视频文件打不开", "换成 MP4 或 AVI 文件"))
        rate = film.get(cv2.CAP_PROP_FPS)
        self._frame_s = 1 / (rate if 0 < rate <= 240 else FALLBACK_FRAMES_PER_S)
        self._film = film

    def _next(self, *, decode: bool) -> None:
        if not self._film.grab():
            self._film.release()
            self._film = None
            self._open()
            if not self._film.grab():
                raise self._told(self._lost())
        if decode:
            ok, picture = self._film.retrieve()
            if not ok or picture is None:  # OpenCV says True and gives nothing for a damaged frame
                raise self._told(self._lost())
            self._newest = read_only(picture)

    def _lost(self) -> HardwareError:
        self._let_go()
        if not self._path.is_file():
            return self._error(LinkLost, "视频文件不在了", "检查地址里的路径")
        return self._error(FrameDamaged, "视频读不下去了", "检查视频文件是否完整")

    def _error(self, kind: type[HardwareError], message: str, what_to_do: str) -> HardwareError:
        return kind(message, device=DEVICE, address=f"video:{self._path}", what_to_do=what_to_do)

    def _told(self, problem: HardwareError) -> HardwareError:
        self._last.failure(problem, time.monotonic())
        return problem

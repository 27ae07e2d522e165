"""Where pictures come from. Each source is opened at the first picture and can be opened again after it was lost.

A source raises only LinkNotThere, LinkLost and LinkSilent.
"""

from __future__ import annotations

import time
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import cv2
import numpy as np

from hardware.camera.interface import Picture
from hardware.camera.options import DEVICE, CameraOptions, Rotation
from hardware.errors import LinkLost, LinkNotThere
from hardware.status import DeviceState, DeviceStatus, MendingAction

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp"})
REMEMBERED_PICTURES = 8
FALLBACK_FRAMES_PER_S = 25.0
FILM_LAG_S = 1.0
"""A film nobody watched for longer goes on where it stopped, rather than decode all that was missed."""


class Capture(Protocol):
    """One source; safe to use from several threads. `take` may wait until `deadline` (time.monotonic)."""

    def take(self, deadline: float) -> Picture: ...

    def status(self) -> DeviceStatus:
        """Never waits."""

    def close(self) -> None: ...


class FolderCapture:
    """Pictures of a folder by name, one after the other, seen afresh each time so that they may be exchanged."""

    def __init__(self, folder: Path, hold_s: float = 0.0) -> None:
        self._folder = folder
        self._hold_s = hold_s
        self._seen = False
        self._turn = -1
        self._turned_at = 0.0
        self._pictures: dict[tuple[Path, int, int], Picture] = {}
        self._lock = Lock()

    def take(self, deadline: float) -> Picture:  # noqa: ARG002 - a folder never makes anyone wait
        with self._lock:
            return self._next_picture().copy()

    def _next_picture(self) -> Picture:
        for _ in range(3):  # a picture may be exchanged between looking and reading
            files = self._files()
            if not files:
                raise self._gone("文件夹里没有图片", "放进一张 PNG 或 JPEG 图片")
            self._advance()
            picture = self._read(files[self._turn % len(files)])
            if picture is not None:
                self._seen = True
                return picture
        raise self._gone("图片打不开", "换一张 PNG 或 JPEG 图片")

    def status(self) -> DeviceStatus:
        if not self._folder.exists():
            return absent()
        return DeviceStatus(DeviceState.ONLINE)

    def close(self) -> None:
        with self._lock:
            self._pictures.clear()
            self._seen = False

    def _files(self) -> list[Path]:
        if self._folder.is_file():
            return [self._folder]
        try:
            entries = sorted(self._folder.iterdir())
        except OSError as gone:
            raise self._gone("图片文件夹不在", "检查地址里的路径") from gone
        return [entry for entry in entries if entry.suffix.lower() in PICTURE_SUFFIXES]

    def _advance(self) -> None:
        now = time.monotonic()
        if self._turn < 0 or now - self._turned_at >= self._hold_s:
            self._turn += 1
            self._turned_at = now

    def _read(self, file: Path) -> Picture | None:
        try:
            about = file.stat()
            key = (file, about.st_mtime_ns, about.st_size)
            if key not in self._pictures:
                picture = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR)
                if picture is None:
                    return None
                while len(self._pictures) >= REMEMBERED_PICTURES:
                    del self._pictures[next(iter(self._pictures))]
                self._pictures[key] = picture.astype(np.uint8, copy=False)
        except (OSError, cv2.error):
            return None
        return self._pictures[key]

    def _gone(self, message: str, what_to_do: str) -> LinkNotThere | LinkLost:
        kind = LinkLost if self._seen else LinkNotThere
        self._seen = False
        return kind(message, device=DEVICE, address=f"images:{self._folder}", what_to_do=what_to_do)


class FilmCapture:
    """A film in a loop at its own rate: two grabs within one frame's time give the same frame."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._film: Any = None
        self._frame_s = 1 / FALLBACK_FRAMES_PER_S
        self._newest: Picture | None = None
        self._shown_at = 0.0
        self._lock = Lock()

    def take(self, deadline: float) -> Picture:  # noqa: ARG002 - a file never makes anyone wait
        with self._lock:
            return self._frame_of_now().copy()

    def _frame_of_now(self) -> Picture:
        now = time.monotonic()
        if self._film is None:
            self._open()
            self._shown_at = now - self._frame_s
        missed = int((now - self._shown_at) / self._frame_s)
        if missed * self._frame_s > FILM_LAG_S:
            missed, self._shown_at = 1, now - self._frame_s
        for step in range(missed):
            self._next(decode=step == missed - 1)
        self._shown_at += missed * self._frame_s
        if self._newest is None:
            self._next(decode=True)
        return self._kept()

    def status(self) -> DeviceStatus:
        return DeviceStatus(DeviceState.ONLINE) if self._path.is_file() else absent()

    def close(self) -> None:
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._film is not None:
            self._film.release()
        self._film = None
        self._newest = None

    def _open(self) -> None:
        if not self._path.is_file():
            raise LinkNotThere("视频文件不在", device=DEVICE, address=self._address, what_to_do="检查地址里的路径")
        film = cv2.VideoCapture(str(self._path))
        if not film.isOpened():
            film.release()
            raise LinkNotThere(
                "视频文件打不开", device=DEVICE, address=self._address, what_to_do="换成 MP4 或 AVI 文件"
            )
        rate = film.get(cv2.CAP_PROP_FPS)
        self._frame_s = 1 / (rate if 0 < rate <= 240 else FALLBACK_FRAMES_PER_S)
        self._film = film

    def _next(self, *, decode: bool) -> None:
        if not self._film.grab():
            self._film.release()
            self._film = None
            self._open()
            if not self._film.grab():
                raise self._lost()
        if decode:
            ok, picture = self._film.retrieve()
            if not ok:
                raise self._lost()
            self._newest = picture

    def _kept(self) -> Picture:
        if self._newest is None:
            raise self._lost()
        return self._newest

    def _lost(self) -> LinkLost:
        self._let_go()
        return LinkLost("视频读不下去了", device=DEVICE, address=self._address, what_to_do="检查视频文件是否完整")

    @property
    def _address(self) -> str:
        return f"video:{self._path}"


_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turned(picture: Picture, options: CameraOptions) -> Picture:
    """The picture as the station wants it: first rotated clockwise, then mirrored left to right."""
    rotate: Rotation = options.rotate
    if rotate:
        picture = cv2.rotate(picture, _TURNS[rotate]).astype(np.uint8, copy=False)
    if options.mirror:
        picture = cv2.flip(picture, 1).astype(np.uint8, copy=False)
    return picture


def absent() -> DeviceStatus:
    return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.MAINTENANCE, detail="not_there")

"""Pictures of a folder by name, one after the other, seen afresh each time so that they may be exchanged.

A folder that is not there is a camera that is not there; one without a picture is a camera that gives none yet.
"""

from __future__ import annotations

import stat
import time
from pathlib import Path
from threading import Event, Lock

import cv2
import numpy as np

from hardware.camera.capture import LastSeen, read_only, status_for
from hardware.camera.interface import Picture, Shot
from hardware.camera.options import DEVICE
from hardware.errors import FrameDamaged, HardwareError, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.status import DeviceStatus

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp"})
REMEMBERED_PICTURES = 8
FRAMES_PER_S = 30.0
"""How often somebody who waits for the next picture gets one."""
LOOK_AGAIN_S = 0.02
LARGEST_FILE = 64 << 20
TAIL_BYTES = 64
"""A whole JPEG ends with EOI (ITU-T T.81, B.1.1.3), a whole PNG with IEND (ISO/IEC 15948, 11.2.5)."""


class FolderCapture:
    """`hold_s`: how long each picture stays; 0: a new one at every grab."""

    def __init__(self, folder: Path, hold_s: float = 0.0) -> None:
        self._folder = folder
        self._hold_s = hold_s
        self._seen = False
        self._turn = -1
        self._turned_at = 0.0
        self._count = 0
        self._taken_at = 0.0
        self._pictures: dict[tuple[Path, int, int, int], Picture] = {}
        self._last = LastSeen()
        self._lock = Lock()
        self._closed = Event()

    def take(self, deadline: float, after: int = 0) -> Shot:
        self._closed.clear()
        if after:
            self._pause(self._taken_at + 1 / FRAMES_PER_S, deadline)
        while True:
            with self._lock:
                shot = self._look()
            if shot is not None:
                return shot
            if time.monotonic() >= deadline:
                raise self._told(self._silent())
            self._pause(time.monotonic() + LOOK_AGAIN_S, deadline)

    def status(self) -> DeviceStatus:
        if not self._folder.exists():
            return status_of(DEVICE, "not_there")
        return status_for(self._last.word(time.monotonic()))

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            self._pictures.clear()
            self._seen = False

    def _pause(self, until: float, deadline: float) -> None:
        self._closed.wait(max(0.0, min(until, deadline) - time.monotonic()))

    def _look(self) -> Shot | None:
        for _ in range(3):  # a picture may be exchanged between looking and reading
            files = self._files()
            if not files:
                return None
            self._advance()
            picture = self._read(files[self._turn % len(files)])
            if picture is not None:
                return self._shot(picture)
        raise self._told(self._damaged())

    def _shot(self, picture: Picture) -> Shot:
        self._count += 1
        self._taken_at = time.monotonic()
        self._last.picture(picture, self._taken_at)
        return Shot(picture, self._count, self._taken_at)

    def _files(self) -> list[Path]:
        if self._folder.is_file():
            return [self._folder]
        try:
            entries = sorted(self._folder.iterdir())
        except OSError as gone:
            raise self._told(self._gone()) from gone
        self._seen = True
        return [entry for entry in entries if entry.suffix.lower() in PICTURE_SUFFIXES]

    def _advance(self) -> None:
        now = time.monotonic()
        if self._turn < 0 or now - self._turned_at >= self._hold_s:
            self._turn += 1
            self._turned_at = now

    def _read(self, file: Path) -> Picture | None:
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST_FILE:
                return None  # a pipe would be waited for without end
            key = (file, about.st_ino, about.st_mtime_ns, about.st_size)
            if key not in self._pictures:
                picture = decoded(np.fromfile(file, np.uint8))
                if picture is None:
                    return None
                while len(self._pictures) >= REMEMBERED_PICTURES:
                    del self._pictures[next(iter(self._pictures))]
                self._pictures[key] = read_only(picture)
        except (OSError, ValueError, cv2.error):
            return None
        return self._pictures[key]

    def _told(self, problem: HardwareError) -> HardwareError:
        self._last.failure(problem, time.monotonic())
        return problem

    def _gone(self) -> HardwareError:
        kind = LinkLost if self._seen else LinkNotThere
        self._seen = False
        return kind("图片文件夹不在", device=DEVICE, address=self._address, what_to_do="检查地址里的路径")

    def _silent(self) -> LinkSilent:
        return LinkSilent(
            "文件夹里没有图片", device=DEVICE, address=self._address, what_to_do="放进一张 PNG 或 JPEG 图片"
        )

    def _damaged(self) -> FrameDamaged:
        return FrameDamaged("图片打不开", device=DEVICE, address=self._address, what_to_do="换一张 PNG 或 JPEG 图片")

    @property
    def _address(self) -> str:
        return f"images:{self._folder}"


def decoded(content: Picture) -> Picture | None:
    """The picture in a file's bytes; None where they are none, or torn: OpenCV would fill the rest with grey."""
    tail = content[-TAIL_BYTES:].tobytes()
    head = content[:4].tobytes()
    if head.startswith(b"\xff\xd8") and b"\xff\xd9" not in tail:
        return None
    if head == b"\x89PNG" and b"IEND" not in tail:
        return None
    picture = cv2.imdecode(content, cv2.IMREAD_COLOR)
    return None if picture is None else picture.astype(np.uint8, copy=False)

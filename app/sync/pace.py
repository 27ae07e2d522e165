"""How fast and in what pieces large files go: a bandwidth cap, and pieces of about the same time on any line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Event as Flag
from threading import Lock
from typing import BinaryIO

from app.domain.errors import StorageProblem
from app.domain.formats import CHINA
from app.domain.ports import SealedFile
from app.sync import limits
from app.sync.manners import UploadManners


class Stopped(Exception):
    """Whoever sends was asked to stop: the rest of the body is not sent."""


class Pace:
    """One for all uploads of a station. `stop` ends an upload in the middle; what came to the centre stays there."""

    def __init__(self, manners: UploadManners, clock: Callable[[], float] = time.monotonic) -> None:
        self._bytes_a_second = manners.upload_kbps * 1000 / 8 if manners.upload_kbps else None
        self._clock = clock
        self._piece = limits.FIRST_PIECE_BYTES
        self._due = clock()
        self._turn = Lock()
        self.stop = Flag()

    @property
    def piece_bytes(self) -> int:
        return self._piece

    def sent(self, size: int, seconds: float) -> None:
        """What one piece took: the next is as long as goes in the time for one, but never much longer at once."""
        fitting = size / max(seconds, 1e-6) * limits.PIECE_S
        largest = min(limits.LARGEST_PIECE_BYTES, self._piece * limits.PIECE_GROWTH)
        self._piece = max(limits.SMALLEST_PIECE_BYTES, min(largest, int(fitting)))

    def broke(self) -> None:
        """Nothing of a piece was kept, as behind a proxy that holds back what is not whole: a shorter one may be."""
        self._piece = max(limits.SMALLEST_PIECE_BYTES, self._piece // limits.PIECE_GROWTH)

    def blocks(self, sealed: SealedFile, offset: int, length: int) -> Iterator[bytes]:
        """The bytes of one piece, read as they go; all that go at once no faster than the cap."""
        step = limits.BLOCK_BYTES if self._bytes_a_second is None else limits.CAPPED_BLOCK_BYTES
        with _opened(sealed) as file:
            file.seek(offset)
            while length > 0:
                if self.stop.is_set():
                    raise Stopped
                block = _read(file, min(step, length))
                if not block:
                    return  # shorter than it was: the request breaks off, and the file is looked at anew
                length -= len(block)
                due = self._reserved(len(block))
                yield block
                if due is not None:
                    self.stop.wait(max(0.0, due - self._clock()))

    def _reserved(self, size: int) -> float | None:
        """When so many bytes will have gone after all that the other lane sends; None without a cap."""
        if self._bytes_a_second is None:
            return None
        with self._turn:
            self._due = max(self._due, self._clock()) + size / self._bytes_a_second
            return self._due


def unreadable() -> StorageProblem:
    return StorageProblem("附件文件读不出来。", "请联系技术人员检查磁盘。")


def _opened(sealed: SealedFile) -> BinaryIO:
    try:
        return sealed.open()
    except OSError:
        raise unreadable() from None


def _read(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError:
        raise unreadable() from None


def videos_may_go(manners: UploadManners, now: datetime) -> bool:
    """Whether it is the hour for videos, on the wall of the place; without such hours it always is."""
    if manners.video_hours is None:
        return True
    begin, end = manners.video_hours
    at = now.astimezone(CHINA).time()
    return begin <= at < end if begin <= end else at >= begin or at < end

"""The file behind an upload under way, and the turn-taking of those who write it.

Only what was flushed counts: the offset a client sees never runs ahead of the disk.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType

from app.domain.errors import DiskFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
TURN_TIMEOUT_S = 5.0


class Partial:
    """Opened for appending at `offset`; bytes beyond it were never acknowledged and are cut off."""

    def __init__(self, path: Path, offset: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._handle).st_size < offset:
            os.close(self._handle)
            raise OSError("the partial file is shorter than what was acknowledged")
        self.cut(offset)

    def cut(self, offset: int) -> None:
        os.ftruncate(self._handle, offset)
        os.lseek(self._handle, offset, os.SEEK_SET)

    def append(self, chunk: bytes) -> None:
        """Raises DiskFull; what was written up to then may still be kept."""
        view = memoryview(chunk)
        try:
            while view:
                view = view[os.write(self._handle, view) :]
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFull("中心的磁盘满了。", "请清理磁盘后再试。") from error
            raise

    def flush(self) -> None:
        os.fsync(self._handle)

    def __enter__(self) -> Partial:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._handle)


class Turns:
    """One writer per upload. A newcomer asks the one before to stop: its connection is probably dead already."""

    def __init__(self) -> None:
        self._writing: dict[str, tuple[asyncio.Lock, asyncio.Event]] = {}

    def end_all(self) -> None:
        """Ask every writer to stop: the centre closes."""
        for _, stop in self._writing.values():
            stop.set()

    @asynccontextmanager
    async def turn(self, upload_id: str) -> AsyncIterator[asyncio.Event]:
        """Yields the event that asks this writer to stop. Raises TimeoutError when the one before does not."""
        lock, stop = self._writing.get(upload_id, (None, None))
        if lock is None or stop is None:
            lock, stop = asyncio.Lock(), asyncio.Event()
        stop.set()
        mine = asyncio.Event()  # its own: the one before has been asked already
        self._writing[upload_id] = (lock, mine)
        async with asyncio.timeout(TURN_TIMEOUT_S):
            await lock.acquire()
        try:
            yield mine
        finally:
            lock.release()
            if self._writing.get(upload_id) == (lock, mine):
                del self._writing[upload_id]

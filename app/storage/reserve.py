"""Room on the disk that is kept back, so that on a full disk the audit trail, sending and erasing still go on.

    DATA_DIR/reserve        so many bytes that nobody reads; cut to nothing when the disk is full

The terminal makes it. Whoever writes something that must not fail cuts it first when room is short; a new case is not
among that, and is refused while the reserve is cut and has not been made whole again. An attachment is sealed into the
spool before it is sent: for that it is cut, too, where the free room alone would not do.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RESERVE_BYTES = 64 << 20
CUT_BELOW_BYTES = 8 << 20
"""With less than this left the next write may fail: a page of the database, its journal, a sealed file."""
SPARE_BYTES = 4 << 20
"""A large file on its way out leaves so much free: until it is gone the trail and its own row are still written."""
_CHUNK = bytes(1 << 20)


class Reserve:
    """`size` in bytes. Nothing here raises for a full or broken disk: it is asked for help exactly then."""

    def __init__(self, file: Path, size: int = RESERVE_BYTES) -> None:
        self._file = file
        self._size = size
        self._lock = threading.Lock()
        self._lent = 0

    @property
    def is_cut(self) -> bool:
        """Whether it was made once and is not whole now. Never made: there is nothing to keep back."""
        return self._length() == 0

    @property
    def is_whole(self) -> bool:
        return self._length() >= self._size

    def free(self) -> int | None:
        """Bytes left on the disk beside the reserve; None where nobody can tell."""
        try:
            return shutil.disk_usage(self._file.parent).free
        except OSError:
            return None

    def room(self) -> int:
        """Bytes left with what is kept back."""
        return (self.free() or 0) + max(0, self._length())

    def help_out(self) -> bool:
        """Cut it where room is short; True when that was done now."""
        free = self.free()
        return free is not None and free < CUT_BELOW_BYTES and self._cut()

    @contextmanager
    def lent(self, size: int) -> Iterator[bool]:
        """While a file of `size` bytes is written that is to be sent and then goes: whether there is room for it.

        Cut where that helps, left alone where even all of it would not do; not made anew while the file is written.
        """
        with self._lock:
            self._lent += 1
            has_room = self._makes_room(size)
        try:
            yield has_room
        finally:
            with self._lock:
                self._lent -= 1

    def may_take_a_case(self) -> bool:
        """What was kept back is not for new cases."""
        free = self.free()
        return free is None or not self.is_cut or free >= self._size + CUT_BELOW_BYTES

    def make_whole(self, leaving: int) -> bool:
        """Make it, or make it again, where `leaving` bytes stay free beside it; True when that was done now."""
        with self._lock:
            free = self.free()
            if self._lent or self.is_whole or free is None or free < self._size + leaving:
                return False
            return self._make()

    def _makes_room(self, size: int) -> bool:
        free = self.free()
        if free is None or free >= size + CUT_BELOW_BYTES:
            return True
        if self.room() < with_spare(size):
            return False
        self._cut()
        return True

    def _cut(self) -> bool:
        if self._length() <= 0:
            return False
        try:
            os.truncate(self._file, 0)
        except OSError:
            return False
        return True

    def _make(self) -> bool:
        part = self._file.with_name(self._file.name + ".part")
        try:
            _fill(part, self._size)
            part.replace(self._file)
        except OSError:
            part.unlink(missing_ok=True)
            return False
        return True

    def _length(self) -> int:
        """-1: it was never made."""
        try:
            return self._file.stat().st_size
        except OSError:
            return -1


def with_spare(size: int) -> int:
    """What must be free for a file of `size` bytes to be sent: a small one is soon gone and needs little beside it."""
    return size + min(size, SPARE_BYTES)


def _fill(path: Path, size: int) -> None:
    """Blocks that are really there: a file with holes keeps nothing back."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        allocate = getattr(os, "posix_fallocate", None)
        if allocate is not None:
            allocate(descriptor, 0, size)
        else:
            for at in range(0, size, len(_CHUNK)):
                os.write(descriptor, _CHUNK[: size - at])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

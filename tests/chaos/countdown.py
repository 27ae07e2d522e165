"""Steps of a process counted from outside and from within, and the death at the last of them.

The processes of a chaos run are not killed by the clock but at their n-th step, so that the same seed kills at the
same place. A step is a call made from one of the watched files: a statement to the database, a write, an fsync, a
rename, a piece of a request. The count lies in a file that both sides map.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

NEVER = -1
_BYTES = 8


class Countdown:
    """Set from outside; whoever is `watched` counts it down and ends itself with SIGKILL when it reaches nothing."""

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        if is_new:
            path.write_bytes(b"\0" * _BYTES)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _BYTES)
        self.cell = memoryview(self._map).cast("q")
        self.set(NEVER if is_new else self.cell[0])

    def set(self, steps: int) -> None:
        self._began_at = steps
        self.cell[0] = steps

    @property
    def expired(self) -> bool:
        return self._began_at > 0 >= self.cell[0]

    @property
    def gone(self) -> int:
        """Steps made since it was set."""
        return self._began_at - self.cell[0]

    def close(self) -> None:
        self.cell.release()
        self._map.close()


def watch(cell: memoryview, places: Sequence[str]) -> None:
    """Count the calls made from files whose path holds one of `places`, in this thread and all that begin after it."""
    known: dict[CodeType, bool] = {}

    def profile(frame: FrameType, event: str, _: Any) -> None:
        if event not in ("call", "c_call"):
            return
        code = frame.f_code
        is_watched = known.get(code)
        if is_watched is None:
            name = code.co_filename.replace(os.sep, "/")
            is_watched = known[code] = any(each in name for each in places)
        if is_watched:
            left = cell[0] = cell[0] - 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(profile)
    sys.setprofile(profile)

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
from typing import Any, Protocol

NEVER = -1
_COUNT, _DIES_AT, _STRUCK = range(3)
"""What has been counted, written by whoever is watched alone; at what count it dies, written from outside alone; and
whether it has struck, written by the watched one and taken away over its grave."""
_BYTES = 3 * 8


class Countdown:
    """Set from outside, also while the steps go on; whoever is `watched` ends itself with SIGKILL at the last one."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_BYTES))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _BYTES)
        self.cells = memoryview(self._map).cast("q")
        self._began_at = self.cells[_COUNT]

    def set(self, steps: int) -> None:
        """So many from now on, or NEVER: which comes too late for one that has struck."""
        self._began_at = self.cells[_COUNT]
        self.cells[_DIES_AT] = NEVER if steps == NEVER else self._began_at + steps

    @property
    def expired(self) -> bool:
        """Whether the watched one is dead, or on its way there and past help."""
        return bool(self.cells[_STRUCK])

    @property
    def gone(self) -> int:
        """Steps made since it was set."""
        return self.cells[_COUNT] - self._began_at

    def bury(self) -> None:
        """Nobody who was watched lives any more: the next one begins without a death. Steps gone stay told."""
        self.cells[_DIES_AT] = NEVER
        self.cells[_STRUCK] = 0

    def close(self) -> None:
        self.cells.release()
        self._map.close()


class Cells(Protocol):
    def __getitem__(self, place: int, /) -> int: ...

    def __setitem__(self, place: int, value: int, /) -> None: ...


def watch(cells: Cells, places: Sequence[str]) -> None:
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
            taken = cells[_COUNT] + 1
            cells[_COUNT] = taken
            if 0 < cells[_DIES_AT] <= taken:
                cells[_STRUCK] = 1
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(profile)
    sys.setprofile(profile)

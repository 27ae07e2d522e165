"""A polite limit for pages open to everybody: so many questions an address may ask in a minute."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

WINDOW_S = 60.0
ADDRESSES_KEPT = 10_000


class Limiter:
    """A leaking bucket per address: full after `per_minute` questions at once, empty again after a minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def has_room(self, address: str) -> bool:
        with self._lock:
            return self._level(address, self._clock()) + 1 <= self._per_minute

    def charge(self, address: str) -> None:
        with self._lock:
            now = self._clock()
            level = self._level(address, now)
            self._levels.pop(address, None)
            self._levels[address] = (min(level + 1, self._per_minute), now)
            while len(self._levels) > ADDRESSES_KEPT:
                self._levels.popitem(last=False)

    def _level(self, address: str, now: float) -> float:
        level, at = self._levels.get(address, (0.0, now))
        return max(0.0, level - (now - at) * self._per_minute / WINDOW_S)

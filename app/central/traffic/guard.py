"""Between the centre and a platform that may hang: it never holds more than a few of the threads stations need."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.central.registers.away import RegisterAway
from app.central.traffic.interface import TrafficPlatform

ASKED_AT_ONCE = 8
TURN_S = 1.0
REST_S = 5.0
"""After it did not answer nobody waits for it again for so long."""


class Guarded:
    """A `TrafficPlatform` too."""

    def __init__(
        self, platform: TrafficPlatform, rest_s: float = REST_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._platform = platform
        self._clock = clock
        self._rest_s = rest_s
        self._turn = threading.BoundedSemaphore(ASKED_AT_ONCE)
        self._rests_until = 0.0

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        if self._clock() < self._rests_until:
            raise RegisterAway("resting")
        if not self._turn.acquire(timeout=TURN_S):
            raise RegisterAway("busy")
        try:
            return self._platform.licence(name, id_number, today)
        except RegisterAway:
            self._rests_until = self._clock() + self._rest_s
            raise
        finally:
            self._turn.release()

    def close(self) -> None:
        self._platform.close()

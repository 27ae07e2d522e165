"""Between the centre and a server of somebody else's that may hang: it never holds more than a few threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
ASKED_AT_ONCE = 8
TURN_S = 1.0
REST_S = 5.0
"""After it did not answer nobody waits for it again for so long."""


class Patience:
    """`away` is the error that means no answer; it is raised, too, while nobody waits for the server."""

    def __init__(
        self,
        away: type[Exception],
        rest_s: float = REST_S,
        clock: Callable[[], float] = time.monotonic,
        at_once: int = ASKED_AT_ONCE,
    ) -> None:
        self._away = away
        self._clock = clock
        self._rest_s = rest_s
        self._turn = threading.BoundedSemaphore(at_once)
        self._rests_until = 0.0

    def ask(self, question: Callable[[], T]) -> T:
        """Raises `away`, and what the question raises."""
        if self._clock() < self._rests_until:
            raise self._away("resting")
        if not self._turn.acquire(timeout=TURN_S):
            raise self._away("busy")
        try:
            return question()
        except self._away:
            self._rests_until = self._clock() + self._rest_s
            raise
        finally:
            self._turn.release()

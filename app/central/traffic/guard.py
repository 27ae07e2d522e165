"""Between the centre and a platform that may hang: it never holds more than a few of the threads stations need."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.central import patience
from app.central.registers.away import RegisterAway
from app.central.traffic.interface import TrafficPlatform

REST_S = patience.REST_S


class Guarded:
    """A `TrafficPlatform` too."""

    def __init__(
        self, platform: TrafficPlatform, rest_s: float = REST_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._platform = platform
        self._patience = patience.Patience(RegisterAway, rest_s, clock)

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        return self._patience.ask(lambda: self._platform.licence(name, id_number, today))

    def close(self) -> None:
        self._platform.close()

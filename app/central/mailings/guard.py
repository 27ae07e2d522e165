"""Between the centre and a carrier that may hang: it never holds more than a few threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from app.central.mailings.interface import Carrier, CarrierAway, NewPickUp, PickUp
from app.central.patience import REST_S, Patience


class Guarded:
    """A `Carrier` too."""

    def __init__(self, carrier: Carrier, rest_s: float = REST_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._carrier = carrier
        self._patience = Patience(CarrierAway, rest_s, clock)

    def order(self, pick_up: NewPickUp) -> PickUp:
        return self._patience.ask(lambda: self._carrier.order(pick_up))

    def look(self, pick_up_id: str) -> PickUp | None:
        return self._patience.ask(lambda: self._carrier.look(pick_up_id))

    def cancel(self, pick_up_id: str) -> PickUp:
        return self._patience.ask(lambda: self._carrier.cancel(pick_up_id))

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        return self._carrier.notified(path, headers, body)

    def end(self) -> None:
        self._carrier.end()

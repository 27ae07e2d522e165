"""Between the centre and a gateway that may hang: it never holds more than a few of the threads stations need."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from app.central.patience import REST_S, Patience
from app.central.payments.interface import Gateway, GatewayAway, GatewayOrder, NewOrder, NewRefund, RefundOutcome


class Guarded:
    """A `Gateway` too."""

    def __init__(self, gateway: Gateway, rest_s: float = REST_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._gateway = gateway
        self._patience = Patience(GatewayAway, rest_s, clock)

    def open(self, order: NewOrder) -> GatewayOrder:
        return self._patience.ask(lambda: self._gateway.open(order))

    def look(self, order_id: str) -> GatewayOrder | None:
        return self._patience.ask(lambda: self._gateway.look(order_id))

    def close(self, order_id: str) -> GatewayOrder | None:
        return self._patience.ask(lambda: self._gateway.close(order_id))

    def refund(self, refund: NewRefund) -> RefundOutcome:
        return self._patience.ask(lambda: self._gateway.refund(refund))

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        return self._gateway.notified(path, headers, body)

    def end(self) -> None:
        self._gateway.end()

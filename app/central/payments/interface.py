"""What the centre asks of a payment gateway. A third party implements `Gateway` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.ports import PaymentStatus


class GatewayAway(Exception):
    """It does not answer, or not with what could be an answer. `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotGenuine(Exception):
    """A notification that did not come from the gateway."""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """`id` is ours and stays: opening it twice opens it once. `case_id` comes back with every look at it."""

    id: str
    case_id: str
    amount_fen: int
    subject: str
    expires_at: datetime
    notify_url: str


@dataclass(frozen=True, slots=True)
class Received:
    """One payment of an order, by the gateway's own id. Of one order there may be several: somebody paid twice."""

    id: str
    amount_fen: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class GatewayOrder:
    """How an order stands there. What was paid counts, whatever `state` says."""

    id: str
    case_id: str
    amount_fen: int
    state: PaymentStatus
    code_url: str = ""
    received: tuple[Received, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class NewRefund:
    """`id` is ours and stays: asking twice gives the money back once."""

    id: str
    order_id: str
    received_id: str
    amount_fen: int
    reason: str


class RefundOutcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    """The gateway will not: a person must look."""


class Gateway(Protocol):
    """Called by several threads at once. All but `notified` raise GatewayAway."""

    def open(self, order: NewOrder) -> GatewayOrder:
        """Also when it stands already."""

    def look(self, order_id: str) -> GatewayOrder | None:
        """None: it has no such order."""

    def close(self, order_id: str) -> GatewayOrder | None:
        """Nobody can pay it any more, unless somebody has: then it is told as paid."""

    def refund(self, refund: NewRefund) -> RefundOutcome: ...

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """The id of the order a notification speaks of; it is looked at then. Raises NotGenuine."""

    def end(self) -> None: ...

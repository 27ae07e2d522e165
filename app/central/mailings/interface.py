"""What the centre asks of a carrier. A third party implements `Carrier` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.central.payments.interface import NotGenuine
from app.domain.mailing import MailingState

__all__ = ["Carrier", "CarrierAway", "CarrierRefuses", "NewPickUp", "NotGenuine", "PickUp"]


class CarrierAway(Exception):
    """It does not answer, or not with what could be an answer. `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CarrierRefuses(Exception):
    """It will not send this: `reason` is its sentence for the clerk, without the address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NewPickUp:
    """`id` is ours and stays: ordering it twice orders it once. `number` is the case's."""

    id: str
    number: str
    recipient: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)
    notify_url: str


@dataclass(frozen=True, slots=True)
class PickUp:
    """How it stands there: `ordered`, `picked_up`, `on_the_way`, `delivered`, `failed` or `cancelled`."""

    id: str
    state: MailingState
    waybill: str = ""
    reason: str = ""


class Carrier(Protocol):
    """Called by several threads at once. All but `notified` raise CarrierAway."""

    def order(self, pick_up: NewPickUp) -> PickUp:
        """Also when it stands already, or was cancelled before. Raises CarrierRefuses."""

    def look(self, pick_up_id: str) -> PickUp | None:
        """None: it has no such order."""

    def cancel(self, pick_up_id: str) -> PickUp:
        """As it stands then. One that was never ordered is cancelled too: it cannot be ordered after that."""

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """The id of the pick-up a notification speaks of; it is looked at then. Raises NotGenuine."""

    def end(self) -> None: ...

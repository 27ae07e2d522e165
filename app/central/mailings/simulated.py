"""A carrier's book in memory: what is to be picked up, and where it is. What the simulated server stands on."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.mailing import MailingState

NOT_SERVED = "不收"
"""An address with these words is one that nobody goes to."""
OVER = (MailingState.DELIVERED, MailingState.FAILED, MailingState.CANCELLED)
LATER = {
    MailingState.ORDERED: MailingState.PICKED_UP,
    MailingState.PICKED_UP: MailingState.ON_THE_WAY,
    MailingState.ON_THE_WAY: MailingState.DELIVERED,
}


class Refusal(Exception):
    """`status`, `code` and `reason` of the answer."""

    def __init__(self, status: int, code: str, reason: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Parcel:
    """`to` is recipient, phone and address, empty once it is over."""

    order: str
    case: str
    to: tuple[str, ...] = field(repr=False)
    notify_url: str
    waybill: str
    state: MailingState = MailingState.ORDERED
    reason: str = ""


@dataclass
class Book:
    """Every method may be called by several threads at once."""

    _parcels: dict[str, Parcel] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def order(self, told: Mapping[str, Any]) -> tuple[Parcel, bool]:
        """The parcel, and whether it is new. Raises Refusal, KeyError."""
        to = tuple(str(told[name]) for name in ("recipient", "phone", "address"))
        name = str(told["order"])
        with self._lock:
            standing = self._parcels.get(name)
            if standing is not None:
                return standing, False
            if NOT_SERVED in to[2]:
                raise Refusal(422, "pick_up_refused", "这个地方不通快递")
            parcel = Parcel(name, str(told["case"]), to, str(told["notify_url"]), f"MN{secrets.randbelow(10**11):011d}")
            self._parcels[name] = parcel
            return parcel, True

    def find(self, order: str) -> Parcel:
        """Raises Refusal."""
        with self._lock:
            if order not in self._parcels:
                raise Refusal(404, "no_such_pick_up")
            return self._parcels[order]

    def cancel(self, order: str) -> Parcel:
        """What was picked up goes on; what was never ordered cannot be any more."""
        with self._lock:
            parcel = self._parcels.get(order, Parcel(order, "", (), "", ""))
            if parcel.state is MailingState.ORDERED:
                parcel = replace(parcel, state=MailingState.CANCELLED, to=())
            self._parcels[order] = parcel
            return parcel

    def forward(self, order: str) -> Parcel:
        """One state further. Raises Refusal."""
        return self._become(order, LATER.get(self.find(order).state))

    def fail(self, order: str, reason: str = "收件人不在") -> Parcel:
        """Raises Refusal."""
        return self._become(order, MailingState.FAILED, reason)

    def lose(self, order: str) -> None:
        """As if it had never been ordered."""
        with self._lock:
            self._parcels.pop(order, None)

    def parcels(self) -> list[Parcel]:
        """Oldest first."""
        with self._lock:
            return list(self._parcels.values())

    def _become(self, order: str, state: MailingState | None, reason: str = "") -> Parcel:
        before = self.find(order)
        with self._lock:
            if state is None or before.state in OVER:
                return before
            to = () if state in OVER else before.to
            self._parcels[order] = replace(before, state=state, reason=reason, to=to)
            return self._parcels[order]


def told(parcel: Parcel) -> dict[str, Any]:
    """As the protocol tells it."""
    return {"order": parcel.order, "waybill": parcel.waybill, "state": parcel.state.value, "reason": parcel.reason}

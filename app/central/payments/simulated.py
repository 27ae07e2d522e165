"""A payment gateway's book in memory: orders, what was paid for them, refunds. What the simulated server stands on."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from app.domain.ports import PaymentStatus


@dataclass(frozen=True, slots=True)
class Money:
    id: str
    amount_fen: int
    paid_at: datetime
    refunded_fen: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """An order as the gateway holds it; `refused` says that the last try to pay did not go through."""

    order: str
    case: str
    amount_fen: int
    subject: str
    expires_at: datetime
    notify_url: str
    page: str
    refused: bool = False
    closed: bool = False
    payments: tuple[Money, ...] = ()

    @property
    def state(self) -> PaymentStatus:
        if self.payments:
            back = all(each.refunded_fen >= each.amount_fen for each in self.payments)
            return PaymentStatus.REFUNDED if back else PaymentStatus.PAID
        if self.closed or self.expires_at <= datetime.now(UTC):
            return PaymentStatus.EXPIRED
        return PaymentStatus.REFUSED if self.refused else PaymentStatus.WAITING


class Refusal(Exception):
    """`status` and `code` of the answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass
class Book:
    """Every method may be called by several threads at once."""

    _orders: dict[str, Held] = field(default_factory=dict)
    _refunds: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, told: dict[str, Any]) -> tuple[Held, bool]:
        """The order, and whether it is new. Raises Refusal for another of this id; KeyError, TypeError, ValueError."""
        expires_at = datetime.fromisoformat(told["expires_at"])
        asked = Held(
            order=str(told["order"]),
            case=str(told["case"]),
            amount_fen=int(told["amount_fen"]),
            subject=str(told["subject"]),
            expires_at=expires_at if expires_at.tzinfo else expires_at.replace(tzinfo=UTC),
            notify_url=str(told["notify_url"]),
            page=secrets.token_hex(10),
        )
        with self._lock:
            standing = self._orders.get(asked.order)
            if standing is None:
                self._orders[asked.order] = asked
                return asked, True
            if (standing.case, standing.amount_fen) != (asked.case, asked.amount_fen):
                raise Refusal(409, "other_order")
            return standing, False

    def find(self, order: str) -> Held:
        """Raises Refusal."""
        with self._lock:
            if order not in self._orders:
                raise Refusal(404, "no_such_order")
            return self._orders[order]

    def by_page(self, page: str) -> Held | None:
        with self._lock:
            return next((each for each in self._orders.values() if each.page == page), None)

    def close(self, order: str) -> Held:
        """Whoever has paid has paid. Raises Refusal."""
        return self._changed(order, lambda held: held if held.payments else replace(held, closed=True))

    def refuse(self, order: str) -> Held:
        """The bank said no. Raises Refusal."""
        return self._changed(order, lambda held: replace(held, refused=True))

    def expire(self, order: str) -> Held:
        """Raises Refusal."""
        return self._changed(order, lambda held: replace(held, expires_at=datetime.now(UTC)))

    def pay(self, order: str, amount_fen: int | None = None) -> Held:
        """Money came, whatever stood in its way: late, twice, another amount. Raises Refusal."""

        def paid(held: Held) -> Held:
            money = Money(f"T{secrets.token_hex(8)}", amount_fen or held.amount_fen, datetime.now(UTC))
            return replace(held, payments=(*held.payments, money))

        return self._changed(order, paid)

    def refund(self, told: dict[str, Any]) -> None:
        """Once for each id. Raises Refusal, KeyError, TypeError, ValueError."""
        name, order, payment, amount = (
            str(told["refund"]),
            str(told["order"]),
            str(told["payment"]),
            int(told["amount_fen"]),
        )
        with self._lock:
            if name in self._refunds:
                return
            held = self._orders.get(order)
            money = next((each for each in held.payments if each.id == payment), None) if held else None
            if held is None or money is None:
                raise Refusal(404, "no_such_order")
            if amount < 1 or money.refunded_fen + amount > money.amount_fen:
                raise Refusal(409, "refund_refused")
            back = replace(money, refunded_fen=money.refunded_fen + amount)
            payments = tuple(back if each.id == payment else each for each in held.payments)
            self._orders[order] = replace(held, payments=payments)
            self._refunds[name] = payment

    def refunds(self) -> int:
        with self._lock:
            return len(self._refunds)

    def orders(self) -> list[Held]:
        """Oldest first."""
        with self._lock:
            return list(self._orders.values())

    def _changed(self, order: str, change: Any) -> Held:
        with self._lock:
            if order not in self._orders:
                raise Refusal(404, "no_such_order")
            self._orders[order] = change(self._orders[order])
            return self._orders[order]


def told(held: Held, code_url: str) -> dict[str, Any]:
    """As the protocol tells an order."""
    return {
        "order": held.order,
        "case": held.case,
        "amount_fen": held.amount_fen,
        "state": held.state.value,
        "code_url": code_url,
        "payments": [
            {"id": each.id, "amount_fen": each.amount_fen, "paid_at": each.paid_at.isoformat()}
            for each in held.payments
        ],
    }

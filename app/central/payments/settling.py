"""What a look at the gateway makes of an order. Pure: the same look twice changes nothing the second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.central.payments.interface import GatewayOrder
from app.central.storage.payment_orders import DONE, WANTED, Entry, Order
from app.domain.ports import PaymentStatus

LATE_WATCHED = timedelta(days=3)
"""So long after its end an order is still looked at: money may come late, or twice."""
SOONEST_LOOK = timedelta(seconds=3)
SETTLED_LOOK = timedelta(minutes=10)
TWICE, OTHER_AMOUNT, AFTER_REFUND, AT_THE_GATEWAY = "twice", "other_amount", "after_refund", "at_the_gateway"


def settled(order: Order, known: Sequence[Entry], told: GatewayOrder, at: datetime) -> tuple[Order, list[Entry]]:
    """The order as it stands now, and all entries. One payment of the right amount is kept; more go back."""
    found = {each.id for each in known}
    new = [
        Entry(order.id, each.id, each.amount_fen, each.paid_at, at) for each in told.received if each.id not in found
    ]
    entries = _with_refunds(order, [*known, *new], told.state, at)
    kept = next((each for each in entries if not each.refund), None)
    changed = replace(order, state=_state(order, entries, kept, told.state), code_url=told.code_url or order.code_url)
    if kept is not None:
        changed = replace(changed, paid_at=kept.paid_at)
    return replace(changed, due_at=next_look(changed, at), attempts=0), entries


def refunded(order: Order, entries: Sequence[Entry], because: str, at: datetime) -> tuple[Order, list[Entry]]:
    """All of it is to go back. From here on the order counts as not paid, so that nobody submits on it."""
    back = [each if each.refund else _wanted(each, because, at) for each in entries]
    return replace(order, state=PaymentStatus.REFUNDED), back


def next_look(order: Order, at: datetime) -> datetime | None:
    """Often while somebody stands there, ever more seldom afterwards, then no more."""
    if not order.by_gateway or at > order.expires_at + LATE_WATCHED:
        return None
    age = at - order.made_at
    if order.state is PaymentStatus.WAITING:
        return at + max(SOONEST_LOOK, age / 10)
    return at + max(SETTLED_LOOK, age)


def _with_refunds(order: Order, entries: Sequence[Entry], state: PaymentStatus, at: datetime) -> list[Entry]:
    judged: list[Entry] = []
    kept = False
    for each in entries:
        now = each
        if not each.refund:
            if state is PaymentStatus.REFUNDED:
                now = replace(each, refund=DONE, refund_because=AT_THE_GATEWAY, refunded_at=at)
            elif each.amount_fen != order.amount_fen:
                now = _wanted(each, OTHER_AMOUNT, at)
            elif order.state is PaymentStatus.REFUNDED:
                now = _wanted(each, AFTER_REFUND, at)
            elif kept:
                now = _wanted(each, TWICE, at)
            kept = kept or not now.refund
        judged.append(now)
    return judged


def _wanted(entry: Entry, because: str, at: datetime) -> Entry:
    return replace(entry, refund=WANTED, refund_because=because, refund_due_at=at)


def _state(order: Order, entries: Sequence[Entry], kept: Entry | None, told: PaymentStatus) -> PaymentStatus:
    if kept is not None:
        return PaymentStatus.PAID
    had_money = bool(entries) and (order.state is PaymentStatus.PAID or told is PaymentStatus.REFUNDED)
    if order.state is PaymentStatus.REFUNDED or had_money:
        return PaymentStatus.REFUNDED
    if told in (PaymentStatus.REFUSED, PaymentStatus.EXPIRED):
        return told
    return order.state if order.state is not PaymentStatus.PAID else PaymentStatus.WAITING

"""What a case says of its fee, held against the order it names. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.central.storage.fee_claims import LATER, MATCHED, OPEN, SENT_BACK, Claim
from app.central.storage.payment_orders import Order
from app.domain.ports import PaymentStatus

PAID = "paid"
UNKNOWN, OTHER_CASE, OTHER_AMOUNT, NOT_PAID = "unknown", "other_case", "other_amount", "not_paid"
ORDER_MAX_CHARS = 64
MOST_FEN = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Fee:
    """`order_id` empty: it says paid without saying by what."""

    is_paid: bool
    order_id: str
    amount_fen: int


def fee_of(data: Mapping[str, Any]) -> Fee | None:
    """From the data of a case that was checked; None: it costs nothing."""
    told = data.get("payment")
    if not isinstance(told, Mapping) or not told:
        return None
    order, amount = told.get("id"), told.get("amount_fen")
    is_amount = isinstance(amount, int) and not isinstance(amount, bool) and 0 <= amount <= MOST_FEN
    return Fee(
        is_paid=told.get("status") == PAID,
        order_id=order if isinstance(order, str) and len(order) <= ORDER_MAX_CHARS and order.isprintable() else "",
        amount_fen=amount if is_amount and isinstance(amount, int) else 0,
    )


def claim_of(case_id: str, fee: Fee, order: Order | None, at: datetime) -> Claim:
    """As it is kept when the case comes: open where the order does not say the same, to be looked at again."""
    if not fee.is_paid:
        return Claim(case_id, "", fee.amount_fen, LATER, "", 0, None, at)
    reason = judged(order, case_id, fee.order_id, fee.amount_fen)
    return Claim(
        case_id, fee.order_id, fee.amount_fen, OPEN if reason else MATCHED, reason, 0, at if reason else None, at
    )


def judged(order: Order | None, case_id: str, order_id: str, amount_fen: int) -> str:
    """Empty: this order was paid, for this case, and so much; else a stable word."""
    if order is None or not order_id:
        return UNKNOWN
    if order.case_id != case_id:
        return OTHER_CASE
    if amount_fen and order.amount_fen != amount_fen:
        return OTHER_AMOUNT
    if order.state is PaymentStatus.REFUNDED:
        return SENT_BACK
    return "" if order.state is PaymentStatus.PAID else NOT_PAID

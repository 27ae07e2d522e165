"""What becomes of an order is heard by the case that was paid with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from app.central.payments.claims import judged
from app.central.storage import fee_claims, payment_orders
from app.central.storage.database import Database
from app.central.storage.fee_claims import LATER, MATCHED, OPEN, WRONG, Claim
from app.central.storage.moment import now
from app.central.storage.payment_orders import Order
from app.domain.ports import PaymentStatus


def hear(connection: Connection, order: Order, at: datetime) -> bool:
    """Called with the order held, after its state was written. True where a case is to be judged again now.

    That is left to the round: whoever lets a case go on holds its station first, and its order after that.
    """
    if order.state not in (PaymentStatus.PAID, PaymentStatus.REFUNDED):
        return False
    before = fee_claims.claim(connection, order.case_id)
    after = _heard(before, order, at) if before is not None else None
    if after is None or after == before:
        return False
    fee_claims.keep(connection, after)
    return after.verdict == OPEN


def hear_again(database: Database, order_id: str) -> None:
    """As the order stands now."""
    with database.write() as connection:
        order = payment_orders.order(connection, order_id)
        if order is not None:
            hear(connection, order, now())


def _heard(claim: Claim, order: Order, at: datetime) -> Claim | None:
    """None: it has nothing to do with this order."""
    if claim.verdict == LATER and order.state is PaymentStatus.PAID:
        return replace(claim, verdict=MATCHED, order_id=order.id, due_at=None)
    if claim.verdict == LATER or claim.order_id != order.id:
        return None
    reason = judged(order, claim.case_id, claim.order_id, claim.amount_fen)
    if reason:
        return replace(claim, verdict=WRONG, reason=reason, due_at=None)
    return claim if claim.verdict == MATCHED else replace(claim, verdict=OPEN, attempts=0, due_at=at)

"""Money that goes back: written down at once, so that nobody submits on it; the round takes it to the gateway."""

from __future__ import annotations

import logging

from app.central.payments.hearing import hear
from app.central.payments.settling import TWICE, refunded
from app.central.storage import cases, payment_orders
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.payment_orders import Order
from app.domain.errors import WrongInput
from app.domain.ports import PaymentStatus

NO_CASE = "no_case"
REASON_MAX_CHARS = 200
_BY_ITSELF = (NO_CASE, TWICE)
_log = logging.getLogger("bianmin.central")


def send_back(database: Database, order_id: str, because: str, *, unless_case: bool = False) -> Order | None:
    """None: it is not paid, or not any more; with `unless_case` also where its case has come meanwhile."""
    with database.write() as connection:
        found = payment_orders.order(connection, order_id)
        if found is None or found.state is not PaymentStatus.PAID:
            return None
        if unless_case and cases.find(connection, found.case_id) is not None:
            return None
        known = payment_orders.entries(connection, order_id)
        at = now()
        after, entries = refunded(found, known, because, at)
        payment_orders.keep(connection, after)
        for each in entries:
            payment_orders.keep_entry(connection, each)
        hear(connection, after, at)
    _log.info("payment %s goes back: %s", order_id, because if because in _BY_ITSELF else "by a person")
    return after


def by_a_person(database: Database, order_id: str, because: str) -> Order:
    """Raises WrongInput."""
    reason = because.strip()
    if not reason or reason in _BY_ITSELF:
        raise WrongInput("退款要写原因。", "写上为什么退。")
    if len(reason) > REASON_MAX_CHARS:
        raise WrongInput(f"原因太长，最多 {REASON_MAX_CHARS} 个字。", "写短一点。")
    order = send_back(database, order_id, reason)
    if order is None:
        raise WrongInput("没有这笔已付的缴费。", "看看编号；退过的不能再退。")
    return order

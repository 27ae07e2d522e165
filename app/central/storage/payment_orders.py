"""Orders to pay, and every payment that was received for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select, update

from app.central.storage.payment_tables import payments, payments_received
from app.domain.ports import PaymentStatus

WANTED, DONE, REFUSED = "wanted", "done", "refused"


@dataclass(frozen=True, slots=True)
class Order:
    """`due_at`: when the gateway is looked at by itself; None: nothing more is expected of it."""

    id: str
    code: str
    station_id: str
    case_id: str
    item: str
    amount_fen: int
    made_at: datetime
    expires_at: datetime
    state: PaymentStatus = PaymentStatus.WAITING
    paid_at: datetime | None = None
    by_gateway: bool = False
    code_url: str = ""
    due_at: datetime | None = None
    attempts: int = 0

    def told(self, at: datetime) -> PaymentStatus:
        """As a station hears it: what has run out is not waited for, whether the gateway has said so or not."""
        over = self.state is PaymentStatus.WAITING and self.expires_at <= at
        return PaymentStatus.EXPIRED if over else self.state


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that came in. `refund` is empty, wanted, done or refused; `refund_because` a stable word or a sentence."""

    order_id: str
    id: str
    amount_fen: int
    paid_at: datetime
    seen_at: datetime
    refund: str = ""
    refund_because: str = ""
    refund_due_at: datetime | None = None
    attempts: int = 0
    refunded_at: datetime | None = None


_ORDER = [payments.c[name] for name in Order.__dataclass_fields__] + [payments.c.paid]
_ENTRY = [payments_received.c[name] for name in Entry.__dataclass_fields__]


def _order(row: Any) -> Order:
    """A replica of the version before writes `paid` alone."""
    *values, paid = row
    order = Order(*values)
    state = PaymentStatus(order.state)
    return replace(order, state=PaymentStatus.PAID if paid and state is PaymentStatus.WAITING else state)


def _values(order: Order) -> dict[str, Any]:
    has_money = order.state is PaymentStatus.PAID
    return {**asdict(order), "state": order.state.value, "paid": has_money}


def add(connection: Connection, order: Order) -> None:
    connection.execute(insert(payments).values(**_values(order)))


def keep(connection: Connection, order: Order) -> None:
    connection.execute(update(payments).where(payments.c.id == order.id).values(**_values(order)))


def order(connection: Connection, order_id: str) -> Order | None:
    """Locked until the transaction ends, where the database has row locks and this one writes."""
    row = connection.execute(select(*_ORDER).where(payments.c.id == order_id).with_for_update()).one_or_none()
    return _order(row) if row else None


def look_up(connection: Connection, ids: Collection[str], *, hold: bool = False) -> dict[str, Order]:
    """`hold`: locked until the transaction ends, in one order for all, so that nothing is sent back meanwhile."""
    found = select(*_ORDER).where(payments.c.id.in_(ids)).order_by(payments.c.id)
    rows = connection.execute(found.with_for_update() if hold else found)
    return {row.id: _order(row) for row in rows}


def by_code(connection: Connection, code: str) -> Order | None:
    row = connection.execute(select(*_ORDER).where(payments.c.code == code)).one_or_none()
    return _order(row) if row else None


def of_case(connection: Connection, case_id: str) -> list[Order]:
    """Oldest first."""
    rows = connection.execute(select(*_ORDER).where(payments.c.case_id == case_id).order_by(payments.c.made_at))
    return [_order(row) for row in rows]


def due(connection: Connection, at: datetime, limit: int) -> list[Order]:
    rows = connection.execute(select(*_ORDER).where(payments.c.due_at <= at).order_by(payments.c.due_at).limit(limit))
    return [_order(row) for row in rows]


def entries(connection: Connection, order_id: str) -> list[Entry]:
    """In the order in which they were seen."""
    found = select(*_ENTRY).where(payments_received.c.order_id == order_id)
    rows = connection.execute(found.order_by(payments_received.c.seen_at, payments_received.c.id))
    return [Entry(*row) for row in rows]


def keep_entry(connection: Connection, entry: Entry) -> None:
    """New, or as it stands now."""
    table = payments_received
    changed = update(table).where(table.c.order_id == entry.order_id, table.c.id == entry.id).values(**asdict(entry))
    if not connection.execute(changed).rowcount:
        connection.execute(insert(table).values(**asdict(entry)))


def refunds_due(connection: Connection, at: datetime, limit: int) -> list[Entry]:
    table = payments_received
    found = select(*_ENTRY).where(table.c.refund == WANTED, table.c.refund_due_at <= at)
    return [Entry(*row) for row in connection.execute(found.order_by(table.c.refund_due_at).limit(limit))]


def going_back(connection: Connection, limit: int) -> list[tuple[Order, Entry]]:
    """What is on its way back, or was refused; the newest first."""
    table = payments_received
    found = select(*_ENTRY).where(table.c.refund.in_((WANTED, REFUSED))).order_by(table.c.seen_at.desc()).limit(limit)
    rows = [Entry(*row) for row in connection.execute(found)]
    orders = look_up(connection, {each.order_id for each in rows})
    return [(orders[each.order_id], each) for each in rows]


def forget_expired(connection: Connection, before: datetime) -> None:
    """Orders nobody paid that had run out by then; those of a gateway once nothing more is expected of it."""
    nothing_came = ~exists().where(payments_received.c.order_id == payments.c.id)
    over = or_(payments.c.by_gateway.is_(False), payments.c.due_at.is_(None))
    connection.execute(
        delete(payments).where(and_(payments.c.expires_at < before, payments.c.paid.is_(False), over, nothing_came))
    )

"""What cases say of their fee, and what the orders say to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, func, insert, select, update

from app.central.storage.payment_orders import Order, of_case
from app.central.storage.payment_tables import fee_claims, payments
from app.central.storage.tables import cases, stations
from app.domain.ports import PaymentStatus

LATER, OPEN, MATCHED, WRONG = "later", "open", "matched", "wrong"
SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Claim:
    """`verdict`: later (to be paid on collection), open (not yet known), matched, or wrong; `reason` a stable word."""

    case_id: str
    order_id: str
    amount_fen: int
    verdict: str
    reason: str
    attempts: int
    due_at: datetime | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Doubted:
    """A case whose fee is not what it says, for a person."""

    number: str
    item: str
    station_id: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Orphan:
    """A paid order without a case, and what its station said of itself last."""

    order: Order
    station_kind: str
    heard_at: datetime | None
    waiting: int | None


_CLAIM = [fee_claims.c[name] for name in Claim.__dataclass_fields__]


def add(connection: Connection, claim: Claim) -> None:
    connection.execute(insert(fee_claims).values(**asdict(claim)))


def keep(connection: Connection, claim: Claim) -> None:
    connection.execute(update(fee_claims).where(fee_claims.c.case_id == claim.case_id).values(**asdict(claim)))


def claim(connection: Connection, case_id: str) -> Claim | None:
    row = connection.execute(select(*_CLAIM).where(fee_claims.c.case_id == case_id)).one_or_none()
    return Claim(*row) if row else None


def due(connection: Connection, at: datetime, limit: int) -> list[Claim]:
    found = select(*_CLAIM).where(fee_claims.c.verdict == OPEN, fee_claims.c.due_at <= at)
    return [Claim(*row) for row in connection.execute(found.order_by(fee_claims.c.due_at).limit(limit))]


def is_in_doubt(connection: Connection, case_id: str) -> bool:
    """It says paid, and no order says so."""
    found = select(fee_claims.c.case_id).where(fee_claims.c.case_id == case_id, fee_claims.c.verdict.in_((OPEN, WRONG)))
    return connection.execute(found).first() is not None


def paid_after_all(connection: Connection, limit: int) -> list[tuple[Claim, str]]:
    """Cases that say later although their order was paid, and that order."""
    found = (
        select(*_CLAIM, func.min(payments.c.id))
        .join(payments, payments.c.case_id == fee_claims.c.case_id)
        .where(fee_claims.c.verdict == LATER, payments.c.state == PaymentStatus.PAID.value)
        .group_by(*_CLAIM)
        .limit(limit)
    )
    return [(Claim(*row[:-1]), row[-1]) for row in connection.execute(found)]


def paid_twice(connection: Connection, limit: int) -> list[list[Order]]:
    """Per case that is here its paid orders, where there are several."""
    found = (
        select(payments.c.case_id)
        .where(payments.c.state == PaymentStatus.PAID.value, exists().where(cases.c.id == payments.c.case_id))
        .group_by(payments.c.case_id)
        .having(func.count() > 1)
        .limit(limit)
    )
    paid = []
    for case_id in list(connection.scalars(found)):
        paid.append([each for each in of_case(connection, case_id) if each.state is PaymentStatus.PAID])
    return paid


def orphans(connection: Connection, before: datetime, limit: int) -> list[Orphan]:
    """Orders that were paid before then and whose case is not here; the oldest first."""
    found = (
        select(payments.c.id, payments.c.case_id, stations.c.kind, stations.c.heartbeat_at, stations.c.heartbeat)
        .join(stations, stations.c.id == payments.c.station_id)
        .where(payments.c.state == PaymentStatus.PAID.value, payments.c.made_at < before)
        .where(~exists().where(cases.c.id == payments.c.case_id))
        .order_by(payments.c.made_at)
        .limit(limit)
    )
    return [
        Orphan(_its(of_case(connection, row.case_id), row.id), row.kind, row.heartbeat_at, _waiting(row.heartbeat))
        for row in connection.execute(found).all()
    ]


def doubted(connection: Connection, limit: int) -> list[Doubted]:
    """Newest first."""
    found = (
        select(cases.c.number, cases.c.item, cases.c.station_id, *_CLAIM)
        .join(cases, cases.c.id == fee_claims.c.case_id)
        .where(fee_claims.c.verdict.in_((OPEN, WRONG)))
        .order_by(fee_claims.c.made_at.desc())
        .limit(limit)
    )
    return [Doubted(row[0], row[1], row[2], Claim(*row[3:])) for row in connection.execute(found)]


def _its(orders: Sequence[Order], order_id: str) -> Order:
    return next(each for each in orders if each.id == order_id)


def _waiting(said: object) -> int | None:
    value = said.get("waiting") if isinstance(said, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def paid_now(connection: Connection, order: Order) -> None:
    """Money came for a case that is here already and was to be paid later, or was not believed."""
    found = claim(connection, order.case_id)
    if found is not None and found.verdict == LATER:
        keep(connection, replace(found, verdict=MATCHED, order_id=order.id, due_at=None))


def refunded_now(connection: Connection, order: Order) -> None:
    """The case that was paid with it is without its fee from now on."""
    found = claim(connection, order.case_id)
    if found is not None and found.verdict == MATCHED and found.order_id == order.id:
        keep(connection, replace(found, verdict=WRONG, reason=SENT_BACK, due_at=None))

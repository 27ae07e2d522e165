"""What cases say of their fee, and what the orders say to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, insert, not_, or_, select, update

from app.central.storage.heartbeats import waiting_at
from app.central.storage.payment_orders import Order, of_case
from app.central.storage.payment_tables import fee_claims, payments
from app.central.storage.tables import cases, stations
from app.domain.case import CaseStatus
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A refused case, and the order whose money is still here."""

    number: str
    order: Order


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


def unheard(connection: Connection, limit: int) -> list[str]:
    """Orders that their cases have not heard of: paid, and doubted or to be paid later; sent back, and matched.

    One question for each, so that each goes by its index.
    """
    paid, back = (payments.c.state == each.value for each in (PaymentStatus.PAID, PaymentStatus.REFUNDED))
    named = fee_claims.c.order_id == payments.c.id
    same = or_(fee_claims.c.amount_fen == 0, fee_claims.c.amount_fen == payments.c.amount_fen)
    missed = (
        and_(fee_claims.c.verdict == LATER, paid),
        and_(fee_claims.c.verdict == WRONG, paid, named, same),
        and_(fee_claims.c.verdict == MATCHED, back, named),
    )
    orders = select(func.min(payments.c.id)).join(fee_claims, fee_claims.c.case_id == payments.c.case_id)
    found = [orders.where(each).group_by(payments.c.case_id).limit(limit) for each in missed]
    return [order_id for each in found for order_id in connection.scalars(each)]


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
        Orphan(_its(of_case(connection, row.case_id), row.id), row.kind, row.heartbeat_at, waiting_at(row.heartbeat))
        for row in connection.execute(found).all()
    ]


def kept_of_refused(connection: Connection, limit: int) -> list[Kept]:
    """Cases that were refused and whose fee was not sent back; newest first."""
    found = (
        select(cases.c.number, payments.c.id, payments.c.case_id)
        .join(cases, cases.c.id == payments.c.case_id)
        .where(payments.c.state == PaymentStatus.PAID.value, cases.c.status == CaseStatus.REFUSED.value)
        .order_by(payments.c.made_at.desc())
        .limit(limit)
    )
    return [Kept(row.number, _its(of_case(connection, row.case_id), row.id)) for row in connection.execute(found).all()]


def doubted(connection: Connection, limit: int) -> list[Doubted]:
    """Newest first. A case that was refused and whose fee went back is as it should be."""
    settled = and_(cases.c.status == CaseStatus.REFUSED.value, fee_claims.c.reason == SENT_BACK)
    found = (
        select(cases.c.number, cases.c.item, cases.c.station_id, *_CLAIM)
        .join(cases, cases.c.id == fee_claims.c.case_id)
        .where(fee_claims.c.verdict.in_((OPEN, WRONG)), not_(settled))
        .order_by(fee_claims.c.made_at.desc())
        .limit(limit)
    )
    return [Doubted(row[0], row[1], row[2], Claim(*row[3:])) for row in connection.execute(found)]


def _its(orders: Sequence[Order], order_id: str) -> Order:
    return next(each for each in orders if each.id == order_id)

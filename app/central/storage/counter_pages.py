"""What a phone opens: payments and mailing slips."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.central.storage.tables import mailing_slips, payments


@dataclass(frozen=True, slots=True)
class Payment:
    id: str
    code: str
    station_id: str
    case_id: str
    item: str
    amount_fen: int
    paid: bool
    made_at: datetime
    expires_at: datetime
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """`sealed` can be opened by the station that asked, and by nobody else."""

    code: str
    station_id: str
    case_id: str
    reply_to: str
    sealed: bytes | None = field(repr=False)
    made_at: datetime
    expires_at: datetime


_PAYMENT = [payments.c[name] for name in Payment.__dataclass_fields__]
_SLIP = [mailing_slips.c[name] for name in Slip.__dataclass_fields__]


def add_payment(connection: Connection, payment: Payment) -> None:
    connection.execute(insert(payments).values(**asdict(payment)))


def open_payment_of(connection: Connection, wanted: Payment) -> Payment | None:
    """The order that stands already for the same case and amount, so that nobody pays twice."""
    row = connection.execute(
        select(*_PAYMENT)
        .where(
            payments.c.station_id == wanted.station_id,
            payments.c.case_id == wanted.case_id,
            payments.c.amount_fen == wanted.amount_fen,
            payments.c.item == wanted.item,
            payments.c.paid | (payments.c.expires_at > wanted.made_at),
        )
        .order_by(payments.c.paid.desc(), payments.c.made_at.desc())
        .limit(1)
    ).one_or_none()
    return Payment(*row) if row else None


def payment(connection: Connection, payment_id: str) -> Payment | None:
    row = connection.execute(select(*_PAYMENT).where(payments.c.id == payment_id)).one_or_none()
    return Payment(*row) if row else None


def payment_by_code(connection: Connection, code: str) -> Payment | None:
    row = connection.execute(select(*_PAYMENT).where(payments.c.code == code)).one_or_none()
    return Payment(*row) if row else None


def pay(connection: Connection, payment_id: str, at: datetime) -> None:
    connection.execute(
        update(payments).where(payments.c.id == payment_id, payments.c.paid.is_(False)).values(paid=True, paid_at=at)
    )


def add_slip(connection: Connection, slip: Slip) -> None:
    connection.execute(insert(mailing_slips).values(**asdict(slip)))


def slip(connection: Connection, code: str) -> Slip | None:
    row = connection.execute(select(*_SLIP).where(mailing_slips.c.code == code)).one_or_none()
    return Slip(*row) if row else None


def fill_slip(connection: Connection, code: str, sealed: bytes) -> None:
    connection.execute(update(mailing_slips).where(mailing_slips.c.code == code).values(sealed=sealed))


def forget_expired(connection: Connection, before: datetime) -> None:
    """Slips, and orders nobody paid, that had run out by then."""
    connection.execute(delete(mailing_slips).where(mailing_slips.c.expires_at < before))
    connection.execute(delete(payments).where(payments.c.expires_at < before, payments.c.paid.is_(False)))

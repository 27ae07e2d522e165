"""What a phone opens: mailing slips."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.central.storage.tables import mailing_slips


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


_SLIP = [mailing_slips.c[name] for name in Slip.__dataclass_fields__]


def add_slip(connection: Connection, slip: Slip) -> None:
    connection.execute(insert(mailing_slips).values(**asdict(slip)))


def slip(connection: Connection, code: str) -> Slip | None:
    row = connection.execute(select(*_SLIP).where(mailing_slips.c.code == code)).one_or_none()
    return Slip(*row) if row else None


def fill_slip(connection: Connection, code: str, sealed: bytes) -> None:
    connection.execute(update(mailing_slips).where(mailing_slips.c.code == code).values(sealed=sealed))


def forget_expired(connection: Connection, before: datetime) -> None:
    connection.execute(delete(mailing_slips).where(mailing_slips.c.expires_at < before))

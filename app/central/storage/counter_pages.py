"""What a phone opens: mailing slips."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.central.storage.tables import mailing_slips


@dataclass(frozen=True, slots=True)
class Slip:
    """`sealed` can be opened by the station that asked, and by nobody else.

    `reply_to` is dropped as soon as that station has read the address: what nothing can be sealed to stays as it is.
    """

    code: str
    station_id: str
    case_id: str
    reply_to: str
    sealed: bytes | None = field(repr=False)
    made_at: datetime
    expires_at: datetime

    @property
    def was_read(self) -> bool:
        return not self.reply_to


_SLIP = [mailing_slips.c[name] for name in Slip.__dataclass_fields__]


def add_slip(connection: Connection, slip: Slip) -> None:
    connection.execute(insert(mailing_slips).values(**asdict(slip)))


def slip(connection: Connection, code: str) -> Slip | None:
    row = connection.execute(select(*_SLIP).where(mailing_slips.c.code == code)).one_or_none()
    return Slip(*row) if row else None


def fill_slip(connection: Connection, code: str, sealed: bytes) -> bool:
    """False: it was read meanwhile, and stays as it is."""
    waits = (mailing_slips.c.code == code, mailing_slips.c.reply_to != "")
    return bool(connection.execute(update(mailing_slips).where(*waits).values(sealed=sealed)).rowcount)


def read_slip(connection: Connection, code: str) -> Slip | None:
    """For the station that asked: what is written there now, and from now on for good."""
    filled = (mailing_slips.c.code == code, mailing_slips.c.sealed.is_not(None))
    connection.execute(update(mailing_slips).where(*filled).values(reply_to=""))
    return slip(connection, code)


def forget_expired(connection: Connection, before: datetime) -> None:
    connection.execute(delete(mailing_slips).where(mailing_slips.c.expires_at < before))

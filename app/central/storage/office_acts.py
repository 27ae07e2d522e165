"""What reviewers did beside deciding: signed in, looked at everything, opened a file; and what a command took upon
itself. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from app.central.storage.office_tables import office_acts


class Act(StrEnum):
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    LOCKED = "locked"
    SAW_ALL = "saw_all"
    OPENED = "opened"
    SENT_BACK = "sent_back"
    MAILED = "mailed"
    SAW_ADDRESS = "saw_address"
    TOOK_OF_REVOKED = "took_of_revoked"


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """`detail` is the name of a part, a count, or why it was done; nothing of a person."""

    reviewer: str
    act: str
    case_id: str
    detail: str
    at: datetime


_EVER = datetime.min.replace(tzinfo=UTC)
_COLUMNS = [office_acts.c[name] for name in OfficeAct.__dataclass_fields__]


def add(connection: Connection, act: OfficeAct) -> None:
    values = {name: getattr(act, name) for name in OfficeAct.__dataclass_fields__}
    connection.execute(insert(office_acts).values(values))


def of_case(connection: Connection, case_id: str, limit: int) -> Sequence[OfficeAct]:
    """Newest first."""
    found = select(*_COLUMNS).where(office_acts.c.case_id == case_id).order_by(office_acts.c.id.desc()).limit(limit)
    return [OfficeAct(*row) for row in connection.execute(found)]


def vouched_because(connection: Connection, case_id: str) -> str:
    """Why something of it was taken under an enrolment that was over; empty where nothing was."""
    columns = office_acts.c
    mine = (columns.case_id == case_id) & (columns.act == Act.TOOK_OF_REVOKED)
    return connection.execute(select(columns.detail).where(mine).order_by(columns.id.desc()).limit(1)).scalar() or ""


def was_done(connection: Connection, act: OfficeAct) -> bool:
    """Whether the same was noted before, whenever that was."""
    return has_since(connection, act, _EVER)


def has_since(connection: Connection, act: OfficeAct, since: datetime) -> bool:
    """Whether the same reviewer did the same after this moment."""
    same = [office_acts.c[name] == getattr(act, name) for name in ("case_id", "reviewer", "act", "detail")]
    found = select(office_acts.c.id).where(*same, office_acts.c.at > since).limit(1)
    return connection.execute(found).first() is not None

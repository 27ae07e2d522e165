"""How often this database was put back from a back-up, and what each time may have cost.

Every restoring gives it another id. A station that last heard another one than the newest sends again what was lost.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from app.central.storage.tables import cases, restorings, stations, uploads


@dataclass(frozen=True, slots=True)
class RestoreTold:
    """The newest id. `lost_since`: what came later may be lost to whoever heard the id it named; None: not known."""

    restore_id: str
    lost_since: datetime | None = None


def begin(connection: Connection, made_at: datetime | None, at: datetime) -> str:
    """Once after a restoring. `made_at`: when the back-up was, where it says so; the new id."""
    new = str(uuid.uuid4())
    last = connection.execute(select(func.max(restorings.c.ordinal))).scalar() or 0
    kept_until = min((each for each in (_newest_moment(connection), made_at, at) if each is not None), default=None)
    connection.execute(insert(restorings).values(ordinal=last + 1, id=new, kept_until=kept_until, at=at))
    return new


def newest(connection: Connection) -> str:
    return ids(connection)[-1]


def ids(connection: Connection) -> list[str]:
    """In their order; the first is of the founding."""
    return list(connection.scalars(select(restorings.c.id).order_by(restorings.c.ordinal)))


def told_to(connection: Connection, heard: str) -> RestoreTold:
    """`heard`: the id the station heard last. The earliest loss of all that came after it counts."""
    rows = connection.execute(select(restorings.c.id, restorings.c.kept_until).order_by(restorings.c.ordinal)).all()
    known = [row.id for row in rows]
    newest_id = str(known[-1])
    if heard not in known or heard == newest_id:
        return RestoreTold(newest_id)
    kept = [row.kept_until for row in rows[known.index(heard) + 1 :]]
    return RestoreTold(newest_id, None if None in kept else min(kept))


def _newest_moment(connection: Connection) -> datetime | None:
    """Of anything a station sent: whatever came before it is here."""
    columns = (cases.c.received_at, uploads.c.made_at, stations.c.heartbeat_at)
    found = [connection.execute(select(func.max(each))).scalar() for each in columns]
    return max((each for each in found if each is not None), default=None)

"""The change feed: per station, in order, never renumbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from app.central.storage.tables import changes, stations


@dataclass(frozen=True, slots=True)
class StatusChange:
    case_id: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    cursor: int
    kind: str
    case_id: str
    status: str
    reason: str
    at: datetime


def tell(connection: Connection, station_id: str, told: Sequence[StatusChange], at: datetime) -> None:
    """Append; the station's own counter gives the cursors, so that none becomes visible before an earlier one."""
    if not told:
        return
    last = connection.execute(
        update(stations)
        .where(stations.c.id == station_id)
        .values(change_cursor=stations.c.change_cursor + len(told))
        .returning(stations.c.change_cursor)
    ).scalar_one()
    first = int(last) - len(told) + 1
    connection.execute(
        insert(changes),
        [
            {
                "station_id": station_id,
                "cursor": first + at_place,
                "kind": "case.status",
                "case_id": change.case_id,
                "status": change.status,
                "reason": change.reason,
                "at": at,
            }
            for at_place, change in enumerate(told)
        ],
    )


def feed(connection: Connection, station_id: str, after: int, limit: int) -> list[FeedEntry]:
    columns = (changes.c[name] for name in FeedEntry.__dataclass_fields__)
    rows = connection.execute(
        select(*columns)
        .where(changes.c.station_id == station_id, changes.c.cursor > after)
        .order_by(changes.c.cursor)
        .limit(limit)
    )
    return [FeedEntry(*row) for row in rows]

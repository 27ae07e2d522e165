"""How much of what there is, for `/metrics` and `/readyz`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from app.central.storage.tables import audit_heads, cases, deliveries, stations, uploads
from app.central.storage.uploads import RECEIVING


def ask(connection: Connection) -> None:
    """The shortest question that touches a real table; raises StorageProblem through the database."""
    connection.execute(select(stations.c.id).limit(1)).all()


def cases_by_status(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(cases.c.status, func.count()).group_by(cases.c.status))
    return {status: int(count) for status, count in rows}


def stations_enrolled(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(stations)).scalar_one())


def heartbeats(connection: Connection) -> list[tuple[str, datetime | None, Any]]:
    """Of every station that may speak: id, when it was last heard, what it said."""
    found = select(stations.c.id, stations.c.heartbeat_at, stations.c.heartbeat).where(stations.c.revoked_at.is_(None))
    return [(row.id, row.heartbeat_at, row.heartbeat) for row in connection.execute(found.order_by(stations.c.id))]


def unsealed_days(connection: Connection) -> dict[str, int]:
    """On how many days each station that may speak was heard since the newest seal of its audit trail."""
    found = select(audit_heads.c.station_id, audit_heads.c.unsealed_days).join(stations)
    heard = found.where(stations.c.revoked_at.is_(None), stations.c.enrolment == audit_heads.c.enrolment)
    return {station: int(days) for station, days in connection.execute(heard)}


def deliveries_by_state(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(deliveries.c.state, func.count()).group_by(deliveries.c.state))
    return {state: int(count) for state, count in rows}


def uploads_receiving(connection: Connection) -> int:
    found = select(func.count()).select_from(uploads).where(uploads.c.state == RECEIVING)
    return int(connection.execute(found).scalar_one())

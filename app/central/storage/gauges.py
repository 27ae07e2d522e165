"""How much of what there is, for `/metrics` and `/readyz`."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from app.central.storage.tables import cases, stations, uploads
from app.central.storage.uploads import RECEIVING


def ask(connection: Connection) -> None:
    """The shortest question that touches a real table; raises StorageProblem through the database."""
    connection.execute(select(stations.c.id).limit(1)).all()


def cases_by_status(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(cases.c.status, func.count()).group_by(cases.c.status))
    return {status: int(count) for status, count in rows}


def stations_enrolled(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(stations)).scalar_one())


def uploads_receiving(connection: Connection) -> int:
    found = select(func.count()).select_from(uploads).where(uploads.c.state == RECEIVING)
    return int(connection.execute(found).scalar_one())

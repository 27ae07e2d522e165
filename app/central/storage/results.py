"""Results of cases, to be printed or handed out where the case began."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from app.central.storage.tables import cases, results


@dataclass(frozen=True, slots=True)
class Result:
    """`size` and `sha256` are those of the plain bytes; the object is sealed to the centre."""

    case_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    object_key: str
    made_at: datetime


_COLUMNS = [results.c[name] for name in Result.__dataclass_fields__]


def keep(connection: Connection, result: Result) -> None:
    """A result of the same name takes the place of the one before."""
    connection.execute(delete(results).where(results.c.case_id == result.case_id, results.c.name == result.name))
    connection.execute(insert(results).values(**asdict(result)))


def of_case(connection: Connection, case_id: str) -> list[Result]:
    found = select(*_COLUMNS).where(results.c.case_id == case_id).order_by(results.c.name)
    return [Result(*row) for row in connection.execute(found)]


def find(connection: Connection, station_id: str, case_id: str, name: str) -> Result | None:
    """Only of the station's own cases."""
    row = connection.execute(
        select(*_COLUMNS)
        .join(cases, cases.c.id == results.c.case_id)
        .where(results.c.case_id == case_id, results.c.name == name, cases.c.station_id == station_id)
    ).one_or_none()
    return Result(*row) if row else None

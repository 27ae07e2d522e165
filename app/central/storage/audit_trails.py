"""What the centre keeps of the stations' audit trails: seals, the newest head of each, and what was found wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, case, func, insert, select, tuple_, update

from app.central.audit.heads import KnownHead, ToldHead
from app.central.audit.verdicts import SealedDay, SealVerdict
from app.central.storage.stations import Station
from app.central.storage.tables import audit_findings, audit_heads, audit_seals, events, refused_events
from app.domain.formats import CHINA
from app.domain.standing import SEQUENCE_LEAP

RECORD_SHOWN = 16
"""Characters of a record's hash by which a finding names it."""


def seals_from(connection: Connection, station: Station, last: int) -> Sequence[SealedDay]:
    """Of all its enrolments: a station enrolled anew goes on with its trail. Those that end at `last` or behind it."""
    columns = audit_seals.c
    query = select(columns.day, columns.first, columns.last, columns.previous, columns.head)
    rows = connection.execute(query.where(columns.station_id == station.id, columns.last >= last))
    return [SealedDay(*row) for row in rows]


def keep_seal(connection: Connection, station: Station, day: SealedDay, seal: str, verdict: str, at: datetime) -> None:
    row = {name: getattr(day, name) for name in SealedDay.__dataclass_fields__}
    row |= {"station_id": station.id, "enrolment": station.enrolment, "seal": seal, "verdict": verdict}
    connection.execute(insert(audit_seals), row | {"received_at": at})


def head_of(connection: Connection, station: Station) -> KnownHead | None:
    """Of this enrolment: a new disk begins anew."""
    columns = audit_heads.c
    mine = (columns.station_id == station.id) & (columns.enrolment == station.enrolment)
    row = connection.execute(select(audit_heads).where(mine)).mappings().first()
    if row is None:
        return None
    return KnownHead(ToldHead(row["last"], row["head"], row["run"], row["said_at"]), row["run_before"])


def keep_head(connection: Connection, station: Station, known: KnownHead, at: datetime) -> None:
    """And count the day, if it is another one without a seal. What is told of a day is sealed on the next."""
    told, columns, day = known.told, audit_heads.c, at.astimezone(CHINA).date()
    another_disk, same_day = columns.enrolment != station.enrolment, columns.unsealed_on == day
    days = case((another_disk, 1), (same_day, columns.unsealed_days), else_=columns.unsealed_days + 1)
    values = {"enrolment": station.enrolment, "last": told.last, "head": told.head, "run": told.run}
    values |= {"said_at": told.at, "run_before": known.run_before, "heard_at": at, "unsealed_on": day}
    mine = update(audit_heads).where(columns.station_id == station.id)
    if not connection.execute(mine.values(values | {"unsealed_days": days})).rowcount:
        connection.execute(insert(audit_heads).values(station_id=station.id, unsealed_days=1, **values))


def begin_unsealed_days(connection: Connection, station: Station) -> None:
    """A seal has come: the days without one are counted anew."""
    mine = update(audit_heads).where(audit_heads.c.station_id == station.id)
    connection.execute(mine.values(unsealed_days=0, unsealed_on=None))


def highest_sequence(connection: Connection, station: Station) -> int:
    """The highest event number ever seen of this enrolment; one that was refused counts up to SEQUENCE_LEAP beyond
    those that were kept."""
    kept = _highest(connection, events, station)
    within = refused_events.c.sequence <= kept + SEQUENCE_LEAP
    return max(kept, _highest(connection, refused_events, station, within))


def sequence_limit(connection: Connection, station: Station) -> int:
    """A refused event beyond it is not remembered: nothing the station wrote lies there."""
    return _highest(connection, events, station) + SEQUENCE_LEAP


def find_fault(connection: Connection, station: Station, kind: str, where: str, at: datetime) -> None:
    """`where`: a sealed day, `head`, `numbers` (fewer used than before), `seal`, or the beginning of a record's hash.

    It stands once until somebody settles it, however often it is seen.
    """
    columns = audit_findings.c
    same = (columns.station_id == station.id) & (columns.kind == kind) & (columns.place == where)
    if connection.execute(select(columns.id).where(same, columns.settled_at.is_(None))).first() is not None:
        return
    row = {"station_id": station.id, "enrolment": station.enrolment, "kind": kind, "place": where, "found_at": at}
    connection.execute(insert(audit_findings), row)


def find_rolled_back(connection: Connection, station: Station, record: str, at: datetime) -> None:
    """Told by the station itself, of this record of its trail: once, also where it is told again after it was settled.

    Where its head has shown it before, and nobody has looked yet, it is the same one.
    """
    columns, place = audit_findings.c, record[:RECORD_SHOWN]
    mine = (columns.station_id == station.id) & (columns.kind == SealVerdict.ROLLBACK.value)
    if connection.execute(select(columns.id).where(mine, columns.place == place)).first() is not None:
        return
    at_head = update(audit_findings).where(mine, columns.place == "head", columns.settled_at.is_(None))
    if not connection.execute(at_head.values(place=place)).rowcount:
        find_fault(connection, station, SealVerdict.ROLLBACK.value, place, at)


def settle_faults(connection: Connection, station_id: str, reason: str, at: datetime) -> int:
    columns = audit_findings.c
    open_ones = update(audit_findings).where(columns.station_id == station_id, columns.settled_at.is_(None))
    return int(connection.execute(open_ones.values(settled_at=at, settled_because=reason)).rowcount)


def findings_of(connection: Connection, station_id: str, limit: int = 100) -> list[dict[str, Any]]:
    """Newest first."""
    columns = audit_findings.c
    query = select(columns.kind, columns.place, columns.found_at, columns.settled_at, columns.settled_because)
    newest = query.where(columns.station_id == station_id).order_by(columns.id.desc()).limit(limit)
    return [dict(row) for row in connection.execute(newest).mappings()]


def newest_faults(connection: Connection) -> dict[str, str]:
    """By station the newest kind of fault that nobody has settled."""
    columns = audit_findings.c
    query = select(columns.station_id, columns.kind).where(columns.settled_at.is_(None)).order_by(columns.id)
    return {row.station_id: row.kind for row in connection.execute(query)}


def open_findings(connection: Connection) -> dict[str, int]:
    """How many of each kind nobody has settled, over all stations."""
    columns = audit_findings.c
    query = select(columns.kind, func.count()).where(columns.settled_at.is_(None)).group_by(columns.kind)
    return {kind: int(count) for kind, count in connection.execute(query)}


def sealed_days(connection: Connection, station_id: str, limit: int = 400) -> list[dict[str, Any]]:
    """Newest first."""
    columns = audit_seals.c
    query = select(columns.day, columns.first, columns.last, columns.head, columns.verdict, columns.received_at)
    newest = query.where(columns.station_id == station_id).order_by(columns.last.desc(), columns.id.desc()).limit(limit)
    return [dict(row) for row in connection.execute(newest).mappings()]


def _highest(connection: Connection, table: Table, station: Station, *which: ColumnElement[bool]) -> int:
    mine: ColumnElement[bool] = tuple_(table.c.station_id, table.c.enrolment) == (station.id, station.enrolment)
    return int(connection.execute(select(func.max(table.c.sequence)).where(mine, *which)).scalar() or 0)

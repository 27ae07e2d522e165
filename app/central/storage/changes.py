"""The change feed: per station, in order, never renumbered, and what the station said became of each entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, and_, bindparam, exists, or_, select, update

from app.central.storage.rows import write_rows
from app.central.storage.tables import changes, stations

STATUS = "case.status"
CORRECTION = "case.correction"
RESULT = "result.ready"
CATALOGUE = "catalogue.changed"
OPERATORS = "operators.changed"
SEAL_KEY = "seal_key.changed"
COMMAND = "command"
LOCKS = ("lock", "unlock")
"""Commands that set a state: the newest holds until the next, on whatever disk the station begins anew."""
_DONE = "done"

_newer = changes.alias("newer")


class StatusChange(NamedTuple):
    case_id: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """An entry of another kind; docs/integration/change-feed.md says what is in each body."""

    kind: str
    body: Mapping[str, Any] = field(repr=False)
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    cursor: int
    kind: str
    case_id: str
    status: str
    reason: str
    at: datetime
    body: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """`outcome` is done, refused or unknown."""

    cursor: int
    outcome: str
    detail: str = ""


def tell(connection: Connection, station_id: str, told: Sequence[StatusChange | Notice], at: datetime) -> int:
    """Append; the station's own counter gives the cursors, so that none becomes visible before an earlier one.

    The cursor of the last one told, 0 where there was nothing to tell.
    """
    if not told:
        return 0
    last = connection.execute(_COUNT_ON, {"its_id": station_id, "more": len(told)}).scalar_one()
    first = int(last) - len(told) + 1
    write_rows(connection, changes, [_row(each, station_id, first + place, at) for place, each in enumerate(told)])
    return int(last)


_COUNT_ON = (
    update(stations)
    .where(stations.c.id == bindparam("its_id"))
    .values(change_cursor=stations.c.change_cursor + bindparam("more"))
    .returning(stations.c.change_cursor)
)


def tell_all(connection: Connection, notice: Notice, at: datetime) -> int:
    """Every station that may speak; how many there are."""
    ids = list(connection.scalars(select(stations.c.id).where(stations.c.revoked_at.is_(None)).order_by(stations.c.id)))
    for station_id in ids:
        tell(connection, station_id, [notice], at)
    return len(ids)


def _row(told: StatusChange | Notice, station_id: str, cursor: int, at: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {
        "station_id": station_id,
        "cursor": cursor,
        "kind": STATUS,
        "case_id": told.case_id,
        "status": "",
        "reason": "",
        "at": at,
        "body": None,
    }
    if isinstance(told, StatusChange):
        row["status"], row["reason"] = told.status, told.reason
    else:
        row["kind"], row["body"] = told.kind, dict(told.body)
    return row


def feed(connection: Connection, station_id: str, after: int, limit: int) -> list[FeedEntry]:
    """Commands that were answered are left out: a station that begins anew does not carry them out again.

    But for the lock that holds: told twice it is the same state.
    """
    columns = (changes.c[name] for name in FeedEntry.__dataclass_fields__)
    rows = connection.execute(
        select(*columns)
        .where(changes.c.station_id == station_id, changes.c.cursor > after)
        .where(or_(changes.c.kind != COMMAND, changes.c.outcome == "", holds_as_lock()))
        .order_by(changes.c.cursor)
        .limit(limit)
    )
    return [FeedEntry(*row) for row in rows]


def holds_as_lock() -> ColumnElement[bool]:
    """Whether an entry is the newest lock or unlock of its station; one the station did not do sets nothing."""
    mine = and_(_newer.c.station_id == changes.c.station_id, _newer.c.cursor > changes.c.cursor)
    return and_(_sets_lock(changes), ~exists().where(mine, _sets_lock(_newer)))


def _sets_lock(of: FromClause) -> ColumnElement[bool]:
    return and_(_is_lock(of), of.c.outcome.in_(("", _DONE)))


def _is_lock(of: FromClause) -> ColumnElement[bool]:
    return and_(of.c.kind == COMMAND, of.c.body["name"].as_string().in_(LOCKS))


def waits(connection: Connection, station_id: str, after: int | None) -> bool:
    """Whether there is something behind this cursor, or, where it is not told, something not acknowledged."""
    behind = changes.c.outcome == "" if after is None else changes.c.cursor > after
    found = select(changes.c.cursor).where(changes.c.station_id == station_id, behind).limit(1)
    return connection.execute(found).first() is not None


def acknowledge(connection: Connection, station_id: str, told: Sequence[Acknowledgement], at: datetime) -> None:
    """The first word on an entry stands: said again it changes nothing, and what was never told cannot be answered."""
    if told:
        connection.execute(
            _ACKNOWLEDGE,
            [
                {
                    "its_station": station_id,
                    "its_cursor": each.cursor,
                    "its_outcome": each.outcome,
                    "its_detail": each.detail,
                    "heard_at": at,
                }
                for each in told
            ],
        )


_ACKNOWLEDGE = (
    update(changes)
    .where(
        changes.c.station_id == bindparam("its_station"),
        changes.c.cursor == bindparam("its_cursor"),
        changes.c.outcome == "",
    )
    .values(outcome=bindparam("its_outcome"), detail=bindparam("its_detail"), acknowledged_at=bindparam("heard_at"))
)


def end_commands(connection: Connection, station_id: str, detail: str, at: datetime) -> None:
    """Those not answered yet were meant for a station that is no more; a lock holds for the one in its place too."""
    open_ones = update(changes).where(
        changes.c.station_id == station_id, changes.c.kind == COMMAND, changes.c.outcome == ""
    )
    connection.execute(open_ones.where(~_is_lock(changes)).values(outcome="refused", detail=detail, acknowledged_at=at))


def told_of(connection: Connection, station_id: str, kind: str, limit: int) -> list[RowMapping]:
    """What a station was told of one kind, newest first."""
    found = (
        select(changes.c.cursor, changes.c.body, changes.c.at, changes.c.outcome, changes.c.detail)
        .where(changes.c.station_id == station_id, changes.c.kind == kind)
        .order_by(changes.c.cursor.desc())
        .limit(limit)
    )
    return list(connection.execute(found).mappings())

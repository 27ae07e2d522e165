"""What somebody in charge looks at: bad evaluations, stations, and counts. No content of a case is in any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from app.central.storage.tables import audit_heads, cases, decisions, evaluations, events, notices, stations
from app.domain.case import CaseStatus
from app.domain.evaluation import Grade

BAD = tuple(int(each) for each in Grade if each.needs_reason)
UNDER_REVIEW = (CaseStatus.RECEIVED, CaseStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class Badly:
    """A bad evaluation. `payload` is sealed, for the words somebody wrote: its event, or what a phone sent."""

    case_id: str
    number: str
    item: str
    station_id: str
    grade: int
    reasons: list[str]
    channel: str
    evaluated_at: datetime
    payload: bytes = field(repr=False)

    @property
    def place(self) -> tuple[datetime, str]:
        return self.evaluated_at, self.case_id


_BADLY = (
    evaluations.c.case_id,
    cases.c.number,
    cases.c.item,
    cases.c.station_id,
    evaluations.c.grade,
    evaluations.c.reasons,
    evaluations.c.channel,
    evaluations.c.evaluated_at,
    func.coalesce(evaluations.c.sealed, events.c.payload),
)


def bad_evaluations(connection: Connection, after: tuple[datetime, str] | None, limit: int) -> list[Badly]:
    """Newest first; one question for each grade, along the index."""
    found = [_of_grade(connection, each, after, limit) for each in BAD]
    return list(islice(merge(*found, key=lambda row: row.place, reverse=True), limit))


def _of_grade(connection: Connection, grade: int, after: tuple[datetime, str] | None, limit: int) -> list[Badly]:
    at, case_id = evaluations.c.evaluated_at, evaluations.c.case_id
    query = (
        select(*_BADLY)
        .join(cases, cases.c.id == case_id)
        .join(events, events.c.id == evaluations.c.event_id, isouter=True)
        .where(evaluations.c.grade == grade)
    )
    if after is not None:
        query = query.where(and_(at <= after[0], or_(at < after[0], case_id < after[1])))
    rows = connection.execute(query.order_by(at.desc(), case_id.desc()).limit(limit))
    return [Badly(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Heard:
    """A station and what it said of itself last. `unsealed_days`: heard on so many since its trail's newest seal."""

    id: str
    kind: str
    heartbeat_at: datetime | None
    heartbeat: Mapping[str, Any] | None
    revoked_at: datetime | None
    unsealed_days: int


def stations_after(connection: Connection, after: str, limit: int) -> list[Heard]:
    """By id, behind this one."""
    its, trail = stations.c, audit_heads.c
    days = func.coalesce(trail.unsealed_days, 0)
    columns = (its.id, its.kind, its.heartbeat_at, its.heartbeat, its.revoked_at, days)
    of_this_disk = and_(trail.station_id == its.id, trail.enrolment == its.enrolment)
    found = select(*columns).select_from(stations).join(audit_heads, of_this_disk, isouter=True)
    return [Heard(*row) for row in connection.execute(found.where(its.id > after).order_by(its.id).limit(limit))]


def cases_by_item(connection: Connection) -> dict[str, dict[str, int]]:
    """Per item, per status; out of an index alone."""
    query = select(cases.c.item, cases.c.status, func.count()).group_by(cases.c.item, cases.c.status)
    counted: dict[str, dict[str, int]] = {}
    for item, status, count in connection.execute(query):
        counted.setdefault(item, {})[status] = int(count)
    return counted


def received_before(connection: Connection, item: str, before: datetime) -> int:
    """Cases of an item under review that came before this moment."""
    query = select(func.count()).where(
        cases.c.status.in_(UNDER_REVIEW), cases.c.received_at < before, cases.c.item == item
    )
    return int(connection.execute(query).scalar_one())


def evaluations_by_grade(connection: Connection) -> dict[int, int]:
    query = select(evaluations.c.grade, func.count()).group_by(evaluations.c.grade)
    return {int(grade): int(count) for grade, count in connection.execute(query)}


def decisions_since(connection: Connection, since: datetime) -> dict[tuple[str, str], int]:
    """Per office and decision."""
    query = (
        select(decisions.c.office, decisions.c.decision, func.count())
        .where(decisions.c.at >= since)
        .group_by(decisions.c.office, decisions.c.decision)
    )
    return {(office, decision): int(count) for office, decision, count in connection.execute(query)}


def notices_since(connection: Connection, since: datetime) -> int:
    """One-time notices of the desks."""
    return int(connection.execute(select(func.count()).where(notices.c.given_at >= since)).scalar_one())

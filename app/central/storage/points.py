"""Scores of cases: what the centre counted last for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, insert, or_, select

from app.central.storage.point_tables import point_scores
from app.central.storage.tables import cases, events

_scores = point_scores.c


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Points are hundredths; `holder` is sealed."""

    case_id: str
    event_id: str
    person: bytes = field(repr=False)
    class_code: str
    total: int
    base: int
    bonus: int
    deductions: int
    uses: Sequence[str]
    valid_until: date
    pack_version: str
    holder: bytes = field(repr=False)
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scored case as a round looks at it."""

    score: ScoreRow
    number: str
    status: str
    submitted_at: datetime
    received_at: datetime
    station_id: str
    enrolment: int
    sequence: int


_OF_SCORE = [_scores[name] for name in ScoreRow.__dataclass_fields__]
_OF_CASE = [
    cases.c.number,
    cases.c.status,
    cases.c.submitted_at,
    cases.c.received_at,
    cases.c.station_id,
    cases.c.enrolment,
    events.c.sequence,
]


def put(connection: Connection, row: ScoreRow) -> None:
    """In the place of what was counted before."""
    remove(connection, row.case_id)
    values = {name: getattr(row, name) for name in ScoreRow.__dataclass_fields__}
    connection.execute(insert(point_scores).values(values | {"uses": list(row.uses)}))


def remove(connection: Connection, case_id: str) -> None:
    connection.execute(delete(point_scores).where(_scores.case_id == case_id))


def of_case(connection: Connection, case_id: str) -> ScoreRow | None:
    row = connection.execute(select(*_OF_SCORE).where(_scores.case_id == case_id)).one_or_none()
    return None if row is None else ScoreRow(*row)


def candidates(
    connection: Connection, item: str, since: datetime, until: datetime, missed_since: datetime | None
) -> list[Candidate]:
    """Scored cases of an item that were submitted from `since` to before `until`; besides those from before that came
    only after `missed_since`: an earlier round was over by then."""
    window: ColumnElement[bool] = cases.c.submitted_at >= since
    if missed_since is not None:
        window = or_(window, cases.c.received_at >= missed_since)
    query = (
        select(*_OF_SCORE, *_OF_CASE)
        .join(cases, cases.c.id == _scores.case_id)
        .join(events, events.c.id == cases.c.event_id)
        .where(cases.c.item == item, window, cases.c.submitted_at < until)
        .order_by(cases.c.submitted_at, cases.c.id)
    )
    width = len(_OF_SCORE)
    return [Candidate(ScoreRow(*row[:width]), *row[width:]) for row in connection.execute(query)]


def unscored(connection: Connection, item: str, since: datetime, until: datetime) -> int:
    """How many cases of the time are not counted yet."""
    scored = exists().where(_scores.case_id == cases.c.id)
    within = and_(cases.c.item == item, cases.c.submitted_at >= since, cases.c.submitted_at < until)
    waits = cases.c.status.in_(("received", "returned"))
    query = select(func.count()).select_from(cases).where(within, waits, ~scored)
    return int(connection.execute(query).scalar_one())


def was_set_back(connection: Connection, candidate: Candidate, closing: datetime) -> bool:
    """Whether the station had told of something after the closing already, before it told of this case: then its clock
    was set back, and what it says of the time proves nothing."""
    earlier = and_(
        events.c.station_id == candidate.station_id,
        events.c.enrolment == candidate.enrolment,
        events.c.sequence < candidate.sequence,
        events.c.occurred_at >= closing,
    )
    return bool(connection.execute(select(exists().where(earlier))).scalar_one())

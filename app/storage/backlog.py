"""What waits for the centre and why, counted and listed, for a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, case, exists, func, literal, or_, select, union_all
from sqlalchemy.sql import ColumnElement

from app.domain.outbox import ATTACHMENT, Backlog, Missing, Waiting, WaitState
from app.storage.outbox_events import is_due
from app.storage.outbox_rows import CASE_CORRECTED, IS_PARKED, IS_SETTLED, IS_WAITING
from app.storage.sealed_elsewhere import is_elsewhere, waiting_elsewhere
from app.storage.settings import read_setting, write_settings
from app.storage.tables import attachments, cases, early_uploads, missing_at_centre, outbox_events, outbox_uploads

FOR_ANOTHER_CENTRE = "封给了另一个中心，登记回那个中心才能送"
LAST_ANSWER = "sync.last_answer"

_event, _upload, _early = outbox_events.c, outbox_uploads.c, early_uploads.c
_earlier = outbox_events.alias("earlier")


def read_backlog(connection: Connection, now: datetime, limit: int, waiting: int, conflicts: int) -> Backlog:
    rows = _open_rows(now)
    counts = connection.execute(
        select(rows.c.kind, rows.c.state, func.count().label("number"))
        .group_by(rows.c.kind, rows.c.state)
        .order_by(rows.c.kind, rows.c.state)
    ).all()
    moments = connection.execute(
        select(func.min(rows.c.since), func.min(rows.c.next_at).filter(rows.c.state == WaitState.RESTING.value))
    ).one()
    answer = _last_answer(connection)
    return Backlog(
        waiting=waiting,
        conflicts=conflicts,
        counts=tuple((row.kind, WaitState(row.state), row.number) for row in counts),
        oldest=moments[0],
        next_at=moments[1],
        answer=answer[0],
        answered_at=answer[1],
        items=tuple(_item(row) for row in connection.execute(_worth_a_look(rows, limit))),
        missing=_missing(connection, limit),
        elsewhere=waiting_elsewhere(connection),
    )


def _missing(connection: Connection, limit: int) -> tuple[Missing, ...]:
    lost = missing_at_centre.c
    files = func.count().filter(lost.kind == ATTACHMENT)
    query = (
        select(lost.case_id, cases.c.number, (func.count() - files).label("events"), files.label("attachments"))
        .join(cases, cases.c.id == lost.case_id)
        .group_by(lost.case_id, cases.c.number)
        .order_by(cases.c.number)
        .limit(limit)
    )
    return tuple(
        Missing(row.case_id, row.number, row.events, row.attachments) for row in connection.execute(query).all()
    )


def _worth_a_look(rows: Any, limit: int) -> Any:
    parked_last = rows.c.state != WaitState.PARKED.value
    return (
        select(rows, cases.c.number)
        .outerjoin(cases, cases.c.id == rows.c.case_id)
        .order_by(parked_last, rows.c.since, rows.c.id)
        .limit(limit)
    )


def _open_rows(now: datetime) -> Any:
    events = select(
        _event.id,
        _event.kind,
        _event.case_id,
        _state(_event, now, or_(is_elsewhere(_event.sealed_to), _behind_a_sibling())).label("state"),
        _event.occurred_at.label("since"),
        _event.attempts,
        _event.due_at.label("next_at"),
        literal(0).label("size"),
        _why(_event.reason, _event.sealed_to).label("why"),
        _event.answer,
        _event.answered_at,
    ).where(_event.state != IS_SETTLED)
    uploads = (
        select(
            _upload.id,
            literal(ATTACHMENT),
            _upload.case_id,
            _state(_upload, now, or_(is_elsewhere(attachments.c.sealed_to), _before_its_case())),
            cases.c.submitted_at,
            _upload.attempts,
            _upload.due_at,
            attachments.c.size,
            _why(_upload.reason, attachments.c.sealed_to),
            _upload.answer,
            _upload.answered_at,
        )
        .join(attachments, attachments.c.id == _upload.id)
        .join(cases, cases.c.id == _upload.case_id)
        .where(_upload.state != IS_SETTLED)
    )
    early = select(
        _early.id,
        literal(ATTACHMENT),
        _early.case_id,
        _state(_early, now, literal(0) == 1),
        _early.begun_at,
        _early.attempts,
        _early.due_at,
        _early.size,
        _early.reason,
        literal(""),
        literal(None, _event.answered_at.type),
    ).where(_early.state.in_((IS_WAITING, IS_PARKED)))
    return union_all(events, uploads, early).subquery("waiting")


def _state(columns: Any, now: datetime, held: ColumnElement[bool]) -> ColumnElement[str]:
    return case(
        (columns.state == IS_PARKED, WaitState.PARKED.value),
        (held, WaitState.HELD.value),
        (is_due(columns.due_at, now), WaitState.DUE.value),
        else_=WaitState.RESTING.value,
    )


def _why(reason: ColumnElement[str], sealed_to: ColumnElement[str]) -> ColumnElement[str]:
    return case((is_elsewhere(sealed_to), FOR_ANOTHER_CENTRE), else_=reason)


def _behind_a_sibling() -> ColumnElement[bool]:
    return exists().where(
        _earlier.c.case_id == _event.case_id, _earlier.c.state != IS_SETTLED, _earlier.c.sequence < _event.sequence
    )


def _before_its_case() -> ColumnElement[bool]:
    return exists().where(
        _event.case_id == _upload.case_id,
        _event.kind.in_(("case.submitted", CASE_CORRECTED)),
        _event.state != IS_SETTLED,
    )


def _last_answer(connection: Connection) -> tuple[str, datetime | None]:
    at, _, said = (read_setting(connection, LAST_ANSWER) or "").partition(" ")
    return (said, datetime.fromisoformat(at)) if at else ("", None)


def note_answer(connection: Connection, now: datetime, said: str) -> None:
    """What the centre said last, of whatever row: by far the cheapest place to look it up again."""
    write_settings(connection, {LAST_ANSWER: f"{now.astimezone(UTC).isoformat()} {said}"})


def _item(row: Any) -> Waiting:
    return Waiting(
        id=row.id,
        kind=row.kind,
        case_id=row.case_id,
        case_number=row.number or "",
        state=WaitState(row.state),
        since=row.since,
        attempts=row.attempts,
        next_at=row.next_at,
        size=row.size,
        why=row.why,
        answer=row.answer,
        answered_at=row.answered_at,
    )

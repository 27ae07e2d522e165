"""Events on their way to the centre: which are due, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, select, update
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event
from app.domain.case import CaseStatus
from app.domain.ports import EventVerdict, OutboxEvent
from app.storage.audit_log import append_record
from app.storage.backoff import REST_LIMIT, rest
from app.storage.outbox_rows import IS_PARKED, IS_SETTLED, IS_WAITING, RowState
from app.storage.tables import cases, outbox_events

_columns = outbox_events.c
_earlier = outbox_events.alias("earlier")

EventVerdictTold = tuple[str, EventVerdict, str]

_TAKEN = {EventVerdict.ACCEPTED, EventVerdict.DUPLICATE}
_of_event = _columns.id == bindparam("event_id")
# The centre has the payload then; the case itself stays readable in its own table.
_SETTLE = update(outbox_events).where(_of_event).values(state=RowState.SETTLED, payload=b"", reason="")
_PARK = update(outbox_events).where(_of_event).values(state=RowState.PARKED, reason=bindparam("why"))
_RECEIVE = (
    update(cases)
    .where(cases.c.id == bindparam("case"), cases.c.status == CaseStatus.SAVED.value)
    .values(status=CaseStatus.RECEIVED)
)


def due_events(connection: Connection, now: datetime, limit: int) -> Sequence[OutboxEvent]:
    """Oldest first; of each case only the first event that is not settled."""
    sibling = exists().where(
        _earlier.c.case_id == _columns.case_id,
        _earlier.c.state != IS_SETTLED,
        _earlier.c.sequence < _columns.sequence,
    )
    query = (
        select(outbox_events)
        .where(_columns.state == IS_WAITING, is_due(_columns.due_at, now), ~sibling)
        .order_by(_columns.sequence)
        .limit(limit)
    )
    return [
        OutboxEvent(
            id=row.id,
            sequence=row.sequence,
            kind=row.kind,
            case_id=row.case_id,
            occurred_at=row.occurred_at,
            catalogue_version=row.catalogue_version,
            payload_sha256=row.payload_sha256,
            payload=row.payload,
            attempts=row.attempts,
        )
        for row in connection.execute(query)
    ]


def is_due(due_at: ColumnElement[datetime], now: datetime) -> ColumnElement[bool]:
    return (due_at <= now) | (due_at > now + REST_LIMIT)


def settle(connection: Connection, verdicts: Sequence[EventVerdictTold], now: datetime) -> None:
    """Accepted and duplicate end a row; conflict and rejected park it for a person. A late verdict does nothing."""
    told = {event_id: (verdict, reason) for event_id, verdict, reason in verdicts}
    query = select(_columns.id, _columns.case_id, _columns.kind).where(
        _columns.id.in_(told), _columns.state != IS_SETTLED
    )
    rows = connection.execute(query).all()
    taken = [row for row in rows if told[row.id][0] in _TAKEN]
    if taken:
        connection.execute(_SETTLE, [{"event_id": row.id} for row in taken])
    if received := [{"case": row.case_id} for row in taken if row.kind == "case.submitted"]:
        connection.execute(_RECEIVE, received)
    for row in rows:
        verdict, reason = told[row.id]
        match verdict:
            case EventVerdict.ACCEPTED | EventVerdict.DUPLICATE:
                continue
            case EventVerdict.CONFLICT:
                event = audit_event("outbox.conflict", event_id=row.id, case_id=row.case_id, kind=row.kind)
            case EventVerdict.REJECTED:
                event = audit_event("outbox.rejected", event_id=row.id, case_id=row.case_id, kind=row.kind)
        connection.execute(_PARK, {"event_id": row.id, "why": reason})
        append_record(connection, now, event)


def release(connection: Connection, event_id: str, now: datetime) -> bool:
    """A person wants a parked event sent again. False where it is not parked."""
    row = connection.execute(
        select(_columns.case_id, _columns.kind).where(_columns.id == event_id, _columns.state == IS_PARKED)
    ).first()
    if row is None:
        return False
    again = {"state": RowState.WAITING, "attempts": 0, "due_at": now, "reason": ""}
    connection.execute(update(outbox_events).where(_columns.id == event_id).values(again))
    told = audit_event("outbox.released", event_id=event_id, case_id=row.case_id, kind=row.kind)
    append_record(connection, now, told)
    return True


def postpone(connection: Connection, event_ids: Sequence[str], now: datetime, reason: str) -> None:
    query = select(_columns.id, _columns.attempts).where(_columns.id.in_(event_ids), _columns.state == IS_WAITING)
    for row in connection.execute(query).all():
        later = {"attempts": row.attempts + 1, "due_at": now + rest(row.attempts + 1), "reason": reason}
        connection.execute(update(outbox_events).where(_columns.id == row.id).values(later))
